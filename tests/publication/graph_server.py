"""A small triplestore for tests: the Graph Store HTTP Protocol and counts by SPARQL, with the faults of real ones.

Each request takes the next of `faults`, if there is one: a status, `cut` (the connection ends before the answer), `cut
before` (before the request is read), `lose` (one triple less is stored), or None for none.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit
from urllib.request import parse_http_list, parse_keqv_list

import pyoxigraph as ox

USER, PASSWORD, TOKEN = "dba", "a secret: 密", "abc.def"
_NONCE = "5e1f"


@dataclass
class Asked:
    """A request as it came in."""

    method: str
    graph: str
    authorization: str
    size: int


@dataclass
class GraphServer:
    """A server, its store, and what it was asked."""

    store: ox.Store = field(default_factory=ox.Store)
    auth: tuple[str, ...] = ()
    """Schemes that it takes."""
    faults: list[int | str | None] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    """Headers of an answer that is a fault."""
    content_type: str = "application/n-triples"
    asked: list[Asked] = field(default_factory=list)
    url: str = ""

    def size(self, graph: str) -> int:
        """Return the number of triples in a graph."""
        return sum(map(bool, self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph))))

    def graphs(self) -> set[str]:
        return {graph.value for graph in self.store.named_graphs()}

    def methods(self) -> list[str]:
        return [request.method for request in self.asked]


@contextmanager
def serving(server: GraphServer, port: int = 0) -> Iterator[GraphServer]:
    """Let `server` answer at its `url` + ``/data`` and ``/sparql``; at the `port` where it was before, if given."""
    handler = type("Handler", (_Handler,), {"ours": server})
    with _Server(("127.0.0.1", port), handler) as listening:
        server.url = f"http://127.0.0.1:{listening.server_address[1]}"
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            listening.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Pass over a connection that broke: that is what is tested."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # one packet an answer: two would wait for each other
    ours: GraphServer

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        self._serve("GET")

    def do_PUT(self) -> None:
        self._serve("PUT")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_DELETE(self) -> None:
        self._serve("DELETE")

    def _serve(self, method: str) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        graph = query.get("graph", [""])[0]
        fault = self.ours.faults.pop(0) if self.ours.faults else None
        if fault == "cut before":
            return self._cut()
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if len(body) < length:  # whoever asks was killed: what is half a request is none
            return self._cut()
        given = self.headers.get("Authorization", "")
        self.ours.asked.append(Asked(method, graph, given, len(body)))
        if self.ours.auth and not _knows(self.ours.auth, given, method):
            return self._challenge()
        if fault == "cut":
            return self._cut()
        if isinstance(fault, int):
            return self._answer(fault, "<html><head><title>t</title></head><b>busy</b>\nnow", self.ours.headers)
        if parts.path == "/sparql":
            return self._count(query["query"][0])
        return self._graph(method, ox.NamedNode(graph), body, lose=fault == "lose")

    def _graph(self, method: str, graph: ox.NamedNode, body: bytes, lose: bool) -> None:
        store = self.ours.store
        known = store.contains_named_graph(graph)
        if method == "GET" and known:
            form = ox.RdfFormat.from_media_type(self.ours.content_type) or ox.RdfFormat.N_TRIPLES
            content = store.dump(format=form, from_graph=graph) or b""
            return self._answer(200, content, {"Content-Type": self.ours.content_type})
        if method in ("GET", "DELETE") and not known:
            return self._answer(404, "no such graph")
        if method in ("PUT", "DELETE"):
            store.remove_graph(graph)
        if method != "DELETE":
            assert self.headers["Content-Type"] == "text/turtle"
            triples = list(ox.parse(body, format=ox.RdfFormat.TURTLE))[1 if lose else 0 :]
            store.add_graph(graph)
            store.extend(ox.Quad(each.subject, each.predicate, each.object, graph) for each in triples)
        return self._answer(200 if known else 201, "")

    def _count(self, query: str) -> None:
        answer = self.ours.store.query(query)
        assert isinstance(answer, ox.QuerySolutions)
        content = answer.serialize(format=ox.QueryResultsFormat.JSON) or b""
        self._answer(200, content, {"Content-Type": "application/sparql-results+json"})

    def _challenge(self) -> None:
        said = {"digest": f'Digest realm="SPARQL", nonce="{_NONCE}", qop="auth", algorithm=MD5', "bearer": "Bearer",
                "basic": 'Basic realm="SPARQL"'}  # fmt: skip
        self._answer(401, "who?", {"WWW-Authenticate": ", ".join(said[scheme] for scheme in self.ours.auth)})

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _answer(self, status: int, content: str | bytes, headers: dict[str, str] | None = None) -> None:
        data = content.encode() if isinstance(content, str) else content
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def _knows(schemes: tuple[str, ...], given: str, method: str) -> bool:
    scheme, _, rest = given.partition(" ")
    if scheme.lower() not in schemes:
        return False
    if scheme == "Bearer":
        return rest == TOKEN
    if scheme == "Basic":
        return base64.b64decode(rest).decode() == f"{USER}:{PASSWORD}"
    said = parse_keqv_list(parse_http_list(rest))
    secret = _md5(f"{USER}:SPARQL:{PASSWORD}")
    asked = _md5(f"{method}:{said['uri']}")
    wanted = _md5(f"{secret}:{_NONCE}:{said['nc']}:{said['cnonce']}:{said['qop']}:{asked}")
    return said["username"] == USER and said["response"] == wanted and bool(re.fullmatch(r"[0-9a-f]{8}", said["nc"]))


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
