"""Every example query has one answer, whoever is asked: pyoxigraph, rdflib, Comunica, or Virtuoso after a push."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from flows.publication.queries import ExampleQuery, example_queries
from tests.interop.conftest import quads, unpacked
from tests.interop.releases import SEEDS, incoming, published
from tests.interop.terms import Rows, rows_of_graph, rows_of_table
from tests.interop.tools import node, printed
from tests.interop.virtuoso import RESULTS, running
from tests.queries.published import publish, question

GRAPH, TABLE = "text/plain", RESULTS
Engine = Callable[[ExampleQuery], str]
# Languages' strings have no order in SPARQL: where rows tie, each engine has others among the first fifty.
LIMIT = re.compile(r"^LIMIT \d+$", re.MULTILINE)
COUNTED = re.compile(r"COUNT\([^)]*\) AS \?(\w+)")
QUERIES = [replace(query, text=LIMIT.sub("", question(query))) for query in example_queries()]
SHIPPED = [replace(query, text=LIMIT.sub("", query.text)) for query in example_queries()]


def is_graph(query: ExampleQuery) -> bool:
    return "\nCONSTRUCT " in query.text


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the release in which each query has an answer."""
    return unpacked(publish(tmp_path_factory.mktemp("queries")).resolve())


@pytest.fixture(scope="module")
def of_seed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return that of the seed alone: on it, Comunica answers all queries in a minute, on eleven articles in ten."""
    return unpacked(published(tmp_path_factory.mktemp("seed"), incoming(SEEDS)))


@pytest.fixture(scope="module")
def pyoxigraph(release: Path) -> Engine:
    return loaded(release)


def loaded(release: Path) -> Engine:
    store = ox.Store()
    store.bulk_load(path=quads(release), format=ox.RdfFormat.N_QUADS)

    def asked(query: ExampleQuery) -> str:
        answer = store.query(query.text, use_default_graph_as_union=True)
        form = ox.RdfFormat.N_TRIPLES if isinstance(answer, ox.QueryTriples) else ox.QueryResultsFormat.JSON
        return answer.serialize(format=form).decode()  # type: ignore[union-attr, arg-type]

    return asked


@pytest.fixture(scope="module")
def rdflib_(release: Path) -> Engine:
    dataset = rdflib.Dataset(default_union=True).parse(quads(release), format="nquads")

    def asked(query: ExampleQuery) -> str:
        return (dataset.query(query.text).serialize(format="nt" if is_graph(query) else "json") or b"").decode()

    return asked


@pytest.fixture(scope="module")
def comunica(of_seed: Path, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    files = [tmp_path_factory.getbasetemp() / f"{query.name}.rq" for query in SHIPPED]
    for query, file in zip(SHIPPED, files, strict=True):
        file.write_text(query.text, encoding="utf-8")
    answers = json.loads(printed(node("query.js", quads(of_seed), *files)))
    return lambda query: counted(query, str(answers[SHIPPED.index(query)]))


def counted(query: ExampleQuery, answer: str) -> str:
    """Return an answer with 0 where Comunica 4 leaves out a count because there is nothing to count."""
    names = COUNTED.findall(query.text)
    if not names or answer.startswith("failed: "):
        return answer
    found = json.loads(answer)
    for row in found["results"]["bindings"]:
        for name in set(names) & set(found["head"]["vars"]) - row.keys():
            row[name] = {"type": "literal", "value": "0", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    return json.dumps(found)


@pytest.fixture(scope="module")
def virtuoso(release: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with running(tmp_path_factory.mktemp("virtuoso")) as server:
        server.push(release)
        yield lambda query: server.answer(query.text, GRAPH if is_graph(query) else TABLE)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
@pytest.mark.parametrize("engine", ["rdflib_", "virtuoso"])
def test_an_engine_answers_as_pyoxigraph_does(
    query: ExampleQuery, engine: str, pyoxigraph: Engine, request: pytest.FixtureRequest
) -> None:
    other: Engine = request.getfixturevalue(engine)
    expected, found = rows(query, pyoxigraph(query)), rows(query, other(query))
    if engine == "rdflib_":
        # rdflib finds one group, of which nothing is known, where there is nothing to group.
        found = Counter({row: number for row, number in found.items() if any(row)})
    if engine == "virtuoso":
        # Without FROM, Virtuoso finds a statement once in each graph that makes it.
        expected, found = Counter(set(expected)), Counter(set(found))
    assert found == expected
    assert expected


def test_comunica_answers_as_pyoxigraph_does(of_seed: Path, comunica: Engine) -> None:
    asked, answered = loaded(of_seed), 0
    for query in SHIPPED:
        expected = rows(query, asked(query))
        assert rows(query, comunica(query)) == expected, query.name
        answered += bool(expected)
    assert answered > len(SHIPPED) / 2


def rows(query: ExampleQuery, answer: str) -> Rows:
    assert not answer.startswith("failed: "), answer
    return rows_of_graph(answer) if is_graph(query) else rows_of_table(answer)
