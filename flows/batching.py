"""What came in -> batches, as many as a worker is given at once. Knows nothing of who works."""

from collections.abc import Iterable, Iterator

from flows.articles.reading import Incoming

BATCH = 100
"""Articles a task: enough for a task's own cost (some 50 ms) not to count, few enough for a bar that moves."""
BATCHES_AHEAD = 2
"""For each worker: one batch that it works on, and one that is ready when it has done that."""
_BATCH_BYTES = 10_000_000
"""A batch of very long articles is smaller, so that memory does not grow with their length."""


def in_batches(came_in: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    """Yield `came_in`, in its order."""
    batch: list[Incoming] = []
    size = 0
    for incoming in came_in:
        batch.append(incoming)
        size += len(incoming.raw or b"")
        if len(batch) == BATCH or size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
