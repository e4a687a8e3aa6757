"""N-Quads -> one named graph after the other, as a stream: the lines of one graph stand together in a release.

A graph is kept in a file of its own, small ones in memory, because its digest must be known before it is sent. Blank
nodes are refused: a graph that is sent in parts would tear them, and no release has any.
"""

import gzip
import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

_QUAD = re.compile(
    rb"(<[^<>]*> <[^<>]*> "
    rb'(?:<[^<>]*>|"[^"\\]*(?:\\.[^"\\]*)*"(?:@[A-Za-z0-9-]+|\^\^<[^<>]*>)?))'
    rb" <([^<>]+)> \.\r?\n?"
)
_IN_MEMORY = 4_000_000
LINES_A_PART = 20_000
BYTES_A_PART = 4_000_000
"""A part holds no more than either: stores refuse long bodies (Virtuoso's strings end at 10 MB)."""


class ReleaseError(RuntimeError):
    """The dump of a release is not as it must be; the message says where."""


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """A graph of the release; its lines can be read while it is the current one."""

    iri: str
    triples: int
    sha256: str
    lines: IO[bytes]
    """N-Triples."""

    def parts(self) -> Iterator[bytes]:
        """Yield the graph in parts, each of which is N-Triples by itself."""
        self.lines.seek(0)
        part: list[bytes] = []
        size = 0
        for line in self.lines:
            if part and (len(part) == LINES_A_PART or size + len(line) > BYTES_A_PART):
                yield b"".join(part)
                part, size = [], 0
            part.append(line)
            size += len(line)
        if part:
            yield b"".join(part)


def read_graphs(path: Path) -> Iterator[NamedGraph]:
    """Yield the graphs of a compressed N-Quads file; raises ReleaseError where it is broken."""
    try:
        with gzip.open(path) as stream:
            for name, quads in groupby(_quads(stream, path.name), key=lambda quad: quad[0]):
                with SpooledTemporaryFile(max_size=_IN_MEMORY) as lines:
                    yield _kept(name.decode("utf-8"), (triple for _, triple in quads), lines)
    except (EOFError, gzip.BadGzipFile, zlib.error, UnicodeDecodeError) as error:
        raise ReleaseError(f"{path} is damaged: {error}: publish again, then push") from None


def _quads(stream: Iterable[bytes], name: str) -> Iterator[tuple[bytes, bytes]]:
    for number, line in enumerate(stream, start=1):
        if quad := _QUAD.fullmatch(line):
            yield quad[2], quad[1] + b" .\n"
        elif line.strip():
            raise ReleaseError(f"{name}: line {number:,} is no statement of IRIs and literals in a named graph")


def _kept(iri: str, triples: Iterator[bytes], lines: IO[bytes]) -> NamedGraph:
    digest, number = hashlib.sha256(), 0
    for triple in triples:
        digest.update(triple)
        lines.write(triple)
        number += 1
    return NamedGraph(iri, number, digest.hexdigest(), lines)
