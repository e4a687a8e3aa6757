"""A specification of Vega, and what a page says of the graphic that is drawn from it."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]
WIDTH = 560
_MARGIN = 40


@dataclass(frozen=True, slots=True)
class Drawing:
    """A graphic that is still to be drawn."""

    text: str
    """The specification as JSON, with a number for each name."""
    labels: list[tuple[str, str]]
    """By their numbers, the names, each with what it links to; empty for nothing."""
    name: str
    """What the graphic is called."""


def spec(height: int, **parts: Any) -> Spec:
    """Return the specification of a graphic of `height`, made of the parts of a view: data, scales, axes, marks …"""
    frame: Spec = {"width": WIDTH, "height": height, "padding": 4, "autosize": "none", "background": None}
    return {"$schema": "https://vega.github.io/schema/vega/v5.json", **frame, **parts}


def flush(x: float) -> dict[str, object]:
    """Return where a line at `x` stands and the text below it, which does not leave the graphic.

    Vega's own axes take more time than all else in a graphic, and their texts are no names that could stand for others.
    """
    align = "left" if x < _MARGIN else "right" if x > WIDTH - _MARGIN else "center"
    return {"x": x, "align": align}


def prepared(drawing: Spec, name: str, href: Callable[[str], str] = str) -> Drawing:
    """Return what it takes to draw `drawing` as a graphic that is called `name`.

    What a row of its data has as ``name`` stands where the row is; if the row has a ``path``, as a link that `href`
    makes of that. Vega is not told the names: graphics that differ in nothing else are drawn once.
    """
    named: dict[tuple[str, str], str] = {}
    data = [part | _unnamed(part, named) for part in drawing["data"]]
    labels = [(words, path and href(path)) for words, path in named]
    return Drawing(json.dumps(drawing | {"data": data}), labels, name)


def _unnamed(part: Spec, named: dict[tuple[str, str], str]) -> Spec:
    """Return the rows of a part of the data with a number for each name; `named` has the numbers."""
    if "values" not in part:
        return {}
    rows = []
    for row in part["values"]:
        row = dict(row)
        if "name" in row:
            row["name"] = named.setdefault((row["name"], row.pop("path", "")), f"#{len(named)}")
        rows.append(row)
    return {"values": rows}
