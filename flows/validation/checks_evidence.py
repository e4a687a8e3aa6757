"""Checks on evidence: offsets that hold, quotes that can be found, an article that is the one it says it is."""

import hashlib
import re
from collections.abc import Iterator

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from flows.graph.sheet import writable
from flows.validation.checks import Subject, finding, first
from flows.validation.ontology import ZW
from flows.validation.verdict import Finding

_OA = Namespace("http://www.w3.org/ns/oa#")
_RANGE = re.compile(r"#char=(\d+),(\d+)")


def offsets(subject: Subject) -> Iterator[Finding]:
    """Offsets agree with the evidence's IRI, lie within the article, and span as many characters as the quote has."""
    graph = subject.graph
    for evidence in graph.subjects(RDF.type, ZW.Evidence):
        start, end, quote = _selected(graph, evidence)
        source = first(graph, evidence, _OA.hasSource)
        length = _integer(first(graph, source, ZW.textLength)) if source is not None else None
        for wrong in _wrong_offsets(str(evidence), start, end, quote, length):
            yield finding("offsets", evidence, _OA.hasSelector, Literal(f"{start},{end}"), wrong)


def _wrong_offsets(iri: str, start: int, end: int, quote: str | None, length: int | None) -> Iterator[str]:
    named = _RANGE.search(iri)
    if named is None or (int(named[1]), int(named[2])) != (start, end):
        yield named[0] if named else iri
    if length is not None and end > length:
        yield f"zw:textLength {length}"
    if quote is not None and len(quote) != end - start:
        yield f"oa:exact ({len(quote)})"


def quotes(subject: Subject) -> Iterator[Finding]:
    """The quote is the text at its offsets: the one promise on which every other statement rests."""
    if subject.text is None:
        return
    kept = writable(subject.text)
    for evidence in subject.graph.subjects(RDF.type, ZW.Evidence):
        start, end, quote = _selected(subject.graph, evidence)
        if quote is not None and (start < 0 or kept[start:end] != quote):
            yield finding("quote", evidence, _OA.hasSelector, Literal(quote, lang="zh"), f"{start},{end}")


def text(subject: Subject) -> Iterator[Finding]:
    """The graph is of this text and of no other version of it."""
    if subject.text is None:
        return
    digest = f"sha256:{hashlib.sha256(subject.text.encode('utf-8', 'surrogatepass')).hexdigest()}"
    for article in subject.graph.subjects(RDF.type, ZW.Article):
        for path, real in ((ZW.textLength, str(len(subject.text))), (ZW.contentDigest, digest)):
            stated = first(subject.graph, article, path)
            if stated is not None and str(stated) != real:
                yield finding("text", article, path, stated, real)


def _selected(graph: Graph, evidence: Node) -> tuple[int, int, str | None]:
    """Return start, end and quote; -1 and None stand for what is missing, which the shapes report."""
    selectors = list(graph.objects(evidence, _OA.hasSelector))

    def value(predicate: URIRef) -> Node | None:
        return next((value for selector in selectors for value in graph.objects(selector, predicate)), None)

    start, end, quote = _integer(value(_OA.start)), _integer(value(_OA.end)), value(_OA.exact)
    return -1 if start is None else start, -1 if end is None else end, None if quote is None else str(quote)


def _integer(term: Node | None) -> int | None:
    return term.value if isinstance(term, Literal) and isinstance(term.value, int) else None
