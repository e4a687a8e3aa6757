"""The Prefect flow `ingest`: paths and portals -> the ledger, in batches. Thin: `flows.pipeline` makes the articles.

Batches are worked on side by side, and written to the ledger in the order in which they came in: so what becomes of two
versions or copies of an article does not depend on which was ready first, nor on when a run was killed.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run as current_run
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner

from flows.alarms import REMEMBERED, alarms
from flows.alerting import raise_alarms, tell_of_failure
from flows.articles.reading import Incoming, read_paths
from flows.ledger import Ledger, Outcome, Record
from flows.pipeline import process, recipe
from flows.progress import bar, say
from flows.runs import run_name
from flows.settings import Settings, SettingsError, load
from flows.sources.config import ConfigError, enabled_names, read_sources
from flows.summary import Summary, outcome_line
from flows.wording import counted, in_one_line

if TYPE_CHECKING:
    from flows.sources.collecting import Collection

BATCH = 50
"""Articles a task: enough for a task's own cost (about 50 ms) not to count, few enough for a bar that moves."""
_BATCH_BYTES = 10_000_000
"""A batch of very long articles is smaller, so that memory does not grow with their length."""
_BATCHES_AHEAD = 2
Batch = list[tuple[int | None, Incoming]]
"""What came in, each with the id of the version it is stored as where it is made again."""


def run_ingest(paths: Sequence[str], settings: Settings, portals: Sequence[str] = ()) -> Summary:
    """Run the flow with the task runner that the settings ask for."""
    return ingest.with_options(task_runner=task_runner(settings))(list(paths), list(portals))


def task_runner(settings: Settings) -> TaskRunner[Any]:
    """Return what works on batches side by side, as the settings ask for it."""
    if settings.task_runner == "processes":
        return ProcessPoolTaskRunner(max_workers=settings.workers)
    return ThreadPoolTaskRunner(max_workers=settings.workers)


def _run_name() -> str:
    """Return the name of the run, with how much it reads."""
    given: dict[str, Any] = current_run.parameters
    portals = given["portals"]
    with suppress(ConfigError, SettingsError):  # what is wrong is told by the run itself
        portals = portals if portals is not None else enabled_names(load().sources)
    read = {"path": given["paths"], "portal": portals or ()}
    what = [counted(len(names), noun) for noun, names in read.items() if names]
    return run_name("ingest", ", ".join(what) or "nothing")


@flow(
    name="ingest",
    flow_run_name=_run_name,
    validate_parameters=False,
    on_failure=[tell_of_failure],
    on_crashed=[tell_of_failure],
)
def ingest(paths: list[str], portals: list[str] | None = None) -> Summary:
    """Read into the ledger what came in, then make again what is out of date.

    `paths` are files and folders; `portals` names of sources and addresses, or None for every source that is enabled.
    """
    settings = load()
    started = time.monotonic()
    if portals is None:
        portals = enabled_names(settings.sources)
    work = _Work(Ledger(settings.ledger_url), settings)
    before = work.ledger.past_summaries(REMEMBERED)
    run = work.ledger.begin_run()
    say(f"Reading {', '.join([*paths, *portals])}")
    work.collection = _collection(portals, settings, work.ledger) if portals else None
    with bar("articles") as work.show:
        work.through(work.new_batches(chain(read_paths(paths), work.collection or ())))
        work.ledger.settle(work.files, work.rejected)
        if work.collection:
            work.collection.keep()
        work.through(work.stale_batches())
    summary = work.whole_summary()
    work.ledger.end_run(run, time.monotonic() - started, summary.as_json())
    _report(summary, time.monotonic() - started)
    raise_alarms(alarms(summary.as_json(), before), settings.alert_command)
    return summary


def _report(summary: Summary, seconds: float) -> None:
    """Say what the run did, and leave it where Prefect shows it."""
    say(f"Ingested: {summary.line()}")
    title = f"{summary.line()} in {seconds:,.0f} s"
    create_markdown_artifact(summary.markdown(), key="ingest", description=title)
    get_run_logger().info(title)


def _collection(portals: list[str], settings: Settings, ledger: Ledger) -> "Collection":
    """Return what the portals have; a run over files alone need not load what that takes."""
    from flows.sources.collecting import Collection, wanted_from

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
def process_batch(batch: Batch, base_iri: str) -> list[Record]:
    """Return the records of `batch`. Without retries: it would only end the same way again."""
    return [process(incoming, base_iri) for _key, incoming in batch]


@task(name="write a batch to the ledger", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=[1, 5, 20])
def write_batch(ledger: Ledger, batch: Batch, records: list[Record]) -> list[Outcome]:
    """Return what the ledger makes of the records of `batch`."""
    keys = [key for key, _incoming in batch if key is not None]
    return ledger.record_again(zip(keys, records, strict=True)) if keys else ledger.record(records)


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
    pending: deque[tuple[Batch, PrefectFuture[list[Record]]]] = field(default_factory=deque)
    collection: "Collection | None" = None
    batches: int = 0

    @property
    def recipe(self) -> str:
        return recipe(self.settings.base_iri)

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
            self.batches += 1
            named = process_batch.with_options(task_run_name=f"batch {self.batches}: {counted(len(batch), 'article')}")
            self.pending.append((batch, named.submit(batch, self.settings.base_iri)))
            if len(self.pending) >= self.settings.workers * _BATCHES_AHEAD:
                self.finish_one()
        while self.pending:
            self.finish_one()

    def count(self, outcomes: Sequence[Outcome]) -> None:
        """Add up what became of what came in."""
        self.summary.add_outcomes(outcomes)
        self.rejected.update(outcome.name for outcome in outcomes if outcome.status == "rejected")
        if self.collection:
            for outcome in outcomes:
                # What is made again once more, as the code has changed, did not come in again.
                if source := self.collection.came_from.pop(outcome.name, None):
                    self.summary.source(source).add(outcome, got=outcome.name not in self.collection.not_got)

    def whole_summary(self) -> Summary:
        """Return the summary, with every source in it that was asked, also where it gave nothing."""
        for source, parts in self.collection.missing.items() if self.collection else ():
            self.summary.source(source).missing = parts
        return self.summary

    def finish_one(self) -> None:
        """Wait for the oldest batch and write it."""
        batch, future = self.pending.popleft()
        records = future.result()
        outcomes = write_batch(self.ledger, batch, records)
        self.summary.add_records(records)
        self.count(outcomes)
        self.done += len(batch)
        self.show(self.done, self.known)
        for line in filter(None, map(outcome_line, outcomes)):
            say(line)
            get_run_logger().info(line)
