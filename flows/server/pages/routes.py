"""The pages on the server: ``/zh/…`` and ``/en/…``; what has no language leads to the one that the browser prefers."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from flows.server.caching import tagged
from flows.server.guard import POLICY
from flows.server.pages.book import rendered
from flows.server.pages.kinds import MovedError
from flows.server.pages.links import Links
from flows.server.pages.shelf import Shelf
from flows.server.pages.view import View
from flows.server.pages.words import LANGUAGES
from flows.server.pages.workbench import workbench
from flows.server.rendering import language
from flows.server.search.page import search
from flows.server.site import Site, served
from flows.server.workbench import is_rich

# CodeMirror and Cytoscape make elements of style while they work. Scripts are refused there as everywhere else.
_POLICY_OF_WORKBENCH = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "img-src 'self'", "img-src 'self' data:"
)
_MOVED, _FOUND, _NOT_FOUND = 301, 302, 404


def routes() -> list[Route]:
    """Return who answers for pages."""
    found = [Route("/", _lead_to_language)]
    for each in LANGUAGES:
        found += [
            Route(f"/{each}/search", _search),
            Route(f"/{each}/workbench", _workbench),
            Route(f"/{each}/{{path:path}}", _page),
        ]
    return found


async def _page(request: Request) -> Response:
    """Return a page that follows from the release and its path alone."""
    site: Site = request.app.state.site
    shelf: Shelf = request.app.state.shelf
    links = _links(request)
    async with site.releases.held() as release:
        try:
            made = await shelf.page(release, links)
        except MovedError as moved:
            return RedirectResponse(links.thing(str(moved)), _MOVED)
        if made is None:
            view = View(links, release.catalogue)
            text = rendered(site, release, view, "unknown.html", iri=site.iri(links.here))
            return HTMLResponse(text, _NOT_FOUND)
    return tagged(request, HTMLResponse(made))


async def _search(request: Request) -> Response:
    site: Site = request.app.state.site
    asked = request.query_params
    async with site.releases.held() as release:
        typed, kind, number = (asked.get(name, "") for name in ("q", "kind", "page"))
        return HTMLResponse(await search(site, release, _links(request), typed, kind, number))


async def _workbench(request: Request) -> Response:
    site: Site = request.app.state.site
    asked = request.query_params
    async with site.releases.held() as release:
        text = workbench(site, release, _links(request), asked.get("ask", ""), asked.get("thing", ""))
    return HTMLResponse(text, headers={"Content-Security-Policy": _POLICY_OF_WORKBENCH} if is_rich() else None)


async def _lead_to_language(request: Request) -> Response:
    return RedirectResponse(f"/{language(request)}/", _FOUND, {"Vary": "Accept-Language"})


def _links(request: Request) -> Links:
    """Return the links of the page that is asked for, by its language and path."""
    chosen = request.scope["path"].split("/")[1]  # as the route has it: the path as it was sent may say e%6E
    sent = served(request)
    return Links(request.app.state.site.path, chosen, sent.partition("/")[2] if "/" in sent else sent)
