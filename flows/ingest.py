"""The Prefect flow `ingest`: paths and portals -> the ledger, in batches. Thin: `flows.pipeline` makes the articles.

Batches are worked on side by side, and written to the ledger in the order in which they came in: so what becomes of two
versions or copies of an article does not depend on which was ready first, nor on when a run was killed.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture

from flows.articles.reading import Incoming, read_paths
from flows.ledger import Ledger, Outcome, Record
from flows.pipeline import recipe
from flows.progress import bar, say
from flows.runners import BATCHES_AHEAD, Parcel, task_runner
from flows.settings import Settings, load
from flows.summary import Summary, outcome_line
from flows.wording import counted, in_one_line
from flows.workers import records, workers

if TYPE_CHECKING:
    from flows.sources.collecting import Collection

BATCH = 50
"""Articles a task: enough for a task's own cost (about 50 ms) not to count, few enough for a bar that moves."""
_BATCH_BYTES = 10_000_000
"""A batch of very long articles is smaller, so that memory does not grow with their length."""
Batch = list[tuple[int | None, Incoming]]
"""What came in, each with the id of the version it is stored as where it is made again."""


class OtherCodeError(RuntimeError):
    """Articles were made by other code than that which asked for it."""


def run_ingest(paths: Sequence[str], settings: Settings, portals: Sequence[str] = ()) -> Summary:
    """Run the flow with the task runner that the settings ask for."""
    return ingest.with_options(task_runner=task_runner(settings))(list(paths), list(portals))


@flow(name="ingest", flow_run_name="ingest", validate_parameters=False)
def ingest(paths: list[str], portals: list[str]) -> Summary:
    """Read `paths` and `portals` (names of sources, addresses) into the ledger, then make again what is out of date."""
    settings = load()
    started = time.monotonic()
    work = _Work(Ledger(settings.ledger_url), settings)
    run = work.ledger.begin_run()
    say(f"Reading {', '.join([*paths, *portals])}")
    collection = _collection(portals, settings, work.ledger) if portals else None
    with bar("articles") as work.show:
        work.through(work.new_batches(chain(read_paths(paths), collection or ())))
        work.ledger.settle(work.files, work.rejected)
        if collection:
            collection.keep()
        work.through(work.stale_batches())
    work.ledger.end_run(run, time.monotonic() - started, work.summary.as_json())
    create_markdown_artifact(work.summary.markdown(), key="ingest", description="What became of what came in")
    get_run_logger().info(work.summary.line())
    return work.summary


def _collection(portals: list[str], settings: Settings, ledger: Ledger) -> "Collection":
    """Return what the portals have; a run over files alone need not load what that takes."""
    from flows.sources.collecting import Collection, wanted_from
    from flows.sources.config import read_sources

    sources = read_sources(settings.sources) if settings.sources.is_file() else {}
    return Collection(wanted_from(portals, sources), ledger.pages, lambda line: say(in_one_line(line)))


@task(name="read again what a drive did not give", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=[1, 5])
def read_again(names: list[str]) -> list[Incoming]:
    """Return what is in the files called `names`; raises OSError while one of them still cannot be read."""
    again = list(read_paths(names))
    for incoming in again:
        if incoming.may_pass:
            raise OSError(f"{incoming.name}: {incoming.error}")
    return again


@task(name="read, extract, map and validate a batch", cache_policy=NO_CACHE)
def process_batch(batch: Parcel[Batch], base_iri: str, processes: int) -> Parcel[list[Record]]:
    """Return the records of `batch`, made by one of so many worker `processes` or here, where there are none.

    Without retries: it would only end the same way again.
    """
    given = [incoming for _key, incoming in batch.content]
    if not processes:
        return Parcel(records(given, base_iri))
    return Parcel(workers(processes).submit(records, given, base_iri).result())


@task(name="write a batch to the ledger", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=[1, 5, 20])
def write_batch(ledger: Ledger, batch: Parcel[Batch], made: Parcel[list[Record]]) -> list[Outcome]:
    """Return what the ledger makes of the records made of `batch`."""
    keys = [key for key, _incoming in batch.content if key is not None]
    return ledger.record_again(zip(keys, made.content, strict=True)) if keys else ledger.record(made.content)


