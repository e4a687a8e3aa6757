"""Whether an article costs more when there are many: time, memory and disk from 1,000 to 10,000 to 100,000 articles.

    python -m benchmarks.growth [CORPUS.jsonl.gz] [--articles 3000] [--folder FOLDER]

Articles are made in two worker processes and recorded in a third, as by `zhengwen ingest` with processes; after 1,000
and 10,000 and at the end a release is made. Each of these steps is a process of its own, whose peak memory is told.
What is compared is processor time, of workers and recorder together, in thousands that are mixed alike. With
`--folder`, ledger and releases are left there for other programs, as `state` and `output`; else they are gone after.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.costs import Cost, apart
from benchmarks.ingesting import Block, Ingested, ingest_step
from benchmarks.options import parser
from benchmarks.report import heading, paragraph, ratios, table
from benchmarks.work import bytes_of, publish

_SIZES = (1_000, 10_000)
_THOUSAND = 1_000
_KIB = 1024
_FLAT = "at most 1.3"
_COSTS = (
    "articles",
    "ingest, ms an article",
    "articles an hour",
    "recorder, MiB",
    "a worker, MiB",
    "release, ms an article",
    "release, MiB",
)
_DISK = ("articles", "ledger, KiB an article", "release", "what publication keeps")


@dataclass(frozen=True, slots=True)
class _Step:
    """What it cost to come to a size: the articles since the size before, and the release of all."""

    size: int
    ingested: Ingested
    recorder: Cost
    release: Cost
    disk: tuple[int, int, int]
    """Bytes of the ledger, of the files of the release, and of what publication keeps from one to the next."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    known = parser("Measure how costs grow with the number of articles.", 3_000)
    known.add_argument("--folder", type=Path, metavar="FOLDER", help="where ledger and releases are left")
    given = known.parse_args(arguments)
    sizes = [size for size in _SIZES if size < given.articles] + [given.articles]
    heading("Growth")
    paragraph(
        "Milliseconds of the processor for an article; of a release, for each article that is new in it. Memory is "
        "what one process has at its peak. The clock has two worker processes at work."
    )
    steps: list[_Step] = []
    with TemporaryDirectory() if given.folder is None else nullcontext(given.folder) as folder:
        table(_COSTS, _rows(_steps(given.corpus, sizes, Path(folder)), steps))
    table(_DISK, (_disk_row(step) for step in steps))
    blocks = [block for step in steps for block in step.ingested.blocks]
    most = min(_THOUSAND, given.articles // 2)
    _compare(_first(blocks, most), _first(reversed(blocks), most), steps)


def _steps(corpus: Path | None, sizes: Sequence[int], folder: Path) -> Iterator[_Step]:
    state = folder / "state"
    state.mkdir(parents=True, exist_ok=True)
    for start, size in zip([0, *sizes], sizes, strict=False):
        ingested, recorder = apart(ingest_step, corpus, start, size, state)
        release, cost = apart(publish, state, folder)
        ledger, kept = bytes_of(state.glob("ledger.sqlite*")), bytes_of(state.glob("publication*"))
        yield _Step(size, ingested, recorder, cost, (ledger, bytes_of([release.folder]), kept))


def _rows(measured: Iterator[_Step], steps: list[_Step]) -> Iterator[tuple[str, ...]]:
    for step in measured:
        steps.append(step)
        whole = _added(step.ingested.blocks)
        yield (
            f"{step.size:,}",
            f"{_milliseconds(whole):.2f}",
            f"{whole.articles / step.ingested.clock * 3600:,.0f}",
            f"{step.recorder.peak:,.0f}",
            f"{step.ingested.worker_peak:,.0f}",
            f"{step.release.seconds / whole.articles * 1000:.2f}",
            f"{step.release.peak:,.0f}",
        )


def _disk_row(step: _Step) -> tuple[str, ...]:
    return f"{step.size:,}", *(f"{size / step.size / _KIB:.1f}" for size in step.disk)


def _compare(first: Block, last: Block, steps: Sequence[_Step]) -> None:
    head = ("articles", "accepted", "ms an article", "triples an article", "ms for 1,000 triples")
    rows = ((f"the first {first.articles:,}", first), (f"the last {last.articles:,}", last))
    table(head, ((what, *_figures(block)) for what, block in rows))
    ratio = _milliseconds(last) / _milliseconds(first)
    ratios(("time of an article, the last thousand ÷ the first", ratio, "at most 1.15"), *_memory(steps[0], steps[-1]))


def _memory(small: _Step, large: _Step) -> list[tuple[str, float, str]]:
    """Return how memory grew, where there are two sizes."""
    peaks = (
        ("the recorder", small.recorder.peak, large.recorder.peak),
        ("a worker", small.ingested.worker_peak, large.ingested.worker_peak),
        ("a release", small.release.peak, large.release.peak),
    )
    sizes = f"at {large.size:,} ÷ at {small.size:,}"
    grown = [(f"peak memory of {what}, {sizes}", of_large / of_small, _FLAT) for what, of_small, of_large in peaks]
    return grown if small is not large else []


def _figures(block: Block) -> tuple[str, ...]:
    milliseconds, triples = _milliseconds(block), block.triples / block.articles
    return f"{block.accepted:,}", f"{milliseconds:.2f}", f"{triples:,.0f}", f"{milliseconds / triples * 1000:.1f}"


def _first(blocks: Iterable[Block], most: int) -> Block:
    """Return the first of `blocks` as one, at least one of them and not more than `most` articles."""
    found = Block()
    for block in blocks:
        if found.articles and found.articles + block.articles > most:
            break
        found.add(block)
    return found


def _added(blocks: Iterable[Block]) -> Block:
    found = Block()
    for block in blocks:
        found.add(block)
    return found


def _milliseconds(block: Block) -> float:
    return block.seconds / block.articles * 1000


if __name__ == "__main__":
    main()
