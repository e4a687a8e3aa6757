"""Batches of articles that worker processes make ahead of the flow, while Prefect is loaded and its server starts.

To make an article has no effect but its record. So the flow takes what was begun here, if the same came in, and has
begun what was not. Whatever goes wrong here is met by the flow again, and told by it.
"""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress

from flows.articles.reading import Incoming, read_paths
from flows.batching import BATCHES_AHEAD, in_batches
from flows.ledger import Ledger, Record
from flows.recipe import recipe
from flows.settings import Settings
from flows.workers import records, workers

_MOST_ARTICLES = 600
"""What is held at most: some 60 MB of articles and what was made of them."""
_begun: dict[tuple[tuple[Incoming, ...], str], Future[list[Record]]] = {}


@contextmanager
def making(paths: Sequence[str], jurisdiction: str | None, settings: Settings) -> Iterator[None]:
    """Have what is new in `paths` made by worker processes, beside what is done within."""
    over = threading.Event()
    given = (paths, jurisdiction, settings, over)
    threading.Thread(target=_begin, args=given, name="ahead").start()
    try:
        yield
    finally:
        over.set()


def making_of(batch: Sequence[Incoming], base_iri: str, processes: int) -> Future[list[Record]]:
    """Return what will be the records of `batch`, made by one of so many worker `processes`, which may have begun."""
    begun = _begun.pop((tuple(batch), base_iri), None)
    return begun or workers(processes).submit(records, batch, base_iri)


def _begin(paths: Sequence[str], jurisdiction: str | None, settings: Settings, over: threading.Event) -> None:
    room = threading.Semaphore(settings.workers * BATCHES_AHEAD)
    held = 0
    with suppress(Exception):  # the flow meets it again
        for batch in in_batches(_new(paths, jurisdiction, settings)):
            room.acquire()
            held += len(batch)
            if over.is_set() or held > _MOST_ARTICLES:
                return
            future = workers(settings.workers).submit(records, batch, settings.base_iri)
            future.add_done_callback(lambda _done: room.release())
            _begun[tuple(batch), settings.base_iri] = future


def _new(paths: Sequence[str], jurisdiction: str | None, settings: Settings) -> Iterator[Incoming]:
    ledger = Ledger(settings.ledger_url)
    made_by = recipe(settings.base_iri)
    return (each for each in read_paths(paths, jurisdiction) if not ledger.known(each, made_by))
