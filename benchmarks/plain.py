"""The work of `zhengwen run` without Prefect, with as many worker processes: what the flow is measured against.

python -m benchmarks.plain WORKERS FOLDER TARGET
"""

import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from pathlib import Path

from benchmarks.work import BASE, ledger_in, publish
from flows.articles.reading import Incoming, read_paths
from flows.batching import BATCHES_AHEAD, in_batches
from flows.garbage import collect_rarely
from flows.ledger import Ledger, Record
from flows.recipe import recipe
from flows.workers import get_workers_ready, records, workers


def main(number: int, folder: Path, target: Path) -> None:
    """Ingest what is in `folder`, and publish to `target`, which has ``output`` and ``state`` with the ledger."""
    collect_rarely()
    get_workers_ready()
    ledger = ledger_in(target / "state")
    with workers(number) as pool:
        _ingest(ledger, folder, pool, number * BATCHES_AHEAD)
    publish(target / "state", target)


def _ingest(ledger: Ledger, folder: Path, pool: Executor, ahead: int) -> None:
    pending: deque[Future[list[Record]]] = deque()
    for batch in in_batches(_new(ledger, folder)):
        pending.append(pool.submit(records, batch, BASE))
        if len(pending) >= ahead:
            ledger.record(pending.popleft().result())
    while pending:
        ledger.record(pending.popleft().result())


def _new(ledger: Ledger, folder: Path) -> Iterator[Incoming]:
    return (each for each in read_paths([folder]) if not ledger.known(each, recipe(BASE)))


if __name__ == "__main__":
    main(int(sys.argv[1]), *map(Path, sys.argv[2:]))
