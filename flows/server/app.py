"""The application: settings -> an ASGI application over the latest release, which opens and closes with its server."""

import asyncio
import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from flows.server import files, ontology, protocol, resources
from flows.server.drawing import vega
from flows.server.engine import RefusedError
from flows.server.guard import Guard
from flows.server.layout import STATIC, environment
from flows.server.metrics import Metrics, health
from flows.server.pages import routes as pages
from flows.server.pages.ahead import Ahead
from flows.server.pages.shelf import Shelf
from flows.server.quiet import Quiet
from flows.server.reconciliation import service
from flows.server.reconciliation.service import Reconciliation
from flows.server.releases import Releases
from flows.server.site import Site
from flows.settings import Settings

_SECONDS_OF_A_PAGE = 60


def create_app(settings: Settings, releases: Releases) -> ASGIApp:
    """Return the application; while it starts it opens the latest of `releases`, or raises what their `open` does."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await releases.open()
        loading = asyncio.create_task(asyncio.to_thread(_load, app.state.site))
        tasks = [asyncio.create_task(task) for task in (releases.watch(), ahead.run())]
        yield
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await loading
        await releases.close()

    metrics, quiet = Metrics(), Quiet()
    app = Starlette(routes=_routes(metrics), lifespan=lifespan, exception_handlers={RefusedError: _refused})
    app.state.site = Site(settings.base_iri, settings.title, environment(), releases)
    app.state.shelf = Shelf(app.state.site, _SECONDS_OF_A_PAGE if settings.sparql_endpoint else math.inf)
    ahead = Ahead(app.state.site, releases, quiet, metrics.made_ahead)
    return Guard(app, metrics, quiet)


def _load(site: Site) -> None:
    """Load what makes pages while nobody may have asked for one yet."""
    vega.load()
    for name in site.templates.list_templates():
        site.templates.get_template(name)


def _routes(metrics: Metrics) -> list[Route | Mount]:
    """Return who answers what; what is not named here is the IRI of a thing."""
    reconciliation = Reconciliation()
    return [
        Route("/sparql", protocol.sparql, methods=["GET", "POST", "OPTIONS"]),
        *pages.routes(),
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
