"""Rows are counted as they are, in every form, wherever the pieces of an answer end."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.server.counting import counter
from flows.server.worker import TABLES

# XML has no way to write most control characters, and half a character is none.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('"{}\\,\r\n<>\t'), max_size=12)
VALUES = TEXTS.map(ox.Literal) | st.none() | st.just(ox.NamedNode("http://example.org/a,b"))


def written(rows: list[tuple[ox.Literal | None, ...]], media_type: str) -> bytes:
    table = " ".join(f"({' '.join('UNDEF' if value is None else str(value) for value in row)})" for row in rows)
    found = ox.Store().query(f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {table} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    return found.serialize(format=TABLES[media_type]) or b""


@pytest.mark.parametrize("media_type", TABLES)
@given(rows=st.lists(st.tuples(VALUES, VALUES), max_size=8), size=st.integers(1, 40))
def test_all_rows_are_counted(media_type: str, rows: list[tuple[ox.Literal | None, ...]], size: int) -> None:
    answer, counted = written(rows, media_type), counter(media_type)
    for start in range(0, len(answer), size):
        counted.feed(answer[start : start + size])
    assert counted.rows == len(rows)


@pytest.mark.parametrize("media_type", TABLES)
def test_a_triple_as_a_value_is_one_row(media_type: str) -> None:
    found = ox.Store().query("SELECT ?t { VALUES ?t { <<( <u:s> <u:p> 'o' )>> } }")
    assert isinstance(found, ox.QuerySolutions)
    counted = counter(media_type)
    counted.feed(found.serialize(format=TABLES[media_type]) or b"")
    assert counted.rows == 1
