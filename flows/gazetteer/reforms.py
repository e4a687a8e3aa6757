"""What became of bodies of state that were reformed everywhere, and of those of divisions that were abolished.

Goes in: a body's full name and the code of its division. Comes out: the next body in its place, or None where that is
not certain: a body was split, its successors are called differently from town to town, or its division was parted.
"""

import csv
from collections.abc import Iterator
from functools import cache

from flows.gazetteer.division import COUNTRY, MUNICIPALITIES, Division
from flows.gazetteer.divisions import gazetteer, kind
from flows.gazetteer.tables import DATA
from flows.values import value

# The offices of a 地区 or 盟 are called otherwise than those of the city that follows it.
_CALLED_OTHERWISE = frozenset({"prefecture", "league"})


@value()
class Successor:
    """The body that took another one's place."""

    name: str
    code: str
    """Of its division, empty for a body of national level."""
    type: str
    """Code of its type, empty for that of the body before."""
    year: int | None
    """In which it took the place, None where that differs from town to town."""


@value()
class _Reform:
    successor: str
    type: str
    year: int
    sure: bool
    not_in: frozenset[str]
    """Codes of divisions whose successor is called otherwise."""


def successor(name: str, code: str) -> Successor | None:
    """Return what took the place of the body `name` of the division with `code` (empty: of national level)."""
    if code in ("", COUNTRY):
        reform = _reforms().get(("country", name))
        return Successor(reform.successor, code, reform.type, reform.year) if reform else None
    division = gazetteer().by_code(code)
    if division is None or division.level == "township":
        return None
    prefix = gazetteer().canonical_prefix(division)
    if name.count(prefix) != 1:
        return None
    form = name.replace(prefix, "{p}")
    reform = _reforms().get((_level(division), form))
    after = next_division(division)
    if reform and code not in reform.not_in and not (division.end and division.end < reform.year):
        year = reform.year if reform.sure else None
        return Successor(reform.successor.replace("{p}", prefix), code, reform.type, year)
    if after is None:
        return None
    return Successor(form.replace("{p}", gazetteer().canonical_prefix(after)), after.code, "", division.end)


def next_division(division: Division) -> Division | None:
    """Return the one division of the same level that took the place of an abolished one, None for several."""
    after = successors(division)
    if len(after) != 1 or after[0].level != division.level or kind(division) in _CALLED_OTHERWISE:
        return None
    return after[0]


def successors(division: Division) -> list[Division]:
    """Return the divisions that took the place of one that is no more; none of one that was only renamed."""
    if division.end is None or division.code in division.successors:
        return []
    found = (gazetteer().by_code(code) for code in division.successors)
    return [after for after in found if after is not None]


def _level(division: Division) -> str:
    return "municipality" if division.code in MUNICIPALITIES else division.level


@cache
def _reforms() -> dict[tuple[str, str], _Reform]:
    return dict(_read())


def _read() -> Iterator[tuple[tuple[str, str], _Reform]]:
    with (DATA / "reforms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            not_in = frozenset(row["except"].split())
            reform = _Reform(row["successor"], row["type"], int(row["year"]), row["sure"] == "1", not_in)
            for level in row["levels"].split(" "):
                yield (level, row["body"]), reform
