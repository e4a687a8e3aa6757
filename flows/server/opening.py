"""A folder with a release -> the release, ready to be asked, as the settings say: from a store here, or elsewhere."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from flows.server.documents import PREFIX_MAP
from flows.server.pool import Limits, Pool
from flows.server.releases import NoReleaseError, Release, latest, read_manifest
from flows.server.remote import Remote
from flows.server.search.indexes import index_of
from flows.server.stores import Stores
from flows.settings import Settings

_ROWS_OF_PAGES = 10_000_000


class Opener:
    """Opens releases as the settings say."""

    def __init__(self, settings: Settings) -> None:
        self._output, self._base, self._endpoint = settings.output, settings.base_iri, settings.sparql_endpoint
        self._home = settings.state / "server"
        self._visitors = Limits(settings.query_seconds, settings.query_memory_mb, settings.query_rows)
        # Our own questions are bounded by what memory they need: of names there may be very many.
        self._pages = replace(self._visitors, rows=_ROWS_OF_PAGES)

    async def open(self, folder: Path) -> Release:
        """Return the release in `folder`, with who answers questions about it."""
        if self._endpoint:
            there = await self._remote(self._visitors), await self._remote(self._pages)
            return Release(folder, *there, await index_of(folder, self._home), lambda: None)
        stores = Stores(self._home)
        store, index = await asyncio.gather(
            stores.of(folder, read_manifest(folder)["triples"]), index_of(folder, self._home)
        )

        def let_go() -> None:
            store.release()
            with suppress(NoReleaseError):
                stores.remove_unused(latest(self._output))

        visitors, pages = await asyncio.gather(
            *(self._pool(store.path, each) for each in (self._visitors, self._pages))
        )
        return Release(folder, visitors, pages, index, let_go)

    async def _pool(self, store: Path | None, limits: Limits) -> Pool:
        pool = Pool(store, self._home, limits, self._base, PREFIX_MAP)
        await pool.start()
        return pool

    async def _remote(self, limits: Limits) -> Remote:
        return Remote(self._endpoint, await self._pool(None, limits), limits, PREFIX_MAP)
