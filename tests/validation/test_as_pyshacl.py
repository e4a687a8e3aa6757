"""What is found fast is what pySHACL finds by itself, with all shapes: on whole graphs and on damaged ones."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, Namespace, URIRef

from flows.articles.parsing import parse
from flows.extraction.extract import extract
from flows.graph.mapping import quads
from flows.validation.core import core_findings
from flows.validation.index import Index, Triple
from flows.validation.ontology import ZW
from flows.validation.shapes import prepared_shapes, shapes_graph
from tests.validation.results import Row, row, rows_of_pyshacl

GOLD = sorted((Path(__file__).parents[1] / "gold").rglob("*.txt"))
WHOLE = GOLD[::12]
DAMAGED = sorted(GOLD, key=lambda path: path.stat().st_size)[::40]
ORG = Namespace("http://www.w3.org/ns/org#")
OA = Namespace("http://www.w3.org/ns/oa#")
COMPARED = {OA.start, OA.end}
"""pySHACL fails, and says nothing of the rest, where sh:lessThan meets what has no order."""
ODD_VALUES = (
    Literal(""),
    Literal("无语言"),
    Literal("no such day", datatype=XSD.date),
    Literal("2031-06-31", datatype=XSD.date),
    Literal("-1", datatype=XSD.integer),
    Literal("1.5", datatype=XSD.decimal),
    Literal("某", lang="zh"),
    URIRef("https://example.org/nothing"),
    BNode("nothing"),
)


@cache
def described(path: Path) -> Index:
    """Return the graph of the article at `path`."""
    article = parse(path.read_bytes(), name=path.name)
    return Index(quads(article, extract(article), base="https://example.org/", extractor_version="0").said)


@cache
def triples(path: Path) -> list[Triple]:
    return sorted(described(path), key=lambda triple: tuple(term.n3() for term in triple))


def rows(graph: Index) -> set[Row]:
    return {row(finding) for finding in core_findings(graph, prepared_shapes())}


def plain(graph: Sequence[Triple]) -> Graph:
    made = Graph()
    for triple in graph:
        made.add(triple)
    return made


def damaged(whole: Sequence[Triple], random: Random) -> list[Triple]:
    """Return `whole` with some statements lost, some with another subject, property or value, some of odd values."""
    kept = [triple for triple in whole if random.random() > 0.02]
    for subject, predicate, _ in random.sample(kept, 6):
        other = random.choice(kept)
        if predicate not in COMPARED:
            kept.append((subject, predicate, random.choice((*ODD_VALUES, other[2]))))
        if other[1] not in COMPARED:
            kept.append((subject, other[1], other[2]))
    for subject in {random.choice(kept)[0] for _ in range(3)}:
        kept.append((subject, RDF.type, random.choice([value for _, p, value in kept if p == RDF.type])))
    return kept


@pytest.mark.parametrize("path", WHOLE, ids=lambda path: path.stem)
def test_on_an_article(path: Path) -> None:
    assert rows(described(path)) == rows_of_pyshacl(plain(triples(path)))


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(DAMAGED), st.integers(0, 2**32))
def test_on_a_damaged_graph(path: Path, seed: int) -> None:
    graph = damaged(triples(path), Random(seed))
    found = rows(Index.of(graph))
    assert found == rows_of_pyshacl(plain(graph))
    assert found == rows(Index.of(graph)), "what was accepted before changes nothing"
    assert rows(described(path)) == rows_of_whole(path)


@cache
def rows_of_whole(path: Path) -> set[Row]:
    return rows_of_pyshacl(plain(triples(path)))


def test_damage_is_found() -> None:
    assert all(rows(Index.of(damaged(triples(path), Random(1)))) - rows(described(path)) for path in DAMAGED)


@pytest.mark.parametrize("start", ["0", "6", "7", "007", "+5", "-3", "no number"])
@pytest.mark.parametrize("kind", [XSD.nonNegativeInteger, XSD.integer, XSD.decimal])
def test_one_wrong_pair_of_offsets_among_many_is_found(start: str, kind: URIRef) -> None:
    far, near, odd = (URIRef(f"https://example.org/{name}") for name in ("far", "near", "odd"))
    said: list[Triple] = [(node, RDF.type, OA.TextPositionSelector) for node in (far, near, odd)]
    for node, first, last in ((far, "1", "900"), (near, "4", "6")):
        said.append((node, OA.start, Literal(first, datatype=XSD.nonNegativeInteger)))
        said.append((node, OA.end, Literal(last, datatype=XSD.nonNegativeInteger)))
    said.append((odd, OA.start, Literal(start, datatype=kind)))
    said.append((odd, OA.end, Literal("6", datatype=XSD.nonNegativeInteger)))
    assert rows(Index.of(said)) == rows_of_pyshacl(plain(said))


def test_a_post_without_an_organization_is_told_from_others_of_its_form() -> None:
    """区领导 needs no organization, 局长 does; both have the same properties."""
    leader, director, chief = (URIRef(f"https://example.org/{name}") for name in ("leader", "director", "chief"))
    said: list[Triple] = [(node, RDF.type, ZW.Post) for node in (leader, director, chief)]
    said += [(leader, ZW.postTitle, Literal("领导", lang="zh")), (director, ZW.postTitle, Literal("局长", lang="zh"))]
    said += [(chief, ZW.postTitle, Literal("局长", lang="zh")), (chief, ORG.postIn, leader)]
    known = "KnownPost"
    found = [{each for each in rows(Index.of(said)) if known in each[2]} for _ in range(2)]
    assert found == [{each for each in rows_of_pyshacl(plain(said)) if known in each[2]}] * 2
    assert {each[1] for each in found[0]} == {f"<{director}>"}


def test_a_post_needs_a_value_of_either_property_that_places_it() -> None:
    """In whichever order forms come; and what both properties have is one value."""
    of_both, of_one, of_none = (URIRef(f"https://example.org/{name}") for name in ("both", "one", "none"))
    place = URIRef("https://example.org/place")
    types: list[Triple] = [(node, RDF.type, ZW.Post) for node in (of_none, of_both, of_one)]
    placed: list[Triple] = [(of_both, ORG.postIn, place), (of_both, ZW.jurisdiction, place)]
    for said in (types, [*types, *placed], [*types, *placed, (of_one, ZW.jurisdiction, place)]):
        found = {each for each in rows(Index.of(said)) if "Post-place" in each[2]}
        assert found == {each for each in rows_of_pyshacl(plain(said)) if "Post-place" in each[2]}
        assert f"<{of_none}>" in {each[1] for each in found}


def test_what_a_graph_says_of_classes_holds_in_that_graph_only() -> None:
    """A body of an unknown kind is an organization where the graph says that this kind is one."""
    body, kind, post = (URIRef(f"https://example.org/{name}") for name in ("body", "Kind", "post"))
    said: list[Triple] = [(post, RDF.type, ZW.Post), (post, ORG.postIn, body), (body, RDF.type, kind)]
    unfit = ("Post-postIn", "http://www.w3.org/ns/shacl#ClassConstraintComponent")
    inherited: Triple = (kind, RDFS.subClassOf, ZW.Organization)
    assert unfit not in {each[2:4] for each in rows(Index.of([*said, inherited]))}
    assert unfit in {each[2:4] for each in rows(Index.of(said))}
    assert unfit not in {each[2:4] for each in rows(Index.of([*said, inherited]))}


def test_every_constraint_of_every_shape_is_evaluated_in_one_of_the_groups() -> None:
    shapes, found = shapes_graph(), set()
    for prepared in prepared_shapes().by_class.values():
        for part in prepared.shapes:
            for constraint in part.by_form + part.by_value + part.by_classes + part.others:
                found.add((part.shape.node, type(constraint.component)))
    stated = {
        (shape, CONSTRAINT_PARAMETERS_MAP[parameter])
        for kind in (SH.NodeShape, SH.PropertyShape)
        for shape in shapes.subjects(RDF.type, kind)
        for parameter in shapes.predicates(shape)
        if parameter in CONSTRAINT_PARAMETERS_MAP and parameter != SH.property
    }
    assert found == stated
