"""The dump as its readers get it: it conforms to the shapes, reads well, and keeps the graph of each article."""

import gzip
import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph

from flows.validation import validate_file
from tests.golden.published import found


@pytest.mark.parametrize("name", ["zhengwen.ttl", "zhengwen.jsonld", "zhengwen.nq.gz"])
def test_it_conforms_without_a_warning(published: Path, name: str) -> None:
    assert validate_file(published / name).verdict.findings == ()


def test_each_graph_is_a_bundle_that_leads_to_its_article_but_the_one_across_articles(
    published: Path, dump: Graph
) -> None:
    quads = parse(gzip.decompress((published / "zhengwen.nq.gz").read_bytes()), format=RdfFormat.N_QUADS)
    graphs = {(str(quad.graph_name).strip("<>"),) for quad in quads}
    across = {("https://w3id.org/zhengwen/graph/across",)}
    assert found(dump, "SELECT ?g { ?g a prov:Bundle }") == graphs
    assert found(dump, "SELECT ?g { ?g a prov:Bundle ; prov:wasDerivedFrom/a zw:Article }") == graphs - across
    assert len(graphs) == 2


def test_things_come_before_the_evidence_for_them(published: Path) -> None:
    subjects = re.findall(r"^<(\S+)>", (published / "zhengwen.ttl").read_text(encoding="utf-8"), re.MULTILINE)
    assert subjects == sorted(subjects, key=lambda subject: "#" in subject)
    assert all(subject.split("/")[0].replace("-", "").isalpha() for subject in subjects)


def test_nothing_empty_is_said(dump: Graph) -> None:
    assert found(dump, 'SELECT ?s ?p { ?s ?p ?o FILTER (STR(?o) = "") }') == set()
