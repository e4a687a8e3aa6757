"""Whoever answers the example queries: `zhengwen serve` and Virtuoso over HTTP, rdflib in this process.

Goes in: queries. Comes out: how long each took on the clock, until the whole answer was read.
"""

import gzip
import math
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn, cast
from urllib.parse import urlencode, urlsplit

from rdflib import Dataset

from flows.publication.queries import ExampleQuery

PATIENCE = 10
"""Seconds: who takes longer for a query is not asked again, and rdflib is given up."""
_ACCEPT = {"graph": "application/n-triples, text/plain;q=0.9"}
_TABLE = "application/sparql-results+json"
_FORM = "application/x-www-form-urlencoded"
Ask = Callable[[ExampleQuery], None]


class RefusedError(RuntimeError):
    """A query is not answered; the message says why."""


@contextmanager
def endpoint(url: str) -> Iterator[Ask]:
    """Return who asks the SPARQL endpoint at `url`, over one connection. It raises RefusedError."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port)

    def ask(query: ExampleQuery) -> None:
        headers = {"Content-Type": _FORM, "Accept": _ACCEPT.get(query.result, _TABLE)}
        connection.request("POST", parts.path, urlencode({"query": query.text}), headers)
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != HTTPStatus.OK:
            raise RefusedError(f"{query.name}: {answer.status} {body[:200].decode(errors='replace')}")

    try:
        yield ask
    finally:
        connection.close()


def seconds_of(ask: Ask, queries: Sequence[ExampleQuery], rounds: int) -> dict[str, list[float]]:
    """Return how long each query took each time, by its name: all in turn, and the whole again in each round.

    One that is refused takes for ever, and why is told on stderr.
    """
    found: dict[str, list[float]] = {query.name: [] for query in queries}
    for _ in range(rounds):
        for query in queries:
            began = time.perf_counter()
            try:
                ask(query)
                found[query.name].append(time.perf_counter() - began)
            except RefusedError as error:
                print(error, file=sys.stderr)
                found[query.name].append(math.inf)
    return found


def by_rdflib(
    release: Path, queries: Sequence[ExampleQuery], patience: int = PATIENCE
) -> tuple[float, dict[str, list[float]]]:
    """Return how long rdflib takes to read the N-Quads of a release, and to answer each query once.

    It gives up after `patience` seconds. Some of the queries look into named graphs, so that the Turtle will not do.
    """
    signal.signal(signal.SIGALRM, _give_up)
    dataset = Dataset(default_union=True)
    began = time.perf_counter()
    with gzip.open(release / "zhengwen.nq.gz") as quads:
        dataset.parse(cast("IO[bytes]", quads), format="nquads")
    return time.perf_counter() - began, seconds_of(_asking(dataset, patience), queries, 1)


def _asking(graph: Dataset, patience: int) -> Ask:
    def ask(query: ExampleQuery) -> None:
        signal.alarm(patience)
        try:
            graph.query(query.text).serialize(format="nt" if query.result == "graph" else "json")
        except TimeoutError:
            pass
        finally:
            signal.alarm(0)

    return ask


def _give_up(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise TimeoutError
