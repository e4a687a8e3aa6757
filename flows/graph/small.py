"""Quads -> a small rdflib graph, as validation, shapes and the ontology need it. The names of graphs are dropped."""

from collections.abc import Hashable, Iterable
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral

from flows.graph.vocabulary import XSD


def to_rdflib(quads: Iterable[Quad | Triple]) -> Graph:
    """Return the triples of `quads` as an rdflib graph. Lexical forms are kept as they are."""
    graph = Graph()
    convert = cache(_convert)
    for quad in quads:
        graph.add((convert(quad.subject), convert(quad.predicate), convert(quad.object)))
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
