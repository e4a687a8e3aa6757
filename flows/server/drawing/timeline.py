"""A time line: what lasted from when to when, one row each, on days, months or years as far as they are known."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flows.server.drawing.vega import WIDTH, Spec, spec

_ROW = 34
_LONGEST = 40
_TICKS = 6
_MOST = 24
_DAY = 86_400_000
_YEAR = 366 * _DAY


def timeline(rows: Sequence[tuple[str, str, str]]) -> Spec:
    """Draw rows of name, first and last day in ISO 8601; of very many, the last ones."""
    shown = [(name, _instant(first), _instant(last)) for name, first, last in rows[-_MOST:]]
    starts, ends = [start for _, start, _ in shown], [end for _, _, end in shown]
    # A single day is no stretch of time: it stands in the middle of the days around it.
    margin = max((max(ends) - min(starts)) // 40, 15 * _DAY)
    height = len(shown) * _ROW
    values = [
        {"name": name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…", "first": start, "last": end,
         "y": place * _ROW, "left": start <= min(starts) + (max(ends) - min(starts)) / 2}
        for place, (name, start, end) in enumerate(shown)
    ]  # fmt: skip
    brief = max(ends) - min(starts) < _YEAR
    ticks = {"tickCount": 3, "format": "%Y-%m-%d"} if brief else {"tickCount": _TICKS, "format": "%Y-%m"}
    scale = {"name": "x", "type": "utc", "domain": [min(starts) - margin, max(ends) + margin], "range": [4, WIDTH - 4]}
    name_of = {"text": {"field": "name"}, "y": {"field": "y", "offset": 15}, "fontSize": {"value": 13}}
    return spec(
        height + 26,
        data=[
            {"name": "rows", "values": values},
            {"name": "left", "source": "rows", "transform": [{"type": "filter", "expr": "datum.left"}]},
            {"name": "right", "source": "rows", "transform": [{"type": "filter", "expr": "!datum.left"}]},
        ],
        scales=[scale],
        axes=[{"orient": "bottom", "scale": "x", "offset": -22, "grid": True, "labelFlush": True,
               **ticks}],
        marks=[
            {"type": "rule", "from": {"data": "rows"}, "encode": {"enter": {
                "x": {"scale": "x", "field": "first"}, "x2": {"scale": "x", "field": "last"},
                "y": {"field": "y", "offset": 25}, "strokeWidth": {"value": 6}, "strokeCap": {"value": "round"}}}},
            {"type": "symbol", "from": {"data": "rows"}, "encode": {"enter": {
                "x": {"scale": "x", "field": "first"}, "y": {"field": "y", "offset": 25}, "size": {"value": 70}}}},
            {"type": "symbol", "from": {"data": "rows"}, "encode": {"enter": {
                "x": {"scale": "x", "field": "last"}, "y": {"field": "y", "offset": 25}, "size": {"value": 70}}}},
            {"type": "text", "from": {"data": "left"}, "encode": {"enter": name_of | {
                "x": {"scale": "x", "field": "first"}}}},
            {"type": "text", "from": {"data": "right"}, "encode": {"enter": name_of | {
                "x": {"scale": "x", "field": "last"}, "align": {"value": "right"}}}},
        ],
    )  # fmt: skip


def _instant(day: str) -> int:
    """Return the milliseconds of the first moment of a day, month or year, as Vega counts them."""
    year, month, date = (*map(int, day.split("-")), 1, 1)[:3]
    return round(datetime(year, month, date, tzinfo=UTC).timestamp() * 1000)
