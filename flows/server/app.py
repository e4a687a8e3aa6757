"""The application: settings -> an ASGI application over the latest release, which opens and closes with its server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from flows.progress import say
from flows.server import files, ontology, protocol, resources
from flows.server.caching import tagged
from flows.server.documents import PREFIX_MAP
from flows.server.engine import RefusedError
from flows.server.guard import Guard
from flows.server.metrics import Metrics, health
from flows.server.pool import Limits, Pool
from flows.server.reconciliation import service
from flows.server.reconciliation.service import Reconciliation
from flows.server.releases import NoReleaseError, Release, Releases, latest, read_manifest
from flows.server.remote import Remote
from flows.server.rendering import STATIC, environment, page
from flows.server.site import Site
from flows.server.stores import Stores
from flows.settings import Settings

_ROWS_OF_PAGES = 10_000_000


def create_app(settings: Settings) -> ASGIApp:
    """Return the application; while it starts it opens the latest release, or raises what `Releases.open` does."""
    releases = Releases(settings.output, _Opener(settings).open)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await releases.open()
        watching = asyncio.create_task(releases.watch())
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await releases.close()

    metrics = Metrics()
    app = Starlette(routes=_routes(metrics), lifespan=lifespan, exception_handlers={RefusedError: _refused})
    app.state.site = Site(settings.base_iri, settings.title, releases, environment())
    return Guard(app, metrics)


def _routes(metrics: Metrics) -> list[Route | Mount]:
    """Return who answers what; what is not named here is the IRI of a thing."""
    reconciliation = Reconciliation()
    return [
        Route("/", _start),
        Route("/sparql", protocol.sparql, methods=["GET", "POST", "OPTIONS"]),
        Route("/data/", files.index),
        Route("/data/{name:path}", files.latest_file),
        Route("/dataset/{release}/{name:path}", files.released_file),
        Route("/.well-known/void", files.void),
        Route("/ontology", ontology.ontology),
        Route("/ontology.{suffix}", ontology.ontology),
        Route("/reconcile", reconciliation.service, methods=["GET", "POST"]),
        Route("/reconcile/suggest/entity", reconciliation.suggest_entities),
        Route("/reconcile/suggest/type", service.suggest_types),
        Route("/reconcile/suggest/property", service.suggest_properties),
        Route("/reconcile/properties", service.propose_properties),
        Route("/reconcile/preview", reconciliation.preview),
        Route("/health", health),
        Route("/metrics", metrics.tell),
        Mount("/static", StaticFiles(directory=STATIC)),
        Route("/id/{path:path}", resources.see_document),
        Route("/{path:path}", resources.document),
    ]


async def _refused(_: Request, error: Exception) -> Response:
    """Say why a page cannot be had now."""
    assert isinstance(error, RefusedError)
    return protocol.refused(error)


async def _start(request: Request) -> Response:
    site: Site = request.app.state.site
    async with site.releases.held() as release:
        return tagged(request, page(request, release, "start.html"))


class _Opener:
    """Opens releases as the settings say."""

    def __init__(self, settings: Settings) -> None:
        self._output, self._base, self._endpoint = settings.output, settings.base_iri, settings.sparql_endpoint
        self._serving = False
        self._home = settings.state / "server"
        self._visitors = Limits(settings.query_seconds, settings.query_memory_mb, settings.query_rows)
        # Our own questions are bounded by what memory they need: of names there may be very many.
        self._pages = replace(self._visitors, rows=_ROWS_OF_PAGES)

    async def open(self, folder: Path) -> Release:
        """Return the release in `folder`, with who answers questions about it."""
        release = await (self._open_remote(folder) if self._endpoint else self._open_local(folder))
        if not release.catalogue.described(f"{self._base}dataset"):
            said = f"release {release.name} was not made with ZHENGWEN_BASE_IRI {self._base}"
            say(f"warning: {said}: its IRIs do not answer")
        return release

    async def _open_remote(self, folder: Path) -> Release:
        return Release(folder, await self._remote(self._visitors), await self._remote(self._pages))

    async def _open_local(self, folder: Path) -> Release:
        stores = Stores(self._home)
        store = await stores.of(folder, read_manifest(folder)["triples"], beside=self._serving)
        self._serving = True

        def let_go() -> None:
            store.release()
            with suppress(NoReleaseError):
                stores.remove_unused(latest(self._output))

        visitors, pages = await asyncio.gather(
            *(self._pool(store.path, each) for each in (self._visitors, self._pages))
        )
        return Release(folder, visitors, pages, let_go)

    async def _pool(self, store: Path | None, limits: Limits) -> Pool:
        pool = Pool(store, self._home, limits, self._base, PREFIX_MAP)
        await pool.start()
        return pool

    async def _remote(self, limits: Limits) -> Remote:
        return Remote(self._endpoint, await self._pool(None, limits), limits, PREFIX_MAP)
