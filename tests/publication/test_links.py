"""Accepted links: read as triples; what cannot be used is told with the number of its line."""

from pathlib import Path

import pytest

from flows.publication.links import COLUMNS, LinksError, links_path, read_links, triples

HEAD = ",".join(COLUMNS) + "\n"
S, T = "https://w3id.org/zhengwen/person/1", "http://www.wikidata.org/entity/Q9"
GOOD = f'{S},owl:sameAs,{T},"same, surely",某人,2026-11-23\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "links.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_links_become_triples(tmp_path: Path) -> None:
    more = f"{S},skos:closeMatch,https://x.org/1,,me,2026-01-01\n\n{S},skos:exactMatch,https://x.org/2,,me,2026-01-01\n"
    path = written(tmp_path, f"\ufeff{HEAD}{GOOD}{more}")
    assert [(each.subject.value, each.predicate.value, each.object.value) for each in triples(path)] == [  # type: ignore[union-attr]
        (S, "http://www.w3.org/2002/07/owl#sameAs", T),
        (S, "http://www.w3.org/2004/02/skos/core#closeMatch", "https://x.org/1"),
        (S, "http://www.w3.org/2004/02/skos/core#exactMatch", "https://x.org/2"),
    ]
    assert read_links(path)[0].note == "same, surely"


def test_no_file_is_no_links(tmp_path: Path) -> None:
    assert read_links(tmp_path / "links.csv") == []


def test_the_committed_links_can_be_used() -> None:
    assert links_path().is_file()
    assert len(list(triples())) == len(read_links())


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
