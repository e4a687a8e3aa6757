"""Every answer is safe to open; whoever sends too much or too slowly is let go; all is counted and logged."""

import asyncio
import json
import logging

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Send

from flows.server.guard import Guard
from flows.server.metrics import Metrics
from flows.server.quiet import Quiet
from tests.server.conftest import OUTPUT

PATHS = ("/", "/sparql", "/meeting/none", "/data/zhengwen.ttl", "/static/site.css", "/ontology", "/health", "/metrics")
SCOPE = {
    "type": "http", "method": "POST", "path": "/sparql", "raw_path": b"/sparql", "headers": [], "query_string": b"",
    "client": ("127.0.0.9", 1), "http_version": "1.1", "scheme": "http", "server": ("test", 80), "root_path": "",
}  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_headers_that_keep_a_browser_safe(served: TestClient, path: str) -> None:
    headers = served.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", PATHS)
def test_head_works_everywhere(served: TestClient, path: str) -> None:
    assert served.head(path).status_code == served.get(path).status_code


def test_a_request_may_not_be_longer_than_a_megabyte(served: TestClient) -> None:
    query = {"Content-Type": "application/sparql-query"}
    response = served.post("/sparql", content=b"ASK {} #" + b"x" * 1_000_000, headers=query)
    assert (response.status_code, response.text) == (413, "error: a request may have 1,000,000 bytes\n")
    pieces = (b"ASK {} #" + b"x" * 100_000 for _ in range(11))
    assert served.post("/sparql", content=pieces, headers=query).status_code == 413
    assert served.post("/sparql", content=b"ASK {} #" + b"x" * 999_000, headers=query).status_code == 200


def test_requests_are_counted_by_what_was_asked_for(served: TestClient) -> None:
    served.get("/person/nobody")
    served.request("BREW", "/pot")
    text = served.get("/metrics").text
    assert 'zhengwen_requests_total{area="thing",method="GET",status="404"}' in text
    assert 'zhengwen_requests_total{area="thing",method="other",status="405"}' in text
    assert "nobody" not in text
    triples = json.loads((OUTPUT / "latest/manifest.json").read_text())["triples"]
    assert f"zhengwen_release_triples {triples}.0" in text


def test_requests_are_logged_in_one_line_without_the_query(
    served: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="zhengwen.access"):
        served.get("/sparql", params={"query": "ASK { } # secret"})
        served.get("/a%0Ab%1B[2J")
    first, second = [record.getMessage() for record in caplog.records]
    assert first.startswith("testclient GET /sparql 200 ")
    assert "secret" not in first
    assert second.startswith("testclient GET /a\\nb\\x1b[2J 404 ")


def test_health(served: TestClient) -> None:
    assert served.get("/health").json() == {"status": "ok", "release": (OUTPUT / "latest").resolve().name}


async def _echo(request: Request) -> Response:
    return Response(await request.body())


def _passed(receive: Receive, send: Send) -> None:
    asyncio.run(
        asyncio.wait_for(
            Guard(Starlette(routes=[Route("/sparql", _echo, methods=["POST"])]), Metrics(), Quiet(), seconds=0.05)(
                dict(SCOPE), receive, send
            ),
            5,
        )
    )


def test_who_sends_too_slowly_is_let_go() -> None:
    sent: list[Message] = []
    pieces = iter([{"type": "http.request", "body": b"query=", "more_body": True}])

    async def receive() -> Message:
        for piece in pieces:
            return piece
        await asyncio.sleep(60)
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    _passed(receive, send)
    assert sent[0]["status"] == 408
    assert sent[1]["body"] == b"error: the request came too slowly\n"


def test_who_reads_too_slowly_is_let_go() -> None:
    started = 0

    async def receive() -> Message:
        return {"type": "http.request", "body": b"query=ASK", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal started
        started += message["type"] == "http.response.start"
        if message["type"] == "http.response.body":
            await asyncio.sleep(60)

    _passed(receive, send)
    assert started == 1
