"""The work of `zhengwen run` without Prefect, with as many workers: what the flow is measured against.

python -m benchmarks.plain WORKERS FOLDER STATE OUTPUT
"""

import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from flows.articles.reading import Incoming, read_paths
from flows.ledger import Ledger, Record
from flows.publication.about import About
from flows.publication.release import publish
from flows.recipe import recipe
from flows.workers import records

_BASE = "https://example.org/"
_ABOUT = About("Benchmark", "Nobody", "https://example.org/licence", _BASE)
_BATCH = 50


def main(number: int, folder: Path, state: Path, output: Path) -> None:
    """Ingest what is in `folder`, and publish."""
    ledger = Ledger(f"sqlite:///{state / 'ledger.sqlite'}")
    with ThreadPoolExecutor(number) as pool:
        _ingest(ledger, folder, pool, number * 2)
    publish(ledger, _ABOUT, output, state)


def _ingest(ledger: Ledger, folder: Path, pool: Executor, ahead: int) -> None:
    pending: deque[Future[list[Record]]] = deque()
    for batch in _batches(ledger, folder):
        pending.append(pool.submit(records, batch, _BASE))
        if len(pending) >= ahead:
            ledger.record(pending.popleft().result())
    while pending:
        ledger.record(pending.popleft().result())


def _batches(ledger: Ledger, folder: Path) -> Iterator[list[Incoming]]:
    new = (each for each in read_paths([folder]) if not ledger.known(each, recipe(_BASE)))
    while batch := list(islice(new, _BATCH)):
        yield batch


if __name__ == "__main__":
    main(int(sys.argv[1]), *map(Path, sys.argv[2:]))
