"""Texts that make a regular expression slow, if any can: made of what it repeats, and of what regexploit finds.

Goes in: a pattern. Come out: texts in three parts, of which the one in the middle may be repeated at will.
"""

import re
import re._constants as sre
import re._parser as parser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from regexploit.ast.sre import SreOpParser
from regexploit.redos import Redos, find

_MANY = 8
"""What may be repeated no more often cannot make a pattern slow by itself."""
_EXPONENTIAL_OR_CUBIC = 3
_KILLERS = ("\n!", "!")
_OF_CATEGORY = {"DIGIT": "1", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "a", "NOT_SPACE": "a", "NOT_WORD": "!"}


@dataclass(frozen=True, slots=True)
class Attack:
    """A text in three parts."""

    before: str
    repeated: str
    after: str

    def text(self, length: int) -> str:
        """Return the text with the middle part repeated up to about `length` characters."""
        return self.before + self.repeated * (length // len(self.repeated)) + self.after


class _Parser(SreOpParser):  # type: ignore[misc]
    """regexploit's, for which what never gives back is as what does: the clock decides."""

    from_POSSESSIVE_REPEAT = SreOpParser.from_MAX_REPEAT  # noqa: N815

    def from_ATOMIC_GROUP(self, data: Any) -> Any:  # noqa: N802
        return self.sequence_or_singleton(data)


def attacks(pattern: "re.Pattern[Any]") -> set[Attack]:
    """Return what may make `pattern` slow."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = parser.parse(text, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    whole = _sample(parsed)
    middles = {(before, repeated) for before, repeated in _repeats(parsed, "")}
    middles |= {("", before + repeated) for before, repeated in middles} | {("", whole), ("", whole[:-1])}
    middles |= {("", sign) for sign in set(whole)}
    return {Attack(before, repeated, killer) for before, repeated in middles if repeated for killer in _KILLERS}


def known_attacks(pattern: "re.Pattern[Any]") -> Iterator[Attack]:
    """Yield the attacks that regexploit makes of what it takes for worse than quadratic."""
    for found in find(_Parser().parse_sre(pattern.pattern, pattern.flags)):
        if found.starriness >= _EXPONENTIAL_OR_CUBIC:
            yield from _of_regexploit(found)


def _of_regexploit(found: Redos) -> Iterator[Attack]:
    repeated = found.repeated_character.example()
    for killer in (found.killer.example() if found.killer else "", *_KILLERS):
        yield Attack(found.example_prefix, repeated, killer)


def _repeats(items: Sequence[Any], before: str) -> Iterator[tuple[str, str]]:
    """Yield what may stand before each thing that may be repeated often, and the shortest form of that thing."""
    for operation, value in items:
        if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, repeated = value
            if most >= _MANY:
                yield before, _sample(repeated) or _first(repeated)
            yield from _repeats(repeated, before)
        elif operation is sre.BRANCH:
            for branch in value[1]:
                yield from _repeats(branch, before)
        elif operation is sre.SUBPATTERN:
            yield from _repeats(value[3], before)
        elif operation is sre.ATOMIC_GROUP:
            yield from _repeats(value, before)
        elif operation in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeats(value[1], before)
        before += _sample([(operation, value)])


def _first(items: Sequence[Any]) -> str:
    """Return the first thing within what may be empty."""
    return next((repeated for _, repeated in _repeats(items, "") if repeated), "")


def _sample(items: Sequence[Any]) -> str:
    """Return a short text that the parsed pattern matches, as far as lookarounds let it."""
    return "".join(_sample_of(operation, value) for operation, value in items)


def _sample_of(operation: Any, value: Any) -> str:
    if operation is sre.LITERAL:
        return chr(value)
    if operation is sre.NOT_LITERAL:
        return "a" if value != ord("a") else "b"
    if operation is sre.ANY:
        return "a"
    if operation is sre.IN:
        return _one_of(value)
    if operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        times: int = max(value[0], min(1, value[1]))
        return _sample(value[2]) * times
    if operation is sre.BRANCH:
        return _sample(value[1][0])
    if operation is sre.SUBPATTERN:
        return _sample(value[3])
    return _sample(value) if operation is sre.ATOMIC_GROUP else ""


def _one_of(choices: Sequence[tuple[Any, Any]]) -> str:
    """Return a character of a set."""
    if choices[0][0] is sre.NEGATE:
        return next(sign for sign in "a一1 !\t" if not any(_holds(each, sign) for each in choices[1:]))
    operation, value = choices[0]
    if operation is sre.CATEGORY:
        named: str = value.name
        return _OF_CATEGORY[named.removeprefix("CATEGORY_")]
    return chr(value if operation is sre.LITERAL else value[0])


def _holds(choice: tuple[Any, Any], sign: str) -> bool:
    operation, value = choice
    if operation is sre.LITERAL:
        return bool(ord(sign) == value)
    if operation is sre.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    negated, _, category = value.name.removeprefix("CATEGORY_").rpartition("_")
    letter = category[0].lower()  # \\d, \\s, \\w
    return re.match("\\" + (letter.upper() if negated else letter), sign) is not None
