"""A process that answers queries from a store, one after the other, until it is killed or nobody asks any more.

Goes in, on stdin: a line of JSON with its `Orders`, then lines of JSON with questions, one or several that are asked
together. Comes out, on stdout: for each line a line of JSON, with the seconds that this process has worked so far, and
after it the answers themselves, if they are short; a long one is in a file. Loads nothing but pyoxigraph, so that a
fresh one is there in some hundredths of a second. Started by `flows.server.process`.
"""

import json
import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from flows.comma_separated import csv_pieces
from flows.publication.elsewhere import ServiceClauseError, refuse_service
from flows.server.counting import Counter, counter

_INLINE = 1 << 18
_GRACE_SECONDS = 5
_SPENT_BYTES = 192 << 20
"""A worker that once needed so much memory is replaced, as memory is not always given back by a process."""
_CSV = "text/csv"
TABLES = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    _CSV: ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
WITH_PREFIXES = ("text/turtle", "application/rdf+xml")


Make = Callable[[dict[str, Any]], bytes]
"""What makes an answer that is no query's: see `flows.server.pages.making`."""


@dataclass(frozen=True, slots=True)
class PageOrders:
    """What a worker is told besides if it makes pages."""

    release: str
    """Folder of the release."""
    title: str
    """What the site is called."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What a worker is told when it starts."""

    store: str | None
    """Folder of the store; None for one that only judges whether a text is a query."""
    spill: str
    """What the names of files for long answers begin with; whoever asked takes them away before asking again."""
    base: str
    """What relative IRIs in a query are relative to."""
    prefixes: dict[str, str]
    seconds: int
    memory_bytes: int
    """How much a query may need beyond what the worker needs itself; and how long its answer may be."""
    rows: int
    pages: PageOrders | None = None


class OverrunError(Exception):
    """An answer is longer than it may be; the message is for whoever asked."""


class NotAcceptableError(Exception):
    """The answer cannot be given in any form that was asked for."""


class _Output:
    """Takes an answer: in memory while it is short, else in a file. Raises OverrunError where it is too long."""

    def __init__(self, orders: Orders, place: int, rows: Counter | None) -> None:
        self.size = 0
        self.memory = bytearray()
        self.file: IO[bytes] | None = None
        self._orders, self._place, self._rows = orders, place, rows
        # A row takes a byte at least: rows of what is shorter need not be counted. What is counted later is in memory.
        self._uncounted = min(orders.rows, _INLINE)

    def write(self, piece: bytes) -> int:
        self.size += len(piece)
        if self.size > self._orders.memory_bytes:
            raise OverrunError(f"the answer is longer than {self._orders.memory_bytes >> 20:,} MB")
        if self._rows and self.size > self._uncounted:
            self._count(self._rows, piece)
        if self.file is None and self.size > _INLINE:
            self.file = spilled(self._orders.spill, self._place).open("wb")
            self.file.write(self.memory)
            self.memory.clear()
        if self.file:
            return self.file.write(piece)
        self.memory += piece
        return len(piece)

    def flush(self) -> None:
        if self.file:
            self.file.flush()

    def _count(self, rows: Counter, piece: bytes) -> None:
        if self.size - len(piece) <= self._uncounted:
            rows.feed(bytes(self.memory))
        rows.feed(piece)
        _bounded(rows.rows, self._orders, "rows")


def spilled(spill: str, place: int) -> Path:
    """Return the file in which a long answer is to the question at this place of a line."""
    return Path(f"{spill}-{place}")


def _bounded(number: int, orders: Orders, what: str) -> None:
    if number > orders.rows:
        raise OverrunError(f"the answer has more than {orders.rows:,} {what}: add a LIMIT, or ask for less")


def _answered(store: ox.Store, question: dict[str, Any], place: int, orders: Orders) -> tuple[dict[str, Any], _Output]:
    refuse_service(question["text"], orders.base)
    found = store.query(question["text"], base_iri=orders.base, **_dataset(question))
    if isinstance(found, ox.QueryTriples):
        media_type = _acceptable(question["graph"])
        output = _Output(orders, place, None)
        prefixes = orders.prefixes if media_type in WITH_PREFIXES else None
        triples = _counted(found, orders)
        ox.serialize(triples, cast("IO[bytes]", output), format=GRAPHS[media_type], prefixes=prefixes)
    else:
        media_type = _acceptable(question["results"])
        output = _Output(orders, place, counter(media_type) if isinstance(found, ox.QuerySolutions) else None)
        if media_type == _CSV and isinstance(found, ox.QuerySolutions):
            for piece in csv_pieces(found):
                output.write(piece)
        else:
            found.serialize(cast("IO[bytes]", output), format=TABLES[media_type])
    output.flush()
    return {"media_type": media_type, "size": output.size, "in_file": output.file is not None}, output


