"""Articles made ahead of the flow, while Prefect's server starts: the processor would else wait for it.

To make an article has no effect but its record. So the flow takes one that is here already, if the same came in, and
makes it where it is not. Whatever goes wrong here is met by the flow again, and told by it.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from flows.articles.reading import Incoming, read_paths
from flows.ledger import Ledger, Record
from flows.pipeline import process
from flows.recipe import recipe
from flows.settings import Settings

_MOST_BYTES = 60_000_000
"""What is held at most of articles and what was made of them: that of some 600 usual ones."""
_made: dict[tuple[Incoming, str], Record] = {}


@contextmanager
def making(paths: Sequence[str], jurisdiction: str | None, settings: Settings) -> Iterator[None]:
    """Make what is new in `paths`, beside what is done within, in a thread of its own."""
    over = threading.Event()
    given = (paths, jurisdiction, settings, over)
    threading.Thread(target=_make, args=given, name="ahead").start()
    try:
        yield
    finally:
        over.set()


def taken(incoming: Incoming, base_iri: str) -> Record | None:
    """Return the record of `incoming` if it was made ahead, once."""
    return _made.pop((incoming, base_iri), None)


def _make(paths: Sequence[str], jurisdiction: str | None, settings: Settings, over: threading.Event) -> None:
    held = 0
    with suppress(Exception):  # the flow meets it again
        for incoming in _new(paths, jurisdiction, settings):
            if over.is_set() or held > _MOST_BYTES:
                return
            record = process(incoming, settings.base_iri)
            _made[incoming, settings.base_iri] = record
            held += len(incoming.raw or b"") + len(record.quads)


def _new(paths: Sequence[str], jurisdiction: str | None, settings: Settings) -> Iterator[Incoming]:
    ledger = Ledger(settings.ledger_url)
    made_by = recipe(settings.base_iri)
    return (each for each in read_paths(paths, jurisdiction) if not ledger.known(each, made_by))
