"""A small service of the W3C Reconciliation Service API for tests, in version 0.2 and in 1.0-draft."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

MANIFEST = {
    "versions": ["0.1", "0.2"],
    "name": "Test authority",
    "identifierSpace": "http://www.wikidata.org/entity/",
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "view": {"url": "https://example.org/page/{{id}}"},
}


@dataclass
class Authority:
    """A service that knows things by their exact name."""

    known: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    manifest: object = field(default_factory=lambda: dict(MANIFEST))
    largest: int = 1000
    answer: object = None
    """What it answers to every batch, if not what it should."""
    status: int = 200
    batches: list[list[dict[str, Any]]] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving(authority: Authority) -> Iterator[Authority]:
    """Let `authority` answer at its `url`."""
    handler = type("Handler", (_Handler,), {"ours": authority})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as listening:
        authority.url = f"http://127.0.0.1:{listening.server_address[1]}/reconcile"
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield authority
        finally:
            listening.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536
    ours: Authority

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._answer(200, self.ours.manifest)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path.endswith("/match"):
            assert self.headers["Content-Type"] == "application/json"
            queries = json.loads(body)["queries"]
            names = [each["conditions"][0]["propertyValue"] for each in queries]
            answer: Any = {"results": [{"candidates": self._found(name)} for name in names]}
        else:
            keyed = json.loads(parse_qs(body)["queries"][0])
            queries = list(keyed.values())
            answer = {key: {"result": self._found(each["query"])} for key, each in keyed.items()}
        if len(queries) > self.ours.largest:
            return self._answer(413, {})
        self.ours.batches.append(queries)
        return self._answer(self.ours.status, self.ours.answer or answer)

    def _found(self, name: str) -> list[dict[str, Any]]:
        return self.ours.known.get(name, [])

    def _answer(self, status: int, value: object) -> None:
        data = value.encode() if isinstance(value, str) else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
