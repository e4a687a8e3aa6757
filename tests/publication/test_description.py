"""void.ttl: what catalogues ask of it, where its figures come from, and that it depends on neither clock nor order."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, VOID, BNode, Graph, Literal, Namespace, URIRef

from flows import __version__
from flows.evaluation.shipped import shipped
from flows.graph.vocabulary import PREFIXES, ZW
from flows.publication.about import About
from flows.publication.chunks import Chunk
from flows.publication.counts import Counts
from flows.publication.description import describe
from flows.publication.distributions import Distribution
from flows.publication.dumps import Tally
from flows.publication.index import Index
from flows.publication.linksets import link
from flows.publication.queries import example_queries
from tests.flows.invented import ABOUT, BASE, article, ingest, open_ledger, release, write

ROOT = Path(__file__).parents[2]
DQV = Namespace("http://www.w3.org/ns/dqv#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
DATASET = URIRef(f"{BASE}dataset")
SAME, WIKIDATA = "http://www.w3.org/2002/07/owl#sameAs", "http://www.wikidata.org/entity/"
COUNTS = Counts(
    quads=3, triples=3, subjects=2, classes={ZW["Person"].value: 2}, properties={SAME: 1},
    examples={ZW["Person"].value: f"{BASE}person/a"},
    links={(SAME, WIKIDATA): 1, (SAME, "https://elsewhere.example/"): 2},
    days=("2021-03-01", "2021-03-05"), extractors=("1",),
)  # fmt: skip
FILE = Distribution("zhengwen.nq.gz", ("All", "全部"), ("What", "内容"), "application/n-quads", "RDF_N_QUADS",
                    12, "ab" * 32, True, True)  # fmt: skip


def described(about: About = ABOUT, counts: Counts = COUNTS, previous: str | None = "r-1") -> Graph:
    return Graph().parse(data=describe("r-2", about, counts, [FILE], example_queries(), previous), format="turtle")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("described")
    ledger = open_ledger(folder)
    days = {"a": "2021-03-05 10:20:30", "b": "2020-12-31 23:00:00", "c": "2021-01-02"}
    articles = {name: article(number, published=day) for number, (name, day) in enumerate(days.items(), 1)}
    ingest(ledger, [write(folder / "in", **articles)])
    return release(ledger, folder / "output").folder


def problems(graph: Graph) -> str:
    conforms, _, text = validate(graph, shacl_graph=Graph().parse(Path(__file__).parent / "dcat-ap.ttl"))
    return "" if conforms else text


def test_it_is_as_dcat_ap_demands_and_recommends(published: Path) -> None:
    assert problems(Graph().parse(published / "void.ttl")) == ""
    assert problems(described()) == ""


@pytest.mark.parametrize("lost", [DCTERMS.title, DCAT.contactPoint, DCTERMS.temporal, DCAT.theme, DCAT.accessURL])
def test_the_shapes_notice_what_is_missing(lost: URIRef) -> None:
    graph = described()
    graph.remove((None, lost, None))
    assert problems(graph)


def test_it_has_no_blank_node_and_names_its_dataset() -> None:
    graph = described()
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]
    assert (URIRef(f"{BASE}dataset/r-2/void.ttl"), FOAF.primaryTopic, DATASET) in graph


def test_the_days_are_those_on_which_articles_appeared(published: Path) -> None:
    graph = Graph().parse(published / "void.ttl")
    period = graph.value(DATASET, DCTERMS.temporal)
    days = [str(graph.value(period, each)) for each in (DCAT.startDate, DCAT.endDate)]
    assert days == ["2020-12-31", "2021-03-05"]


def test_without_a_day_there_is_no_period() -> None:
    assert not list(described(counts=replace(COUNTS, days=None)).objects(DATASET, DCTERMS.temporal))


def test_each_own_class_has_an_example_that_is_in_the_dump(published: Path) -> None:
    void, dump = Graph().parse(published / "void.ttl"), Graph().parse(published / "zhengwen.ttl")
    parts = {str(void.value(part, VOID["class"])): part for part in void.objects(DATASET, VOID.classPartition)}
    own = {iri: part for iri, part in parts.items() if iri.startswith(ZW.iri)}
    assert len(own) > 8
    for iri, part in own.items():
        assert (void.value(part, VOID.exampleResource), RDF.type, URIRef(iri)) in dump


@pytest.mark.parametrize(
    ("contact", "predicate", "value"),
    [
        ("data@example.org", VCARD.hasEmail, "mailto:data@example.org"),
        ("https://example.org/help", VCARD.hasURL, "https://example.org/help"),
        ("https://example.org/@help", VCARD.hasURL, "https://example.org/@help"),
        ("", VCARD.hasURL, BASE),
    ],
)
def test_whom_to_ask(contact: str, predicate: URIRef, value: str) -> None:
    graph = described(replace(ABOUT, contact=contact))
    assert graph.value(graph.value(DATASET, DCAT.contactPoint), predicate) == URIRef(value)


def test_linksets_say_where_links_lead() -> None:
    graph = described()
    found = {
        (str(graph.value(each, VOID.linkPredicate)), str(graph.value(target, VOID.uriSpace)), int(str(number)))
        for each in graph.subjects(RDF.type, VOID.Linkset)
        if (target := graph.value(each, VOID.objectsTarget)) and (number := graph.value(each, VOID.triples))
    }
    assert found == {(SAME, WIKIDATA, 1), (SAME, "https://elsewhere.example/", 2)}
    assert len(list(graph.objects(DATASET, VOID.subset))) == 2


def test_links_are_those_that_lead_out_of_the_dataset() -> None:
    def of(predicate: str, value: str) -> tuple[str, str] | None:
        return link(f"<{predicate}>", value, BASE)

    assert of(SAME, f"<{WIKIDATA}Q1>") == (SAME, WIKIDATA)
    assert of(SAME, "<https://elsewhere.example/a/b#c>") == (SAME, "https://elsewhere.example/")
    assert of(SAME, f"<{BASE}person/b>") is None
    assert of("https://schema.org/url", f"<{WIKIDATA}Q1>") is None


def test_links_are_counted_as_they_pass(tmp_path: Path) -> None:
    subject = f"<{BASE}division/510114>"
    lines = [f"{subject} <{SAME}> <{WIKIDATA}Q{number}>" for number in (1, 2)]
    with Index(tmp_path / "index", BASE, "recipe") as index:
        tally = Tally(index)
        tally.add(Chunk("shared", "", lines).counted(BASE))
        counts = tally.counts(2)
    assert (counts.links, counts.days, counts.extractors) == ({(SAME, WIKIDATA): 2}, None, ())


def test_the_figures_of_quality_are_those_that_were_committed() -> None:
    text = (ROOT / "ontology" / "quality.json").read_text(encoding="utf-8")
    assert text == shipped(ROOT / "tests" / "gold" / "final"), "make quality"


def test_quality_is_a_measurement_for_each_figure() -> None:
    graph = described()
    figures = json.loads((ROOT / "tests/gold/final/floors.json").read_text(encoding="utf-8"))
    for key, said in figures.items():
        for measure in ("precision", "recall", "f1"):
            node = URIRef(f"{DATASET}#quality-{key.replace('_', '-')}-{measure}")
            assert float(str(graph.value(node, DQV.value))) == said[measure]
            assert (DATASET, DQV.hasQualityMeasurement, node) in graph
    assert len(list(graph.subjects(RDF.type, DQV.QualityMeasurement))) == 3 * len(figures)


def test_provenance_names_software_and_no_time() -> None:
    graph = described()
    making = graph.value(DATASET, PROV.wasGeneratedBy)
    agents = set(graph.objects(making, PROV.wasAssociatedWith))
    assert agents == {URIRef(f"{DATASET}#software"), URIRef(f"{BASE}software/zhengwen-1")}
    version = graph.value(URIRef(f"{DATASET}#software"), URIRef(PREFIXES["schema"].iri + "softwareVersion"))
    assert version == Literal(__version__)
    assert not {PROV.startedAtTime, PROV.endedAtTime, PROV.generatedAtTime} & set(graph.predicates())


def test_rights_in_the_texts_are_told_from_the_licence() -> None:
    graph = described()
    assert graph.value(DATASET, DCTERMS.license) == URIRef(ABOUT.license)
    said = " ".join(map(str, graph.objects(graph.value(DATASET, DCTERMS.rights))))
    assert "remain with their publishers" in said
    assert "全文不在数据集内" in said


def test_its_length_does_not_depend_on_the_articles(published: Path, tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    ingest(ledger, [write(tmp_path / "in", **{f"n{n}": article(n) for n in range(1, 9)})])
    more = Graph().parse(release(ledger, tmp_path / "output").folder / "void.ttl")
    assert len(more) == len(Graph().parse(published / "void.ttl"))
