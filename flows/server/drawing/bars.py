"""Bars: how much there was in each month, and how much of each of several things."""

from collections.abc import Sequence

from flows.server.drawing.vega import WIDTH, Spec, spec

_MOST_MONTHS = 60
_TICKS = 8
_LONGEST = 34
_ROW, _HEIGHT = 34, 150


def by_month(counts: Sequence[tuple[str, int]]) -> Spec:
    """Draw counts of months such as ``2016-10``, those without any between them too; of a long time, by year."""
    known = dict(counts)
    months = _months(min(known), max(known))
    if len(months) > _MOST_MONTHS:
        years = sorted({month[:4] for month in months})
        values = [(year, sum(count for month, count in counts if month[:4] == year)) for year in years]
        values = [(str(year), dict(values).get(str(year), 0)) for year in range(int(years[0]), int(years[-1]) + 1)]
    else:
        values = [(month, known.get(month, 0)) for month in months]
    step = -(-len(values) // _TICKS)
    return spec(
        _HEIGHT + 24,
        data=[{"name": "bars", "values": [{"when": when, "count": count} for when, count in values]}],
        scales=[
            {"name": "x", "type": "band", "domain": {"data": "bars", "field": "when"}, "range": [44, WIDTH - 8],
             "padding": 0.15},
            {"name": "y", "domain": {"data": "bars", "field": "count"}, "range": [_HEIGHT, 8], "nice": True,
             "zero": True},
        ],
        axes=[
            {"orient": "bottom", "scale": "x", "offset": -24, "values": [when for when, _ in values[::step]],
             "labelFlush": True},
            {"orient": "left", "scale": "y", "offset": -40, "tickCount": 3, "format": ",d", "tickMinStep": 1,
             "grid": True},
        ],
        marks=[
            {"type": "rect", "from": {"data": "bars"}, "encode": {"enter": {
                "x": {"scale": "x", "field": "when"}, "width": {"scale": "x", "band": 1},
                "y": {"scale": "y", "field": "count"}, "y2": {"scale": "y", "value": 0}}}},
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


def _months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
