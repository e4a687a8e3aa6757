"""The lexicons of the extraction: well formed, and of one mind with the ontology."""

import csv
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.namespace import RDF, SKOS

import flows
from flows.extraction.lexicon import Automaton, Lexicon, ReversedAutomaton, is_common_word, rows, terms
from flows.extraction.patterns import found_from

_DATA = Path(flows.__file__).parent / "extraction" / "data"
_ONTOLOGY = Path(flows.__file__).parent.parent / "ontology" / "zhengwen.ttl"
_CONCEPTS = "https://w3id.org/zhengwen/concept/"
_FILES = sorted(path.name for path in _DATA.iterdir() if path.name != "README.md")
_TERM_LISTS = [name for name in _FILES if name.endswith(".txt") and name != "common_words.txt"]
_TABLES = [name for name in _FILES if name.endswith(".csv")]
_CODES = [
    ("agenda_actions.csv", "code", "action"),
    ("document_types.csv", "code", "document-type"),
    ("event_kinds.csv", "type", "meeting-type"),
    ("meeting_kinds.csv", "type", "meeting-type"),
    ("role_verbs.csv", "role", "role"),
    ("affiliates.csv", "type", "organization-type"),
    ("institutions.csv", "type", "organization-type"),
    ("org_suffixes.csv", "type", "organization-type"),
    ("party_departments.csv", "type", "organization-type"),
]
_SCHEMES = {"action", "document-type", "meeting-type", "organization-type", "role"}


def lines(name: str) -> list[str]:
    return (_DATA / name).read_text(encoding="utf-8").splitlines()


def table(name: str) -> list[dict[str, str | None]]:
    return list(csv.DictReader(line for line in lines(name) if not line.startswith("#")))


@cache
def declared(scheme: str) -> frozenset[str]:
    """Return the codes of a scheme that the ontology declares."""
    start = f"{_CONCEPTS}{scheme}/"
    concepts = (str(concept) for concept in Graph().parse(_ONTOLOGY).subjects(RDF.type, SKOS.Concept))
    return frozenset(concept.removeprefix(start) for concept in concepts if concept.startswith(start))


def test_there_are_only_term_lists_and_tables() -> None:
    assert {Path(name).suffix for name in _FILES} == {".txt", ".csv"}


@pytest.mark.parametrize("name", _FILES)
def test_every_file_is_utf_8_with_one_line_end(name: str) -> None:
    raw = (_DATA / name).read_bytes()
    assert raw.endswith(b"\n")
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.decode("utf-8")


@pytest.mark.parametrize("name", _TERM_LISTS)
def test_a_term_list_has_no_duplicates_and_no_blanks(name: str) -> None:
    listed = [line for line in lines(name) if not line.startswith("#")]
    assert listed
    assert [term for term in listed if not term or term != term.strip()] == []
    assert sorted({term for term in listed if listed.count(term) > 1}) == []


@pytest.mark.parametrize("name", _TERM_LISTS)
def test_a_term_list_says_what_it_is_for(name: str) -> None:
    assert lines(name)[0].startswith("# ")


@pytest.mark.parametrize("name", _TABLES)
def test_a_table_has_a_header_and_as_many_cells_in_every_row(name: str) -> None:
    listed = [line for line in lines(name) if not line.startswith("#")]
    header = next(csv.reader(listed[:1]))
    assert all(cell.isascii() and cell.isidentifier() for cell in header)
    assert len(set(header)) == len(header)
    assert "" not in listed
    uneven = [row for row in csv.reader(listed) if len(row) != len(header) or any(cell != cell.strip() for cell in row)]
    assert uneven == []


@pytest.mark.parametrize("name", _TABLES)
def test_a_table_has_no_row_twice(name: str) -> None:
    listed = [tuple(row.values()) for row in table(name)]
    assert listed
    assert sorted({row for row in listed if listed.count(row) > 1}, key=str) == []


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("agenda_actions.csv", "verb"),
        ("document_types.csv", "suffix"),
        ("event_kinds.csv", "word"),
        ("meeting_kinds.csv", "suffix"),
        ("role_verbs.csv", "verb"),
        ("speech_verbs.csv", "verb"),
        ("levels.csv", "token"),
        ("institutions.csv", "form"),
        ("party_departments.csv", "form"),
        ("departments.csv", "form"),
        ("org_suffixes.csv", "suffix"),
    ],
)
def test_a_term_has_one_meaning(name: str, column: str) -> None:
    found = [row[column] for row in table(name)]
    assert all(found)
    assert sorted({term for term in found if term and found.count(term) > 1}) == []


