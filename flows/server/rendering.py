"""A request -> a page in the language that it asks for."""

from starlette.requests import Request
from starlette.responses import HTMLResponse

from flows.server.negotiation import chosen
from flows.server.pages.book import rendered
from flows.server.pages.links import Links
from flows.server.pages.view import View
from flows.server.pages.words import LANGUAGES
from flows.server.releases import Release
from flows.server.site import Site


def page(request: Request, release: Release, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """Return the page that `template` makes of `values`."""
    site: Site = request.app.state.site
    links = Links(site.path, language(request), "")
    text = rendered(site, release, View(links, release.catalogue), template, **values)
    return HTMLResponse(text, status, {"Vary": "Accept, Accept-Language"})


def language(request: Request) -> str:
    """Return the language of a page: what ``?lang=`` asks for, else what the browser prefers, else Chinese."""
    asked = request.query_params.get("lang")
    preferred = chosen(request.headers.get("accept-language", ""), LANGUAGES)
    return asked if asked in LANGUAGES else preferred or LANGUAGES[0]
