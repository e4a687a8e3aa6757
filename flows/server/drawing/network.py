"""A network of people: who was at the same meetings as whom, laid out by forces; thicker where it was more often."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.server.drawing.vega import WIDTH, Spec, spec

_LEAST_HEIGHT, _MORE = 170, 13
_STEPS = 150


@dataclass(frozen=True, slots=True)
class Node:
    """A person in the network."""

    name: str
    path: str
    """What a link to the person is made of."""
    count: int
    """How often the person was there; 0 for the one that the network is about, who stands in the middle."""


def network(nodes: Sequence[Node], ties: Sequence[tuple[int, int, int]]) -> Spec:
    """Draw `nodes`, of which the first is in the middle, and `ties`: two places in `nodes`, and how often."""
    most = max(count for _, _, count in ties)
    people = [{"name": node.name, "path": node.path, "size": 60 + 120 * node.count / most} for node in nodes]
    people[0]["size"] = 260
    height = _LEAST_HEIGHT + _MORE * len(nodes)
    links = [{"source": a, "target": b, "width": 0.5 + 3.5 * count / most} for a, b, count in ties]
    forces = [
        {"force": "center", "x": WIDTH / 2, "y": height / 2},
        {"force": "collide", "radius": 30},
        {"force": "nbody", "strength": -320},
        {"force": "x", "x": "middle", "strength": 0.05},
        {"force": "y", "y": "level", "strength": 0.14},
        {"force": "link", "links": "ties", "distance": 140},
    ]
    return spec(
        height,
        data=[{"name": "people", "values": people}, {"name": "ties", "values": links}],
        marks=[
            {"name": "dots", "type": "symbol", "from": {"data": "people"}, "zindex": 1,
             "encode": {"enter": {"size": {"field": "size"}, "middle": {"value": WIDTH / 2},
                                   "level": {"value": height / 2}}},
             "transform": [{"type": "force", "static": True, "signal": "force", "iterations": _STEPS,
                            "forces": forces}]},
            {"type": "path", "from": {"data": "ties"},
             "encode": {"enter": {"strokeWidth": {"field": "width"}, "stroke": {"value": "#c9bfae"}}},
             "transform": [{"type": "linkpath", "shape": "line", "require": {"signal": "force"}, "sourceX": "datum.source.x",
                            "sourceY": "datum.source.y", "targetX": "datum.target.x", "targetY": "datum.target.y"}]},
            {"type": "text", "from": {"data": "dots"}, "zindex": 2, "encode": {"enter": {
                "text": {"field": "datum.name"}, "href": {"field": "datum.path"}, "x": {"field": "x"},
                "y": {"field": "y", "offset": -11}, "align": {"value": "center"}, "fontSize": {"value": 13}}}},
        ],
    )  # fmt: skip
