"""Sorted statements -> chunks of some subjects in a row; those in which nothing has changed are not read again.

A chunk is cut where the subjects themselves say so, so that a change moves no other chunk's bounds. Does not know what
is written of it.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from flows.graph.notation import Block, blocks
from flows.publication.counts import Counted, counted
from flows.publication.index import Index, split
from flows.publication.linksets import links

SHARED, ACROSS = "shared", "across"
_SUBJECTS_A_CHUNK = {SHARED: 16, ACROSS: 64}
"""By kind: what articles share is made anew around each subject that a new one speaks of; across them, each chunk is
packed by itself, and small ones pack badly."""
# Where the first subject of a chunk is gone, what is left of it belongs to the one before.
_ALSO_BEFORE = """
INSERT OR IGNORE INTO stale
SELECT (SELECT MAX(key) FROM segment WHERE key >= 'shared ' AND key < stale.key) FROM stale"""
_FORGET = "DELETE FROM chunk WHERE key IN (SELECT key FROM stale) OR key NOT IN (SELECT key FROM segment)"
_KNOWN = """
SELECT key, digest, counts
FROM segment LEFT JOIN chunk USING (key) WHERE key >= 'shared ' AND key < 'shared!' ORDER BY key"""
_END = "\U0010ffff"


@dataclass(frozen=True)
class Chunk:
    """Some subjects in a row with all that is said of them across articles."""

    key: str
    digest: str
    lines: list[str]

    @cached_property
    def blocks(self) -> list[Block]:
        """What is said of each subject."""
        return list(blocks(map(split, self.lines)))

    def counted(self, base: str) -> Counted:
        """Return how much is said; links are those that lead out of `base`."""
        return counted(self.blocks)._replace(links=links(self.blocks, base))


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A chunk that is as it was, unread."""

    key: str
    digest: str
    counts: Counted


def chunks(lines: Iterable[str], kind: str) -> Iterator[Chunk]:
    """Cut `lines`, which are sorted, before each subject whose checksum says so: the cut depends on nothing else."""
    subjects = _SUBJECTS_A_CHUNK[kind]
    pending: list[str] = []
    for subject, said in groupby(lines, key=lambda line: line[: line.index(" ")]):
        if pending and not zlib.crc32(subject.encode()) % subjects:
            yield _chunk(pending, kind)
            pending = []
        pending.extend(said)
    if pending:
        yield _chunk(pending, kind)


def shared_chunks(index: Index) -> Iterator[Chunk | Unchanged]:
    """Yield the chunks of what articles share, in order; those of the release before are read where they may differ."""
    index.connection.execute(_ALSO_BEFORE)
    index.connection.execute(_FORGET)
    start: str | None = ""
    for key, digest, counts in index.connection.execute(_KNOWN):
        subject = key.removeprefix(f"{SHARED} ")
        if counts is None or not digest:
            start = subject if start is None else start
            continue
        if start is not None:
            yield from chunks(index.shared_between(start, subject), SHARED)
            start = None
        yield Unchanged(key, digest, Counted(*json.loads(counts)))
    if start is not None:
        yield from chunks(index.shared_between(start, _END), SHARED)


def note_counts(index: Index, key: str, counts: Counted) -> None:
    """Keep what was counted of the chunk `key`, for releases in which it is unchanged."""
    index.connection.execute("INSERT OR REPLACE INTO chunk VALUES (?, ?)", (key, json.dumps(counts)))


def _chunk(lines: list[str], kind: str) -> Chunk:
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return Chunk(f"{kind} {lines[0].partition(' ')[0]}", digest, lines)
