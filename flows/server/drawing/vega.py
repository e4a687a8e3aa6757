"""A specification of Vega -> SVG, ready to stand in a page."""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Any

import vl_convert

Spec = dict[str, Any]
_TEXT = re.compile(r"<text ([^<>]*)>#(\d+)</text>")
"""A text that stands for a name: Vega would measure each character of a name, and write links of its own slowly."""
_ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
"""What Vega tells screen readers of each mark: their names are those of its own parts, in English, and no data."""
_KEPT = 1024
WIDTH = 560
_MARGIN = 40


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


def load() -> None:
    """Load what draws, for which the first graphic would have to wait a third of a second."""
    _svg(json.dumps(spec(1)))


def drawn(drawing: Spec, name: str, href: Callable[[str], str] = str) -> str:
    """Return `drawing` as SVG that is called `name`.

    What a row of its data has as ``name`` stands where the row is; if the row has a ``path``, as a link that `href`
    makes of that. Vega is not told the names: graphics that differ in nothing else are drawn once.
    """
    named: dict[tuple[str, str], str] = {}
    data = [part | _unnamed(part, named) for part in drawing["data"]]
    labels = list(named)

    def label(text: re.Match[str]) -> str:
        words, path = labels[int(text[2])]
        shown = f"<text {text[1]}>{escape(words)}</text>"
        return f'<a href="{escape(href(path))}">{shown}</a>' if path else shown

    svg = _TEXT.sub(label, _svg(json.dumps(drawing | {"data": data})))
    # What holds links is a group; all else is one picture, whose data stand beside it.
    role = "group" if "<a " in svg else "img"
    return svg.replace("<svg ", f'<svg role="{role}" aria-label="{escape(name)}" ', 1)


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


@lru_cache(maxsize=_KEPT)
def _svg(text: str) -> str:
    drawing: str = vl_convert.vega_to_svg(text, allowed_base_urls=[])
    return _ARIA.sub("", drawing)
