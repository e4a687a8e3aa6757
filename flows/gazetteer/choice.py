"""Which of several divisions of one name an article means.

Goes in: the candidates, the division whose portal speaks, the year. Comes out: one of
them, or None where nothing decides.
"""

from collections.abc import Callable, Iterable

from flows.gazetteer.division import LEVELS, Division

Uppers = Callable[[str], tuple[str, ...]]

_LAG = 15
"""Years after an abolition in which texts may still use a name beside a namesake in use elsewhere."""
BELOW, SAME_PROVINCE, _FAR = 2, 5, 9
"""Ranks of `closeness`: this far down, this far off, and anywhere."""


def closeness(division: Division, near: Division, uppers: Uppers) -> int:
    """Rank how close `division` is to `near`: itself 0, above 1, below 2, beside 3, same prefecture 4, province 5."""
    if division.code == near.code:
        return 0
    mine, theirs = uppers(near.code), uppers(division.code)
    if division.code in mine or division.level == "country":
        return 1
    if near.code in theirs:
        return BELOW
    if division.parent == near.parent and division.level != "province":
        return 3
    if len(mine) > 1 and mine[1] in theirs:
        return 4
    return SAME_PROVINCE if (mine[:1] or (near.code,))[0] in theirs else _FAR


def _date_tier(division: Division, year: int | None) -> int:
    """Rank a record by its dates: in use 0, lately abolished 1, not yet there 2, long gone 3."""
    if division.used_in(year):
        return 0
    if year is None:
        return 1 if division.end and division.end >= 2005 else 3
    if division.end and division.end < year:
        return 1 if year - division.end <= _LAG else 3
    return 2


def choose(found: Iterable[Division], near: Division | None, year: int | None, uppers: Uppers) -> Division | None:
    """Return the candidate that ranks first by time, closeness and level, or None if two different ones do."""

    def rank(division: Division) -> tuple[bool, int, int, int, bool]:
        tier = _date_tier(division, year)
        distance = closeness(division, near, uppers) if near else _FAR
        return tier >= 2, distance, tier, LEVELS.index(division.level), division.zone

    ranked = sorted(((rank(division), division) for division in found), key=lambda pair: pair[0])
    best = [division for key, division in ranked if key == ranked[0][0]]
    left = _without_predecessors(best)
    return left[0] if len({division.code for division in left}) == 1 else None


def _without_predecessors(best: list[Division]) -> list[Division]:
    """Drop what another of `best` came after: in the year of 县改区 both names are in use."""
    codes = {division.code for division in best}
    return [d for d in best if not (codes - {d.code}).intersection(d.successors)] or best
