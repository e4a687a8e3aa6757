"""The delta: the same whether lines are compared all at once, or in order without keeping them."""

import gzip
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from flows.publication.delta import ADDED, REMOVED, Delta

_GRAPH = "<https://example.org/graph/across>"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_LINES = st.sets(
    st.builds(
        lambda subject, predicate, value: f"<https://example.org/{subject}> {predicate} {value} {_GRAPH} .",
        st.integers(0, 9),
        st.sampled_from([_TYPE, "<https://example.org/p>"]),
        st.sampled_from(['"x"', '"x"@zh', '"x"^^<https://example.org/t>', "<https://example.org/x>"]),
    )
)


@given(before=_LINES, now=_LINES)
def test_in_order_or_at_once_the_same_comes_out(before: set[str], now: set[str]) -> None:
    at_once, in_order = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        with Delta(Path(one), at_once) as delta:
            delta.compare(_GRAPH, list(before), now)
        with Delta(Path(other), in_order) as streamed:
            streamed.compare_in_order(_GRAPH, iter(sorted(before)), iter(sorted(now)))
        found = [[(Path(folder) / name).read_bytes() for name in (ADDED, REMOVED)] for folder in (one, other)]
    assert found[0] == found[1]
    assert [gzip.decompress(each).decode().split("\n")[:-1] for each in found[1]] == [
        sorted(now - before),
        sorted(before - now),
    ]
    assert streamed.counts == delta.counts == {ADDED: len(now - before), REMOVED: len(before - now)}
    for table in ("compared", "said_before"):
        query = f"SELECT * FROM {table} ORDER BY 1"
        assert in_order.execute(query).fetchall() == at_once.execute(query).fetchall()
