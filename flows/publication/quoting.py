"""What articles say of a thing, word for word: looked up in the ledger for the few things that are shown.

Goes in: a thing in the notation of N-Triples. Comes out: a quote, and where the article is.
"""

from functools import lru_cache

from flows.graph.notation import literal, statements_of_graph
from flows.graph.vocabulary import OA, SCHEMA, ZW
from flows.ledger import Ledger
from flows.publication.index import Index

_EVIDENCE, _SELECTOR, _EXACT = str(ZW["evidence"]), str(OA["hasSelector"]), str(OA["exact"])
_SOURCE, _URL = str(OA["hasSource"]), str(SCHEMA["url"])
_Said = dict[str, dict[str, list[str]]]


class Quotes:
    """Looks up quotes; keeps the articles that it has read last."""

    def __init__(self, index: Index, ledger: Ledger) -> None:
        self._index = index
        self._ledger = ledger
        self._read = lru_cache(maxsize=32)(self._article)
        self._before: dict[str, list[str]] = {}
        for old, new in index.redirects().items():
            self._before.setdefault(new, []).append(old)

    def of(self, thing: str) -> tuple[str, str]:
        """Return a quote and the address of its article (its IRI where it has none), empty where there is none."""
        query = """SELECT identity FROM article WHERE id IN (
                     SELECT article FROM shared WHERE line >= ?1 AND line < ?2 UNION
                     SELECT article FROM renamed WHERE old = ?3) ORDER BY copy_of <> '', graph LIMIT 1"""
        identity = next(self._index.column(query, f"{thing} ", f"{thing}!", thing), None)
        said: _Said = self._read(identity) if identity else {}
        for name in (thing, *self._before.get(thing, ())):
            for evidence in said.get(name, {}).get(_EVIDENCE, ()):
                about = said.get(evidence, {})
                exact = [v for each in about.get(_SELECTOR, ()) for v in said.get(each, {}).get(_EXACT, ())]
                sources = about.get(_SOURCE, [""])
                address = said.get(sources[0], {}).get(_URL, sources)[0]
                return literal(exact[0])[0] if exact else "", address[1:-1]
        return "", ""

    def _article(self, identity: str) -> _Said:
        said: _Said = {}
        for stored in self._ledger.published([identity]):
            for subject, predicate, value in statements_of_graph(stored.quads):
                said.setdefault(subject, {}).setdefault(predicate, []).append(value)
        return said
