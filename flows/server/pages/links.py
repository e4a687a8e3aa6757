"""Where things are, seen from one page: on the server, or in a folder of static files.

A page has a path, such as ``person/510114-k3f9a2m7qx4d``, and stands below its language: ``/en/person/…``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

PAGES = ("person", "meeting", "event", "organization", "division", "document", "term", "article")
"""The kinds of things that have a page of their own making; on the server, any other has a plain one."""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one page."""

    path_of: Callable[[str], str | None]
    """Tells the path of a thing's IRI, with leading slash; None for what is not ours."""
    language: str
    here: str
    """The path of the page itself, without language; empty for the start."""
    static: bool = False
    """Whether the pages are files, so that links are relative and end in ``.html``."""

    @property
    def root(self) -> str:
        """What leads to the top of the site."""
        return "../" * (1 + self.here.count("/")) if self.static else "/"

    def page(self, path: str = "", language: str = "") -> str:
        """Return the link to a page, in the language of this one or in another."""
        name, mark, fragment = path.partition("#")
        if self.static:
            name = f"{name or 'index'}.html"
        return f"{self.root}{language or self.language}/{name}{mark}{quote(fragment, safe='=,&')}"

    def file(self, path: str) -> str:
        """Return the link to what is the same in all languages: ``static/…``, ``data/…``, the RDF of a thing."""
        return f"{self.root}{path}"

    def thing(self, iri: str) -> str:
        """Return the link to the page about a thing; nothing where there is none."""
        path = (self.path_of(iri) or "").removeprefix("/")
        if self.static and path.partition("/")[0] not in PAGES:
            return ""
        return self.page(path) if path else iri if iri.startswith(("http://", "https://")) else ""

    def query(self, name: str, thing: str = "") -> str:
        """Return the link to the workbench with a query of the pages, or an example, filled in."""
        asked = {"ask": name, "thing": (self.path_of(thing) or "").removeprefix("/")}
        return f"{self.page('workbench')}?{urlencode({key: value for key, value in asked.items() if value})}"
