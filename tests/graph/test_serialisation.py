"""What is written parses back to the same triples, whatever the text, and is the same bytes every time."""

import io
import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize
from rdflib import Graph
from rdflib.compare import isomorphic

from flows.graph.jsonld import Context, write_jsonld
from flows.graph.notation import blocks, literal, quoted, statements_of_graph
from flows.graph.sheet import chinese, number, plain, truth, typed, writable
from flows.graph.small import notation, rdflib_node, rdflib_term, to_rdflib
from flows.graph.turtle import write_turtle
from flows.graph.vocabulary import PREFIXES, RDF, SCHEMA, XSD, ZW
from tests.graph.reading import mapped, triples
from tests.graph.sample import BASE

ROOT = Path(__file__).parents[2]
CONTEXT = Context(json.loads((ROOT / "ontology" / "context.jsonld").read_text("utf-8"))["@context"])

iris = st.one_of(
    st.text(alphabet="abc123/=,.&-政", max_size=9).map(lambda tail: NamedNode("https://w3id.org/zhengwen/x" + tail)),
    st.text(alphabet="abc123/=,.&-政", max_size=9).map(lambda tail: NamedNode("https://w3id.org/zhengwen/x#" + tail)),
    st.sampled_from([ZW["Meeting"], ZW["chairedBy"], SCHEMA["startDate"], NamedNode("https://schema.org/")]),
)
bases = st.sampled_from(
    ["", "https://w3id.org/", "https://w3id.org/zhengwen/", "https://w3id.org/zhengwen/x#", "https://"]
)
literals = st.one_of(
    st.text().map(Literal),
    st.text().map(lambda text: Literal(text, language="zh")),
    st.text().map(lambda text: Literal(text, language="en")),
    st.integers().map(Literal),
    st.booleans().map(Literal),
    st.sampled_from(["007", "-0", "+5", "true", "1", "0.50", "abc", "2031", "1e3"]).flatmap(
        lambda text: st.sampled_from(["integer", "boolean", "decimal", "gYear", "date"]).map(
            lambda kind: Literal(text, datatype=XSD[kind])
        )
    ),
)
predicates = st.sampled_from(
    [ZW["text"], ZW["ordinal"], ZW["confidence"], ZW["evidence"], SCHEMA["startDate"], SCHEMA["other"], ZW["rule"]]
)
statements = st.builds(Triple, iris, predicates, st.one_of(iris, literals))
classes = st.builds(Triple, iris, st.just(RDF["type"]), iris)


def in_order(found: Iterable[Triple]) -> list[Triple]:
    return sorted(set(found), key=str)


def turtle(found: Iterable[Triple | Quad], base: str = "") -> str:
    stream = io.StringIO()
    write_turtle(found, stream, base)
    return stream.getvalue()


def jsonld(found: Iterable[Triple | Quad]) -> str:
    stream = io.StringIO()
    write_jsonld(found, CONTEXT, stream)
    return stream.getvalue()


def read(text: str, form: RdfFormat) -> set[Triple]:
    return {quad.triple for quad in parse(text, form)}


@settings(max_examples=300)
@given(st.lists(st.one_of(statements, classes), max_size=12), bases)
def test_turtle_parses_back(found: list[Triple], base: str) -> None:
    assert read(turtle(in_order(found), base), RdfFormat.TURTLE) == set(found)


@settings(max_examples=300)
@given(st.lists(st.one_of(statements, classes), max_size=12))
def test_jsonld_parses_back(found: list[Triple]) -> None:
    assert read(jsonld(in_order(found)), RdfFormat.JSON_LD) == set(found)


@given(st.lists(st.one_of(statements, classes), max_size=12))
def test_jsonld_is_as_a_json_library_writes_it(found: list[Triple]) -> None:
    nodes = [line.removesuffix(",") for line in jsonld(in_order(found)).split("\n") if line.startswith('{"id": ')]
    assert len(nodes) == len({triple.subject for triple in found})
    assert nodes == [json.dumps(json.loads(node), ensure_ascii=False) for node in nodes]


@given(st.lists(st.one_of(statements, classes), max_size=12), iris)
def test_the_lines_of_a_graph_are_read_as_they_were_written(found: list[Triple], graph: NamedNode) -> None:
    quads = [Quad(each.subject, each.predicate, each.object, graph) for each in in_order(found)]
    nquads = serialize(quads, format=RdfFormat.N_QUADS) or b""
    assert list(statements_of_graph(nquads)) == [(str(q.subject), str(q.predicate), str(q.object)) for q in quads]


