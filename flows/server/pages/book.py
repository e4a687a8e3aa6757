"""The book of all pages: the path of a thing -> its page, whoever asks for it and wherever it will lie."""

import asyncio
import re
from collections.abc import Sequence

from flows.server.drawing.vega import drawn
from flows.server.layout import Layout
from flows.server.pages.asking import ask
from flows.server.pages.drafts import MARK, Draft, Source, drafted
from flows.server.pages.kinds import drafts, kind_of, thing_at
from flows.server.pages.links import Links
from flows.server.pages.view import View
from flows.server.releases import Release
from flows.server.site import Site

_MARK = re.compile(MARK.format(r"(\d+)"))


async def pages_of(site: Site, release: Release, path: str, wanted: Sequence[Links]) -> list[str] | None:
    """Return the pages about the thing at `path`, one for each of the `wanted`; None where nothing is known of it.

    Raises MovedError, RefusedError.
    """
    kind, iri = kind_of(path), thing_at(site, path)
    if kind is None or iri is None:
        return None
    found = await ask(release.questions, kind.queries, iri)
    made = drafts(site, release, iri, kind, found, wanted)
    return [await finished(draft) for draft in made] if made else None


async def page_of(site: Site, release: Release, links: Links) -> str | None:
    """Return the page about the thing at the path `links.here`, as `pages_of` does."""
    pages = await pages_of(site, release, links.here, [links])
    return pages[0] if pages else None


def rendered(layout: Layout, source: Source, view: View, template: str, **values: object) -> str:
    """Return the page without graphics that a template makes of `values`, and of what every page has."""
    return drafted(layout, source, view, template, **values).text


async def finished(draft: Draft) -> str:
    """Return the page that was drafted, with its graphics."""
    if not draft.drawings:
        return draft.text
    # A graphic that is not known yet takes a while, in which the server has others to answer.
    graphics = await asyncio.to_thread(lambda: [drawn(drawing) for drawing in draft.drawings])
    return _MARK.sub(lambda mark: graphics[int(mark[1])], draft.text)
