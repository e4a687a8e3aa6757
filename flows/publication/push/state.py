"""What each endpoint holds, as far as this machine knows: the digest of every graph pushed to it, in SQLite.

A graph is marked before it is sent and noted after it was counted there. So whatever happens in between, it is sent
again, or deleted once the release has lost it.
"""

import fcntl
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx

from flows.faults import naming_database
from flows.private import private_folder
from flows.publication.push.graphs import ReleaseError

_FILE = "push.sqlite"
_UNCERTAIN = ""
# What is written survives the end of this process at once, and a loss of power up to the last few graphs.
_TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS pushed (
    endpoint TEXT NOT NULL, graph TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (endpoint, graph)
) WITHOUT ROWID;
CREATE TEMPORARY TABLE seen (graph TEXT PRIMARY KEY) WITHOUT ROWID;
"""


class BusyError(RuntimeError):
    """Another push of the same state folder is under way."""


class Pushed:
    """The graphs at one endpoint; every change outlives this process."""

    def __init__(self, database: sqlite3.Connection, endpoint: str) -> None:
        self._database, self._endpoint = database, endpoint

    def see(self, graph: str) -> None:
        """Note that the release has `graph`; raises ReleaseError where it had it before, further up."""
        if not self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (graph,)).rowcount:
            raise ReleaseError(f"the lines of {graph} do not stand together: publish again, then push")

    def holds(self, graph: str, sha256: str) -> bool:
        """Tell whether the endpoint has `graph` with these very lines."""
        found = self._database.execute(
            "SELECT 1 FROM pushed WHERE endpoint = ? AND graph = ? AND sha256 = ?", (self._endpoint, graph, sha256)
        )
        return found.fetchone() is not None

    def begin(self, graph: str) -> None:
        """Mark `graph` as one of which nobody knows what the endpoint has of it."""
        self.note(graph, _UNCERTAIN)

    def note(self, graph: str, sha256: str) -> None:
        """Note that the endpoint has `graph`."""
        self._database.execute("INSERT OR REPLACE INTO pushed VALUES (?, ?, ?)", (self._endpoint, graph, sha256))

    def doubt_all(self) -> None:
        """Mark all graphs, so that all are sent again."""
        self._database.execute("UPDATE pushed SET sha256 = ? WHERE endpoint = ?", (_UNCERTAIN, self._endpoint))

    def gone(self) -> list[str]:
        """Return the graphs that the endpoint has and the release, of which all graphs were seen, has not."""
        found = self._database.execute(
            "SELECT graph FROM pushed WHERE endpoint = ? AND graph NOT IN (SELECT graph FROM seen) ORDER BY graph",
            (self._endpoint,),
        )
        return [graph for (graph,) in found]

    def forget(self, graph: str) -> None:
        """Note that the endpoint has `graph` no more."""
        self._database.execute("DELETE FROM pushed WHERE endpoint = ? AND graph = ?", (self._endpoint, graph))


@contextmanager
def open_state(folder: Path, endpoint: httpx.URL) -> Iterator[Pushed]:
    """Open what is known of `endpoint`; raises BusyError while another push has it open."""
    private_folder(folder)
    file = folder / _FILE
    with (
        _alone(folder / "push.lock"),
        naming_database(file),
        closing(sqlite3.connect(file, isolation_level=None)) as database,
    ):
        database.executescript(_TABLES)
        yield Pushed(database, _key(endpoint))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise BusyError(f"another push is under way: it holds {path}") from None
    finally:
        os.close(descriptor)


def _key(endpoint: httpx.URL) -> str:
    """Return the name of an endpoint: its address, with a digest for a query, which may hold a key."""
    query = f"?{hashlib.sha256(endpoint.query).hexdigest()[:16]}" if endpoint.query else ""
    return f"{endpoint.copy_with(query=None)}{query}"
