"""Where workers of one server put long answers: a folder of its own, which ends with the server, whatever ends that.

A server holds a lock on its folder; one that nobody holds was left behind by a server that was killed, and is removed.
"""

import fcntl
import os
import shutil
import tempfile
from itertools import count
from pathlib import Path


class Answers:
    """A new folder in `home`; what servers that were killed left behind there is removed."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        with (home / "lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for left in home.glob("server-*"):
                _remove_unless_held(left)
            self._folder = tempfile.TemporaryDirectory(prefix="server-", dir=home, ignore_cleanup_errors=True)
            self._held = os.open(self._folder.name, os.O_RDONLY)
            fcntl.flock(self._held, fcntl.LOCK_EX)
        self._numbers = count()

    def new(self) -> Path:
        """Return the name of a file that nobody else is given."""
        return Path(self._folder.name) / str(next(self._numbers))

    def close(self) -> None:
        """Remove the folder, and what is in it."""
        self._folder.cleanup()
        os.close(self._held)


def _remove_unless_held(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder)
    except BlockingIOError:
        return
    finally:
        os.close(descriptor)