@pytest.mark.parametrize(("name", "column", "scheme"), _CODES)
def test_every_code_is_declared_in_the_ontology(name: str, column: str, scheme: str) -> None:
    assert scheme in _SCHEMES
    assert declared(scheme)
    assert sorted({str(row[column]) for row in table(name)} - declared(scheme)) == []


def test_every_column_of_codes_is_checked() -> None:
    coded = {(name, column) for name in _TABLES for column in table(name)[0] if column in {"type", "code", "role"}}
    assert coded - {(name, column) for name, column, _ in _CODES} == set()


def test_common_words_have_counts() -> None:
    for line in lines("common_words.txt"):
        word, _, count = line.partition(" ")
        assert word
        assert count.isdecimal()


def test_terms_and_rows_leave_comments_out() -> None:
    assert not any(term.startswith("#") for term in terms("titles"))
    assert all(row["verb"] and row["role"] for row in rows("role_verbs"))


def test_common_words() -> None:
    assert is_common_word("会议")
    assert is_common_word("发展")
    assert not is_common_word("会议", least=10**9)
    assert not is_common_word("周明远")


def test_an_automaton_finds_all() -> None:
    automaton = Automaton([("会", 1), ("会议", 2), ("议", 3)])
    assert sorted(automaton.all("开会议事")) == [(1, 2, 1), (1, 3, 2), (2, 3, 3)]
    assert list(automaton.all("开会议事", 2)) == [(2, 3, 3)]


def test_an_automaton_from_the_end_finds_the_longest() -> None:
    automaton = ReversedAutomaton([("会", 1), ("会议", 2), ("议", 3), ("议事程序", 4)])
    assert list(automaton.longest("开会议事")) == [(1, 3, 2)]
    assert list(automaton.longest("开会议事", 2)) == [(2, 3, 3)]
    assert list(automaton.longest("开会议事", 0, 2)) == [(1, 2, 1)]


def test_an_automaton_finds_nothing_in_an_empty_range() -> None:
    assert list(Automaton([("会", 1)]).all("开会", 1, 1)) == list(Automaton([("会", 1)]).all("")) == []
    automaton = ReversedAutomaton([("会", 1)])
    assert list(automaton.longest("开会", 2, 2)) == list(automaton.longest("")) == []


LETTERS = "会议常委甲-^]"


@given(
    st.sets(st.text(LETTERS, min_size=1, max_size=4), min_size=1, max_size=8), st.text(LETTERS, max_size=30), st.data()
)
def test_a_lexicon_and_an_automaton_find_what_a_pattern_does(known: set[str], text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    entries = [(term, term.upper()) for term in known]
    pattern = re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))
    found = [(*match.span(), match.group().upper()) for match in pattern.finditer(text, start, end)]
    assert list(Lexicon(entries).longest(text, start, end)) == found
    assert list(ReversedAutomaton(entries).longest(text, start, end)) == found


def test_the_longest_term_of_a_lexicon_ends_within_the_range_asked_for() -> None:
    lexicon = Lexicon([("会", 1), ("会议", 2), ("议程", 3)])
    assert list(lexicon.longest("会议程")) == [(0, 2, 2)]
    assert list(lexicon.longest("会议程", 0, 1)) == [(0, 1, 1)]
    assert list(lexicon.longest("会议程", 1)) == [(1, 3, 3)]


@given(st.text("甲乙一二要是", max_size=40), st.data())
def test_only_where_an_opener_stands_is_a_pattern_tried(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    pattern, openers = re.compile("(?<!甲)[一二]{1,2}(?=要|是)|乙(?=一)"), re.compile("[一二乙]")
    found = [match.span() for match in found_from(openers, pattern, text, start, end)]
    assert found == [match.span() for match in pattern.finditer(text, start, end)]
