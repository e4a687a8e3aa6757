"""Bars: how much there was in each month, and how much of each of several things."""

from collections import Counter
from collections.abc import Sequence
from itertools import count as numbers

from flows.server.drawing.spec import WIDTH, Spec, flush, spec

_MOST_MONTHS = 60
_TICKS, _LEVELS = 8, 4
_LONGEST = 34
_ROW, _HEIGHT, _LEFT = 34, 150, 60
_FILLED = 0.85
"""What a bar takes of its place."""


def by_month(counts: Sequence[tuple[str, int]]) -> Spec:
    """Draw counts of months such as ``2016-10``, those without any between them too; of a long time, by year."""
    values = _filled(counts)
    width = (WIDTH - _LEFT - 8) / len(values)
    step = _step(max(count for _, count in values))
    levels = range(0, max(count for _, count in values) + step, step)
    middles = [round(_LEFT + (place + 0.5) * width, 1) for place in range(len(values))]
    bars = [{"x": middle, "count": count} for middle, (_, count) in zip(middles, values, strict=True)]
    named = [{"name": when, **flush(middle)} for middle, (when, _) in zip(middles, values, strict=True)]
    return spec(
        _HEIGHT + 24,
        data=[{"name": "bars", "values": bars}, {"name": "ticks", "values": named[:: -(-len(values) // _TICKS)]},
              {"name": "levels", "values": [{"name": f"{level:,}", "count": level} for level in levels]}],
        scales=[{"name": "y", "domain": [0, levels[-1]], "range": [_HEIGHT, 8]}],
        marks=[
            {"type": "rule", "name": "grid", "from": {"data": "levels"}, "encode": {"enter": {
                "x": {"value": _LEFT - 4}, "x2": {"value": WIDTH}, "y": {"scale": "y", "field": "count"}}}},
            {"type": "text", "name": "level", "from": {"data": "levels"}, "encode": {"enter": {
                "text": {"field": "name"}, "x": {"value": _LEFT - 6}, "y": {"scale": "y", "field": "count"},
                "align": {"value": "right"}, "baseline": {"value": "middle"}, "fontSize": {"value": 13}}}},
            {"type": "rect", "from": {"data": "bars"}, "encode": {"enter": {
                "xc": {"field": "x"}, "width": {"value": round(width * _FILLED, 1)},
                "y": {"scale": "y", "field": "count"}, "y2": {"scale": "y", "value": 0}}}},
            {"type": "text", "name": "tick", "from": {"data": "ticks"}, "encode": {"enter": {
                "text": {"field": "name"}, "x": {"field": "x"}, "y": {"value": _HEIGHT + 18},
                "align": {"field": "align"}, "fontSize": {"value": 13}}}},
        ],
    )  # fmt: skip


def by_name(counts: Sequence[tuple[str, int]]) -> Spec:
    """Draw counts of named things, one below the other."""
    rows = [{"name": _shortened(name), "count": count, "y": place * _ROW} for place, (name, count) in enumerate(counts)]
    return spec(
        len(rows) * _ROW,
        data=[{"name": "bars", "values": rows}],
        scales=[{"name": "x", "domain": [0, max(count for _, count in counts)], "range": [0, WIDTH - 60]}],
        marks=[
            {"type": "text", "from": {"data": "bars"}, "encode": {"enter": {
                "text": {"field": "name"}, "x": {"value": 0}, "y": {"field": "y", "offset": 14},
                "fontSize": {"value": 13}}}},
            {"type": "rect", "from": {"data": "bars"}, "encode": {"enter": {
                "x": {"value": 0}, "x2": {"scale": "x", "field": "count"},
                "y": {"field": "y", "offset": 19}, "height": {"value": 8}}}},
            {"type": "text", "from": {"data": "bars"}, "encode": {"enter": {
                "text": {"field": "count"}, "x": {"scale": "x", "field": "count", "offset": 6},
                "y": {"field": "y", "offset": 27}, "fontSize": {"value": 12}}}},
        ],
    )  # fmt: skip


def _filled(counts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the counts of all months from the first to the last one; of all years where that are too many."""
    known = dict(counts)
    months = _months(min(known), max(known))
    if len(months) <= _MOST_MONTHS:
        return [(month, known.get(month, 0)) for month in months]
    years: Counter[int] = Counter()
    for month, number in counts:
        years[int(month[:4])] += number
    return [(f"{year:04}", years[year]) for year in range(min(years), max(years) + 1)]


def _step(most: int) -> int:
    """Return the round number whose multiples are the levels up to `most`, which are few."""
    steps = (int(digit * 10**power) for power in numbers() for digit in (1, 2, 5))
    return next(step for step in steps if most <= _LEVELS * step)


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
