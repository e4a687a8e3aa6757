"""The book of all pages: the path of a thing -> its page, whoever asks for it and wherever it will lie."""

import asyncio
from collections.abc import Callable, Sequence
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


async def pages_of(site: Site, release: Release, path: str, wanted: Sequence[Links]) -> list[str] | None:
    """Return the pages about the thing at `path`, one for each of the `wanted`; None where nothing is known of it.

    Raises MovedError.
    """
    kind, iri = KINDS[path.partition("/")[0]], site.iri(path)
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

    def made() -> list[str]:
        views = [View(links, release.catalogue) for links in wanted]
        return [
            rendered(site, release, view, kind.template, iri=iri, found=found, **kind.compose(found, about, view))
            for view in views
        ]

    # Graphics take some hundredths of a second, in which the server has others to answer.
    return await asyncio.to_thread(made)


async def page_of(site: Site, release: Release, links: Links) -> str | None:
    """Return the page about the thing at the path `links.here`, as `pages_of` does."""
    pages = await pages_of(site, release, links.here, [links])
    return pages[0] if pages else None


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
    """Return the IRI that stands for a thing since it was merged; of a body that was reformed, none."""
    if {row["value"] for row in about.all(RDF["type"])} - {PROV["Entity"].value}:
        return ""
    return about.one(DCTERMS["isReplacedBy"])
