"""The pages that were asked for last, as they were answered: a release does not change, so neither do they."""

import asyncio
from collections import OrderedDict
from time import monotonic

from flows.server.engine import PageQuestion
from flows.server.pages import front
from flows.server.pages.apart import pages_in
from flows.server.pages.book import page_of
from flows.server.pages.generic import generic
from flows.server.pages.kinds import kind_of
from flows.server.pages.links import Links
from flows.server.releases import Release
from flows.server.site import Site

_FRONT: dict[str, front.Make] = {"": front.start, "dataset": front.dataset}
_MOST_BYTES = 64 << 20
_AT_ONCE = 8
"""Pages that are made together: each asks several questions, and the queue for those is limited."""


class Shelf:
    """Pages that follow from a release and a path alone: made once, and kept as long as there is room.

    After `seconds` a page is made anew: a store of the operator's may be brought to the release only after it is there.
    """

    def __init__(self, site: Site, seconds: float) -> None:
        self._site, self._seconds = site, seconds
        self._pages: OrderedDict[tuple[str, ...], tuple[bytes, float]] = OrderedDict()
        self._bytes = 0
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def page(self, release: Release, links: Links) -> bytes | None:
        """Return the page at `links.here`; None where nothing is known of that. Raises MovedError, RefusedError."""
        place = release.name, links.language, links.here
        if kept := self._kept(place) or (release.kept and release.kept.page(links.here, links.language)):
            return kept
        async with self._turns:
            # Whoever waited may find that another has made it meanwhile.
            if kept := self._kept(place):
                return kept
            text = await self._made(release, links)
        if text is None:
            return None
        self._keep(place, text.encode())
        return text.encode()

    async def _made(self, release: Release, links: Links) -> str | None:
        if release.makers and kind_of(links.here):
            pages = await pages_in(await release.makers.ask(PageQuestion(links.here, (links.language,)), "pages"))
            return pages[0] if pages else None
        return await _maker(links.here)(self._site, release, links)

    def _kept(self, place: tuple[str, ...]) -> bytes | None:
        page, made = self._pages.get(place, (None, 0.0))
        if page is None or monotonic() - made > self._seconds:
            return None
        self._pages.move_to_end(place)
        return page

    def _keep(self, place: tuple[str, ...], page: bytes) -> None:
        """Keep a page; those that were not asked for the longest go."""
        self._bytes += len(page) - len(self._pages.pop(place, (b"", 0.0))[0])
        self._pages[place] = page, monotonic()
        while self._bytes > _MOST_BYTES:
            _, (gone, _made) = self._pages.popitem(last=False)
            self._bytes -= len(gone)


def _maker(path: str) -> front.Make:
    if path in _FRONT:
        return _FRONT[path]
    return page_of if kind_of(path) else front.listed if path.partition("/")[0] == "list" else generic
