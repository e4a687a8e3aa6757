"""What an example asks about is changed by what stands on its VALUES line."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.publication.queries import ExampleQuery, asked_about, example_queries
from tests.queries.published import VALUES

EXAMPLES = example_queries()
SHIPPED = {name: shipped.split('"@zh "') for name, (shipped, _) in VALUES.items()}
BY_NAME = {query.name: query for query in EXAMPLES}


@pytest.mark.parametrize(
    "query", [query for query in EXAMPLES if query.name != "doubtful"], ids=lambda query: query.name
)
def test_each_example_asks_about_something_that_can_be_changed(query: ExampleQuery) -> None:
    asked = asked_about(query.text, [f"another {value}" for value in SHIPPED[query.name]])
    assert asked != query.text
    assert asked.count('"another ') == len(SHIPPED[query.name])
    ox.Store().query(asked)


def test_a_number_stays_a_number() -> None:
    asked = asked_about(BY_NAME["doubtful"].text, ["某标题", "0.75"])
    assert '("某标题"@zh 0.75 )' in asked
    with pytest.raises(ValueError, match="much is no number"):
        asked_about(BY_NAME["doubtful"].text, ["某标题", "much"])


def test_several_of_one_kind_are_asked_about_at_once() -> None:
    assert 'VALUES ?chair { "甲"@zh "乙"@zh }' in asked_about(BY_NAME["chairs"].text, ["甲", "乙"])


def test_what_is_missing_is_named() -> None:
    with pytest.raises(ValueError, match="it asks about body and year"):
        asked_about(BY_NAME["chairs-in-year"].text, ["甲"])
    with pytest.raises(ValueError, match="no VALUES line"):
        asked_about("SELECT * WHERE { ?s ?p ?o }", ["甲"])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_value_leaves_its_place(value: str) -> None:
    asked = asked_about('SELECT ?v WHERE { VALUES ?v { "甲"@zh } }', [value])
    [solution] = ox.Store().query(asked)  # type: ignore[misc]
    assert solution["v"] == ox.Literal(value, language="zh")
