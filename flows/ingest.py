"""The Prefect flow `ingest`: paths and portals -> the ledger, in batches. Thin: `flows.pipeline` makes the articles.

Batches are worked on side by side, and written to the ledger in the order in which they came in: so what becomes of two
versions or copies of an article does not depend on which was ready first, nor on when a run was killed.
"""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run as current_run

from flows.ahead import making_of
from flows.alarms import REMEMBERED, alarms
from flows.alerting import raise_alarms, tell_of_failure
from flows.articles.reading import Incoming, read_paths
from flows.batching import BATCH, BATCHES_AHEAD, in_batches
from flows.ledger import Ledger, Outcome, Record
from flows.ledger.diary import Kind
from flows.progress import bar, say, saying
from flows.recipe import recipe
from flows.remaking import Comparison, Remaking, comparison
from flows.runners import Parcel, task_runner
from flows.runs import run_name
from flows.settings import Settings, SettingsError, load
from flows.sources.config import ConfigError, enabled_names, read_sources
from flows.summary import Summary, outcome_line
from flows.wording import counted, in_one_line
from flows.workers import records

if TYPE_CHECKING:
    from flows.sources.collecting import Collection

Batch = list[tuple[int | None, Incoming]]
"""What came in, each with the id of the version it is stored as where it is made again."""


class OtherCodeError(RuntimeError):
    """Articles were made by other code than that which asked for it."""


def run_ingest(
    paths: Sequence[str], settings: Settings, portals: Sequence[str] = (), jurisdiction: str | None = None
) -> Summary:
    """Run the flow with the task runner that the settings ask for."""
    return ingest.with_options(task_runner=task_runner(settings))(list(paths), list(portals), jurisdiction)


def run_reprocess(since: date | None, settings: Settings) -> Summary:
    """Run the flow that makes articles again with the task runner that the settings ask for."""
    return reprocess.with_options(task_runner=task_runner(settings))(since)


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
def ingest(paths: list[str], portals: list[str] | None = None, jurisdiction: str | None = None) -> Summary:
    """Read into the ledger what came in, then make again what is out of date.

    `paths` are files and folders; `portals` names of sources and addresses, or None for every source that is enabled.
    `jurisdiction` is the full name of the division that all articles in `paths` are from, whatever they say.
    """
    settings = load()
    if portals is None:
        portals = enabled_names(settings.sources)
    work = _Work(Ledger(settings.ledger_url), settings, jurisdiction)
    before = work.ledger.diary.summaries("ingest", REMEMBERED)
    started = time.monotonic()
    with work.noted("ingest"):
        say(f"Reading {', '.join([*paths, *portals])}", "reading", paths=paths, portals=portals)
        work.collection = _collection(portals, settings, work.ledger) if portals else None
        with bar("articles") as work.show:
            work.through(work.new_batches(chain(read_paths(paths, jurisdiction), work.collection or ())))
            work.ledger.settle(work.files, work.rejected)
            if work.collection:
                work.collection.keep()
            work.through(work.stale_batches())
    _report(work.summary, time.monotonic() - started)
    raise_alarms(alarms(work.summary.as_json(), before), settings.alert_command)
    return work.summary


def _report(summary: Summary, seconds: float) -> None:
    """Say what the run did, and leave it where Prefect shows it."""
    say(f"Ingested: {summary.line()}", "ingested", took=round(seconds, 1), **summary.as_json())
    title = f"{summary.line()} in {seconds:,.0f} s"
    create_markdown_artifact(summary.markdown(), key="ingest", description=title)
    get_run_logger().info(title)


@flow(
    name="reprocess",
    flow_run_name=lambda: run_name("reprocess"),
    validate_parameters=False,
    on_failure=[tell_of_failure],
    on_crashed=[tell_of_failure],
)
def reprocess(since: date | None) -> Summary:
    """Make again, from the stored bytes, what is in use; of what was published on the day `since` or later, or all."""
    settings = load()
    started = time.monotonic()
    work = _Work(Ledger(settings.ledger_url), settings)
    with work.noted("reprocess"), bar("articles") as work.show:
        ids = work.ledger.in_use(since)
        of = f" published since {since.isoformat()}" if since else ""
        say(f"Making {counted(len(ids), 'article')}{of} again", "remaking", articles=len(ids))
        work.through(work.stored_batches(ids))
    took = round(time.monotonic() - started, 1)
    say(f"Reprocessed: {work.summary.outcomes()}", "reprocessed", took=took, **work.summary.as_json())
    get_run_logger().info(work.summary.line())
    return work.summary


def _collection(portals: list[str], settings: Settings, ledger: Ledger) -> "Collection":
    """Return what the portals have; a run over files alone need not load what that takes."""
    from flows.sources.collecting import Collection, wanted_from

    sources = read_sources(settings.sources) if settings.sources.is_file() else {}
    return Collection(wanted_from(portals, sources), ledger.pages, lambda line: say(in_one_line(line), "fetching"))


@task(name="read again what a drive did not give", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=[1, 5])
def read_again(names: list[str], jurisdiction: str | None = None) -> list[Incoming]:
    """Return what is in the files called `names`; raises OSError while one of them still cannot be read."""
    again = list(read_paths(names, jurisdiction))
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
    return Parcel(making_of(given, base_iri, processes).result())


@task(name="write a batch to the ledger", cache_policy=NO_CACHE, retries=3, retry_delay_seconds=[1, 5, 20])
def write_batch(
    ledger: Ledger, batch: Parcel[Batch], made: Parcel[list[Record]], base_iri: str
) -> tuple[list[Outcome], list[Comparison]]:
    """Return what the ledger makes of the records made of `batch`, and what changed where they were made again."""
    keys = [key for key, _incoming in batch.content]
    written = ledger.write(zip(keys, made.content, strict=True))
    again = [comparison(each, base_iri) for each in written if each.was is not None]
    return [each.outcome for each in written], again


