"""Templates -> pages. Whatever comes from an article is escaped; a page has neither script nor style of its own.

Every template gets `site`, `release`, `language` ("zh" or "en"), its words and links, besides what the page is about.
"""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from flows.server.negotiation import chosen
from flows.server.pages.book import rendered
from flows.server.pages.links import Links
from flows.server.pages.view import View
from flows.server.pages.words import LANGUAGES
from flows.server.releases import Release
from flows.server.site import Site

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


def environment() -> Environment:
    """Return the environment of all templates; it escapes everything, in files of any name."""
    return Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )


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
