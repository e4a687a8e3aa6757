"""A release is brought to Virtuoso by `zhengwen push`, and is there what it was."""

import gzip
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.flows.invented import BASE
from tests.interop.releases import GOLD, incoming, published
from tests.interop.terms import rows_of_table, triple
from tests.interop.virtuoso import Virtuoso, running

SAID = re.compile(r"([\d,]+) graphs? sent with ([\d,]+) triples?, ([\d,]+) deleted, ([\d,]+) unchanged")
Graphs = dict[str, set[ox.Triple]]


@pytest.fixture
def virtuoso(tmp_path: Path) -> Iterator[Virtuoso]:
    with running(tmp_path) as server:
        yield server


def test_virtuoso_holds_what_was_pushed_and_gets_only_what_has_changed(virtuoso: Virtuoso, large: Path) -> None:
    before = graphs(large)
    assert figures(virtuoso.push(large)) == (len(before), sum(map(len, before.values())), 0, 0)
    same(virtuoso, before)
    assert named(virtuoso) == before.keys()
    assert figures(virtuoso.push(large)) == (0, 0, 0, len(before))

    changed = changed_release(large)
    after = graphs(changed)
    sent = {graph for graph in after if after[graph] != before.get(graph)}
    assert 0 < len(sent) < 4
    triples = sum(len(after[graph]) for graph in sent)
    gone = before.keys() - after.keys()
    assert figures(virtuoso.push(changed)) == (len(sent), triples, len(gone), len(after) - len(sent))
    same(virtuoso, {graph: after[graph] for graph in sent})
    assert named(virtuoso) == after.keys()


def figures(told: str) -> tuple[int, ...]:
    """Return what a push says of itself: graphs and triples sent, graphs deleted and unchanged."""
    said = SAID.search(told)
    assert said, told
    return tuple(int(number.replace(",", "")) for number in said.groups())


def changed_release(release: Path) -> Path:
    """Return a release that is the one after `release`, and in which one article has a sentence more."""
    folder = release.parents[2].with_name("changed")
    shutil.copytree(release.parents[2], folder, symlinks=True)
    (article,) = incoming(GOLD[:1])
    assert article.raw
    before, _, after = article.raw.decode().rpartition("。")
    return published(folder, [replace(article, raw=f"{before}。区长王大明出席会议。{after}".encode())])


def graphs(release: Path) -> Graphs:
    """Return the statements of a release by named graph."""
    found: Graphs = {}
    packed = (release / "zhengwen.nq.gz").read_bytes()
    for quad in ox.parse(gzip.decompress(packed), format=ox.RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, ox.NamedNode)
        found.setdefault(quad.graph_name.value, set()).add(quad.triple)
    return found


def named(server: Virtuoso) -> set[str]:
    """Return the graphs that the server has of us."""
    rows = rows_of_table(server.answer("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s a ?c } }"))
    return {graph[1:-1] for (graph,) in rows if graph.startswith(f"<{BASE}")}


def same(server: Virtuoso, expected: Graphs) -> None:
    """Compare graphs with what the server has of them, statement by statement."""
    for graph, statements in expected.items():
        found = rows_of_table(server.answer(f"SELECT ?s ?p ?t WHERE {{ GRAPH <{graph}> {{ ?s ?p ?t }} }}"))
        wanted = {triple(each) for each in statements}
        # Variables come by name: p, s, t.
        differing = {(s, p, t) for p, s, t in found}.symmetric_difference(wanted)
        assert (len(differing), sorted(differing)[:6]) == (0, [])
