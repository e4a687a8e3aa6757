"""Whether somebody waits for an answer: what can wait itself is done while nobody does."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

_SECONDS = 0.05
"""How long nobody must have waited: who has just been answered may ask again."""


class Quiet:
    """Knows how many requests are being answered, and when the last one was."""

    def __init__(self) -> None:
        self._waiting = 0
        self._last = 0.0

    @contextmanager
    def broken(self) -> Iterator[None]:
        """Take it that somebody waits meanwhile."""
        self._waiting += 1
        try:
            yield
        finally:
            self._waiting -= 1
            self._last = time.monotonic()

    async def wait(self) -> None:
        """Return once nobody waits, and has not for a moment."""
        while self._waiting or time.monotonic() - self._last < _SECONDS:
            await asyncio.sleep(_SECONDS)
