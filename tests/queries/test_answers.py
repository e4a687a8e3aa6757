"""Each example query has the answer that can be read from the articles, in both engines, and one on the seeds."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset

from flows.graph.vocabulary import ZW
from flows.publication.queries import ExampleQuery, example_queries, read
from tests.queries.engines import asked_of_pyoxigraph, asked_of_rdflib, dataset, store
from tests.queries.published import ANSWERS, VALUES, place, publish, question

ROOT = Path(__file__).parents[2]
QUERIES = example_queries()
NOT_IN_THE_SEED = {"approved", "copies", "handovers", "observers", "prohibitions", "references", "two-sources"}
"""What one article of one day with no observers, approvals or prohibitions cannot answer."""
each_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("queries"))


@pytest.fixture(scope="session")
def quads(published: Path) -> ox.Store:
    return store(published)


@pytest.fixture(scope="session")
def rdflib_quads(published: Path) -> Dataset:
    return dataset(published)


@pytest.fixture(scope="session")
def seeds() -> ox.Store:
    return store(ROOT / "output" / "latest")


@each_query
def test_pyoxigraph_gives_the_answer(query: ExampleQuery, quads: ox.Store) -> None:
    expected = place(query).read_text(encoding="utf-8")
    assert len(expected.splitlines()) > 1
    assert asked_of_pyoxigraph(question(query), quads) == expected


@each_query
def test_rdflib_gives_the_same(query: ExampleQuery, quads: ox.Store, rdflib_quads: Dataset) -> None:
    text = question(query)
    assert asked_of_rdflib(text, rdflib_quads) == asked_of_pyoxigraph(text, quads)


@each_query
def test_the_values_as_shipped_fit_to_the_seed(query: ExampleQuery, seeds: ox.Store) -> None:
    rows = asked_of_pyoxigraph(query.text, seeds).splitlines()[0 if query.result == "graph" else 1 :]
    assert bool(rows) == (query.name not in NOT_IN_THE_SEED)


def test_there_is_an_answer_to_each_query_and_no_other() -> None:
    assert {path.name for path in ANSWERS.iterdir()} == {place(query).name for query in QUERIES}
    assert {*VALUES} == {query.name for query in QUERIES} >= NOT_IN_THE_SEED


@each_query
def test_a_query_says_what_its_answer_is(query: ExampleQuery) -> None:
    assert ("\nCONSTRUCT {" in query.text) == (query.result == "graph")
    if query.result != "graph":
        assert "\nORDER BY " in query.text


@pytest.mark.parametrize("text", ["SELECT * {}", "# result: pie\nSELECT * {}"])
def test_a_query_without_a_known_kind_of_answer_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"odd\.rq needs a line `# result:`"):
        read("odd", text)


def test_a_stated_day_counts_more_than_one_on_which_a_post_was_seen(published: Path) -> None:
    """The acting head of the district is seen until 20 May; here it is also stated that this ended on 1 July."""
    known = {query.name: question(query) for query in QUERIES}
    found = store(published)
    tenure = next(quad for quad in found if quad.object.value == "陶念慈:成都市双流区人民政府区长(代)")
    ended = ox.Literal("2031-07-01", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    found.add(ox.Quad(tenure.subject, ox.NamedNode(ZW["statedEnd"].value), ended, tenure.graph_name))
    row = "成都市双流区人民政府区长,陶念慈,acting,2031-03-03,2031-05-20,,2031-07-01"
    assert row in asked_of_pyoxigraph(known["on-day"], found).splitlines()
    career = asked_of_pyoxigraph(known["career"].replace("向云起", "陶念慈"), found)
    assert "2031-03-03,2031-05-20,成都市双流区人民政府区长,acting,成都市双流区人民政府,,2031-07-01" in career


def test_what_two_articles_share_is_counted_once(quads: ox.Store, published: Path) -> None:
    """The union of named graphs has a statement once for each graph; the Turtle has it once. Answers are the same."""
    union = ox.Store()
    union.bulk_load(path=str(published / "zhengwen.ttl"), format=ox.RdfFormat.TURTLE)
    for query in QUERIES:
        if "GRAPH" not in query.text:
            assert asked_of_pyoxigraph(question(query), union) == asked_of_pyoxigraph(question(query), quads)
