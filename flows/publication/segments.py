"""Files made of segments, each of which is copied from the release before where nothing in it has changed.

Goes in: a key and a digest for each segment, in the order of the file, and what makes its bytes. Comes out: the files,
and a note of where each segment lies. The bytes do not tell which of them were copied.
"""

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

Spans = dict[str, tuple[int, int]]
"""Offset and length of a segment by the name of the file."""
_FLUSH = 1 << 16


class OldFiles:
    """The files of the release before, as far as it is known where their segments lie."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self._folder = folder
        self._connection = connection
        self._open: dict[str, int] = {}

    def segment(self, key: str) -> tuple[str, Spans] | None:
        """Return digest and place of the segment `key`, or None where there was none."""
        row = self._connection.execute("SELECT digest, spans FROM segment WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        return row[0], _unpack(row[1])

    def segments(self, lead: str) -> Iterator[tuple[str, str, Spans]]:
        """Yield key, digest and place of the segments whose key begins with `lead`, in order."""
        query = "SELECT key, digest, spans FROM segment WHERE key >= ? AND key < ? ORDER BY key"
        found = self._connection.execute(query, (lead, lead + "\U0010ffff"))
        return ((key, digest, _unpack(spans)) for key, digest, spans in found)

    def descriptor(self, name: str) -> int:
        """Return the file called `name`, opened to be read."""
        if name not in self._open:
            self._open[name] = os.open(self._folder / name, os.O_RDONLY)
        return self._open[name]

    def read(self, name: str, span: tuple[int, int]) -> bytes:
        """Return the bytes of a segment in the file called `name`."""
        return os.pread(self.descriptor(name), span[1], span[0])

    def close(self) -> None:
        """Close all files."""
        for descriptor in self._open.values():
            os.close(descriptor)
        self._open.clear()


def _unpack(spans: str) -> Spans:
    return {name: (offset, length) for name, offset, length in json.loads(spans)}


class SegmentedFiles:
    """Files under way in `folder`; `heads` says with which bytes each of them begins."""

    def __init__(self, folder: Path, heads: Mapping[str, bytes], old: OldFiles, connection: sqlite3.Connection) -> None:
        self._files = {name: _File(folder / name, head) for name, head in heads.items()}
        self._last: dict[str, str] = {}
        self._content = hashlib.sha256()
        self._old = old
        self._connection = connection
        connection.execute("DROP TABLE IF EXISTS written")
        connection.execute("CREATE TEMP TABLE written (key TEXT PRIMARY KEY, digest TEXT, spans TEXT)")

    def add(self, key: str, digest: str, names: Sequence[str], make: Callable[[], Mapping[str, bytes]]) -> None:
        """Append a segment to the files `names`, made only where it is not as it was."""
        self._content.update(digest.encode())
        before = self._old.segment(key)
        spans: Spans = {}
        if before and before[0] == digest and before[1].keys() == set(names):
            for name in names:
                spans[name] = self._files[name].copy(self._old.descriptor(name), before[1][name])
        else:
            made = make()
            spans = {name: self._files[name].write(made[name]) for name in names}
        self._last |= dict.fromkeys(names, key)
        packed = json.dumps([(name, *span) for name, span in spans.items()])
        self._connection.execute("INSERT INTO written VALUES (?, ?, ?)", (key, digest, packed))

    @property
    def content(self) -> str:
        """A digest of what all segments hold, whatever bytes are made of it: no two builds of zlib pack alike."""
        return self._content.hexdigest()

    def digest(self, key: str) -> str | None:
        """Return the digest of the segment `key` as written, or None where there is none."""
        row = self._connection.execute("SELECT digest FROM written WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def finish(self, tails: Mapping[str, tuple[int, bytes]]) -> None:
        """Close the files: of each name in `tails` so many bytes are cut off, and those given put in their place.

        The segment that loses bytes is noted as one that has changed: where others follow it, it must have them again.
        """
        for name, file in self._files.items():
            cut, tail = tails.get(name, (0, b""))
            file.close(cut, tail)
            if cut and name in self._last:
                self._connection.execute("UPDATE written SET digest = '' WHERE key = ?", (self._last[name],))

    def gone(self) -> Iterator[tuple[str, Spans]]:
        """Yield the segments of the release before that no longer are."""
        query = "SELECT key, spans FROM segment WHERE key NOT IN (SELECT key FROM written) ORDER BY key"
        return ((key, _unpack(spans)) for key, spans in self._connection.execute(query))

    def keep(self) -> None:
        """Let the note of what was written take the place of the one of the release before."""
        self._connection.execute("DELETE FROM segment")
        self._connection.execute("INSERT INTO segment SELECT * FROM written")
        self._connection.execute("DROP TABLE written")


class _File:
    """A file that grows; what is copied from one place in a row is copied at once."""

    def __init__(self, path: Path, head: bytes) -> None:
        path.parent.mkdir(exist_ok=True)
        self._stream = path.open("wb", buffering=_FLUSH)
        self._stream.write(head)
        self._length = len(head)
        self._source, self._from, self._until = -1, 0, 0

    def write(self, data: bytes) -> tuple[int, int]:
        self._copy_pending()
        self._stream.write(data)
        return self._grown(len(data))

    def copy(self, source: int, span: tuple[int, int]) -> tuple[int, int]:
        offset, length = span
        if (source, offset) != (self._source, self._until):
            self._copy_pending()
            self._source, self._from = source, offset
        self._until = offset + length
        return self._grown(length)

    def close(self, cut: int, tail: bytes) -> None:
        self._copy_pending()
        self._stream.flush()
        self._stream.seek(self._length - cut)
        self._stream.truncate()
        self._stream.write(tail)
        self._stream.close()

    def _grown(self, length: int) -> tuple[int, int]:
        self._length += length
        return self._length - length, length

    def _copy_pending(self) -> None:
        while self._from < self._until:
            data = os.pread(self._source, min(_FLUSH, self._until - self._from), self._from)
            if not data:
                raise OSError("a file of the release before is shorter than it was")
            self._stream.write(data)
            self._from += len(data)
        self._source, self._from, self._until = -1, 0, 0


def unpacked(old: OldFiles, name: str, spans: Spans) -> list[str]:
    """Return the lines of a segment of a compressed file of the release before."""
    return zlib.decompress(old.read(name, spans[name]), wbits=31).decode().split("\n")[:-1]