def _of_the_web(name: str) -> bool:
    """Tell whether what came in is named by its address: a record in a file may have one too, but another name."""
    return name.startswith(("http://", "https://"))


def patiently_read(batch: Batch, jurisdiction: str | None = None) -> Batch:
    """Return `batch`, with files that could not be read for a reason that may pass read again if they can be.

    What comes from the web has been asked for several times already, as its server wanted.
    """
    failed = [incoming.name for _key, incoming in batch if incoming.may_pass and not _of_the_web(incoming.name)]
    if not failed:
        return batch
    say(f"{counted(len(failed), 'file')} could not be read: trying again", "reading_again", articles=failed)
    state = read_again(failed, jurisdiction, return_state=True)
    if not state.is_completed():
        return batch
    healthy: Batch = [pair for pair in batch if pair[1].name not in failed]
    return healthy + [(None, incoming) for incoming in state.result()]


@dataclass
class _Work:
    """The state of one run: what is under way, and what has been done."""

    ledger: Ledger
    settings: Settings
    jurisdiction: str | None = None
    summary: Summary = field(default_factory=Summary)
    known: int = 0
    done: int = 0
    show: Callable[[int, int], None] = lambda done, known: None
    files: set[str] = field(default_factory=set)
    """The files of several articles that were read."""
    rejected: set[str] = field(default_factory=set)
    """The names of what was rejected of what came in."""
    remaking: Remaking = field(default_factory=Remaking)
    pending: deque[tuple[Parcel[Batch], PrefectFuture[Parcel[list[Record]]]]] = field(default_factory=deque)
    collection: "Collection | None" = None
    batches: int = 0

    @property
    def recipe(self) -> str:
        return recipe(self.settings.base_iri)

    @property
    def processes(self) -> int:
        return self.settings.workers if self.settings.task_runner == "processes" else 0

    @contextmanager
    def noted(self, kind: Kind) -> Iterator[None]:
        """Note in the diary how a run of `kind` begins and ends; tell what changed if articles were made again."""
        with self.ledger.diary.run(kind) as run, saying(run=run.id):
            try:
                yield
            finally:
                self.note_missing()
                run.summary = self.summary.as_json()
                if self.remaking.fates:
                    run.summary["changes"] = self.remaking.as_json()
            if self.remaking.fates:
                self.tell_changes()

    def tell_changes(self) -> None:
        """Tell what changed because articles were made again."""
        for line in self.remaking.lines():
            say(line, "changed")
        get_run_logger().info("\n".join(self.remaking.lines()))
        text = self.remaking.markdown()
        create_markdown_artifact(text, key="reprocess", description="What changed because articles were made again")

    def new_batches(self, came_in: Iterable[Incoming]) -> Iterator[Batch]:
        """Yield what came in and is not as it was."""
        for batch in in_batches(self._new(came_in)):
            yield patiently_read([(None, incoming) for incoming in batch], self.jurisdiction)

    def _new(self, came_in: Iterable[Incoming]) -> Iterator[Incoming]:
        for incoming in came_in:
            if "#" in incoming.name and not _of_the_web(incoming.name):
                self.files.add(incoming.name.partition("#")[0])
            if before := self.ledger.known(incoming, self.recipe):
                self.count([before])
            else:
                yield incoming

    def stale_batches(self) -> Iterator[Batch]:
        """Yield what is stored and was made by another recipe."""
        stale = self.ledger.stale(self.recipe)
        if stale:
            line = f"Making {counted(len(stale), 'article')} again: the code has changed since"
            say(line, "remaking", articles=len(stale))
        yield from self.stored_batches(stale)

    def stored_batches(self, ids: Sequence[int]) -> Iterator[Batch]:
        """Yield what came in, by the ids of versions."""
        for start in range(0, len(ids), BATCH):
            yield list(self.ledger.stored(ids[start : start + BATCH]))

    def through(self, batches: Iterable[Batch]) -> None:
        """Work on `batches`, a few at a time, and write each in its turn."""
        for batch in batches:
            self.known += len(batch)
            self.batches += 1
            named = process_batch.with_options(task_run_name=f"batch {self.batches}: {counted(len(batch), 'article')}")
            parcel = Parcel(batch)
            self.pending.append((parcel, named.submit(parcel, self.settings.base_iri, self.processes)))
            if len(self.pending) >= self.settings.workers * BATCHES_AHEAD:
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

    def note_missing(self) -> None:
        """Note every source that was asked, also where it gave nothing, and what was found on none of its pages."""
        for source, parts in self.collection.missing.items() if self.collection else ():
            self.summary.source(source).missing = parts

    def finish_one(self) -> None:
        """Wait for the oldest batch and write it."""
        batch, future = self.pending.popleft()
        made = future.result()
        self._check_code(made.content)
        outcomes, comparisons = write_batch(self.ledger, batch, made, self.settings.base_iri)
        self.remaking.add(comparisons)
        self.summary.add_records(made.content)
        self.count(outcomes)
        self.done += len(batch.content)
        batch.empty()
        made.empty()
        self.show(self.done, self.known)
        known = {each.name for each in comparisons if each.fate == "still held back"}
        for outcome in outcomes:
            if outcome.name not in known and (line := outcome_line(outcome)):
                say(line, "article", article=outcome.name, status=outcome.status, reason=outcome.reason)
                get_run_logger().info(line)

    def _check_code(self, made: list[Record]) -> None:
        """Raise OtherCodeError where a worker elsewhere has other code: its records would be made again in each run."""
        if {record.recipe for record in made} != {self.recipe}:
            raise OtherCodeError("a Dask worker has another zhengwen than this command: install the same one there")
