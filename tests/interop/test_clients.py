"""The server is asked by clients that nobody here wrote: SPARQLWrapper and Comunica get what pyoxigraph finds."""

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pyoxigraph as ox
import pytest

from flows.publication.queries import ExampleQuery, example_queries
from flows.server.building import build
from tests.interop.terms import Rows, rows_of_graph, rows_of_table
from tests.interop.tools import missing, node, printed
from tests.server.process import running

QUERIES = example_queries()
LANGUAGE = re.compile(r'"@[A-Za-z-]+$')
# Comunica asks an endpoint for one part of a query after the other: these take seconds, others minutes.
PLAIN = [query for query in QUERIES if query.name in ("chairs", "participants", "network", "documents", "figures")]


@pytest.fixture(scope="module")
def endpoint(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(small.parents[1], tmp_path_factory.mktemp("served")) as server:
        yield f"{server.url}/sparql"


@pytest.fixture(scope="module")
def store(small: Path, tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """Return what the server answers from, made by itself."""
    folder = tmp_path_factory.mktemp("store") / "store"
    build(small, folder)
    return ox.Store.read_only(str(folder))


def expected(store: ox.Store, query: ExampleQuery) -> Rows:
    found = store.query(query.text)
    if isinstance(found, ox.QueryTriples):
        return rows_of_graph((found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"").decode())
    assert isinstance(found, ox.QuerySolutions)
    return rows_of_table((found.serialize(format=ox.QueryResultsFormat.JSON) or b"").decode())


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper(query: ExampleQuery, method: str, endpoint: str, store: ox.Store) -> None:
    wrapper = _wrapper()
    client = wrapper.SPARQLWrapper(endpoint)
    client.setMethod(method)
    client.setQuery(query.text)
    if query.result == "graph":
        client.setReturnFormat(wrapper.TURTLE)
        answer: Any = client.query().convert()
        triples = ox.parse(answer, format=ox.RdfFormat.TURTLE)
        written = ox.serialize((quad.triple for quad in triples), format=ox.RdfFormat.N_TRIPLES) or b""
        assert rows_of_graph(written.decode()) == expected(store, query)
    else:
        client.setReturnFormat(wrapper.JSON)
        assert rows_of_table(json.dumps(client.query().convert())) == expected(store, query)


def test_sparqlwrapper_is_told_what_is_wrong(endpoint: str) -> None:
    wrapper = _wrapper()
    client = wrapper.SPARQLWrapper(endpoint)
    client.setQuery("SELECT * { ?s ?p }")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="line 1, column"):
        client.query()
    client.setQuery("DROP ALL")
    client.setMethod("POST")
    with pytest.raises(HTTPError, match="403"):
        client.query()


def _wrapper() -> Any:
    try:
        return importlib.import_module("SPARQLWrapper")
    except ImportError:
        missing("SPARQLWrapper is not installed")


def test_comunica(endpoint: str, store: ox.Store, tmp_path: Path) -> None:
    files = [tmp_path / f"{query.name}.rq" for query in PLAIN]
    for query, file in zip(PLAIN, files, strict=True):
        file.write_text(query.text, encoding="utf-8")
    answers = json.loads(printed(node("endpoint.js", endpoint, *files)))
    for query, answer in zip(PLAIN, answers, strict=True):
        assert not answer.startswith("failed: "), (query.name, answer)
        found = rows_of_graph(answer) if query.result == "graph" else rows_of_table(answer)
        assert _without_languages(found) == _without_languages(expected(store, query)), query.name


def _without_languages(rows: Rows) -> set[tuple[str, ...]]:
    """Return rows as Comunica 4.5 has them: languages that an endpoint tells get lost between its parts."""
    return {tuple(LANGUAGE.sub('"', term) for term in row) for row in rows}
