"""The targets of fuzzing by name, and how long one input may take."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tests.fuzz import byline, extraction, readers, server

Check = Callable[[bytes], int]
"""Tries one input, raises where a promise does not hold, and returns how many characters or bytes there were to do."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed, and what one input may cost of the processor: so much, and so much more for each character."""

    open: Callable[[], AbstractContextManager[Check]]
    words: Callable[[], Sequence[Sequence[str]]]
    """What inputs are put together from, by kind: each kind is taken as often as any other."""
    milliseconds: float
    microseconds_each: float
    longest: int
    """How many bytes inputs have at most."""


TARGETS = {
    "byline": Target(byline.opened, byline.words, 5, 5, 4_000),
    "extraction": Target(extraction.opened, extraction.words, 60, 100, 4_000),
    "readers": Target(readers.opened, readers.words, 50, 20, 6_000),
    "server": Target(server.opened, server.words, 50, 50, 3_000),
}


class TooSlowError(AssertionError):
    """An input takes longer than its size allows."""


def tried(target: Target, check: Check, data: bytes, slowness: float = 1.0) -> None:
    """Try `data`, on a machine or in a state that is `slowness` times slower; raises where a promise does not hold."""
    seconds, allowed = _measured(target, check, data)
    if seconds <= allowed * slowness:
        return
    # What else the machine does, and what is loaded the first time, is not the input's fault.
    seconds = min(_measured(target, check, data)[0] for _ in range(3))
    if seconds > allowed * slowness:
        raise TooSlowError(f"{seconds * 1e3:.0f} ms, where {allowed * slowness * 1e3:.0f} are allowed")


def _measured(target: Target, check: Check, data: bytes) -> tuple[float, float]:
    """Return how many seconds of the processor the input took, and how many it may take."""
    started = time.process_time()
    size = check(data)
    return time.process_time() - started, target.milliseconds / 1e3 + target.microseconds_each / 1e6 * size
