"""A specification of Vega -> SVG, ready to stand in a page."""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from html import escape, unescape
from typing import Any

import vl_convert

Spec = dict[str, Any]
_LINK = re.compile(r'<text aria-label="([^"]*)" role="[^"]*" aria-roledescription="[^"]*"([^>]*>[^<]*</text>)')
"""A text with a description. It stands for a link: links of Vega's own take it fifty times as long."""
_ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
"""What Vega tells screen readers of each mark: their names are those of its own parts, in English, and no data."""
_KEPT = 1024
WIDTH = 560


def spec(height: int, **parts: Any) -> Spec:
    """Return the specification of a graphic of `height`, made of the parts of a view: data, scales, axes, marks …"""
    frame: Spec = {"width": WIDTH, "height": height, "padding": 4, "autosize": "none", "background": None}
    config = {"axis": {"labelFontSize": 13, "labelLimit": 0, "domain": False, "ticks": False}}
    return {"$schema": "https://vega.github.io/schema/vega/v5.json", **frame, "config": config, **parts}


def drawn(drawing: Spec, name: str, href: Callable[[str], str] = str) -> str:
    """Return `drawing` as SVG that is called `name`; `href` turns what its texts describe into links."""
    svg = _svg(json.dumps(drawing, ensure_ascii=False))
    linked = _LINK.sub(lambda link: f'<a href="{escape(href(unescape(link[1])))}"><text{link[2]}</a>', svg)
    linked = _ARIA.sub("", linked)
    # What holds links is a group; all else is one picture, whose data stand beside it.
    role = "group" if "<a " in linked else "img"
    return linked.replace("<svg ", f'<svg role="{role}" aria-label="{escape(name)}" ', 1)


@lru_cache(maxsize=_KEPT)
def _svg(text: str) -> str:
    drawing: str = vl_convert.vega_to_svg(text, allowed_base_urls=[])
    return drawing
