"""All statements about a thing, in both directions, as the plainest page shows them: property by property."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox

from flows.server.catalogue import Labels
from flows.server.documents import PREFIX_MAP
from flows.server.engine import Term
from flows.server.releases import Release
from flows.server.site import Site

_MOST_LABELS = 400
_LABELS = """SELECT ?thing ?label { VALUES ?thing { %s } ?thing <http://www.w3.org/2000/01/rdf-schema#label> ?label }"""


@dataclass(frozen=True, slots=True)
class Value:
    """What stands at the other end of a statement."""

    text: str
    href: str
    """Where it leads; nothing for text."""
    note: str
    """Language or datatype of a text."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property with its values."""

    name: str
    iri: str
    href: str
    values: list[Value]


class Reader:
    """Turns triples of one release into what a page shows in one language."""

    def __init__(self, site: Site, release: Release, language: str) -> None:
        self._site, self._release, self._language = site, release, language
        self._labels: dict[str, Labels] = {}

    async def learn(self, terms: Iterable[Term]) -> None:
        """Look up the names of things, of so many at least as a reader looks at."""
        known = dict.fromkeys(term for term in terms if isinstance(term, ox.NamedNode) and self._site.path(term.value))
        asked = " ".join(map(str, list(known)[:_MOST_LABELS]))
        for row in await self._release.questions.rows(_LABELS % asked) if asked else []:
            label = row["label"]
            if isinstance(label, ox.Literal):
                self._labels.setdefault(str(row["thing"]), {})[label.language or ""] = label.value

    def name(self, term: ox.NamedNode) -> str:
        """Return the name of a thing, else its IRI made short."""
        names = self._labels.get(str(term)) or self._release.catalogue.labels(term.value)
        return names.get(self._language) or next(iter(names.values()), _short(term.value))

    def properties(self, triples: Iterable[ox.Triple], *, inverse: bool = False) -> list[Property]:
        """Return what is said, by property; if `inverse`, the values are the subjects."""
        pairs = sorted({(t.predicate.value, t.subject if inverse else t.object) for t in triples}, key=str)
        return [
            Property(self.name(ox.NamedNode(iri)), iri, self._href(iri), [self._value(value) for _, value in group])
            for iri, group in groupby(pairs, key=lambda pair: pair[0])
        ]

    def _value(self, term: Term) -> Value:
        if isinstance(term, ox.NamedNode):
            return Value(self.name(term), self._href(term.value), "")
        if isinstance(term, ox.Literal):
            return Value(term.value, "", term.language or _short(term.datatype.value))
        return Value(str(term), "", "")

    def _href(self, iri: str) -> str:
        """Return where an IRI leads: to this server if it is ours, to the web if it is there, else nowhere."""
        return self._site.path(iri) or (iri if iri.startswith(("http://", "https://")) else "")


def _short(iri: str) -> str:
    fitting = [(namespace, name) for name, namespace in PREFIX_MAP.items() if iri.startswith(namespace)]
    namespace, name = max(fitting, default=("", ""))
    return f"{name}:{iri.removeprefix(namespace)}" if name else iri
