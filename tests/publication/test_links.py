"""Accepted links: read as triples; what cannot be used is told with the number of its line."""

from pathlib import Path

import pytest
from rdflib import RDF, VOID, Graph, URIRef

from flows.publication.links import COLUMNS, LinksError, links_path, read_links
from flows.validation import validate_file
from tests.flows.invented import BASE
from tests.publication.across import House, told

HEAD = ",".join(COLUMNS) + "\n"
S, T = "https://w3id.org/zhengwen/person/1", "http://www.wikidata.org/entity/Q9"
GOOD = f'{S},owl:sameAs,{T},"same, surely",某人,2026-11-23\n'


MEETING = told("甲", "3月4日,区政府召开第88次常务会议。区长王大明主持会议。会议强调,要抓好项目建设。")


def written(folder: Path, text: str) -> Path:
    path = folder / "links.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_links_become_triples(tmp_path: Path) -> None:
    more = f"{S},skos:closeMatch,https://x.org/1,,me,2026-01-01\n\n{S},skos:exactMatch,https://x.org/2,,me,2026-01-01\n"
    found = read_links(written(tmp_path, f"\ufeff{HEAD}{GOOD}{more}"))
    assert [str(each.triple()) for each in found] == [
        f"<{S}> <http://www.w3.org/2002/07/owl#sameAs> <{T}>",
        f"<{S}> <http://www.w3.org/2004/02/skos/core#closeMatch> <https://x.org/1>",
        f"<{S}> <http://www.w3.org/2004/02/skos/core#exactMatch> <https://x.org/2>",
    ]
    assert found[0].note == "same, surely"


def test_what_is_accepted_is_published_with_who_accepted_it_and_counted(tmp_path: Path) -> None:
    house = House(tmp_path).take(a=MEETING)
    (one,) = house.dataset().column('SELECT ?p { ?p foaf:name "王大明"@zh }')
    unknown = f"{BASE}person/000000-aaaaaaaaaaaa"
    rows = f"{one},owl:sameAs,{T},checked,An Operator,2026-11-23\n{unknown},owl:sameAs,{T}9,,me,2026-11-23\n"
    written(house.authority, HEAD + rows)
    found = house.dataset()
    assert found.rows("SELECT ?s ?o { ?s <http://www.w3.org/2002/07/owl#sameAs> ?o FILTER(isIRI(?o)) "
                      "?s foaf:name ?name }") == [(one, T)]  # fmt: skip
    said = found.rows(f"SELECT ?kind ?by {{ ?c zw:concerns <{one}> ; zw:correctionKind ?kind ; dcterms:creator ?by }}")
    assert said == [("link", "An Operator")]
    assert not [each for each in validate_file(found.release / "zhengwen.ttl").verdict.findings
                if "KnownPost" not in each.shape]  # fmt: skip
    linkset = URIRef("http://rdfs.org/ns/void#Linkset")
    void = Graph().parse(found.release / "void.ttl")
    assert {str(void.value(each, VOID.objectsTarget)).rpartition("#")[2] for each in void.subjects(RDF.type, linkset)}
    assert not house.publish().new


def test_no_file_is_no_links(tmp_path: Path) -> None:
    assert read_links(tmp_path / "links.csv") == []


def test_the_committed_links_can_be_used() -> None:
    assert links_path().is_file()
    assert read_links() is not None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"person/1,owl:sameAs,{T},,me,2026-11-23", "subject must be an http(s) IRI, not 'person/1'"),
        (f"{S},owl:sameAs,http://x.org/a b,,me,2026-11-23", "object must be an http(s) IRI"),
        (f"{S},owl:sameAs,http://x.org/<>,,me,2026-11-23", "object must be an http(s) IRI"),
        (f"{S},owl:sameAs,{S},,me,2026-11-23", "a thing is not linked to itself"),
        (f"{S},sameAs,{T}0,,me,2026-11-23", "predicate must be one of owl:sameAs, skos:exactMatch, skos:closeMatch"),
        (f"{S},owl:sameAs,{T}0,,,2026-11-23", "by is empty"),
        (f"{S},owl:sameAs,{T}0,,me,23.11.2026", "date must be a day such as 2026-11-23, not '23.11.2026'"),
        (f"{S},owl:sameAs,{T}0,,me,2026-02-30", "date must be a day"),
        (f"{S},skos:closeMatch,{T},,me,2026-11-23", "these two are linked above"),
        (f"{S},owl:sameAs,{T}0", "3 cells, not 6"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, line: str, words: str) -> None:
    path = written(tmp_path, f"{HEAD}{GOOD}{line}\n")
    with pytest.raises(LinksError) as told:
        read_links(path)
    assert str(told.value).startswith(f"{path}:3: {words}")
    assert "\n" not in str(told.value)


def test_all_bad_lines_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "a,b,c,d,e,f\n" * 25)
    with pytest.raises(LinksError) as told:
        read_links(path)
    assert str(told.value).count("\n") == 20
    assert str(told.value).endswith("and 5 more")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the columns must be"),
        ("subject,object\n", "the columns must be"),
        (f'{HEAD}"open', "is no CSV in UTF-8"),
    ],
)
def test_a_file_that_is_no_table_of_links(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(LinksError, match=words):
        read_links(written(tmp_path, text))
