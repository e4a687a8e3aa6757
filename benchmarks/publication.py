"""What a release costs beside pyoxigraph writing the same quads, how memory grows, what ten more articles cost.

    python -m benchmarks.publication CORPUS.jsonl.gz [--articles 10000]

Each step runs in a process of its own, whose processor time and peak memory are told; all in one run.
"""

import argparse
import gzip
import resource
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, cast

import pyoxigraph as ox

from benchmarks.articles import articles
from flows.articles.reading import Incoming
from flows.ledger import Ledger
from flows.pipeline import process
from flows.publication.about import About
from flows.publication.release import publish

_BASE = "https://example.org/"
_ABOUT = About("Benchmark", "Nobody", "https://example.org/licence", _BASE)
_BATCH = 50
_MORE = 10
Cost = tuple[float, float]
"""Seconds of the processor, and MiB at the peak."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure publication.")
    parser.add_argument("corpus", nargs="?", type=Path, metavar="CORPUS", help="JSON Lines (default: the gold set)")
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    given = parser.parse_args(arguments)
    incoming = articles(given.corpus, given.articles + _MORE)
    with TemporaryDirectory() as folder:
        _measure(incoming, Path(folder), max(1, len(incoming) // 10))


def _measure(incoming: list[Incoming], folder: Path, tenth: int) -> None:
    few, many, more = incoming[:tenth], incoming[tenth:-_MORE], incoming[-_MORE:]
    ingested = _in_process(_ingest, few, folder)
    small = _in_process(_publish, folder, folder / "tenth")
    rest = _in_process(_ingest, many, folder)
    large = _in_process(_publish, folder, folder / "all")
    base = _in_process(_with_pyoxigraph, folder / "all/output/latest/zhengwen.nq.gz", folder)
    added = _in_process(_ingest, more, folder)
    step = _in_process(_publish, folder, folder / "all")
    full = ingested[0] + rest[0] + large[0]
    _tell(f"ingest of {len(few) + len(many):,} articles", (ingested[0] + rest[0], max(ingested[1], rest[1])))
    _tell(f"release of {len(few):,}", small)
    _tell(f"release of {len(few) + len(many):,}", large)
    _tell("pyoxigraph: parse and write N-Quads, Turtle, JSON-LD", base)
    _tell(f"ingest and release of {_MORE} more", (added[0] + step[0], step[1]))
    print(f"release / pyoxigraph          {large[0] / base[0]:6.2f}  (promised: 3)")
    print(f"peak memory, all / a tenth    {large[1] / small[1]:6.2f}  (promised: 1.3)")
    print(f"{_MORE} more / all                 {(added[0] + step[0]) / full:6.3f}  (promised: 0.1)")


def _tell(what: str, cost: Cost) -> None:
    print(f"{what:55} {cost[0]:8.2f} s {cost[1]:8.0f} MiB")


def _in_process(work: Callable[..., None], *given: object) -> Cost:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_cost, (work, given))


def _cost(work: Callable[..., None], given: tuple[object, ...]) -> Cost:
    started = time.process_time()
    work(*given)
    return time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ledger(folder: Path) -> Ledger:
    return Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")


def _ingest(incoming: list[Incoming], folder: Path) -> None:
    ledger = _ledger(folder)
    for start in range(0, len(incoming), _BATCH):
        ledger.record([process(each, _BASE) for each in incoming[start : start + _BATCH]])


def _publish(folder: Path, target: Path) -> None:
    publish(_ledger(folder), _ABOUT, target / "output", target / "state")


def _with_pyoxigraph(dump: Path, folder: Path) -> None:
    """Parse the quads once for each format and write them, as whoever has nothing but pyoxigraph would."""
    for form in (ox.RdfFormat.N_QUADS, ox.RdfFormat.TURTLE, ox.RdfFormat.JSON_LD):
        with gzip.open(dump) as stream, (folder / "written").open("wb") as target:
            quads = ox.parse(cast(IO[bytes], stream), format=ox.RdfFormat.N_QUADS)
            ox.serialize(quads if form != ox.RdfFormat.TURTLE else (quad.triple for quad in quads), target, form)


if __name__ == "__main__":
    main()