def test_a_subject_is_one_block_with_its_values_by_property() -> None:
    said = [("<a>", "<p>", '"1"'), ("<a>", "<q>", "<b>"), ("<a>", "<p>", '"2"'), ("<b>", "<p>", '"1"')]
    assert list(blocks(said)) == [("<a>", {"<p>": ['"1"', '"2"'], "<q>": ["<b>"]}), ("<b>", {"<p>": ['"1"']})]
    assert not list(blocks([]))


def test_no_local_name_is_cut_within_a_namespace() -> None:
    assert {namespace.iri[-1] for namespace in PREFIXES.values()} <= {"/", "#"}


@given(st.text(alphabet=st.characters()))
def test_any_text_even_half_pairs_can_be_a_literal(text: str) -> None:
    written, language, _ = literal(chinese(text))
    assert (len(written), language) == (len(text), "zh")


@given(st.text())
def test_a_literal_is_written_as_pyoxigraph_writes_it(text: str) -> None:
    assert quoted(text) == str(Literal(text))
    assert chinese(text) == str(Literal(writable(text), language="zh"))
    assert plain(text) == str(Literal(writable(text)))
    assert typed(text, "date") == str(Literal(writable(text), datatype=XSD["date"]))


@given(st.integers(), st.booleans())
def test_numbers_and_truth_values_are_written_as_pyoxigraph_writes_them(value: int, stated: bool) -> None:
    assert number(value % 2**63) == str(Literal(value % 2**63))
    assert truth(stated) == str(Literal(stated))


@given(literals)
def test_a_literal_in_notation_is_the_same_in_rdflib(term: Literal) -> None:
    assert rdflib_node(str(term)) == rdflib_term(term)
    assert notation(rdflib_node(str(term))) == str(term)


def test_the_sample_parses_back_from_each_form_in_both_libraries() -> None:
    found = mapped()
    assert read(turtle(found), RdfFormat.TURTLE) == triples(found)
    assert read(jsonld(found), RdfFormat.JSON_LD) == triples(found)
    graph = to_rdflib(found)
    assert len(graph) == len(triples(found))
    assert isomorphic(Graph().parse(data=turtle(found), format="turtle"), graph)
    assert isomorphic(Graph().parse(data=turtle(found, BASE), format="turtle"), graph)
    assert isomorphic(Graph().parse(data=jsonld(found), format="json-ld"), graph)


def test_turtle_is_grouped_with_classes_first_and_prefixes() -> None:
    text = turtle(mapped())
    assert text.count("a schema:NewsArticle, zw:Article ;") == 1
    assert "\n    zw:ordinal 7 ;" in text
    assert "\n    zw:enlarged true ;" in text


def test_turtle_leaves_out_the_base() -> None:
    text = turtle(mapped(), BASE)
    assert text.startswith(f"@base <{BASE}> .\n")
    assert not re.search(f"^[^@].*<{BASE}(?:meeting|article)/", text, re.MULTILINE)
    assert "\n<meeting/2031-06-10-" in text
    assert re.search(r"zw:evidence <article/\S+#char=\d+,\d+>", text)


@pytest.mark.parametrize(
    "base", ["https://example.org/data#", "https://example.org/?of=/", "https://example.org/a/../"]
)
def test_a_base_that_readers_would_resolve_otherwise_is_not_left_out(base: str) -> None:
    triple = Triple(NamedNode(base + "meeting/a"), ZW["rule"], Literal("x"))
    assert f"<{triple.subject.value}>" in turtle([triple], base)  # type: ignore[union-attr]
    assert "@base" not in turtle([triple], base)


def test_turtle_shows_marks_that_turn_the_direction_of_text() -> None:
    text = turtle([Triple(ZW["a"], ZW["b"], Literal('甲\u202e乙\n"丙"\\', language="zh"))])
    assert '"甲\\u202E乙\\n\\"丙\\"\\\\"@zh' in text


def test_jsonld_is_compact() -> None:
    nodes = json.loads(jsonld(mapped()))["@graph"]
    meeting = next(node for node in nodes if node.get("ordinal") == 7 and "Meeting" in node["type"])
    name = "县河湖管护领导小组第七次(扩大)会议"
    assert meeting["label"] == {"zh": name, "en": "leading group meeting no. 7, 2031-06-10"}
    assert meeting["meetingType"] == "zwmt:leading-group-meeting"
    assert meeting["enlarged"] is True
    assert meeting["schema:startDate"] == "2031-06-10"


def test_blank_nodes_are_refused() -> None:
    triple = Triple(BlankNode("b"), ZW["rule"], Literal("x"))
    with pytest.raises(TypeError, match="cannot be published"):
        turtle([triple])
    with pytest.raises(TypeError, match="cannot be published"):
        jsonld([triple])
