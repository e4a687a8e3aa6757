"""What it changed that articles were made again: added up for the terminal, Prefect's artifact and the ledger's diary.

In: what the ledger says of each article that was made again. Compared is what is published of it before and now, which
is nothing while it is held back. Memory stays the same whatever the number of articles: examples are few.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Any, Literal, get_args

from flows.comparing import Change, compare
from flows.ledger import Written
from flows.summary import HELD_BACK, table
from flows.wording import counted, in_one_line

Fate = Literal["unchanged", "changed", "newly accepted", "newly held back", "still held back", "gave way"]
_OF_THINGS, _OF_STATEMENTS = ("things_added", "things_removed"), ("statements_added", "statements_removed")
_SORTS = (*_OF_THINGS, *_OF_STATEMENTS)
_EXAMPLES = 5
_MOST_CHANGED = 20
_KINDS_SHOWN = 8
_EXAMPLE_LENGTH = 120
_KINDS = {"person": "people", "term": "policy terms", "term-use": "uses of policy terms", "evidence": "evidence"}
"""Plurals of kinds of things that are not made by an s."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of one article that was made again."""

    name: str
    fate: Fate
    reason: str
    changes: dict[str, dict[str, tuple[int, str]]]
    """By kind of thing and by sort of change: how many, and the first of them, as there may be many articles."""

    @property
    def size(self) -> int:
        """How many statements were added or removed."""
        return sum(sorts[sort][0] for sorts in self.changes.values() for sort in _OF_STATEMENTS if sort in sorts)


@dataclass
class _Total:
    """What changed among all things of one kind, with a few examples of each sort."""

    numbers: Counter[str] = field(default_factory=Counter)
    examples: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, article: str, sorts: dict[str, tuple[int, str]]) -> None:
        for sort, (number, example) in sorts.items():
            self.numbers[sort] += number
            # One of each article, so that one odd article does not stand for all.
            if len(self.examples[sort]) < _EXAMPLES:
                self.examples[sort].append(f"{example} — {article}")

    def as_json(self) -> dict[str, Any]:
        return {**{sort: self.numbers[sort] for sort in _SORTS}, "examples": dict(self.examples)}


@dataclass
class Remaking:
    """What changed in a whole run."""

    fates: Counter[Fate] = field(default_factory=Counter)
    kinds: defaultdict[str, _Total] = field(default_factory=lambda: defaultdict(_Total))
    most_changed: list[tuple[int, str]] = field(default_factory=list)
    held_back: list[tuple[str, str]] = field(default_factory=list)
    """Names and reasons of the first that are newly held back."""

    def add(self, comparisons: Iterable[Comparison]) -> None:
        """Add what became of some articles."""
        for each in comparisons:
            self.fates[each.fate] += 1
            for kind, sorts in each.changes.items():
                self.kinds[kind].add(each.name, sorts)
            if each.size:
                self.most_changed = nlargest(_MOST_CHANGED, [*self.most_changed, (each.size, each.name)])
            if each.fate == "newly held back" and len(self.held_back) < _MOST_CHANGED:
                self.held_back.append((each.name, each.reason))

    def lines(self) -> Iterator[str]:
        """Yield what changed in a few lines for a terminal."""
        number = sum(self.fates.values())
        yield f"Made again: {counted(number, 'article')}: " + ", ".join(f"{n:,} {fate}" for fate, n in self._fates())
        kinds = self._kinds()
        for kind, total in kinds[:_KINDS_SHOWN]:
            yield f"  {_plural(kind):22} " + _signed(total)
        if len(kinds) > _KINDS_SHOWN:
            yield f"  and {counted(len(kinds) - _KINDS_SHOWN, 'kind')} more: see `zhengwen status --format json`"
        for size, name in self.most_changed[:3]:
            yield in_one_line(f"  {counted(size, 'statement')} changed in {name}")

    def as_json(self) -> dict[str, Any]:
        """Return all that is known, as the diary keeps it."""
        return {
            "articles": dict(self._fates()),
            "kinds": {kind: total.as_json() for kind, total in self._kinds()},
            "most_changed": [{"article": name, "statements": size} for size, name in self.most_changed],
            "held_back": [{"article": name, "reason": reason} for name, reason in self.held_back],
        }

    def markdown(self) -> str:
        """Return all that is known as tables."""
        numbers = [[_plural(kind), *(f"{total.numbers[sort]:,}" for sort in _SORTS)] for kind, total in self._kinds()]
        examples = [
            [_plural(kind), sort.replace("_", " "), example]
            for kind, total in self._kinds()
            for sort in _SORTS
            for example in total.examples[sort]
        ]
        tables = [
            table(["made again", "articles"], [[fate, f"{n:,}"] for fate, n in self._fates()]),
            table(["facts", *(sort.replace("_", " ") for sort in _SORTS)], numbers),
            table(["most changed", "statements"], [[name, f"{size:,}"] for size, name in self.most_changed]),
            table(["newly held back", "reason"], [list(pair) for pair in self.held_back]),
            table(["facts", "", "example"], examples),
        ]
        return "\n\n".join(tables)

    def _fates(self) -> list[tuple[Fate, int]]:
        return [(fate, self.fates[fate]) for fate in get_args(Fate) if self.fates[fate]]

    def _kinds(self) -> list[tuple[str, _Total]]:
        return sorted(self.kinds.items(), key=lambda pair: (-sum(pair[1].numbers.values()), pair[0]))


def comparison(written: Written, base: str) -> Comparison:
    """Return what became of an article that was made again; `base` is what IRIs begin with."""
    changes = compare(written.before, written.after, base)
    brief = {kind: _brief(change) for kind, change in changes.items()}
    return Comparison(written.outcome.name, _fate(written, changes), written.outcome.reason, brief)


def _brief(change: Change) -> dict[str, tuple[int, str]]:
    found = dict(zip(_SORTS, (change.added, change.removed, change.said, change.unsaid), strict=True))
    return {sort: (len(each), _shortened(each[0])) for sort, each in found.items() if each}


def _fate(written: Written, changes: dict[str, Change]) -> Fate:
    if written.outcome.status == "superseded":
        return "gave way"
    if written.outcome.status in HELD_BACK:
        return "still held back" if written.was in HELD_BACK else "newly held back"
    if written.was in HELD_BACK:
        return "newly accepted"
    return "changed" if changes else "unchanged"


def _signed(total: _Total) -> str:
    """Return the numbers in brief: ``+3 −1, statements +40 −12``."""
    numbers = total.numbers
    return (
        f"+{numbers['things_added']:,} −{numbers['things_removed']:,}, "
        f"statements +{numbers['statements_added']:,} −{numbers['statements_removed']:,}"
    )


def _plural(kind: str) -> str:
    return _KINDS.get(kind) or f"{kind.replace('-', ' ')}s"


def _shortened(text: str) -> str:
    line = in_one_line(" ".join(text.split()))
    return line if len(line) <= _EXAMPLE_LENGTH else line[: _EXAMPLE_LENGTH - 1] + "…"
