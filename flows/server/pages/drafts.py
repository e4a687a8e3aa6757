"""A template -> a draft of a page: all of it but its graphics, which whoever has what draws puts in."""

from dataclasses import dataclass
from typing import Protocol

from flows.server.catalogue import Catalogue
from flows.server.documents import HTML, SUFFIXES
from flows.server.drawing.spec import Drawing
from flows.server.layout import Layout
from flows.server.pages.view import View

MARK = '<graphic number="{}">'
"""What stands for a graphic. No text of an article can be taken for it: what looks like a tag is escaped."""


class Source(Protocol):
    """What a page knows of the release that it is made from."""

    name: str
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class Draft:
    """A page with marks for its graphics."""

    text: str
    drawings: list[Drawing]


def drafted(layout: Layout, source: Source, view: View, template: str, **values: object) -> Draft:
    """Return what a template makes of `values`, and of what every page has."""
    drawings = {name: value for name, value in values.items() if isinstance(value, Drawing)}
    marks = {name: MARK.format(number) for number, name in enumerate(drawings)}
    text = layout.templates.get_template(template).render(
        site=layout,
        release=source,
        view=view,
        links=view.links,
        say=view.say,
        language=view.language,
        rdf=[(media_type, suffix) for media_type, suffix in SUFFIXES.items() if media_type != HTML],
        **(values | marks),
    )
    return Draft(text, list(drawings.values()))
