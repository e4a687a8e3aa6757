"""What a release costs beside pyoxigraph writing the same quads, how memory grows, what ten more articles cost.

    python -m benchmarks.publication [CORPUS.jsonl.gz] [--articles 1000]

Each step runs in a process of its own, whose processor time and peak memory are told; all in one run.
"""

import gzip
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, cast

import pyoxigraph as ox

from benchmarks.articles import growing
from benchmarks.costs import Cost, apart
from benchmarks.options import parser
from benchmarks.report import heading, paragraph, ratios, table
from benchmarks.work import ingest, publish
from flows.articles.reading import Incoming

_MORE = 10


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    given = parser("Measure publication.", 1000).parse_args(arguments)
    incoming = list(islice(growing(given.corpus), given.articles + _MORE))
    heading("Publication beside bare pyoxigraph")
    paragraph("Bare pyoxigraph parses the N-Quads and writes N-Quads, Turtle and JSON-LD; it validates nothing.")
    measured: dict[str, Cost] = {}
    with TemporaryDirectory() as folder:
        steps = _steps(incoming, Path(folder), max(1, given.articles // 10))
        table(("", "processor, s", "peak, MiB"), _rows(steps, measured))
    first, small, rest, large, base, added, step = measured.values()
    full = first.seconds + rest.seconds + large.seconds
    ratios(
        ("release ÷ pyoxigraph", large.seconds / base.seconds, "at most 3"),
        ("peak memory of a release, all ÷ a tenth", large.peak / small.peak, "at most 1.3"),
        (f"{_MORE} more ÷ all, ingest and release", (added.seconds + step.seconds) / full, "at most 0.1"),
    )


def _rows(steps: Iterator[tuple[str, Cost]], measured: dict[str, Cost]) -> Iterator[tuple[str, ...]]:
    for what, cost in steps:
        measured[what] = cost
        yield what, f"{cost.seconds:.2f}", f"{cost.peak:,.0f}"


def _steps(incoming: list[Incoming], folder: Path, tenth: int) -> Iterator[tuple[str, Cost]]:
    few, many, more = incoming[:tenth], incoming[tenth:-_MORE], incoming[-_MORE:]
    yield f"ingest of {len(few):,} articles", apart(ingest, few, folder)[1]
    yield f"release of {len(few):,}", apart(publish, folder, folder / "tenth")[1]
    yield f"ingest of {len(many):,}", apart(ingest, many, folder)[1]
    yield f"release of {len(few) + len(many):,}", apart(publish, folder, folder / "all")[1]
    dump = folder / "all" / "output" / "latest" / "zhengwen.nq.gz"
    yield "pyoxigraph on the same quads", apart(_with_pyoxigraph, dump, folder)[1]
    yield f"ingest of {_MORE} more", apart(ingest, more, folder)[1]
    yield "release with them", apart(publish, folder, folder / "all")[1]


def _with_pyoxigraph(dump: Path, folder: Path) -> None:
    """Parse the quads once for each format and write them, as whoever has nothing but pyoxigraph would."""
    for form in (ox.RdfFormat.N_QUADS, ox.RdfFormat.TURTLE, ox.RdfFormat.JSON_LD):
        with gzip.open(dump) as stream, (folder / "written").open("wb") as target:
            quads = ox.parse(cast(IO[bytes], stream), format=ox.RdfFormat.N_QUADS)
            ox.serialize(quads if form != ox.RdfFormat.TURTLE else (quad.triple for quad in quads), target, form)


if __name__ == "__main__":
    main()
