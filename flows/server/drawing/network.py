"""A network of people: one in the middle, in a ring the others, tied to whom they met; thicker where it was more often.

The ring is computed here: where each stands follows from its place in the list alone, and the middle stays readable.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from flows.server.drawing.spec import WIDTH, Spec, spec

_HEIGHT = 340
_RING = (205, 130)
"""Half the width and half the height of the ring."""


@dataclass(frozen=True, slots=True)
class Node:
    """A person in the network."""

    name: str
    path: str
    """What a link to the person is made of; empty for none."""
    count: int
    """How often the person was there; 0 for the one that the network is about."""


def network(nodes: Sequence[Node], ties: Sequence[tuple[int, int, int]]) -> Spec:
    """Draw `nodes`, of which the first is in the middle, and `ties`: two places in `nodes`, and how often."""
    most = max(count for _, _, count in ties)
    places = [(WIDTH / 2, _HEIGHT / 2), *(_on_ring(place, len(nodes) - 1) for place in range(len(nodes) - 1))]
    people = [
        {"name": node.name, "path": node.path, "x": x, "y": y, "size": 60 + 120 * node.count / most}
        for node, (x, y) in zip(nodes, places, strict=True)
    ]
    people[0]["size"] = 260
    lines: dict[float, str] = {}
    for a, b, count in ties:
        width = round(0.5 + 3.5 * count / most, 1)
        lines[width] = lines.get(width, "") + "M{},{}L{},{}".format(*places[a], *places[b])
    return spec(
        _HEIGHT,
        data=[
            {"name": "people", "values": people},
            # All ties of one width are one mark: of hundreds, Vega would take long.
            {"name": "ties", "values": [{"path": path, "width": width} for width, path in sorted(lines.items())]},
        ],
        marks=[
            {"type": "path", "from": {"data": "ties"}, "encode": {"enter": {
                "path": {"field": "path"}, "strokeWidth": {"field": "width"}}}},
            {"type": "symbol", "from": {"data": "people"}, "encode": {"enter": {
                **{key: {"field": key} for key in ("x", "y", "size")}}}},
            {"type": "text", "from": {"data": "people"}, "encode": {"enter": {
                "text": {"field": "name"}, "x": {"field": "x"}, "y": {"field": "y", "offset": -11},
                "align": {"value": "center"}, "fontSize": {"value": 13}}}},
        ],
    )  # fmt: skip


def _on_ring(place: int, number: int) -> tuple[float, float]:
    """Return where the one at `place` of `number` stands, from the top on clockwise."""
    angle = 2 * pi * place / number
    return round(WIDTH / 2 + _RING[0] * sin(angle), 1), round(_HEIGHT / 2 - _RING[1] * cos(angle), 1)
