"""A specification of Vega -> SVG, ready to stand in a page."""

import json
import re
from functools import lru_cache
from html import escape

import vl_convert

from flows.server.drawing.spec import Drawing, spec

_TEXT = re.compile(r"<text ([^<>]*)>#(\d+)</text>")
"""A text that stands for a name: Vega would measure each character of a name, and write links of its own slowly."""
_ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
"""What Vega tells screen readers of each mark: their names are those of its own parts, in English, and no data."""
_KEPT = 1024


def load() -> None:
    """Load what draws, for which the first graphic would have to wait a third of a second."""
    _svg(json.dumps(spec(1)))


def drawn(drawing: Drawing) -> str:
    """Return a graphic as SVG."""

    def label(text: re.Match[str]) -> str:
        words, href = drawing.labels[int(text[2])]
        shown = f"<text {text[1]}>{escape(words)}</text>"
        return f'<a href="{escape(href)}">{shown}</a>' if href else shown

    svg = _TEXT.sub(label, _svg(drawing.text))
    # What holds links is a group; all else is one picture, whose data stand beside it.
    role = "group" if "<a " in svg else "img"
    return svg.replace("<svg ", f'<svg role="{role}" aria-label="{escape(drawing.name)}" ', 1)


@lru_cache(maxsize=_KEPT)
def _svg(text: str) -> str:
    drawing: str = vl_convert.vega_to_svg(text, allowed_base_urls=[])
    return _ARIA.sub("", drawing)
