"""The book of all pages: the path of a thing -> its page, whoever asks for it and wherever it will lie."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph as ox

from flows.graph.vocabulary import DCTERMS, PROV, RDF
from flows.server.documents import HTML, SUFFIXES
from flows.server.pages.articles import ARTICLE, article
from flows.server.pages.asking import Section, ask
from flows.server.pages.bodies import DIVISION, ORGANIZATION, division, organization
from flows.server.pages.links import Links
from flows.server.pages.meetings import MEETING, meeting
from flows.server.pages.people import PERSON, person
from flows.server.pages.texts import DOCUMENT, TERM, document, term
from flows.server.pages.view import About, View
from flows.server.releases import Release
from flows.server.site import Site

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


async def page_of(site: Site, release: Release, links: Links) -> str | None:
    """Return the page about the thing at the path `links.here`; None where the release does not know it.

    Raises MovedError.
    """
    kind = KINDS[links.here.partition("/")[0]]
    iri = site.iri(links.here)
    try:
        ox.NamedNode(iri)
    except ValueError:
        return None
    found = await ask(release.questions, kind.queries, iri)
    about = About(found["about"].rows)
    if not about:
        return None
    if successor := _successor(about):
        raise MovedError(successor)
    view = View(links, release.catalogue)
    # Graphics take some hundredths of a second, in which the server has others to answer.
    values = await asyncio.to_thread(kind.compose, found, about, view)
    return rendered(site, release, view, kind.template, iri=iri, found=found, **values)


def rendered(site: Site, release: Release, view: View, template: str, **values: object) -> str:
    """Return what a template makes of `values`, and of what every page has."""
    return site.templates.get_template(template).render(
        site=site,
        release=release,
        view=view,
        links=view.links,
        say=view.say,
        language=view.language,
        rdf=[(media_type, suffix) for media_type, suffix in SUFFIXES.items() if media_type != HTML],
        **values,
    )


def _successor(about: About) -> str:
    """Return the IRI that stands for a thing since it was merged; not that of what took the place of a thing that was."""
    if {row["value"] for row in about.all(RDF["type"])} - {PROV["Entity"].value}:
        return ""
    return about.one(DCTERMS["isReplacedBy"])
