"""The pages that were asked for last, as they were answered: a release does not change, so neither do they."""

import asyncio
from collections import OrderedDict

from flows.server.pages import front
from flows.server.pages.book import KINDS, page_of
from flows.server.pages.generic import generic
from flows.server.pages.links import Links
from flows.server.releases import Release
from flows.server.site import Site

_FRONT: dict[str, front.Make] = {"": front.start, "dataset": front.dataset}
_MOST_BYTES = 64 << 20
_AT_ONCE = 8
"""Pages that are made together: each asks several questions, and the queue for those is limited."""


class Shelf:
    """Pages that follow from a release and a path alone: made once, and kept as long as there is room."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._pages: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self._bytes = 0
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def page(self, release: Release, links: Links) -> bytes | None:
        """Return the page at `links.here`; None where nothing is known of that. Raises MovedError, RefusedError."""
        place = release.name, links.language, links.here
        if kept := self._kept(place):
            return kept
        async with self._turns:
            # Whoever waited may find that another has made it meanwhile.
            if kept := self._kept(place):
                return kept
            text = await _maker(links.here)(self._site, release, links)
        if text is None:
            return None
        self._keep(place, text.encode())
        return text.encode()

    def _kept(self, place: tuple[str, ...]) -> bytes | None:
        if page := self._pages.get(place):
            self._pages.move_to_end(place)
        return page

    def _keep(self, place: tuple[str, ...], page: bytes) -> None:
        """Keep a page; those that were not asked for the longest go."""
        self._bytes += len(page) - len(self._pages.pop(place, b""))
        self._pages[place] = page
        while self._bytes > _MOST_BYTES:
            _, gone = self._pages.popitem(last=False)
            self._bytes -= len(gone)


def _maker(path: str) -> front.Make:
    first = path.partition("/")[0]
    return _FRONT.get(path) or (page_of if first in KINDS else front.listed if first == "list" else generic)