def _of_the_web(name: str) -> bool:
    """Tell whether what came in is named by its address: a record in a file may have one too, but another name."""
    return name.startswith(("http://", "https://"))


def patiently_read(batch: Batch) -> Batch:
    """Return `batch`, with files that could not be read for a reason that may pass read again if they can be.

    What comes from the web has been asked for several times already, as its server wanted.
    """
    failed = [incoming.name for _key, incoming in batch if incoming.may_pass and not _of_the_web(incoming.name)]
    if not failed:
        return batch
    say(f"{counted(len(failed), 'file')} could not be read: trying again")
    state = read_again(failed, return_state=True)
    if not state.is_completed():
        return batch
    healthy: Batch = [pair for pair in batch if pair[1].name not in failed]
    return healthy + [(None, incoming) for incoming in state.result()]


@dataclass
class _Work:
    """The state of one run: what is under way, and what has been done."""

    ledger: Ledger
    settings: Settings
    summary: Summary = field(default_factory=Summary)
    known: int = 0
    done: int = 0
    show: Callable[[int, int], None] = lambda done, known: None
    files: set[str] = field(default_factory=set)
    """The files of several articles that were read."""
    rejected: set[str] = field(default_factory=set)
    """The names of what was rejected of what came in."""
    pending: deque[tuple[Parcel[Batch], PrefectFuture[Parcel[list[Record]]]]] = field(default_factory=deque)

    @property
    def recipe(self) -> str:
        return recipe(self.settings.base_iri)

    @property
    def processes(self) -> int:
        return self.settings.workers if self.settings.task_runner == "processes" else 0

    def new_batches(self, came_in: Iterable[Incoming]) -> Iterator[Batch]:
        """Yield what came in and is not as it was."""
        batch: Batch = []
        size = 0
        for incoming in came_in:
            if "#" in incoming.name and not _of_the_web(incoming.name):
                self.files.add(incoming.name.partition("#")[0])
            if before := self.ledger.known(incoming, self.recipe):
                self.count([before])
                continue
            batch.append((None, incoming))
            size += len(incoming.raw or b"")
            if len(batch) == BATCH or size > _BATCH_BYTES:
                yield patiently_read(batch)
                batch, size = [], 0
        if batch:
            yield patiently_read(batch)

    def stale_batches(self) -> Iterator[Batch]:
        """Yield what is stored and was made by another recipe."""
        stale = self.ledger.stale(self.recipe)
        if stale:
            say(f"Making {counted(len(stale), 'article')} again: the code has changed since")
        for start in range(0, len(stale), BATCH):
            yield list(self.ledger.stored(stale[start : start + BATCH]))

    def through(self, batches: Iterable[Batch]) -> None:
        """Work on `batches`, a few at a time, and write each in its turn."""
        for batch in batches:
            self.known += len(batch)
            parcel = Parcel(batch)
            self.pending.append((parcel, process_batch.submit(parcel, self.settings.base_iri, self.processes)))
            if len(self.pending) >= self.settings.workers * BATCHES_AHEAD:
                self.finish_one()
        while self.pending:
            self.finish_one()

    def count(self, outcomes: Sequence[Outcome]) -> None:
        """Add up what became of what came in."""
        self.summary.add_outcomes(outcomes)
        self.rejected.update(outcome.name for outcome in outcomes if outcome.status == "rejected")

    def finish_one(self) -> None:
        """Wait for the oldest batch and write it."""
        batch, future = self.pending.popleft()
        made = future.result()
        self._check_code(made.content)
        outcomes = write_batch(self.ledger, batch, made)
        self.summary.add_records(made.content)
        self.count(outcomes)
        self.done += len(batch.content)
        batch.empty()
        made.empty()
        self.show(self.done, self.known)
        for line in filter(None, map(outcome_line, outcomes)):
            say(line)
            get_run_logger().info(line)

    def _check_code(self, made: list[Record]) -> None:
        """Raise OtherCodeError where a worker elsewhere has other code: its records would be made again in each run."""
        if {record.recipe for record in made} != {self.recipe}:
            raise OtherCodeError("a Dask worker has another zhengwen than this command: install the same one there")
