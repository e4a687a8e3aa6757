"""The same pages over another endpoint: what it is asked, what comes back, and what is told when it fails."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from starlette.testclient import TestClient

from flows.server.building import build
from tests.server.conftest import OUTPUT, client_of

PERSON = "/person/510114-zspjiemj6coa"


class Endpoint(BaseHTTPRequestHandler):
    """Answers from a store, or as a test tells it to."""

    store: ox.Store
    asked: list[dict[str, list[str]]]
    instead: tuple[int, str] | None

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.asked.append(form)
        if self.instead:
            status, body = self.instead
            return self._send(status, "text/plain", body.encode())
        found = self.store.query(form["query"][0], base_iri="https://w3id.org/zhengwen/")
        if isinstance(found, ox.QueryTriples):
            assert self.headers["Accept"] == "application/n-triples"
            return self._send(200, "application/n-triples", found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"")
        assert self.headers["Accept"] == "application/sparql-results+json"
        return self._send(200, self.headers["Accept"], found.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def listening(handler: type[Endpoint]) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/sparql"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[type[Endpoint], str]]:
    folder = tmp_path_factory.mktemp("endpoint") / "store"
    build(OUTPUT / "latest", folder)
    handler = type("Handler", (Endpoint,), {"store": ox.Store.read_only(str(folder)), "asked": [], "instead": None})
    with listening(handler) as url:
        yield handler, url


@pytest.fixture(scope="module")
def remote(
    endpoint: tuple[type[Endpoint], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[TestClient, type[Endpoint]]]:
    handler, url = endpoint
    with client_of(OUTPUT, tmp_path_factory.mktemp("remote"), SPARQL_ENDPOINT=url, QUERY_ROWS="2000") as client:
        yield client, handler


def test_pages_and_documents_are_the_same(remote: tuple[TestClient, type[Endpoint]], served: TestClient) -> None:
    client, handler = remote
    for path in (PERSON, "/meeting/2016-10-10-2u4c57ntf5ph", "/article/2016-10-12-ccjw5iqsgel7", "/graph/across"):
        for suffix in (".html", ".ttl", ".nt"):
            assert client.get(path + suffix).text == served.get(path + suffix).text
    assert handler.asked
    assert client.get("/person/nobody").status_code == 404
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize(
    "accept", ["application/json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
)
def test_tables_in_every_form(remote: tuple[TestClient, type[Endpoint]], served: TestClient, accept: str) -> None:
    query = {"query": "SELECT ?s ?o { ?s <http://xmlns.com/foaf/0.1/name> ?o } ORDER BY ?s ?o"}
    ours, theirs = (each.get("/sparql", params=query, headers={"Accept": accept}) for each in (served, remote[0]))
    assert (theirs.status_code, theirs.text) == (200, ours.text)
    ask = remote[0].get("/sparql", params={"query": "ASK {}"}, headers={"Accept": accept})
    assert (ask.status_code, "true" in ask.text) == (200, True)


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_graphs_in_every_form(remote: tuple[TestClient, type[Endpoint]], served: TestClient, accept: str) -> None:
    query = {"query": "CONSTRUCT WHERE { ?s <http://xmlns.com/foaf/0.1/name> ?o }"}
    ours, theirs = (each.get("/sparql", params=query, headers={"Accept": accept}) for each in (served, remote[0]))
    assert theirs.headers["content-type"] == ours.headers["content-type"]
    assert sorted(theirs.text) == sorted(ours.text)


def test_the_dataset_of_a_request_is_passed_on(remote: tuple[TestClient, type[Endpoint]]) -> None:
    client, handler = remote
    client.get("/sparql", params={"query": "ASK {}", "default-graph-uri": ["u:a", "u:b"], "named-graph-uri": "u:c"})
    assert handler.asked[-1]["default-graph-uri"] == ["u:a", "u:b"]
    assert handler.asked[-1]["named-graph-uri"] == ["u:c"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT * { ?s ?p", 400),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403),
        ("PREFIX ex: <http://127.0.0.1:9/> SELECT * { SERVICEex:a{ ?s ?p ?o } }", 400),
        ("DROP ALL", 400),
    ],
)
def test_what_is_no_query_or_goes_on_elsewhere_is_not_passed_on(
    remote: tuple[TestClient, type[Endpoint]], query: str, status: int
) -> None:
    client, handler = remote
    before = len(handler.asked)
    assert client.get("/sparql", params={"query": query}).status_code == status
    assert len(handler.asked) == before


def test_answers_are_bounded(remote: tuple[TestClient, type[Endpoint]]) -> None:
    client, _ = remote
    response = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
    assert (response.status_code, response.text) == (503, "error: the answer has more than 2,000 rows: add a LIMIT\n")


@pytest.mark.parametrize(("answered", "status"), [(400, 400), (404, 503), (500, 503), (302, 503)])
def test_what_the_endpoint_says_is_told(
    remote: tuple[TestClient, type[Endpoint]], monkeypatch: pytest.MonkeyPatch, answered: int, status: int
) -> None:
    client, handler = remote
    monkeypatch.setattr(handler, "instead", (answered, "Virtuoso 37000 Error\nat line 1"))
    response = client.get("/sparql", params={"query": "ASK {}"})
    said = f"error: the endpoint behind this server answers {answered}: Virtuoso 37000 Error at line 1\n"
    assert (response.status_code, response.text) == (status, said)
    assert client.get(f"{PERSON}.ttl").status_code == status


def test_a_page_is_made_anew_after_a_while(
    remote: tuple[TestClient, type[Endpoint]], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, handler = remote
    assert client.get(PERSON).status_code == 200
    before = len(handler.asked)
    client.get(PERSON)
    assert len(handler.asked) == before
    now = time.monotonic()
    monkeypatch.setattr("flows.server.pages.shelf.monotonic", lambda: now + 61)
    assert client.get(PERSON).status_code == 200
    assert len(handler.asked) > before


def test_an_endpoint_that_is_gone(tmp_path: Path) -> None:
    with client_of(OUTPUT, tmp_path, SPARQL_ENDPOINT="http://127.0.0.1:9/sparql") as client:
        response = client.get("/sparql", params={"query": "ASK {}"})
        assert response.status_code == 503
        assert response.text.startswith("error: the endpoint behind this server does not answer: ")
        assert client.get(PERSON).status_code == 503
        assert client.get("/data/").status_code == 200


def test_an_answer_that_is_no_answer(
    remote: tuple[TestClient, type[Endpoint]], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, handler = remote
    monkeypatch.setattr(handler, "instead", (200, json.dumps({"head": {}})[:-1]))
    for accept in ("text/csv", "application/json"):
        response = client.get("/sparql", params={"query": "SELECT * {}"}, headers={"Accept": accept})
        assert (response.status_code, "not with a result" in response.text) == (503, True)
    assert client.get(f"{PERSON}.ttl").status_code == 503
