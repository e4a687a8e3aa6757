"""Verdicts on the graph that the mapping makes of an invented article, whole and damaged."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl import validate
from rdflib import DCTERMS, FOAF, RDF, RDFS, XSD, BNode, Graph, Literal, Namespace, URIRef

from flows.graph.mapping import quads
from flows.graph.small import notation, to_rdflib
from flows.validation import validate_article, validate_union
from flows.validation.ontology import ZW, vocabulary
from flows.validation.shapes import shapes_graph
from tests.graph.sample import BASE, TEXT, VERSION, article, facts

OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
QUADS = quads(article(), facts(), base=BASE, extractor_version=VERSION)
FEW = settings(max_examples=20, deadline=None)
TRIPLES = sorted(to_rdflib(QUADS))


def sample() -> Graph:
    return to_rdflib(QUADS)


def one(graph: Graph, kind: URIRef) -> URIRef:
    node = min(graph.subjects(RDF.type, kind), key=str)
    assert isinstance(node, URIRef)
    return node


def shapes_of(graph: Graph, text: str | None = TEXT) -> set[str]:
    findings = validate_article(graph, text).findings
    return {finding.shape.rpartition("#")[2] for finding in findings if finding.severity == "Violation"}


def test_what_the_mapping_makes_conforms() -> None:
    verdict = validate_article(sample(), TEXT)
    assert [finding for finding in verdict.findings if finding.severity == "Violation"] == []
    assert verdict.conforms
    assert verdict.article == str(one(sample(), ZW.Article))


def test_pyshacl_by_itself_finds_no_more() -> None:
    _conforms, _graph, text = validate(sample(), shacl_graph=shapes_graph(), allow_warnings=True)
    assert "Conforms: True" in text


def test_an_empty_graph_is_a_failure_and_not_a_pass() -> None:
    assert not validate_article(Graph(), "").conforms
    assert not validate_union(Graph()).conforms


def test_a_warning_is_reported_and_still_accepted() -> None:
    graph = sample()
    for path in (ZW.jurisdiction, DCTERMS.spatial):
        graph.remove((one(graph, ZW.Article), path, None))
    findings = {finding.shape.rpartition("#")[2]: finding for finding in validate_article(graph, TEXT).findings}
    assert findings["Article-jurisdiction"].severity == "Warning"
    assert findings["Article-jurisdiction"].message_zh
    assert validate_article(graph, TEXT).conforms


def test_the_text_of_another_version_is_noticed() -> None:
    assert {"check-text", "check-quote"} <= shapes_of(sample(), "首" + TEXT)


def test_without_text_the_quotes_are_not_looked_up() -> None:
    assert shapes_of(sample(), None) == set()


def test_a_person_named_twice_by_one_rule_is_no_fault_of_a_union() -> None:
    graph = sample()
    graph.add((one(graph, ZW.Meeting), RDFS.label, Literal("同一会议的另一名称", lang="zh")))
    assert {f.severity for f in validate_article(graph, TEXT).findings if f.shape.endswith("label-once")} == {"Warning"}
    assert not any(f.shape.endswith("label-once") for f in validate_union(graph).findings)


def _after_publication(graph: Graph) -> None:
    event = next(graph.objects(None, ZW.reportsOn))
    graph.set((event, SCHEMA.startDate, Literal("2031-06-13", datatype=XSD.date)))


def _chair_is_an_organization(graph: Graph) -> None:
    event = next(graph.subjects(ZW.chairedBy))
    graph.add((event, ZW.chairedBy, one(graph, ZW.Organization)))


def _directive_in_a_circle(graph: Graph) -> None:
    child, parent = next(iter(graph.subject_objects(DCTERMS.isPartOf)))
    for child, parent in graph.subject_objects(DCTERMS.isPartOf):
        if (child, RDF.type, ZW.Directive) in graph:
            graph.add((parent, DCTERMS.isPartOf, child))
            return


DAMAGES: dict[str, tuple[Callable[[Graph], object], str]] = {
    "no date of publication": (lambda g: g.remove((None, DCTERMS.issued, None)), "Article-issued"),
    "no article": (lambda g: g.remove((None, RDF.type, ZW.Article)), "check-focus"),
    "a meeting after its publication": (_after_publication, "check-date"),
    "an organization in the chair": (_chair_is_an_organization, "Event-chairedBy"),
    "a circle of directives": (_directive_in_a_circle, "check-directive-circle"),
    "ordinal zero": (lambda g: g.set((one(g, ZW.Meeting), ZW.ordinal, Literal(0))), "Event-ordinal"),
    "confidence above one": (
        lambda g: g.set((one(g, ZW.Evidence), ZW.confidence, Literal("1.5", datatype=XSD.decimal))),
        "Evidence-confidence",
    ),
    "a blank node": (lambda g: g.add((one(g, ZW.Person), ZW.evidence, BNode())), "check-blank-node"),
    "a private detail": (lambda g: g.add((one(g, ZW.Person), FOAF.phone, URIRef("tel:0"))), "Person"),
    "an unknown property": (lambda g: g.add((one(g, ZW.Article), ZW.reportOn, Literal(1))), "Article"),
    "an unknown class": (lambda g: g.add((URIRef("https://example.org/x"), RDF.type, ZW.Meting)), "check-type"),
    "evidence lost": (lambda g: g.remove((one(g, ZW.Participation), ZW.evidence, None)), "Participation-evidence"),
    "a participation lost": (lambda g: g.remove((None, RDF.type, ZW.Participation)), "check-type"),
    "a second article": (lambda g: g.add((URIRef("https://example.org/z"), RDF.type, ZW.Article)), "check-one-article"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_a_violation(damage: str) -> None:
    do, shape = DAMAGES[damage]
    graph = sample()
    do(graph)
    assert shape in shapes_of(graph)


@FEW
@given(st.data())
def test_a_quote_moved_by_any_distance_is_noticed(data: st.DataObject) -> None:
    graph = sample()
    selector = data.draw(st.sampled_from(sorted(graph.subjects(RDF.type, OA.TextPositionSelector), key=str)))
    start, end = (int(str(graph.value(selector, end))) for end in (OA.start, OA.end))
    shift = data.draw(st.integers(-start, len(TEXT) - end).filter(bool))
    for path, number in ((OA.start, start + shift), (OA.end, end + shift)):
        graph.set((selector, path, Literal(str(number), datatype=XSD.nonNegativeInteger)))
    assert "check-offsets" in shapes_of(graph)


@FEW
@given(st.sets(st.integers(0, len(TRIPLES) - 1), max_size=40), st.integers(0, 99))
def test_a_verdict_does_not_depend_on_the_order_of_triples(lost: set[int], seed: int) -> None:
    kept = [triple for number, triple in enumerate(TRIPLES) if number not in lost]
    verdicts = []
    for order in (kept, Random(seed).sample(kept, len(kept))):
        graph = Graph()
        for triple in order:
            graph.add(triple)
        verdicts.append(validate_article(graph, TEXT))
    assert verdicts[0] == verdicts[1]


# A party body that is only called an organization, or a meeting an event, is told less precisely, but not wrongly.
NARROWER = {
    kind for kind, above in vocabulary().superclasses.items() if above & set(map(notation, (ZW.Organization, ZW.Event)))
}
TYPES = [triple for triple in TRIPLES if triple[1] == RDF.type and notation(triple[2]) not in NARROWER]


@FEW
@given(st.sets(st.sampled_from(TYPES), min_size=1, max_size=3))
def test_no_class_can_be_lost_unnoticed(lost) -> None:  # type: ignore[no-untyped-def]
    graph = sample()
    for triple in lost:
        graph.remove(triple)
    assert shapes_of(graph)
