"""Whoever answers the example queries: `zhengwen serve` and Virtuoso over HTTP, rdflib in this process.

Goes in: queries. Comes out: what each took until the whole answer was read, on the clock and of the processor (Linux).
"""

import gzip
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn, cast
from urllib.parse import SplitResult, urlencode, urlsplit

from rdflib import Dataset

from flows.publication.queries import ExampleQuery

PATIENCE = 10
"""Seconds: who takes longer for a query is not asked again, and rdflib is given up."""
_ENDED = slice(13, 15)
"""Where the times of children that have ended, in user and in system, stand in /proc/PID/stat (proc(5))."""
_ACCEPT = {"graph": "application/n-triples, text/plain;q=0.9"}
_TABLE = "application/sparql-results+json"
_FORM = "application/x-www-form-urlencoded"
Ask = Callable[[ExampleQuery], None]


@dataclass(frozen=True, slots=True)
class Took:
    """What an answer took in seconds: on the clock, and of the processor, by whoever answered."""

    clock: float
    processor: float


class RefusedError(RuntimeError):
    """A query is not answered; the message says why."""


@contextmanager
def endpoint(url: str) -> Iterator[Ask]:
    """Return who asks the SPARQL endpoint at `url`, over one connection. It raises RefusedError.

    What it sends is put together when a query is asked for the first time, and kept: that is no work of the endpoint's.
    """
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port)
    requests: dict[str, bytes] = {}

    def ask(query: ExampleQuery) -> None:
        if query.name not in requests:
            requests[query.name] = _request(query, parts)
        connection.send(requests[query.name])
        answer = HTTPResponse(connection.sock, method="POST")
        answer.begin()
        body = answer.read()
        if answer.will_close:
            connection.close()
        if answer.status != HTTPStatus.OK:
            raise RefusedError(f"{query.name}: {answer.status} {body[:200].decode(errors='replace')}")

    try:
        yield ask
    finally:
        connection.close()


def _request(query: ExampleQuery, place: SplitResult) -> bytes:
    body = urlencode({"query": query.text})
    lines = (
        f"POST {place.path} HTTP/1.1",
        f"Host: {place.netloc}",
        f"Accept: {_ACCEPT.get(query.result, _TABLE)}",
        f"Content-Type: {_FORM}",
        f"Content-Length: {len(body)}",
    )
    return "\r\n".join((*lines, "", body)).encode("ascii")


def asked(ask: Ask, queries: Sequence[ExampleQuery], rounds: int, worked: Callable[[], float]) -> dict[str, list[Took]]:
    """Return what each query took each time, by its name: all in turn, and the whole again in each round.

    `worked` tells how long whoever answers has worked so far. What is refused takes for ever; why is told on stderr.
    """
    found: dict[str, list[Took]] = {query.name: [] for query in queries}
    for _ in range(rounds):
        for query in queries:
            worked_before, began = worked(), time.perf_counter()
            try:
                ask(query)
                found[query.name].append(Took(time.perf_counter() - began, worked() - worked_before))
            except RefusedError as error:
                print(error, file=sys.stderr)
                found[query.name].append(Took(math.inf, math.inf))
    return found


def work_of(processes: Iterable[int]) -> float:
    """Return how many seconds processes have worked so far, and those that they have started and that have ended."""
    return sum(map(_work, processes))


def _work(process: int) -> float:
    # `stat` alone counts in hundredths of a second, of which a query takes a tenth.
    try:
        threads = Path(f"/proc/{process}/task").glob("*/schedstat")
        nanoseconds = sum(int(each.read_text(encoding="ascii").split()[0]) for each in threads)
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return nanoseconds / 1e9 + sum(map(int, fields[_ENDED])) / os.sysconf("SC_CLK_TCK")


def memory_of(processes: Iterable[int]) -> float:
    """Return how much memory processes have together, in MiB; what several share counts once."""
    lines = (line for each in processes for line in _lines(Path(f"/proc/{each}/smaps_rollup")))
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="ascii").splitlines()
    except OSError:
        return []


def by_rdflib(
    release: Path, queries: Sequence[ExampleQuery], patience: int = PATIENCE
) -> tuple[float, dict[str, list[Took]]]:
    """Return how long rdflib takes to read the N-Quads of a release, and what each query takes once.

    It gives up after `patience` seconds. Some of the queries look into named graphs, so that the Turtle will not do.
    """
    signal.signal(signal.SIGALRM, _give_up)
    dataset = Dataset(default_union=True)
    began = time.perf_counter()
    with gzip.open(release / "zhengwen.nq.gz") as quads:
        dataset.parse(cast("IO[bytes]", quads), format="nquads")
    return time.perf_counter() - began, asked(_asking(dataset, patience), queries, 1, time.process_time)


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
