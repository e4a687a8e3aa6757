"""Where IRIs are served, and the templates of pages: all that a site is besides what it serves.

Templates escape everything, whatever comes from an article. Every one gets `site`, `release`, `language` ("zh" or
"en"), its words and links, besides what the page is about; a page has neither script nor style of its own.
"""

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.graph.iris import DEFAULT_BASE

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


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a site."""

    base_iri: str
    title: str
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


def _is_of_ontology(path: str) -> bool:
    """Tell whether a path names what the project's ontology declares, whatever the base of the data is."""
    return path.partition("#")[0] == "ontology" or path.startswith("concept/")
