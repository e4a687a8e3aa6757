"""Articles taken to a ledger as `zhengwen ingest` takes them with two worker processes, and what each batch costs.

Goes in: articles, and the folder of a ledger. Comes out: the cost of each batch, of worker and recorder together. The
clock does not run before the workers are warm: each has made some articles before.
"""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from benchmarks.articles import growing
from benchmarks.costs import peak, processor_seconds
from benchmarks.work import BASE, batches, ledger_in
from flows.articles.reading import Incoming
from flows.ledger import Ledger, Record
from flows.recipe import recipe
from flows.workers import records, workers

_WORKERS = 2
_AHEAD = 2 * _WORKERS
_WARM = 50


@dataclass(slots=True)
class Block:
    """What some articles cost that came one after the other: seconds of the processor; and what came of them."""

    articles: int = 0
    accepted: int = 0
    seconds: float = 0.0
    triples: int = 0

    def add(self, other: "Block") -> None:
        """Count the articles of `other` as well."""
        self.articles += other.articles
        self.accepted += other.accepted
        self.seconds += other.seconds
        self.triples += other.triples


@dataclass(slots=True)
class Ingested:
    """What a step took: seconds on the clock, MiB at the peak of a worker, and each batch."""

    clock: float = 0.0
    worker_peak: float = 0.0
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Made:
    """What a worker made of a batch, what that cost, and how much memory the worker has had at most."""

    records: list[Record]
    seconds: float
    peak: float


def ingest_step(corpus: Path | None, start: int, end: int, folder: Path) -> Ingested:
    """Take the articles from number `start` to before `end` of the growing mix to the ledger in `folder`.

    Once a process: its workers end with the step. Raises ValueError where the ledger holds one of the articles already.
    """
    ledger = ledger_in(folder)
    with workers(_WORKERS) as pool:
        for warm in [pool.submit(_made, list(islice(growing(corpus), _WARM))) for _ in range(_AHEAD)]:
            warm.result()
        return _recorded(pool, ledger, islice(growing(corpus), start, end))


def _recorded(pool: ProcessPoolExecutor, ledger: Ledger, incoming: Iterable[Incoming]) -> Ingested:
    found = Ingested()
    began = time.monotonic()
    for made, checking in _in_order(pool, ledger, incoming):
        started = time.process_time()
        outcomes = ledger.record(made.records)
        seconds = checking + made.seconds + time.process_time() - started
        accepted = sum(outcome.status == "accepted" for outcome in outcomes)
        triples = sum(record.quads.count(b"\n") for record in made.records)
        found.blocks.append(Block(len(outcomes), accepted, seconds, triples))
        found.worker_peak = max(found.worker_peak, made.peak)
    found.clock = time.monotonic() - began
    return found


def _in_order(pool: ProcessPoolExecutor, ledger: Ledger, incoming: Iterable[Incoming]) -> Iterator[tuple[_Made, float]]:
    """Yield what workers make of batches, in their order, each with the seconds it took to see that they are new."""
    pending: deque[tuple[Future[_Made], float]] = deque()
    for batch in batches(incoming):
        checking = processor_seconds(_refuse_known, ledger, batch)
        pending.append((pool.submit(_made, batch), checking))
        if len(pending) >= _AHEAD:
            future, checked = pending.popleft()
            yield future.result(), checked
    for future, checked in pending:
        yield future.result(), checked


def _refuse_known(ledger: Ledger, batch: list[Incoming]) -> None:
    known = [each.name for each in batch if ledger.known(each, recipe(BASE))]
    if known:
        raise ValueError(f"the ledger holds {known[0]} already: name an empty folder")


def _made(batch: list[Incoming]) -> _Made:
    began = time.process_time()
    made = records(batch, BASE)
    return _Made(made, time.process_time() - began, peak())
