"""Quads -> triples and graphs of rdflib, as validation, shapes and the ontology need them, without graphs' names."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral

from flows.graph.vocabulary import XSD

RdflibTriple = tuple[URIRef | BNode, URIRef, URIRef | BNode | RdflibLiteral]


def rdflib_triples(quads: Iterable[Quad | Triple]) -> Iterator[RdflibTriple]:
    """Yield the triples of `quads` in rdflib's terms, equal terms as one object. Lexical forms are kept as they are."""
    convert: Callable[[Hashable], Any] = cache(_convert)
    for quad in quads:
        yield convert(quad.subject), convert(quad.predicate), convert(quad.object)


def to_rdflib(quads: Iterable[Quad | Triple]) -> Graph:
    """Return the triples of `quads` as an rdflib graph."""
    graph = Graph()
    for triple in rdflib_triples(quads):
        graph.add(triple)
    return graph


def _convert(term: Hashable) -> URIRef | BNode | RdflibLiteral:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"{term} is a triple where only an IRI, a literal or a blank node can be")
    if term.language:
        return RdflibLiteral(term.value, lang=term.language)
    datatype = None if term.datatype == XSD["string"] else URIRef(term.datatype.value)
    return RdflibLiteral(term.value, datatype=datatype, normalize=False)
