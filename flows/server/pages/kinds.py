"""The kinds of things that have a page of their own making: what each asks, and how its page is made of the answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from flows.graph.vocabulary import DCTERMS, PROV, RDF
from flows.server.layout import Layout
from flows.server.pages.articles import ARTICLE, article
from flows.server.pages.asking import Section
from flows.server.pages.bodies import DIVISION, ORGANIZATION, division, organization
from flows.server.pages.drafts import Draft, Source, drafted
from flows.server.pages.links import Links
from flows.server.pages.meetings import MEETING, meeting
from flows.server.pages.people import PERSON, person
from flows.server.pages.texts import DOCUMENT, TERM, document, term
from flows.server.pages.view import About, View

Compose = Callable[[dict[str, Section], About, View], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Kind:
    """How things of one kind are shown: what is asked, and what the template makes of the answers."""

    template: str
    queries: tuple[str, ...]
    compose: Compose


KINDS = {
    "person": Kind("person.html", PERSON, person),
    "meeting": Kind("meeting.html", MEETING, meeting),
    "event": Kind("meeting.html", MEETING, meeting),
    "organization": Kind("organization.html", ORGANIZATION, organization),
    "division": Kind("division.html", DIVISION, division),
    "document": Kind("document.html", DOCUMENT, document),
    "term": Kind("term.html", TERM, term),
    "article": Kind("article.html", ARTICLE, article),
}


class MovedError(Exception):
    """The thing was merged with another, whose IRI the message is."""


def kind_of(path: str) -> Kind | None:
    """Return the kind of the thing at `path`; None where it has no page of its own making."""
    return KINDS.get(path.partition("/")[0])


def thing_at(layout: Layout, path: str) -> str | None:
    """Return the IRI of the thing at `path`; None where that makes none."""
    iri = layout.iri(path)
    try:
        ox.NamedNode(iri)
    except ValueError:
        return None
    return iri


def drafts(
    layout: Layout, source: Source, iri: str, kind: Kind, found: dict[str, Section], wanted: Sequence[Links]
) -> list[Draft] | None:
    """Return the pages about the thing `iri`, one for each of the `wanted`, made of what the queries of `kind` found.

    None where nothing is known of it. Raises MovedError.
    """
    about = About(found["about"].rows)
    if not about:
        return None
    if successor := _successor(about):
        raise MovedError(successor)
    views = [View(links, source.catalogue) for links in wanted]
    return [
        drafted(layout, source, view, kind.template, iri=iri, found=found, **kind.compose(found, about, view))
        for view in views
    ]


def _successor(about: About) -> str:
    """Return the IRI that stands for a thing since it was merged; of a body that was reformed, none."""
    if {row["value"] for row in about.all(RDF["type"])} - {PROV["Entity"].value}:
        return ""
    return about.one(DCTERMS["isReplacedBy"])
