"""Copies: two fingerprints -> whether one article is a copy of the other. Pure, and the same both ways round.

A copy has another headline, other lines around the body, other punctuation, an edited sentence, a corrected name, or
its end cut off. Two meetings written from one template can resemble each other more than that: so whatever tells two
happenings apart rules a copy out, and in doubt two articles are two.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from flows.extraction.fingerprint import Fingerprint
from flows.extraction.numerals import number

WINDOW = 31
"""Days between two publications of one report, at most."""
_UNDATED_WINDOW = 3
"""Where a report says 今天 or 近日 and no day: the same words a week later are another happening."""
_LEAST_LENGTH = 0.5
"""How much of the longer body's length the shorter one must have."""
_MOST_EDITED = 0.2
"""The share of the shorter body in clauses that the other has not, where both have such clauses."""
_EDITABLE = 150
"""Characters below which a body is nothing but its facts: every edit changes one, every sentence more adds one."""
_ALIKE = 0.5
"""The similarity of two clauses of which one is taken for the edited other."""
_MOST_COMPARED = 300_000
"""Characters here times characters there, beyond which edits are not looked at: it would take long and tell little."""
_NUMERAL = "〇零一二两三四五六七八九十百"
_FIGURE = re.compile(
    rf"[0-9]+[百千万亿]*|第(?P<ordinal>[{_NUMERAL}]+)|[{_NUMERAL}千万亿]{{2,}}|(?P<day>[{_NUMERAL}])(?=[年月日次届号批期])"
    r"|(?:星期|周)[一二三四五六日天]|[上中下]午|凌晨|晚上|当晚"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{2}(?:镇|乡|村|局|街道|社区)")
_STATED_DAY = re.compile(rf"[0-9{_NUMERAL}]日")


def are_copies(one: Fingerprint, other: Fingerprint) -> bool:
    """Tell whether two articles report one happening in the same words."""
    first, second = sorted((one, other), key=lambda each: (each.published, each.clauses, each.title, each.people))
    if not _in_time(first, second):
        return False
    if first.text == second.text:
        return True
    corrected = _with_names_of(first, second)
    if corrected is None or _each_misses(first.documents, first.text, corrected.documents, corrected.text):
        return False
    return first.text == corrected.text or _little_edited(first, corrected)


def _in_time(first: Fingerprint, second: Fingerprint) -> bool:
    dated = _STATED_DAY.search(first.text) and _STATED_DAY.search(second.text)
    return second.day - first.day <= (WINDOW if dated else _UNDATED_WINDOW)


def _with_names_of(first: Fingerprint, second: Fingerprint) -> Fingerprint | None:
    """Return `second` with a corrected name as `first` has it; None where each names people that the other does not."""
    here, there = _missing(first.people, second.text), _missing(second.people, first.text)
    if not here or not there:
        return second
    if len(here) > 1 or len(there) > 1 or not _is_correction(here[0], there[0]):
        return None
    right, wrong = here[0], there[0]
    return replace(
        second,
        title=second.title.replace(wrong, right),
        clauses=tuple(clause.replace(wrong, right) for clause in second.clauses),
    )


def _each_misses(here: Iterable[str], text: str, there: Iterable[str], other_text: str) -> bool:
    """Tell whether each of two texts lacks something that the other names."""
    return bool(_missing(here, other_text) and _missing(there, text))


def _missing(named: Iterable[str], text: str) -> list[str]:
    return [each for each in named if each not in text]


def _is_correction(one: str, other: str) -> bool:
    """Tell whether two names of one length differ in one character: 沈望秋, 沈忘秋."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _little_edited(first: Fingerprint, second: Fingerprint) -> bool:
    """Tell whether all but little of the shorter body stands in the other, and nothing in the rest tells them apart."""
    here, there = _leftover(first.clauses, second.clauses), _leftover(second.clauses, first.clauses)
    lengths = sorted((len(first.text), len(second.text)))
    edited = min(_length(here), _length(there))
    if lengths[0] < _LEAST_LENGTH * lengths[1] or edited > _MOST_EDITED * lengths[0]:
        return False
    if lengths[0] < _EDITABLE or _length(here) * _length(there) > _MOST_COMPARED:
        return False
    return not (
        _each_misses(_PLACE.findall("\n".join(here)), first.text, _PLACE.findall("\n".join(there)), second.text)
        or _differ_in_figures(first, here, second, there)
        or _recurs([*_substitutions(here, there), *_retitled(first, second)])
    )


def _leftover(clauses: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return the clauses that the other has not, or not so often, in their order."""
    known = Counter(others)
    left = []
    for clause in clauses:
        if known[clause]:
            known[clause] -= 1
        else:
            left.append(clause)
    return left


def _length(clauses: Iterable[str]) -> int:
    return sum(map(len, clauses))


def _differ_in_figures(first: Fingerprint, here: list[str], second: Fingerprint, there: list[str]) -> bool:
    """Tell whether each has a figure, ordinal or time of day that the other has not: 第15次, 3月4日, 2.31亿, 下午."""
    return bool(
        set(_figures(here)) - set(_figures(second.clauses)) and set(_figures(there)) - set(_figures(first.clauses))
    )


def _figures(clauses: Iterable[str]) -> Iterator[str]:
    """Yield what counts or dates, Chinese numerals as Arabic ones."""
    for match in _FIGURE.finditer("\n".join(clauses)):
        written = match["ordinal"] or match["day"] or match[0]
        yield str(number(written) or written) if len(written) <= 5 else written


def _substitutions(here: list[str], there: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what stands in place of what in clauses of which one is the edited other, each clause taken once."""
    rest = list(there)
    for clause in here:
        found = max(rest, key=lambda each: _likeness(clause, each), default="")
        if found and _likeness(clause, found) >= _ALIKE:
            rest.remove(found)
            yield from _replaced(clause, found)


def _retitled(first: Fingerprint, second: Fingerprint) -> Iterator[tuple[str, str]]:
    """Yield what stands in place of what in two headlines of one wording."""
    if _likeness(first.title, second.title) >= _ALIKE:
        yield from _replaced(first.title, second.title)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _replaced(one: str, other: str) -> Iterator[tuple[str, str]]:
    for kind, start, end, other_start, other_end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "replace":
            yield one[start:end], other[other_start:other_end]


def _recurs(substitutions: Iterable[tuple[str, str]]) -> bool:
    """Tell whether one thing stands for another again and again: the 法文版 of a book, and its 俄文版.

    Whoever edits a copy changes a sentence; whoever fills in a template changes what it is about, wherever it stands.
    """
    return any(times > 1 for times in Counter(substitutions).values())
