"""A time line: what lasted from when to when, one row each, on days, months or years as far as they are known.

Where each thing stands is computed here, and a day is written as a name: most time lines are of one article's day, and
of these all with as many rows are the same drawing.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from flows.server.drawing.spec import WIDTH, Spec, flush, spec

_ROW = 34
_LONGEST = 40
_TICKS = 6
_MOST = 24
_EDGE = 4
_DAY_WIDTH = 90
"""What a day takes as text; another one stands beside it only where there is room."""
_DAY = 86_400_000
_YEAR = 366 * _DAY
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
"""Months from one tick to the next."""


def timeline(rows: Sequence[tuple[str, str, str]]) -> Spec:
    """Draw rows of name, first and last day in ISO 8601; of very many, the last ones."""
    shown = [(name, _instant(first), _instant(last)) for name, first, last in rows[-_MOST:]]
    days = {_instant(day): day for _, *ends in rows[-_MOST:] for day in ends}
    earliest, latest = min(days), max(days)
    # A single day is no stretch of time: it stands in the middle of the days around it.
    margin = max((latest - earliest) // 40, 15 * _DAY)

    def x(instant: int) -> float:
        share = (instant - earliest + margin) / (latest - earliest + 2 * margin)
        return round(_EDGE + share * (WIDTH - 2 * _EDGE), 1)

    height = len(shown) * _ROW
    values = [
        {"name": name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…", "first": x(start), "last": x(end),
         "y": place * _ROW, **_beside(x(start), x(end))}
        for place, (name, start, end) in enumerate(shown)
    ]  # fmt: skip
    ticks = [{"name": name, **flush(x(instant))} for instant, name in _ticks(days, x)]
    at = {"y": {"field": "y", "offset": 25}}
    return spec(
        height + 26,
        data=[{"name": "rows", "values": values}, {"name": "ticks", "values": ticks}],
        marks=[
            {"type": "rule", "name": "grid", "from": {"data": "ticks"}, "encode": {"enter": {
                "x": {"field": "x"}, "y": {"value": 0}, "y2": {"value": height + 4}}}},
            {"type": "text", "name": "tick", "from": {"data": "ticks"}, "encode": {"enter": {
                "text": {"field": "name"}, "x": {"field": "x"}, "y": {"value": height + 20},
                "align": {"field": "align"}, "fontSize": {"value": 13}}}},
            {"type": "rule", "from": {"data": "rows"}, "encode": {"enter": at | {
                "x": {"field": "first"}, "x2": {"field": "last"},
                "strokeWidth": {"value": 6}, "strokeCap": {"value": "round"}}}},
            *({"type": "symbol", "from": {"data": "rows"}, "encode": {"enter": at | {
                "x": {"field": end}, "size": {"value": 70}}}} for end in ("first", "last")),
            {"type": "text", "from": {"data": "rows"}, "encode": {"enter": {
                "text": {"field": "name"}, "x": {"field": "label"}, "align": {"field": "align"},
                "y": {"field": "y", "offset": 15}, "fontSize": {"value": 13}}}},
        ],
    )  # fmt: skip


def _beside(first: float, last: float) -> dict[str, object]:
    """Return where a name stands: from the beginning on, or in the right half up to the end."""
    return {"label": first, "align": "left"} if first <= WIDTH / 2 else {"label": last, "align": "right"}


def _ticks(days: dict[int, str], x: Callable[[int], float]) -> list[tuple[int, str]]:
    """Return the instants to show: within a year the first and the last day as they are known, else months or years."""
    earliest, latest = min(days), max(days)
    if latest - earliest < _YEAR:
        ends = [earliest, latest] if x(latest) - x(earliest) >= _DAY_WIDTH else [earliest]
        return [(end, days[end]) for end in ends]
    first, last = (_month(end) for end in (earliest, latest))
    step = next(step for step in _STEPS if last // step - first // step <= _TICKS)
    months = (number * step for number in range(first // step + 1, last // step + 1))
    names = [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
    return [(_instant(name), name) for name in names]


def _month(instant: int) -> int:
    """Return the number of the month in which an instant is."""
    moment = datetime.fromtimestamp(instant / 1000, UTC)
    return moment.year * 12 + moment.month - 1


def _instant(day: str) -> int:
    """Return the milliseconds from 1970 to the first moment of a day, month or year."""
    year, month, date = (*map(int, day.split("-")), 1, 1)[:3]
    return round(datetime(year, month, date, tzinfo=UTC).timestamp() * 1000)
