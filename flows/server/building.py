"""A release -> a store on disk, in a process of its own: `python -m flows.server.building RELEASE FOLDER NICENESS`.

The default graph of the store is the union of the release with the ontology, as for `zhengwen query`; beside it stand
the named graphs. A union that the store would make of them has a statement once for each article that makes it.
"""

import gzip
import os
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox

from flows import children, resources
from flows.faults import in_a_line
from flows.publication.checksums import DamagedError, verify

TURTLE, NQUADS = "zhengwen.ttl", "zhengwen.nq.gz"
_PIECE_BYTES = 64 << 20


def build(release: Path, folder: Path) -> None:
    """Load `release` into a new store in `folder`."""
    store = ox.Store(folder)
    with ThreadPoolExecutor() as threads:
        for part in [threads.submit(_load_union, store, release), threads.submit(_load_graphs, store, release)]:
            part.result()
    store.optimize()
    store.flush()


def _load_union(store: ox.Store, release: Path) -> None:
    store.bulk_load(path=release / TURTLE, format=ox.RdfFormat.TURTLE)
    store.bulk_load(path=resources.folder("ontology") / "zhengwen.ttl", format=ox.RdfFormat.TURTLE)


def _load_graphs(store: ox.Store, release: Path) -> None:
    with gzip.open(release / NQUADS) as stream:
        # In pieces: what is loaded at once is sorted in memory.
        while lines := stream.readlines(_PIECE_BYTES):
            store.bulk_load(input=b"".join(lines), format=ox.RdfFormat.N_QUADS)


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