def _counted(triples: ox.QueryTriples, orders: Orders) -> Any:
    yield from islice(triples, orders.rows)
    _bounded(orders.rows + (next(triples, None) is not None), orders, "triples")


def _dataset(question: dict[str, Any]) -> dict[str, Any]:
    default, named = question["default_graphs"], question["named_graphs"]
    if not default and not named:
        return {}
    return {"default_graph": list(map(ox.NamedNode, default)), "named_graphs": list(map(ox.NamedNode, named))}


def _acceptable(media_type: str | None) -> str:
    if media_type is None:
        raise NotAcceptableError("an answer of this kind cannot be had in a form that the request accepts")
    return media_type


def _refused(status: int, reason: str) -> tuple[dict[str, Any], None]:
    return {"status": status, "reason": reason}, None


def _made(make: Make, question: dict[str, Any], place: int, orders: Orders) -> tuple[dict[str, Any], _Output]:
    output = _Output(orders, place, None)
    output.write(make(question))
    output.flush()
    return {"media_type": "application/json", "size": output.size, "in_file": output.file is not None}, output


def _tried(
    store: ox.Store, question: dict[str, Any], place: int, orders: Orders, maker: Callable[[], Make]
) -> tuple[dict[str, Any], _Output | None]:
    """Return the answer to the question at this place of a line, or why there is none."""
    try:
        if "path" in question:
            return _made(maker(), question, place, orders)
        return _answered(store, question, place, orders)
    except OverrunError as error:
        return _refused(503, str(error))
    except NotAcceptableError as error:
        return _refused(406, str(error))
    except ServiceClauseError as error:
        return _refused(403, str(error))
    except (SyntaxError, ValueError, RuntimeError) as error:
        # RuntimeError: what an engine sees only while it evaluates, such as a function that it does not have.
        return _refused(400, str(error))
    except OSError as error:
        return _refused(503, f"the answer, or the store, is at a fault of the disk: {error}")
    except MemoryError:
        return _refused(503, f"the query needs more than {orders.memory_bytes >> 20:,} MB of memory")


def _status(name: str) -> int:
    """Return a figure of this process in bytes, as the system tells it; 0 where there is no such system.

    `getrusage` will not do: its peak is at least that of the process by which this one was started.
    """
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) << 10 for line in lines if line.startswith(f"{name}:")), 0)


def _spent() -> bool:
    """Tell whether this process has ever needed so much memory that it is to be replaced."""
    # What `getrusage` tells is never too little, and is asked after each line: it takes a thirtieth of the time.
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    return most > _SPENT_BYTES and _status("VmHWM") > _SPENT_BYTES


def _limit_memory(bytes_more: int) -> None:
    """Let this process have so many bytes of data more than it has now; files that the store maps do not count."""
    if now := _status("VmData"):
        resource.setrlimit(resource.RLIMIT_DATA, (now + bytes_more, now + bytes_more))


def _orders(told: dict[str, Any]) -> Orders:
    pages = told.pop("pages")
    return Orders(**told, pages=PageOrders(**pages) if pages else None)


def _maker(store: ox.Store, orders: Orders) -> Make:
    # It takes five times as long to load as all else here: who only asks need not wait for it.
    from flows.server.pages.making import maker

    return maker(store, orders)


def main() -> None:
    """Answer until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders = _orders(json.loads(sys.stdin.buffer.readline()))
    store = ox.Store.read_only(orders.store) if orders.store else ox.Store()
    maker = cache(lambda: _maker(store, orders))
    _limit_memory(orders.memory_bytes)
    output = sys.stdout.buffer
    for line in sys.stdin.buffer:
        # The server keeps the time. Should it be gone, the system ends this process.
        signal.alarm(orders.seconds + _GRACE_SECONDS)
        tried = [_tried(store, question, place, orders, maker) for place, question in enumerate(json.loads(line))]
        signal.alarm(0)
        said = {"answers": [header for header, _ in tried], "spent": _spent(), "worked": time.process_time()}
        output.write(json.dumps(said).encode() + b"\n")
        for _, answer in tried:
            if answer and answer.file:
                answer.file.close()
            elif answer:
                output.write(answer.memory)
        output.flush()


if __name__ == "__main__":
    main()
