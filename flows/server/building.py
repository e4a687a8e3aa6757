"""A release -> a store on disk, in a process of its own: `python -m flows.server.building RELEASE FOLDER NICENESS`.

The default graph of the store is the union of the release with the ontology, as for `zhengwen query`; beside it stand
the named graphs. A union that the store would make of them has a statement once for each article that makes it.
"""

import gzip
import os
import sys
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox

from flows import children, resources
from flows.faults import in_a_line
from flows.publication.checksums import DamagedError, verify

TURTLE, NQUADS = "zhengwen.ttl", "zhengwen.nq.gz"
_PIECE_BYTES = 16 << 20
_THREADS = 2


def build(release: Path, folder: Path) -> None:
    """Load `release` into a new store in `folder`."""
    store = ox.Store(folder)
    with ThreadPoolExecutor(_THREADS) as threads:
        union = threads.submit(_load_union, store, release)
        loading: deque[Future[None]] = deque()
        # One thread takes what the other leaves, of which no more is in memory than they work on.
        for piece in _pieces(release / NQUADS):
            loading.append(threads.submit(store.bulk_load, piece, ox.RdfFormat.N_QUADS))
            if len(loading) == _THREADS:
                loading.popleft().result()
        for part in (union, *loading):
            part.result()
    store.optimize()
    store.flush()


def _load_union(store: ox.Store, release: Path) -> None:
    store.bulk_load(path=release / TURTLE, format=ox.RdfFormat.TURTLE)
    store.bulk_load(path=resources.folder("ontology") / "zhengwen.ttl", format=ox.RdfFormat.TURTLE)


def _pieces(dump: Path) -> Iterator[bytes]:
    """Yield the lines of a dump in pieces: what is loaded at once is sorted in memory."""
    with gzip.open(dump) as stream:
        while piece := stream.read(_PIECE_BYTES):
            yield piece + stream.readline()


def main() -> int:
    """Build, and say in one line why that is not possible."""
    release, folder = map(Path, sys.argv[1:3])
    children.end_with_parent(0)
    os.nice(int(sys.argv[3]))
    try:
        verify(release, TURTLE, NQUADS)
        build(release, folder)
    except DamagedError as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error) as error:
        print(f"{release} cannot be loaded into {folder}: {in_a_line(error)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
