"""The application: settings -> an ASGI application over the latest release, which opens and closes with its server."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from flows.server import protocol, resources
from flows.server.documents import PREFIX_MAP
from flows.server.pool import Limits, Pool
from flows.server.releases import NoReleaseError, Release, Releases, latest, read_manifest
from flows.server.rendering import STATIC, environment, page
from flows.server.site import Site
from flows.server.stores import Stores
from flows.settings import Settings


def create_app(settings: Settings) -> Starlette:
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

    app = Starlette(routes=_routes(), lifespan=lifespan)
    app.state.site = Site(settings.base_iri, settings.title, releases, environment())
    return app


def _routes() -> list[Route | Mount]:
    """Return who answers what; what is not named here is the IRI of a thing."""
    return [
        Route("/", _start),
        Route("/sparql", protocol.sparql, methods=["GET", "POST", "OPTIONS"]),
        Mount("/static", StaticFiles(directory=STATIC)),
        Route("/id/{path:path}", resources.see_document),
        Route("/{path:path}", resources.document),
    ]


async def _start(request: Request) -> Response:
    site: Site = request.app.state.site
    async with site.releases.held() as release:
        return page(request, release, "start.html")


class _Opener:
    """Opens releases as the settings say."""

    def __init__(self, settings: Settings) -> None:
        self._output = settings.output
        self._home = settings.state / "server"
        self._limits = Limits(settings.query_seconds, settings.query_memory_mb, settings.query_rows)

    async def open(self, folder: Path) -> Release:
        """Return the release in `folder`, with workers over its store."""
        stores = Stores(self._home)
        store = await stores.of(folder, read_manifest(folder)["triples"])
        visitors, pages = (Pool(store.path, self._home, self._limits, PREFIX_MAP) for _ in range(2))
        await asyncio.gather(visitors.start(), pages.start())

        def let_go() -> None:
            store.release()
            with suppress(NoReleaseError):
                stores.remove_unused(latest(self._output))

        return Release(folder, visitors, pages, let_go)
