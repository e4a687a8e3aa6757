"""How often Python searches memory for what nothing leads to any more. Knows nothing of what is in it."""

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS_BETWEEN_COLLECTIONS = 100_000


def collect_rarely() -> None:
    """Search after so many new objects: every 700, as is usual, takes a tenth of the time that an article takes.

    An article makes some ten thousand, in dictionaries and tuples that go by themselves. What is there at the end goes
    with the process: to search all of it then would take half a second.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    atexit.register(gc.freeze)


@contextmanager
def loading() -> Iterator[None]:
    """Do not search while something is loaded that stays, nor ever in it: that takes a fifth of the time to load it.

    A process that is forked from here goes on to share it: a search would write to all of it.
    """
    gc.disable()
    yield
    gc.freeze()
    gc.enable()
