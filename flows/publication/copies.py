"""A copy of an article -> what it adds to the dataset: one more document in which the facts of the first can be read.

Goes in: what the ledger has of the copy, and what the article contributes that stands for it. Comes out: the copy with
no more than what it is and who made it, and with the facts of the first led to it. What both report is said once.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from flows.graph.notation import Statement, statements_of_graph
from flows.graph.vocabulary import PROV, RDF, SCHEMA, SUPERPROPERTIES, ZW
from flows.ledger.record import PACKING_LEVEL, Stored
from flows.publication.contribution import Contribution, graph_of

_TYPE, _ARTICLE, _BUNDLE = str(RDF["type"]), str(ZW["Article"]), str(PROV["Bundle"])
_DERIVED, _ALTERNATE, _REPORTS = str(PROV["wasDerivedFrom"]), str(PROV["alternateOf"]), str(ZW["reportsOn"])
_CONTENT = frozenset(
    str(each)
    for term in (ZW["reportsOn"], ZW["referencedMeeting"], SCHEMA["mentions"])
    for each in (term, *SUPERPROPERTIES.get(term, ()))
)
"""What an article tells of, rather than what it is."""


def as_copy(copy: Stored, first: Contribution) -> Stored:
    """Return `copy` with what is published of it; `first` is what the article contributes that it is a copy of."""
    quads = copy.quads
    said = list(statements_of_graph(quads))
    article = _article(said)
    kept = [each for each in said if each[0] != article or each[1] not in _CONTENT]
    known = _reachable(kept, [article, *(s for s, p, o in said if p == _TYPE and o == _BUNDLE)])
    described = [each for each in kept if each[0] in known]
    lines = {*described, *_derived(article, first)}
    graph = graph_of(quads)
    nquads = "".join(sorted(f"{' '.join(each)} {graph} .\n" for each in lines))
    packed = zlib.compress(nquads.encode(), PACKING_LEVEL)
    return replace(copy, packed_quads=packed, findings=_findings(copy.findings, known))


def _derived(article: str, first: Contribution) -> Iterator[Statement]:
    """Yield that the copy is one of the first, and that what is derived from the first is derived from it, too."""
    its = next(subject for subject, said in first.own if _ARTICLE in said.get(_TYPE, ()))
    yield article, _ALTERNATE, its
    for subject, said in (*first.own, *first.others):
        if subject == its:
            yield from ((event, _DERIVED, article) for event in said.get(_REPORTS, ()))
        elif its in said.get(_DERIVED, ()) and subject != first.graph:
            yield subject, _DERIVED, article


def _article(said: Iterable[Statement]) -> str:
    return next(subject for subject, predicate, value in said if (predicate, value) == (_TYPE, _ARTICLE))


def _reachable(said: Iterable[Statement], start: Iterable[str]) -> set[str]:
    """Return the things to which `said` leads from those of `start`: who made it, its counts, its evidence."""
    leads: dict[str, list[str]] = {}
    for subject, _, value in said:
        leads.setdefault(subject, []).append(value)
    found, new = set[str](), list(start)
    while new:
        thing = new.pop()
        if thing in leads and thing not in found:
            found.add(thing)
            new += leads[thing]
    return found


def _findings(findings: bytes, known: set[str]) -> bytes:
    """Return those findings that are of what is published of the copy."""
    found = json.loads(findings)
    kept = [each for each in found if f"<{each['focus']}>" in known and f"<{each['path']}>" not in _CONTENT]
    return json.dumps(kept, ensure_ascii=False).encode()
