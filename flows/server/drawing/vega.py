"""A specification of Vega -> SVG, ready to stand in a page."""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Any

import vl_convert

Spec = dict[str, Any]
_LINK = re.compile(r'xlink:href="([^"]*)"')
_KEPT = 1024
WIDTH = 560


def spec(height: int, **parts: Any) -> Spec:
    """Return the specification of a graphic of `height`, made of the parts of a view: data, scales, axes, marks …"""
    frame: Spec = {"width": WIDTH, "height": height, "padding": 4, "autosize": "none", "background": None}
    config = {"axis": {"labelFontSize": 13, "labelLimit": 0, "domain": False, "ticks": False}}
    return {"$schema": "https://vega.github.io/schema/vega/v5.json", **frame, "config": config, **parts}


def drawn(drawing: Spec, name: str, href: Callable[[str], str] = str) -> str:
    """Return `drawing` as SVG that is called `name`; `href` turns the links in it into those of the page."""
    svg = _svg(json.dumps(drawing, ensure_ascii=False))
    found = _LINK.findall(svg)
    svg = _LINK.sub(lambda link: f'href="{escape(href(link[1]))}"', svg)
    # What holds links is a group; all else is one picture, whose data stand beside it.
    role = "group" if found else "img"
    return svg.replace("<svg ", f'<svg role="{role}" aria-label="{escape(name)}" ', 1)


@lru_cache(maxsize=_KEPT)
def _svg(text: str) -> str:
    drawing: str = vl_convert.vega_to_svg(text, allowed_base_urls=[])
    return drawing
