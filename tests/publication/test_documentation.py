"""The page that explains the ontology: made from it alone, complete, and in need of nothing else to be read."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rdflib import Graph

from flows import resources
from flows.graph.vocabulary import ZW
from flows.publication.documentation.copying import PAGE, copy_documentation
from flows.publication.documentation.diagram import LEFT_OUT, PLACES, draw, edges
from flows.publication.documentation.page import make
from flows.publication.documentation.reading import Ontology

_EMPTY = {"meta", "rect", "line", "path"}


@pytest.fixture(scope="module")
def page() -> str:
    return (resources.folder("ontology") / PAGE).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology(Graph().parse(resources.folder("ontology") / "zhengwen.ttl"))


class Reader(HTMLParser):
    """Notes identifiers and links, and which elements are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []
        self.links: set[str] = set()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _EMPTY:
            self.open.append(tag)
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.names.append(value or "")
            if name == "href":
                self.links.add(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in _EMPTY:
            assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def test_it_is_what_the_ontology_gives_now(page: str) -> None:
    assert page == make(), "make docs"


def test_it_is_well_formed_and_its_links_lead_somewhere(page: str) -> None:
    reader = read(page)
    assert reader.open == []
    assert len(reader.names) == len(set(reader.names))
    assert {link[1:] for link in reader.links if link.startswith("#")} <= set(reader.names)


def test_it_loads_nothing(page: str) -> None:
    reader = read(page)
    assert not reader.tags & {"script", "link", "img", "iframe", "object"}
    assert not reader.attributes & {"src", "srcset", "onload", "onclick"}
    assert not re.search(r"@import|url\((?!#)", page)


def test_every_term_is_there_in_both_languages_with_its_examples(page: str, ontology: Ontology) -> None:
    names = set(read(page).names)
    assert len(ontology.classes) > 20
    assert len(ontology.properties) > 50
    for term in (*ontology.classes, *ontology.properties):
        assert term.name in names
        section = page[page.index(f'<article id="{term.name}">') :].partition("</article>")[0]
        assert term.label["zh"] in section
        assert section.count("<pre>") == len(term.examples) > 0
    for scheme in ontology.schemes:
        assert f"concept-{scheme.name}" in names


def test_a_class_shows_its_own_properties_and_those_of_the_classes_above(ontology: Ontology) -> None:
    meeting = ontology.by_iri[ZW.iri + "Meeting"]
    names = {term.name for term in ontology.properties_of(meeting)}
    assert {"chairedBy", "meetingType"} <= names


def test_the_diagram_shows_what_is_declared_between_its_classes(ontology: Ontology) -> None:
    drawn = {name.rpartition(" ")[2] for names in edges(ontology).values() for name in names}
    declared = {
        term.name
        for term in ontology.properties
        if {iri.removeprefix(ZW.iri) for iri in term.domain} & PLACES.keys()
        and {iri.removeprefix(ZW.iri) for iri in term.range} & PLACES.keys()
    }
    assert declared - drawn == {"presentedBy"}
    known = {term.name for term in ontology.properties}
    assert {row[0] for row in LEFT_OUT} <= known


def test_no_line_of_the_diagram_runs_through_a_box(ontology: Ontology) -> None:
    for source, target in edges(ontology):
        (x1, y1), (x2, y2) = PLACES[source], PLACES[target]
        for name, (x, y) in PLACES.items():
            on_line = (x - x1) * (y2 - y1) == (y - y1) * (x2 - x1)
            within = min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2)
            assert name in (source, target) or not (on_line and within), (source, target, name)


def test_the_diagram_is_the_same_each_time(ontology: Ontology) -> None:
    assert draw(ontology) == draw(ontology)


def test_a_release_gets_a_copy(tmp_path: Path, page: str) -> None:
    copy_documentation(tmp_path)
    assert (tmp_path / "ontology.html").read_text(encoding="utf-8") == page
