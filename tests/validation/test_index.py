"""An index answers every question as rdflib's own graph does."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef

from flows.validation.index import Index

IRIS = st.sampled_from([URIRef(f"https://example.org/{name}") for name in "abcd"])
NODES = st.one_of(IRIS, st.sampled_from([BNode("x"), BNode("y")]))
VALUES = st.one_of(NODES, st.sampled_from([Literal(0), Literal(1), Literal("一", lang="zh"), Literal("一")]))
TRIPLES = st.sets(st.tuples(NODES, IRIS, VALUES), max_size=30)


def graph(triples: set[tuple[URIRef | BNode, URIRef, URIRef | BNode | Literal]]) -> Graph:
    made = Graph()
    for triple in triples:
        made.add(triple)
    return made


@settings(deadline=None)
@given(TRIPLES, st.none() | NODES, st.none() | IRIS, st.none() | VALUES)
def test_every_pattern_finds_what_rdflib_finds(triples, subject, predicate, value) -> None:  # type: ignore[no-untyped-def]
    plain, index = graph(triples), Index(triples)
    pattern = (subject, predicate, value)
    assert sorted(index.triples(pattern)) == sorted(plain.triples(pattern))
    assert (pattern in index) == (pattern in plain)
    assert Counter(index.objects(subject, predicate)) == Counter(plain.objects(subject, predicate))


@settings(deadline=None)
@given(TRIPLES)
def test_an_index_holds_what_it_was_made_of(triples) -> None:  # type: ignore[no-untyped-def]
    index = Index(triples)
    assert len(index) == len(triples)
    assert set(index) == triples
