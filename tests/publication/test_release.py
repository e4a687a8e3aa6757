"""A release: whole, the same from the same articles, described truly, in place in one step."""

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse
from rdflib import DCAT, RDF, VOID, BNode, Graph, URIRef

from flows.graph.vocabulary import ZW
from flows.ledger import recording
from flows.publication import release as releasing
from flows.publication.queries import example_queries
from flows.publication.release import NothingToPublishError
from tests.flows.invented import BASE, article, files, ingest, open_ledger, release, write


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    ledger = open_ledger(folder)
    ingest(ledger, [write(folder / "in", a=article(1), b=article(2))])
    release(ledger, folder / "output")
    return folder / "output"


def test_it_holds_every_file_and_the_link_is_relative(output: Path) -> None:
    dumps = {"zhengwen.ttl", "zhengwen.jsonld", "zhengwen.nq.gz"}
    about = {
        "void.ttl",
        "shacl-report.ttl",
        "manifest.json",
        "SHA256SUMS",
        "CHANGES.md",
        "ontology.html",
        "tables",
        "network",
    }
    assert {path.name for path in (output / "latest").iterdir()} == dumps | about
    assert (output / "latest").readlink().parent == Path("releases")
    assert [path.name for path in (output / "releases").iterdir()] == [(output / "latest").readlink().name]


def test_the_checksums_are_those_of_the_files(output: Path) -> None:
    lines = [line.split("  ") for line in (output / "latest/SHA256SUMS").read_text().splitlines()]
    sums = {name: digest for digest, name in lines}
    assert sums.keys() | {"SHA256SUMS"} == files(output / "latest").keys()
    for name, digest in sums.items():
        assert hashlib.sha256((output / "latest" / name).read_bytes()).hexdigest() == digest


def test_the_three_dumps_say_the_same(output: Path) -> None:
    latest = output / "latest"
    turtle = {quad.triple for quad in parse((latest / "zhengwen.ttl").read_bytes(), format=RdfFormat.TURTLE)}
    jsonld = {quad.triple for quad in parse((latest / "zhengwen.jsonld").read_bytes(), format=RdfFormat.JSON_LD)}
    nquads = list(parse(gzip.decompress((latest / "zhengwen.nq.gz").read_bytes()), format=RdfFormat.N_QUADS))
    assert turtle == jsonld == {quad.triple for quad in nquads}
    assert len({quad.graph_name for quad in nquads}) == 2 + 1, "each article has one, and all of them together"
    manifest = json.loads((latest / "manifest.json").read_text())
    assert (manifest["triples"], manifest["quads"]) == (len(turtle), len(nquads))
    assert manifest["articles"] == 2


def test_a_tenure_has_its_first_and_last_day_in_the_graph_across_articles(tmp_path: Path) -> None:
    def meeting(day: str) -> str:
        return f"{day},区政府召开常务会议。区长王大明主持会议。会议强调,要抓好项目建设。"

    days = {"a": "3月4日", "b": "2月26日", "c": "3月1日"}
    articles = {name: article(number, meeting(day)) for number, (name, day) in enumerate(days.items())}
    ledger = open_ledger(tmp_path)
    ingest(ledger, [write(tmp_path / "in", **articles)])
    release(ledger, tmp_path / "output")
    dump = gzip.decompress((tmp_path / "output/latest/zhengwen.nq.gz").read_bytes())
    quads = list(parse(dump, format=RdfFormat.N_QUADS))

    def seen(name: str) -> dict[str, object]:
        return {quad.object.value: quad.graph_name for quad in quads
                if quad.predicate == ZW[name] and isinstance(quad.object, Literal)}  # fmt: skip

    observed = seen("observedOn")
    assert sorted(observed) == ["2021-02-26", "2021-03-01", "2021-03-04"]
    across = NamedNode(f"{BASE}graph/across")
    assert seen("firstObserved") == {"2021-02-26": across}
    assert seen("lastObserved") == {"2021-03-04": across}
    assert across not in observed.values()


