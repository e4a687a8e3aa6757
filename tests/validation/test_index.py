"""An index answers every question as rdflib's own graph does."""

import gc
from collections import Counter
from weakref import ref

from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, BNode, Graph, Literal, URIRef

from flows.graph.small import notation
from flows.validation.index import Index

IRIS = st.sampled_from([URIRef(f"https://example.org/{name}") for name in "abcd"])
A, B, C, P, CLASS = (URIRef(f"https://example.org/{name}") for name in "abcpd")
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
    plain, index = graph(triples), Index.of(triples)
    pattern = (subject, predicate, value)
    assert sorted(index.triples(pattern)) == sorted(plain.triples(pattern))
    assert (pattern in index) == (pattern in plain)
    assert Counter(index.objects(subject, predicate)) == Counter(plain.objects(subject, predicate))


@settings(deadline=None)
@given(TRIPLES)
def test_an_index_holds_what_it_was_made_of(triples) -> None:  # type: ignore[no-untyped-def]
    index = Index.of(triples)
    assert len(index) == len(triples)
    assert set(index) == triples
    assert Index.of(index) is index


@settings(deadline=None)
@given(TRIPLES)
def test_classes_and_properties_are_those_that_rdflib_knows(triples) -> None:  # type: ignore[no-untyped-def]
    typed = {(s, RDF.type if p == CLASS else p, o) for s, p, o in triples}
    plain, index = graph(typed), Index.of(typed)
    classes = {(notation(node), notation(each)) for node, each in plain.subject_objects(RDF.type)}
    assert {(node, each) for node, known in index.types.items() for each in known} == classes
    assert {(node, each) for each, nodes in index.instances.items() for node in nodes} == classes
    assert set(index.statements()) == {tuple(map(notation, triple)) for triple in typed}
    for predicate in index.by_predicate:
        assert {node for node, _ in index.pairs(predicate)} == set(index.by_predicate[predicate])
        assert {value for _, value in index.pairs(predicate)} == index.values_of(predicate)
    assert {(s, p, o) for p in index.by_predicate for s, o in index.pairs(p)} == set(index.statements())


def test_an_index_whose_names_were_written_for_people_goes_with_the_last_who_holds_it() -> None:
    gc.disable()
    try:
        index = Index.of({(A, P, B)})
        assert A.n3(index.namespace_manager) == "<https://example.org/a>"
        gone = ref(index)
        del index
        assert gone() is None
    finally:
        gc.enable()


def test_nodes_of_one_form_have_the_same_classes_and_as_many_values_of_the_same_properties() -> None:
    one, other, more, blank = A, B, C, BNode("x")
    said = [(one, P, other), (other, P, one), (more, P, one), (more, P, other), (blank, P, one)]
    index = Index.of([*said, *((node, RDF.type, CLASS) for node in (one, other, more, blank))])
    first, second, third, fourth = (index.form(notation(node)) for node in (one, other, more, blank))
    assert first == second
    assert len({first, third, fourth}) == 3
