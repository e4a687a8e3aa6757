"""Terms, triples and graphs of pyoxigraph -> those of rdflib, as validation, shapes and the ontology need them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from flows.graph.vocabulary import XSD

_STRING = XSD["string"]


def rdflib_triples(quads: Iterable[Quad | Triple]) -> Iterator[tuple[Node, Node, Node]]:
    """Yield the triples of `quads` in rdflib's terms. Lexical forms are kept as they are."""
    for quad in quads:
        yield rdflib_term(quad.subject), rdflib_term(quad.predicate), rdflib_term(quad.object)


def to_rdflib(quads: Iterable[Quad | Triple]) -> Graph:
    """Return the triples of `quads` as an rdflib graph."""
    graph = Graph()
    for triple in rdflib_triples(quads):
        graph.add(triple)
    return graph


@lru_cache(maxsize=16384)
def rdflib_term(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    """Return `term`, which is no triple, as rdflib's. Equal terms mostly are one object: those used last are kept."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"{term} is a triple where only an IRI, a literal or a blank node can be")
    if term.language:
        return RdflibLiteral(term.value, lang=term.language, normalize=False)
    datatype = None if term.datatype == _STRING else URIRef(term.datatype.value)
    return RdflibLiteral(term.value, datatype=datatype, normalize=False)
