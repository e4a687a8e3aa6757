"""Several streams at once: what each yields, in its own order, as soon as it is there. Knows nothing of what flows."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, Full, Queue
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
_LOOK_UP_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a stream, and the error that ended it, if one did."""

    error: Exception | None = None


class _Drains(Generic[Thing]):
    """Threads that draw from streams until all are empty, or until nobody wants what they give."""

    def __init__(self, streams: Sequence[Iterator[Thing]], at_once: int) -> None:
        self.ready: Queue[Thing | _End] = Queue(maxsize=at_once)
        self.unwanted = threading.Event()
        self._waiting: Queue[Iterator[Thing]] = Queue()
        for stream in streams:
            self._waiting.put(stream)
        for _ in range(min(at_once, len(streams))):
            # As daemons: a run that is interrupted does not wait for the answers of slow portals.
            threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while not self.unwanted.is_set():
            try:
                stream = self._waiting.get_nowait()
            except Empty:
                return
            end = _End()
            try:
                for thing in stream:
                    if not self._give(thing):
                        return
            except Exception as error:  # it is raised where the things are taken
                end = _End(error)
            self._give(end)

    def _give(self, thing: Thing | _End) -> bool:
        """Hand `thing` on; return False where nobody wants it any more."""
        while not self.unwanted.is_set():
            try:
                self.ready.put(thing, timeout=_LOOK_UP_SECONDS)
            except Full:
                continue
            return True
        return False


def abreast(streams: Sequence[Iterator[Thing]], at_once: int) -> Iterator[Thing]:
    """Yield what `streams` yield, each in its own order; up to `at_once` of them are drawn from at the same time.

    An error of one is raised here, and the others are left off. No more than `at_once` things wait to be taken.
    """
    drains = _Drains(streams, at_once)
    left = len(streams)
    try:
        while left:
            thing = drains.ready.get()
            if not isinstance(thing, _End):
                yield thing
                continue
            if thing.error is not None:
                raise thing.error
            left -= 1
    finally:
        drains.unwanted.set()
