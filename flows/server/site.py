"""What every page and protocol needs: where IRIs are served, the templates, and the latest release."""

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request

from flows.server.layout import Layout
from flows.server.releases import Releases

_OF_IRIS = "/:?#@!$&'()*+,;=%~._-"


@dataclass(frozen=True, slots=True)
class Site(Layout):
    """The site of one server."""

    releases: Releases


def served(request: Request) -> str:
    """Return the path of a request as it was sent, percent signs and all, without leading slashes."""
    raw: bytes = request.scope["raw_path"]
    return quote(raw, safe=_OF_IRIS).lstrip("/")
