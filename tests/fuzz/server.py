"""The server: a request -> its answer, through all that stands between the socket and the store.

The first line of an input is method and address, then come headers, an empty line, and the body. What no HTTP parser
would let through is not tried. The store is that of two invented articles; its queries may take a second.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import h11
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Scope

from flows.server.app import create_app
from flows.server.opening import releases_of
from flows.server.pages.asking import page_queries
from flows.settings import load
from tests.flows.invented import article, ingest, open_ledger, release, write
from tests.fuzz.properties import BASE
from tests.fuzz.words import BAR

_SETTINGS = {"BASE_IRI": BASE, "QUERY_SECONDS": "1", "QUERY_MEMORY_MB": "64", "QUERY_ROWS": "1000"}
_LONGEST_WAIT = 20.0
_HARMLESS = (503,)
"""Of all that tells of an error of the server: that a query needs too much."""
_PATHS = (
    "/¦/zh/¦/en/search?q=¦/en/list/Person¦/sparql?query=¦/sparql¦/data/¦/data/zhengwen.ttl¦/dataset/¦/ontology¦"
    "/ontology.ttl¦/reconcile¦/reconcile?queries=¦/reconcile?extend=¦/health¦/reconcile/suggest/entity?prefix=¦"
    "/reconcile/preview?id=¦/metrics¦/static/site.css¦/id/person/¦/reconcile/properties?type=¦/person/¦/meeting/¦"
    "/division/510114¦/organization/¦.jsonld¦.rdf¦/graph/¦/concept/¦/en/workbench?ask=¦/.well-known/void¦%2e%2e¦//¦"
    "%00¦%FF¦?lang=en¦%zz"
)
_HEADERS = (
    "GET ¦POST ¦HEAD ¦OPTIONS ¦PUT ¦\n¦\n\n¦Host: ¦Accept: ¦Accept-Language: ¦Range: ¦"
    "Content-Type: application/sparql-query¦Content-Type: application/x-www-form-urlencoded¦text/turtle¦"
    "application/ld+json¦application/rdf+xml¦text/csv¦;q=0.5¦*/*¦bytes=0-9,5-¦If-None-Match: *¦"
    "Origin: http://x.example¦Access-Control-Request-Method: POST¦X-Forwarded-For: ::1¦If-Range: ¦zh-CN"
)
_SPARQL = (
    "SELECT¦ASK¦CONSTRUCT¦DESCRIBE¦WHERE¦{¦}¦(¦)¦*¦?s¦?p¦?o¦.¦;¦,¦<¦>¦OPTIONAL¦UNION¦FILTER¦BIND¦VALUES¦GRAPH¦"
    "SERVICE¦MINUS¦EXISTS¦LIMIT¦OFFSET¦GROUP BY¦REGEX(¦STRLEN(¦IRI(¦xsd:integer(¦COUNT(*)¦CONCAT(¦NOW()¦1e999¦"
    "99999999999999999999¦'''¦PREFIX : <u:>¦BASE <u:>¦FROM <u:g>¦a/b*¦^a¦<<?s ?p ?o>>¦\\uD800¦\"\"\"¦#¦@zh¦^^¦"
    "AS ?x¦query=¦update=¦default-graph-uri=¦named-graph-uri=¦&¦%20¦+¦queries=¦extend=¦INSERT DATA¦"
    '{"q0": {"query": "¦"type": ¦"limit": ¦"properties": [¦"pid": "holds"¦"v": ¦{"ids": [¦]¦null'
)


@contextmanager
def opened() -> Iterator[Callable[[bytes], int]]:
    """Yield what sends one request to a server that is there until the end."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = open_ledger(folder)
        ingest(ledger, [write(folder / "in", a=article(1), b=article(2))])
        release(ledger, folder / "output")
        paths = {"OUTPUT": str(folder / "output"), "STATE": str(folder / "state")}
        given = {f"ZHENGWEN_{key}": value for key, value in (paths | _SETTINGS).items()}
        settings = load(given, dotenv=Path(os.devnull))
        with TestClient(create_app(settings, releases_of(settings))) as client:
            yield lambda data: _check(client, data)


def words() -> Sequence[Sequence[str]]:
    """Return what requests are put together from."""
    return [
        *(each.split(BAR) for each in (_PATHS, _HEADERS, _SPARQL)),
        [query.text for query in page_queries().values()],
    ]


def _check(client: TestClient, data: bytes) -> int:
    connection = h11.Connection(h11.SERVER)
    try:
        scope, body = _request(connection, data)
    except h11.RemoteProtocolError:
        return len(data)
    assert client.portal
    started = time.monotonic()
    status, headers, answer = client.portal.call(_answered, client.app, scope, body)
    assert time.monotonic() - started < _LONGEST_WAIT
    assert 200 <= status < 500 or status in _HARMLESS, (status, answer[:500])
    assert b"ended its process" not in answer, answer
    connection.send(h11.Response(status_code=status, headers=headers))  # raises where a header breaks out of its line
    named = dict(headers)
    assert b"unsafe" not in named[b"content-security-policy"].replace(b"style-src 'self' 'unsafe-inline'", b"")
    return len(data)


def _request(connection: h11.Connection, data: bytes) -> tuple[Scope, bytes]:
    """Return the request that `data` describes as a server hands it on. Raises RemoteProtocolError."""
    head, _, body = data.partition(b"\n\n")
    first, _, headers = head.partition(b"\n")
    lines = [first + b" HTTP/1.1", *headers.splitlines()]
    if b"host:" not in head.lower():
        lines.append(b"Host: localhost")
    if body:
        lines.append(b"Content-Length: %d" % len(body))
    connection.receive_data(b"\r\n".join(lines) + b"\r\n\r\n" + body)
    request, received = connection.next_event(), b""
    if not isinstance(request, h11.Request):
        raise h11.RemoteProtocolError("not a whole request")
    while isinstance(event := connection.next_event(), h11.Data):
        received += bytes(event.data)
    return _scope(request), received


def _scope(request: h11.Request) -> Scope:
    path, _, query = request.target.partition(b"?")
    return {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 1), "scheme": "http", "method": request.method.decode("ascii"), "root_path": "",
        "path": unquote(path.decode("ascii")), "raw_path": path, "query_string": query,
        "headers": list(request.headers),
    }  # fmt: skip


async def _answered(app: ASGIApp, scope: Scope, body: bytes) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Return status, headers and body of the answer to a request; raises what the application does."""
    pieces: list[Message] = [{"type": "http.request", "body": body}]
    sent: list[dict[str, Any]] = []

    async def receive() -> Message:
        if not pieces:
            await asyncio.Event().wait()  # the client waits for its answer
        return pieces.pop()

    async def send(message: Message) -> None:
        sent.append(dict(message))

    await app(scope, receive, send)
    assert sent
    assert sent[0]["type"] == "http.response.start"
    return sent[0]["status"], list(sent[0]["headers"]), b"".join(each.get("body", b"") for each in sent[1:])