def test_the_description_counts_what_is_there(output: Path) -> None:
    void = Graph().parse(output / "latest/void.ttl")
    dump = Graph().parse(output / "latest/zhengwen.ttl")
    dataset = URIRef(f"{BASE}dataset")
    assert int(str(void.value(dataset, VOID.triples))) == len(dump)
    assert int(str(void.value(dataset, VOID.distinctSubjects))) == len(set(dump.subjects()))
    for part in void.objects(dataset, VOID.classPartition):
        kind = void.value(part, VOID["class"])
        assert int(str(void.value(part, VOID.entities))) == len(set(dump.subjects(RDF.type, kind)))
    for part in void.objects(dataset, VOID.propertyPartition):
        used = void.value(part, VOID.property)
        assert int(str(void.value(part, VOID.triples))) == len(list(dump.subject_objects(used)))
    sizes = {str(void.value(node, DCAT.downloadURL)): void.value(node, DCAT.byteSize) for node in
             void.objects(dataset, DCAT.distribution)}  # fmt: skip
    for url, size in sizes.items():
        name = url.removeprefix(f"{dataset}/{(output / 'latest').readlink().name}/")
        assert int(str(size)) == (output / "latest" / name).stat().st_size
    assert {url.rpartition("/")[2] for url in sizes} >= {"zhengwen.ttl", "meetings.csv", "csv-metadata.json"}


def test_nothing_published_has_a_blank_node(output: Path) -> None:
    for path in (output / "latest").glob("*.ttl"):
        assert not [term for triple in Graph().parse(path) for term in triple if isinstance(term, BNode)]


def test_neither_order_nor_place_nor_time_of_ingest_show(output: Path, tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ingest(ledger, [write(tmp_path / "other", z=article(2))])
    ingest(ledger, [write(tmp_path / "another", y=article(1), x=article(1))])
    release(ledger, tmp_path / "output")
    assert files(tmp_path / "output") == files(output)


def test_a_ledger_that_was_packed_otherwise_gives_a_release_of_the_same_name_and_content(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As older programs packed it; and another build of zlib makes other bytes at the same level.
    monkeypatch.setattr(recording, "PACKING_LEVEL", 6)
    ledger = open_ledger(tmp_path)
    ingest(ledger, [write(tmp_path / "in", a=article(1), b=article(2))])
    monkeypatch.undo()
    made = release(ledger, tmp_path / "output")
    assert made.name == (output / "latest").readlink().name
    ours, theirs = ((folder / "zhengwen.nq.gz").read_bytes() for folder in (made.folder, output / "latest"))
    assert ours != theirs
    assert gzip.decompress(ours) == gzip.decompress(theirs)
    assert not release(ledger, tmp_path / "output").new


def test_the_same_again_is_no_new_release(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ingest(ledger, [write(tmp_path / "in", a=article(1))])
    first, second = release(ledger, tmp_path / "output"), release(ledger, tmp_path / "output")
    assert (first.new, second.new, first.name) == (True, False, second.name)


def test_a_damaged_release_is_made_whole(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ingest(ledger, [write(tmp_path / "in", a=article(1))])
    release(ledger, tmp_path / "output")
    whole = files(tmp_path / "output")
    (tmp_path / "output/latest/zhengwen.ttl").write_text("half")
    assert release(ledger, tmp_path / "output").new
    assert files(tmp_path / "output") == whole


def test_a_failure_leaves_the_old_release_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = open_ledger(tmp_path)
    ingest(ledger, [write(tmp_path / "in", a=article(1))])
    release(ledger, tmp_path / "output")
    before = files(tmp_path / "output")
    ingest(ledger, [write(tmp_path / "in", b=article(2))])

    def no_space(folder: Path, name: str) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(releasing, "put_in_place", no_space)
    with pytest.raises(OSError, match="No space"):
        release(ledger, tmp_path / "output")
    assert files(tmp_path / "output") == before


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / "output/releases/.staging-left"
    left.mkdir(parents=True)
    (left / "zhengwen.ttl").write_text("half")
    (tmp_path / "output/.staging-latest").symlink_to("releases/nothing")
    ledger = open_ledger(tmp_path)
    ingest(ledger, [write(tmp_path / "in", a=article(1))])
    release(ledger, tmp_path / "output")
    assert not left.exists()
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == ["latest", "releases"]


def test_nothing_accepted_is_nothing_published(tmp_path: Path) -> None:
    with pytest.raises(NothingToPublishError):
        release(open_ledger(tmp_path), tmp_path / "output")
    assert not (tmp_path / "output/latest").exists()


def test_every_example_query_says_what_it_asks() -> None:
    queries = example_queries()
    assert queries
    for query in queries:
        assert {"en", "zh"} <= query.titles.keys()
