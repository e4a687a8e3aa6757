"""The network of who met whom: the same as a count by hand gives, in a form that other programs read."""

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, Store

from flows.graph.vocabulary import ROLE, SCHEMA, ZW
from flows.publication import network
from flows.publication.index import Index
from flows.publication.network import NETWORK, write_network
from tests.publication.several import published

_NS = "{http://graphml.graphdrawing.org/xmlns}"
BASE = "https://example.org/"
Attributes = dict[str, str]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return published(tmp_path_factory.mktemp("network"), "abcde").folder


def read(path: Path) -> tuple[dict[str, Attributes], dict[tuple[str, str], Attributes]]:
    """Return the nodes by IRI and the edges by the IRIs of both ends; the structure must be that of GraphML."""
    root = ElementTree.parse(path).getroot()
    *keys, graph = list(root)
    assert root.tag == f"{_NS}graphml"
    assert {key.tag for key in keys} == {f"{_NS}key"}
    assert graph.get("edgedefault") == "undirected"
    declared = {(key.get("for"), key.get("id")): key.get("attr.type") for key in keys}
    kinds = [each.tag.removeprefix(_NS) for each in graph]
    assert kinds == sorted(kinds, reverse=True)
    found: dict[str, list[tuple[Any, Attributes]]] = {"node": [], "edge": []}
    for element, kind in zip(graph, kinds, strict=True):
        values = {data.get("key", ""): data.text or "" for data in element}
        for name, value in values.items():
            assert declared[kind, name] == "string" or int(value) > 0
        found[kind].append((element, values))
    iris = {element.get("id"): values["iri"] for element, values in found["node"]}
    assert len(iris) == len(found["node"])
    edges = {(iris[e.get("source")], iris[e.get("target")]): values for e, values in found["edge"]}
    assert len(edges) == len(found["edge"])
    return {values["iri"]: values for _, values in found["node"]}, edges


def test_it_is_what_a_count_by_hand_gives(release: Path) -> None:
    store = Store()
    store.load(gzip.decompress((release / "zhengwen.nq.gz").read_bytes()), format=RdfFormat.N_QUADS)
    query = f"""SELECT DISTINCT ?event ?person ?day {{
        GRAPH ?g {{ ?part {ZW["inEvent"]} ?event ; {ZW["participant"]} ?person }}
        GRAPH ?h {{ ?event {ZW["reported"]} true ; {SCHEMA["startDate"]} ?day }} }}"""
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event, person, day in cast(Iterable[Any], store.query(query)):
        people[event.value, day.value].add(person.value)
    pairs = [(pair, day) for (_, day), there in people.items() for pair in combinations(sorted(there), 2)]
    nodes, edges = read(release / NETWORK)
    assert {iri: int(node["meetings"]) for iri, node in nodes.items()} == Counter(
        person for there in people.values() for person in there
    )
    assert {pair: int(edge["weight"]) for pair, edge in edges.items()} == Counter(pair for pair, _ in pairs)
    for pair, edge in edges.items():
        days = [day for each, day in pairs if each == pair]
        assert (edge["first_date"], edge["last_date"]) == (min(days), max(days))


def test_a_node_says_who_and_where(release: Path) -> None:
    nodes, _ = read(release / NETWORK)
    (mayor,) = [node for node in nodes.values() if node["label"] == "王大明"]
    assert (mayor["division"], mayor["division_name"], mayor["meetings"]) == ("510114", "四川省成都市新都区", "4")


def test_nodes_and_edges_are_in_the_order_of_their_iris(release: Path) -> None:
    nodes, edges = read(release / NETWORK)
    assert list(nodes) == sorted(nodes)
    assert list(edges) == sorted(edges)


def _event(name: str, roles: dict[str, str], day: str = "", reported: bool = True) -> Iterator[str]:
    event = f"<{BASE}meeting/{name}>"
    if reported:
        yield f'{event} {ZW["reported"]} "true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    if day:
        yield f'{event} {SCHEMA["startDate"]} "{day}"^^<http://www.w3.org/2001/XMLSchema#date>'
    for person, role in roles.items():
        part = f"<{BASE}participation/{name}-{person}-{role}>"
        yield f"{part} {ZW['inEvent']} {event}"
        yield f"{part} {ZW['participant']} <{BASE}person/{person}>"
        yield f"{part} {ZW['role']} {ROLE[role]}"


def _network(folder: Path, lines: Iterable[str]) -> tuple[dict[str, Attributes], dict[tuple[str, str], Attributes]]:
    """Return the network of an index with these lines, people and pairs by their names."""
    with Index(folder / "index.sqlite", BASE, "test") as index:
        index.connection.executemany("INSERT OR IGNORE INTO shared VALUES (?, 1)", ((line,) for line in lines))
        write_network(folder, index)
        before = (folder / NETWORK).read_bytes()
        write_network(folder, index)
    assert (folder / NETWORK).read_bytes() == before
    nodes, edges = read(folder / NETWORK)
    lead = len(f"{BASE}person/")
    return {iri[lead:]: node for iri, node in nodes.items()}, {
        (one[lead:], other[lead:]): edge for (one, other), edge in edges.items()
    }


def test_in_a_great_hall_only_those_who_were_heard_are_tied_to_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "HALL", 3)
    hall = {"a": "attendee", "b": "attendee", "c": "chair", "d": "speaker", "e": "guest"}
    lines = [*_event("hall", hall, "2031-03-01"), *_event("room", {"a": "chair", "b": "observer"}, "2031-02-01")]
    nodes, edges = _network(tmp_path, lines)
    assert {name: node["meetings"] for name, node in nodes.items()} == dict(zip("abcde", "22111", strict=True))
    assert list(edges) == [("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d"), ("c", "e"),
                           ("d", "e")]  # fmt: skip
    assert edges["a", "b"] == {"weight": "1", "first_date": "2031-02-01", "last_date": "2031-02-01"}


def test_even_where_all_are_heard_ties_do_not_grow_with_the_square(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "HALL", 3)
    nodes, edges = _network(tmp_path, _event("hall", {f"p{number:03}": "speaker" for number in range(100)}))
    assert len(nodes) == 100
    assert len(edges) == 3 * 97 + 3


def test_what_is_only_referred_to_does_not_count(tmp_path: Path) -> None:
    both = {"a": "chair", "b": "attendee"}
    nodes, edges = _network(tmp_path, [*_event("told", both, "2031-03"), *_event("other", both, reported=False)])
    assert {node["meetings"] for node in nodes.values()} == {"1"}
    assert edges == {("a", "b"): {"weight": "1", "first_date": "2031-03", "last_date": "2031-03"}}


def test_two_roles_in_one_meeting_are_one_meeting_and_no_date_is_none(tmp_path: Path) -> None:
    lines = [*_event("told", {"a": "chair", "b": "attendee"}), *_event("told", {"a": "speaker"})]
    nodes, edges = _network(tmp_path, lines)
    assert nodes["a"]["meetings"] == "1"
    assert edges == {("a", "b"): {"weight": "1"}}


def test_without_people_there_is_an_empty_network(tmp_path: Path) -> None:
    assert _network(tmp_path, []) == ({}, {})
