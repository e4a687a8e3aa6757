"""The report of a release says the same in the same bytes, in SHACL's own terms, without blank nodes."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef

from flows.validation.core import turtle_term
from flows.validation.report import report
from flows.validation.verdict import Finding, Verdict

MISSING = Finding(
    "Violation",
    "https://example.org/a1",
    "http://purl.org/dc/terms/issued",
    None,
    "https://w3id.org/zhengwen/shapes#Article-issued",
    str(SH.MinCountConstraintComponent),
    "文章须有发布时间。",
    "An article has a time of publication.",
)
WARNING = Finding(
    "Warning",
    "https://example.org/m1",
    None,
    '"一"@zh',
    "https://w3id.org/zhengwen/shapes#check-label-once",
    "https://w3id.org/zhengwen/shapes#CheckConstraintComponent",
    "有多个名称。",
    "There are several labels.",
)
VERDICTS = [Verdict("https://example.org/a1", (MISSING,)), Verdict("https://example.org/a2", (WARNING,))]


def test_a_warning_conforms_for_us_and_a_violation_does_not() -> None:
    assert [verdict.conforms for verdict in VERDICTS] == [False, True]


def test_no_findings_make_a_conforming_report() -> None:
    graph = report([Verdict("https://example.org/a1", ())])
    assert list(graph.objects(None, SH.conforms)) == [Literal(True)]
    assert len(graph) == 2


def test_a_report_says_what_the_findings_say() -> None:
    graph = report(VERDICTS)
    head = URIRef("https://w3id.org/zhengwen/report/shacl")
    assert (head, RDF.type, SH.ValidationReport) in graph
    assert (head, SH.conforms, Literal(False)) in graph
    assert len(list(graph.objects(head, SH.result))) == 2
    (result,) = graph.subjects(SH.resultSeverity, SH.Violation)
    assert graph.value(result, SH.focusNode) == URIRef(MISSING.focus)
    assert graph.value(result, SH.value) is None
    assert set(graph.objects(result, SH.resultMessage)) == {
        Literal("文章须有发布时间。", lang="zh"),
        Literal("An article has a time of publication.", lang="en"),
    }


def test_a_report_has_no_blank_nodes_and_names_a_base() -> None:
    graph = report(VERDICTS, base="https://data.example/")
    assert not any(isinstance(term, BNode) for triple in graph for term in triple)
    assert all(str(node).startswith("https://data.example/report/shacl") for node in graph.subjects())


def test_the_same_findings_give_the_same_bytes() -> None:
    first, second = report(VERDICTS), report([*reversed(VERDICTS), VERDICTS[0]])
    assert first.serialize(format="turtle") == second.serialize(format="turtle")


def test_a_blank_node_that_is_at_fault_gets_a_name() -> None:
    assert turtle_term(BNode("x")) == "<urn:blank:x>"


WRITTEN = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@settings(deadline=None)
@given(WRITTEN, st.sampled_from([None, "zh", "en"]))
def test_any_value_comes_back_from_its_notation(text: str, language: str | None) -> None:
    value = Literal(text, lang=language)
    finding = Finding("Violation", "https://example.org/x", None, turtle_term(value), "s:s", "c:c", text, text)
    graph = report([Verdict(None, (finding,))])
    assert list(graph.objects(None, SH.value)) == [value]
    assert set(Graph().parse(data=graph.serialize(format="nt"), format="nt")) == set(graph)
