"""Dumps in every format that a release has, and files that are none."""

import gzip
import logging
from pathlib import Path

import pytest
from rdflib import DCTERMS, XSD, Dataset, Graph, Literal, URIRef

from flows.graph.mapping import quads
from flows.graph.small import to_rdflib
from flows.graph.vocabulary import OA, ZW
from flows.validation import validate_file
from tests.graph.sample import BASE, VERSION, article, facts

GRAPH = to_rdflib(quads(article(), facts(), base=BASE, extractor_version=VERSION))


def written(path: Path, graph: Graph = GRAPH) -> Path:
    kinds = {".ttl": "turtle", ".jsonld": "json-ld", ".nt": "nt", ".nq": "nquads", ".trig": "trig"}
    suffixes = path.suffixes
    kind = kinds[suffixes[0]]
    if kind in ("nquads", "trig"):
        dataset = Dataset()
        named = dataset.graph(URIRef("https://example.org/graph"))
        for triple in graph:
            named.add(triple)
        graph = dataset
    data = graph.serialize(format=kind, encoding="utf-8")
    path.write_bytes(gzip.compress(data, mtime=0) if suffixes[-1] == ".gz" else data)
    return path


@pytest.mark.parametrize("name", ["a.ttl", "a.jsonld", "a.nt", "a.nq", "a.nq.gz", "a.trig", "新 闻.ttl.gz"])
def test_every_format_of_a_release_can_be_checked(tmp_path: Path, name: str) -> None:
    checked = validate_file(written(tmp_path / name))
    assert checked.verdict.conforms
    assert checked.triples == len(GRAPH)


def test_a_broken_dump_does_not_conform_and_nothing_is_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.ttl"
    kept = GRAPH.serialize(format="turtle").replace("2031-06-12T08:30:00+08:00", "2031-13-45T08:30:00+08:00")
    path.write_text(kept, encoding="utf-8")
    with caplog.at_level(logging.INFO):
        verdict = validate_file(path).verdict
    assert "Article-issued" in {finding.shape.rpartition("#")[2] for finding in verdict.findings}
    assert caplog.text == ""


def test_two_articles_may_stand_in_one_dump(tmp_path: Path) -> None:
    other = URIRef("https://w3id.org/zhengwen/article/2031-06-13-aaaaaaaaaaaa")
    source = next(iter(GRAPH.subjects(DCTERMS.issued, None)))
    graph = Graph()
    for triple in GRAPH:
        graph.add(triple)
    for _subject, predicate, value in GRAPH.triples((source, None, None)):
        graph.add((other, predicate, value))
    assert validate_file(written(tmp_path / "a.ttl", graph)).verdict.conforms


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"a,b", "a.csv is none of .ttl"),
        ("a", b"", "a is none of"),
        ("a.ttl", b"<a> <b> .", "a.ttl is not well-formed"),
        ("a.nq", b"\xff\xfe", "a.nq is not well-formed"),
        ("a.jsonld", b'{"@context": "https://example.org/context.jsonld"}', "a.jsonld is not well-formed"),
        ("a.nq.gz", b"no gzip", "a.nq.gz is not a whole gzip file"),
        ("a.nq.gz", gzip.compress(b"<a:a> <a:b> <a:c> .\n" * 100, mtime=0)[:40], "a.nq.gz is not a whole gzip file"),
    ],
)
def test_what_is_no_dump_is_told_in_one_line(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ValueError, match=reason.replace(".", r"\.")) as raised:
        validate_file(path)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        validate_file(tmp_path / "a.ttl")


def test_an_empty_dump_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_bytes(b"")
    assert not validate_file(path).verdict.conforms


def test_ill_typed_numbers_are_found_too(tmp_path: Path) -> None:
    kept = GRAPH.serialize(format="nt")
    wrong = Literal("many", datatype=XSD.integer).n3()
    subject = next(iter(GRAPH.subjects(DCTERMS.issued, None)))
    path = tmp_path / "a.nt"
    path.write_text(f"{kept}<{subject}> <https://w3id.org/zhengwen/ontology#textLength> {wrong} .\n", encoding="utf-8")
    assert not validate_file(path).verdict.conforms


@pytest.mark.parametrize("path", [URIRef(OA["start"].value), URIRef(ZW["textLength"].value)])
def test_a_number_of_thousands_of_digits_is_a_fault_and_no_crash(tmp_path: Path, path: URIRef) -> None:
    graph = Graph() + GRAPH
    subject = next(iter(graph.subjects(path)))
    graph.set((subject, path, Literal("9" * 5000, datatype=XSD.nonNegativeInteger)))
    assert not validate_file(written(tmp_path / "a.ttl", graph)).verdict.conforms


def test_offsets_of_thousands_of_digits_in_an_iri_are_a_fault_and_no_crash(tmp_path: Path) -> None:
    data = written(tmp_path / "a.nt").read_text(encoding="utf-8")
    path = tmp_path / "b.nt"
    path.write_text(data.replace("#char=", "#char=" + "9" * 5000), encoding="utf-8")
    assert not validate_file(path).verdict.conforms
