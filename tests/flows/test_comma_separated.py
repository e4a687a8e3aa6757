"""What is written as CSV is read back by Python's own reader, whatever is in it."""

import csv
from io import StringIO

import pyoxigraph as ox
from hypothesis import given
from hypothesis import strategies as st

from flows.comma_separated import csv_pieces

PASSAGE = "https://example.org/article/a#char=1,2"


def _rows(store: ox.Store, query: str) -> list[list[str]]:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return list(csv.reader(StringIO(b"".join(csv_pieces(found)).decode(), newline="")))


def test_an_iri_with_a_comma_is_one_value() -> None:
    rows = _rows(ox.Store(), f"SELECT (<{PASSAGE}> AS ?passage) ?nothing (1 AS ?number) {{}}")
    assert rows == [["passage", "nothing", "number"], [PASSAGE, "", "1"]]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=40), st.integers(1, 3000))
def test_any_text_is_read_back(texts: list[str], times: int) -> None:
    store = ox.Store()
    for number, text in enumerate(texts):
        quad = ox.Quad(ox.NamedNode(f"https://example.org/{number:03},"), ox.NamedNode("u:p"), ox.Literal(text * times))
        store.add(quad)
    assert [row[1] for row in _rows(store, "SELECT ?s ?o { ?s ?p ?o } ORDER BY ?s")[1:]] == [t * times for t in texts]
