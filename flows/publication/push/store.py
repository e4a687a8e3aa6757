"""A triplestore by the SPARQL 1.1 Graph Store HTTP Protocol, graphs named indirectly (`?graph=IRI`).

N-Triples are sent as `text/turtle`, which they are too: some editions of Virtuoso refuse `application/n-triples`
(openlink/virtuoso-opensource#1187). Each body begins with a prefix, since Virtuoso takes a short one without any for
plain text (#540), and has its length in a header, since Virtuoso cuts the connection on chunks (#783).
"""

import json
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Protocol

import httpx
import pyoxigraph as ox

from flows.web.addresses import shown
from flows.web.caller import Caller, CallError

_TURTLE = {"Content-Type": "text/turtle"}
_SIGN_OF_TURTLE = b"@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
_WANTED = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_ALSO_NTRIPLES = ("text/plain", "text/ntriples")
_RESULTS = {"Accept": "application/sparql-results+json"}
_IN_MEMORY = 4_000_000
_MISSING = 404
_UNAUTHORIZED = "set ZHENGWEN_PUSH_USER and ZHENGWEN_PUSH_PASSWORD, or ZHENGWEN_PUSH_TOKEN, to what it accepts"


class Counter(Protocol):
    """Tells how many triples a store has in a graph."""

    def count(self, graph: str) -> int:
        """Return the number of triples in `graph`, 0 where there is no such graph."""
        ...


class GraphStore:
    """A graph store; each call is over when the store has done what was asked, or raises CallError."""

    def __init__(self, endpoint: httpx.URL, caller: Caller, auth: httpx.Auth | None = None) -> None:
        self._endpoint, self._caller, self._auth = endpoint, caller, auth

    def replace(self, graph: str, parts: Iterator[bytes]) -> None:
        """Let `graph` be `parts`, the first of which takes the place of what is there."""
        for number, part in enumerate(parts):
            method = "POST" if number else "PUT"
            answer = self._caller.call(method, self._of(graph), _TURTLE, _SIGN_OF_TURTLE + part, self._auth)
            if not answer.done:
                raise answer.refusal(_UNAUTHORIZED)

    def delete(self, graph: str) -> None:
        """Remove `graph`, which need not be there."""
        answer = self._caller.call("DELETE", self._of(graph), auth=self._auth)
        if not answer.done and answer.status != _MISSING:
            raise answer.refusal(_UNAUTHORIZED)

    def count(self, graph: str) -> int:
        """Return the number of triples in `graph`, by fetching it."""
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
            answer = self._caller.call("GET", self._of(graph), {"Accept": _WANTED}, auth=self._auth, into=body)
            if answer.status == _MISSING:
                return 0
            if not answer.done:
                raise answer.refusal(_UNAUTHORIZED)
            return self._counted(body, answer.headers.get("content-type", ""))

    def _counted(self, body: IO[bytes], content_type: str) -> int:
        kind = content_type.partition(";")[0].strip().lower()
        form = ox.RdfFormat.N_TRIPLES if kind in _ALSO_NTRIPLES else ox.RdfFormat.from_media_type(kind)
        if form is None:
            raise CallError(
                f"{shown(self._endpoint)} gives graphs as {kind or 'nothing known'}: count with --query URL"
            )
        try:
            return sum(map(bool, ox.parse(body, format=form)))
        except SyntaxError as error:
            raise CallError(f"{shown(self._endpoint)} gives a graph that is no {form.name}: {error}") from None

    def _of(self, graph: str) -> httpx.URL:
        return self._endpoint.copy_add_param("graph", graph)


class QueryEndpoint:
    """A SPARQL endpoint that is asked for counts."""

    def __init__(self, endpoint: httpx.URL, caller: Caller, auth: httpx.Auth | None = None) -> None:
        self._endpoint, self._caller, self._auth = endpoint, caller, auth

    def count(self, graph: str) -> int:
        """Return the number of triples in `graph`, by a query."""
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        answer = self._caller.call("GET", self._endpoint.copy_set_param("query", query), _RESULTS, auth=self._auth)
        if not answer.done:
            raise answer.refusal(_UNAUTHORIZED)
        try:
            return int(json.loads(answer.text)["results"]["bindings"][0]["n"]["value"])
        except (ValueError, LookupError, TypeError):
            raise CallError(f"{shown(self._endpoint)} does not answer a count with SPARQL results in JSON") from None
