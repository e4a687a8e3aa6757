"""What an article says of the beginning and the end of tenures is told apart from when they were observed."""

from dataclasses import replace
from typing import Literal

import pytest
from rdflib import Graph

from flows.extraction.facts import ChangeDate, ChangeKind, Facts, Person, PostChange, Precision
from flows.validation.validate import validate_article
from tests.graph import sample
from tests.graph.reading import asked, graph_of, mapped

_ISSUED = sample.at("2031-06-12 08:30:00", "byline.published", 1.0)


def change(
    kind: ChangeKind,
    value: str = "2031-06-11",
    precision: Precision = "day",
    *,
    post: int = 0,
    origin: Literal["stated", "meeting", "published"] = "published",
) -> PostChange:
    """Return a change of 何清远's post."""
    date = ChangeDate(value, precision, origin, _ISSUED)
    return PostChange("person-1", post, kind, date, sample.at("县委书记何清远", "change.appointed"))


def facts(*changes: PostChange, person: Person = sample.PEOPLE[0]) -> Facts:
    return replace(sample.facts(), post_changes=changes, people=(person, *sample.PEOPLE[1:]))


def graph(*changes: PostChange, person: Person = sample.PEOPLE[0]) -> Graph:
    return graph_of(mapped(facts=facts(*changes, person=person)))


def held(found: Graph) -> set[tuple[str, ...]]:
    return asked(found, 'SELECT ?t { ?x rdfs:label "何清远"@zh ; org:holds ?p . ?p org:heldBy ?x ; zw:postTitle ?t }')


@pytest.mark.parametrize(("kind", "term"), [("begins", "statedStart"), ("ends", "statedEnd")])
@pytest.mark.parametrize(
    ("value", "precision", "datatype"),
    [("2031-06-11", "day", "date"), ("2031-06", "month", "gYearMonth"), ("2031", "year", "gYear")],
)
def test_the_literal_is_as_precise_as_the_date(
    kind: ChangeKind, term: str, value: str, precision: Precision, datatype: str
) -> None:
    rows = asked(
        graph(change(kind, value, precision)),
        f"SELECT ?who ?day ?type {{ ?t a zw:Tenure ; org:member/rdfs:label ?who ; zw:{term} ?day "
        "BIND (DATATYPE(?day) AS ?type) }",
    )
    assert rows == {("何清远", value, f"http://www.w3.org/2001/XMLSchema#{datatype}")}


def test_the_standard_term_is_written_too() -> None:
    pattern = "SELECT ?from ?to { ?t a zw:Tenure ; schema:startDate ?from ; schema:endDate ?to }"
    assert asked(graph(change("begins", "2031-06-01"), change("ends")), pattern) == {("2031-06-01", "2031-06-11")}


def test_the_words_and_the_date_are_evidence_of_it() -> None:
    rows = asked(
        graph(change("ends")),
        """SELECT ?quote ?rule { ?t a zw:Tenure ; zw:evidence ?e .
        ?e zw:supports zw:statedEnd ; zw:rule ?rule ; oa:hasSelector/oa:exact ?quote }""",
    )
    assert rows == {("县委书记何清远", "change.appointed"), ("2031-06-12 08:30:00", "byline.published")}


def test_who_leaves_a_post_does_not_hold_it() -> None:
    assert held(graph()) == held(graph(change("begins"))) == {("书记",)}
    assert held(graph(change("ends"))) == set()


def test_a_post_written_in_two_ways_is_left_in_both() -> None:
    post = sample.PEOPLE[0].posts[0]
    twice = replace(sample.PEOPLE[0], posts=(post, replace(post, surface="青禾县委书记")))
    stated = change("ends", "2031-06", "month", post=1, origin="stated")
    found = graph(change("ends", "2031-06-11"), stated, person=twice)
    assert held(found) == set()
    assert asked(found, "SELECT ?d { ?t zw:statedEnd ?d }") == {("2031-06",)}


def test_who_acted_and_is_elected_holds_the_post() -> None:
    post = sample.PEOPLE[0].posts[0]
    acting = replace(sample.PEOPLE[0], posts=(replace(post, qualifiers=("代",)), post))
    assert held(graph(change("ends"), change("begins", post=1), person=acting)) == {("书记",)}


def test_no_tenure_is_observed_after_its_end() -> None:
    pattern = 'SELECT ?d { ?t zw:observedOn ?d ; org:member/rdfs:label "何清远"@zh }'
    assert asked(graph(change("ends", "2031-06-09")), pattern) == {("2031-06-09",)}
    assert asked(graph(change("ends", "2031-06-11")), pattern) == {("2031-06-10",)}


def test_without_a_date_nothing_is_stated_but_the_post_is_left() -> None:
    undated = replace(change("ends"), date=None)
    assert asked(graph(undated), "SELECT ?d { ?t zw:statedEnd|zw:statedStart ?d }") == set()
    assert held(graph(undated)) == set()


def test_the_graph_conforms() -> None:
    found = graph(change("begins", "2031-06-01"), change("ends"))
    assert not [each for each in validate_article(found).findings if "Tenure" in each.shape or "tenure" in each.shape]
