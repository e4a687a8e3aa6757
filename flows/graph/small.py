"""Terms, triples and graphs of pyoxigraph, and terms in notation -> those of rdflib, as validation needs them."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from flows.graph.notation import Term, literal, quoted
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


def notation(node: Node) -> Term:
    """Return a term of rdflib in the notation of N-Triples."""
    if isinstance(node, RdflibLiteral):
        tail = f"@{node.language}" if node.language else f"^^<{node.datatype}>" if node.datatype else ""
        return quoted(str(node)) + tail
    return f"_:{node}" if isinstance(node, BNode) else f"<{node}>"


def rdflib_node(term: Term) -> Node:
    """Return what `term`, in the notation of N-Triples, is in rdflib. Lexical forms are kept as they are."""
    if term[0] == "<":
        return URIRef(term[1:-1])
    if term[0] == "_":
        return BNode(term[2:])
    text, language, datatype = literal(term)
    return RdflibLiteral(text, lang=language or None, datatype=datatype or None, normalize=False)
