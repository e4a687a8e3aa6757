"""What leads from the release before to this one, exactly: quads to be added and quads to be removed."""

import gzip
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType

from flows.graph.vocabulary import ORG, RDF
from flows.publication.members import member

ADDED, REMOVED = "delta/added.nq.gz", "delta/removed.nq.gz"
_LINES_A_MEMBER = 5000
_TYPE, _HELD_BY = str(RDF["type"]), str(ORG["heldBy"])
_TABLES = """
DROP TABLE IF EXISTS temp.compared;
DROP TABLE IF EXISTS temp.said_before;
CREATE TEMP TABLE compared (graph TEXT PRIMARY KEY);
CREATE TEMP TABLE said_before (key TEXT PRIMARY KEY);
"""
_NOTE_GRAPH = "INSERT OR IGNORE INTO compared VALUES (?)"
_NOTE_SAID = "INSERT OR IGNORE INTO said_before VALUES (?)"


class Delta:
    """Two files under way in `folder`; graphs are compared one by one.

    Beside them it notes, in the tables ``compared`` and ``said_before``, which graphs have changed and what things they
    spoke of before: with these it can be told what is new to the dataset as a whole.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._stack = ExitStack()
        self.counts = {ADDED: 0, REMOVED: 0}
        self._pending: dict[str, list[str]] = {ADDED: [], REMOVED: []}
        for statement in filter(str.strip, _TABLES.split(";")):
            connection.execute(statement)
        (folder / "delta").mkdir(exist_ok=True)
        self._streams = {name: self._stack.enter_context((folder / name).open("wb")) for name in self.counts}

    def compare(self, graph: str, before: Sequence[str], now: Iterable[str]) -> None:
        """Note by what the lines of `graph` are `now` other than they were `before`."""
        old, new = set(before), set(now)
        self._write(ADDED, sorted(new - old))
        self._write(REMOVED, sorted(old - new))
        self._connection.execute(_NOTE_GRAPH, (graph,))
        self._connection.executemany(_NOTE_SAID, _keys(before))

    def compare_in_order(self, graph: str, before: Iterable[str], now: Iterable[str]) -> None:
        """Do as `compare` with lines that come in order, each once: there may be any number, and none is kept."""
        old = ((line, REMOVED) for line in self._noted(before))
        new = ((line, ADDED) for line in now)
        for line, group in groupby(merge(old, new), key=itemgetter(0)):
            (_, name), *both = group
            if not both:
                self._write(name, [line])
        self._connection.execute(_NOTE_GRAPH, (graph,))

    def _noted(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield `lines`, and note what things they speak of."""
        for line in lines:
            self._connection.executemany(_NOTE_SAID, _keys([line]))
            yield line

    def _write(self, name: str, lines: list[str]) -> None:
        self.counts[name] += len(lines)
        self._pending[name] += lines
        if len(self._pending[name]) >= _LINES_A_MEMBER:
            self._flush(name)

    def _flush(self, name: str) -> None:
        data = "".join(line + "\n" for line in self._pending[name]).encode()
        self._streams[name].write(member(data))
        self._pending[name] = []

    def __enter__(self) -> "Delta":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for name in self._pending:
            self._flush(name)
        self._stack.close()


def _keys(lines: Iterable[str]) -> Iterator[tuple[str]]:
    """Yield what `lines` speak of: things, and who holds a post."""
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if predicate == _TYPE:
            yield (subject,)
        elif predicate == _HELD_BY:
            yield (f"{subject} {predicate} {rest[: rest.index(' ')]}",)


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a compressed file of quads, without their ends."""
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield line.rstrip("\n")
