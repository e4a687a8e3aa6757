"""A folder with a release -> the release, ready to be asked, as the settings say: from a store here, or elsewhere."""

import asyncio
import sqlite3
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from flows.faults import in_a_line
from flows.private import private_folder
from flows.progress import say
from flows.server.answers import Answers
from flows.server.documents import PREFIX_MAP
from flows.server.pages.kept import Kept, kept_of
from flows.server.pool import Limits, Pool
from flows.server.releases import NoReleaseError, Release, Releases, latest, read_manifest
from flows.server.search.index import Index
from flows.server.search.indexes import index_of
from flows.server.stores import Store, Stores
from flows.server.worker import PageOrders
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.server.remote import Remote

_ROWS_OF_PAGES, _SLOW_OF_PAGES = 10_000_000, 1_000


def releases_of(settings: Settings) -> Releases:
    """Return the releases that a server answers with, opened as the settings say."""
    opener = Opener(settings)
    return Releases(settings.output, opener.open, opener.close)


class Opener:
    """Opens releases as the settings say."""

    def __init__(self, settings: Settings) -> None:
        self._output, self._base, self._endpoint = settings.output, settings.base_iri, settings.sparql_endpoint
        self._title = settings.title
        self._serving = False
        private_folder(settings.state)
        self._home, self._indexes = settings.state / "server", settings.state / "search"
        self._long_answers, self._made_ahead = settings.state / "answers", settings.state / "pages"
        self._answers: Answers | None = None
        self._visitors = Limits(settings.query_seconds, settings.query_memory_mb, settings.query_rows)
        # Our own questions are bounded by what memory they need: of names there may be very many. All pages together
        # are one client, whose slow questions wait for their turn.
        self._pages = replace(self._visitors, rows=_ROWS_OF_PAGES, slow=_SLOW_OF_PAGES)

    async def prepare(self, folder: Path) -> None:
        """Make the store of the release in `folder`, if one is needed and not there: `open` takes no time then."""
        if not self._endpoint:
            (await self._store(folder)).release()

    async def open(self, folder: Path) -> Release:
        """Return the release in `folder`, with who answers questions about it."""
        self._answers = self._answers or Answers(self._long_answers)
        release = await (self._open_remote(folder) if self._endpoint else self._open_local(folder))
        self._serving = True
        if not release.catalogue.described(f"{self._base}dataset"):
            said = f"release {release.name} was not made with ZHENGWEN_BASE_IRI {self._base}"
            say(f"warning: {said}: its IRIs do not answer")
        return release

    def close(self) -> None:
        """Remove what was needed while releases were open."""
        if self._answers:
            self._answers.close()

    async def _open_remote(self, folder: Path) -> Release:
        index = await self._index(folder)
        there = await self._remote(self._visitors), await self._remote(self._pages)
        return Release(folder, *there, index, lambda: None)

    async def _open_local(self, folder: Path) -> Release:
        store = await self._store(folder)
        try:
            index = await self._index(folder)
        except BaseException:
            store.release()
            raise

        def let_go() -> None:
            store.release()
            with suppress(NoReleaseError):
                Stores(self._home).remove_unused(latest(self._output))

        visitors, pages = await asyncio.gather(
            self._pool(store.path, self._visitors),
            self._pool(store.path, self._pages, PageOrders(str(folder), self._title)),
        )
        return Release(folder, visitors, pages, index, let_go, makers=pages, kept=self._kept(folder))

    def _kept(self, folder: Path) -> Kept | None:
        try:
            return kept_of(folder, self._made_ahead, self._base, self._title)
        except (OSError, sqlite3.Error) as error:
            say(f"warning: no pages are made ahead: {in_a_line(error)}")
            return None

    async def _store(self, folder: Path) -> Store:
        return await Stores(self._home).of(folder, read_manifest(folder)["triples"], beside=self._serving)

    async def _index(self, folder: Path) -> asyncio.Task[Index]:
        """Begin to make the index; if a release is served already, in which one can search, return when it is made.

        At first, nobody but who searches has to wait for it: it leaves the processor to who asks.
        """
        making = asyncio.create_task(index_of(folder, self._indexes, beside=True))
        if self._serving:
            await making
        else:
            making.add_done_callback(_tell)
        return making

    async def _pool(self, store: Path | None, limits: Limits, pages: PageOrders | None = None) -> Pool:
        assert self._answers
        pool = Pool(store, self._answers, limits, self._base, PREFIX_MAP, pages)
        await pool.start()
        return pool

    async def _remote(self, limits: Limits) -> "Remote":
        # What it takes to ask others is loaded only where others are asked.
        from flows.server.remote import Remote

        return Remote(self._endpoint, await self._pool(None, limits), limits, PREFIX_MAP)


def _tell(made: asyncio.Task[Index]) -> None:
    """Say why there is no index."""
    if not made.cancelled() and (error := made.exception()):
        say(f"error: nothing can be searched for: {in_a_line(error)}")
