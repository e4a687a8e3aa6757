"""What every page and protocol needs: where IRIs are served, the latest release, and the templates."""

from dataclasses import dataclass
from urllib.parse import quote

from jinja2 import Environment
from starlette.requests import Request

from flows.graph.iris import DEFAULT_BASE
from flows.server.releases import Releases

_OF_IRIS = "/:?#@!$&'()*+,;=%~._-"


@dataclass(frozen=True, slots=True)
class Site:
    """The site of one server."""

    base_iri: str
    title: str
    releases: Releases
    templates: Environment

    def iri(self, path: str) -> str:
        """Return the IRI that `path`, without leading slash, stands for."""
        return (DEFAULT_BASE if _is_of_ontology(path) else self.base_iri) + path

    def path(self, iri: str) -> str | None:
        """Return where the thing `iri` is served, fragment and all; None for what others have to say."""
        for base in (self.base_iri, DEFAULT_BASE):
            path = iri.removeprefix(base)
            if path != iri and (base == self.base_iri or _is_of_ontology(path)):
                return f"/{path}"
        return None


def served(request: Request) -> str:
    """Return the path of a request as it was sent, percent signs and all, without leading slashes."""
    raw: bytes = request.scope["raw_path"]
    return quote(raw, safe=_OF_IRIS).lstrip("/")


def _is_of_ontology(path: str) -> bool:
    """Tell whether a path names what the project's ontology declares, whatever the base of the data is."""
    return path.partition("#")[0] == "ontology" or path.startswith("concept/")
