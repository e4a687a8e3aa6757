"""The example queries asked of `zhengwen serve`, of rdflib and of Virtuoso 7: the clock, the processor, memory.

    python -m benchmarks.queries [FOLDER]

FOLDER has ``output`` and ``state`` as `benchmarks.growth --folder` leaves them; without it, the committed release is
asked. All three are asked on the largest release that rdflib can manage, ours on the latest too. Ours and Virtuoso
answer over HTTP, rdflib in its own process; ours is the server as users start it, with its limit of 30 seconds, but for
limits of rows and memory that no query meets, and Virtuoso holds what `zhengwen push` brings it. Queries are asked as
they are shipped, in turn, after one round that does not count; one that takes 10 seconds, once only. Of processor time,
that of all processes of an engine counts; where others keep the machine busy, it tells more than the clock.
"""

import argparse
import json
import math
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.costs import apart
from benchmarks.engines import PATIENCE, Took, asked, by_rdflib, endpoint, memory_of, work_of
from benchmarks.report import heading, paragraph, ratios, table
from benchmarks.work import BASE, BUILDING_SECONDS, folders
from flows.publication.queries import example_queries
from tests.interop.virtuoso import running as virtuoso
from tests.server.process import running as zhengwen

_MANAGEABLE = 1_000
"""Articles: rdflib takes a minute to read as many."""
_ROUNDS = 5
_LIMITS = {"QUERY_ROWS": "100000000", "QUERY_MEMORY_MB": "8192"}
_OURS, _RDFLIB, _VIRTUOSO = "`zhengwen serve`", "rdflib", "Virtuoso"
_GOALS = {_RDFLIB: "at least 20", _VIRTUOSO: ""}
_GOAL_MS = 100
_SHARES = (0.5, 0.95, 1)
_HEAD = ("engine", "articles", "ready, s", "p50", "p95", "slowest", "p50, processor", "p95, processor", "memory")
Measure = Callable[[Took], float]


def _clock(took: Took) -> float:
    return took.clock


def _processor(took: Took) -> float:
    return took.processor


@dataclass(frozen=True, slots=True)
class _Answers:
    """How one engine answered over one release: seconds until it was ready, what each answer took, MiB at the end."""

    engine: str
    articles: int
    ready: float
    took: dict[str, list[Took]]
    memory: float

    def within(self, share: float, of: Measure = _clock) -> float:
        """Return within how many milliseconds such a share of the queries is answered, each by its median."""
        every = sorted(self.typical(name, of) for name in self.took)
        return every[math.ceil(share * len(every)) - 1]

    def typical(self, name: str, of: Measure = _clock) -> float:
        """Return the median of a query in milliseconds."""
        return 1000 * median(map(of, self.took[name]))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Ask the example queries of three engines.")
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="with output/ and state/")
    given = parser.parse_args(arguments)
    heading("The example queries")
    paragraph(
        f"{len(example_queries())} queries as they are shipped; the median of {_ROUNDS} rounds, in milliseconds on the "
        f"clock, and of the processor where that is said. Memory is in MiB, when all is answered, and rdflib's most. "
        f"rdflib is asked once, and given up after {PATIENCE} s, which then count."
    )
    if not shutil.which("virtuoso-t"):
        paragraph("Virtuoso is not installed, and is left out.")
    found: list[_Answers] = []
    with TemporaryDirectory() as name:
        measured = _measured(*folders(given.folder, Path(name)), Path(name))
        table(_HEAD, _rows(measured, found))
    table(("query", *(f"{each.engine}, {each.articles:,}" for each in found)), _by_query(found))
    ours, rdflib = (next(each for each in found if each.engine == engine) for engine in (_OURS, _RDFLIB))
    given_up = sum(rdflib.typical(name) >= 1000 * PATIENCE for name in rdflib.took)
    paragraph(f"rdflib was given up on {given_up} queries, so that it takes longer than the ratios say.")
    _compare(found, ours)


def _measured(output: Path, state: Path, spare: Path) -> Iterator[_Answers]:
    """Ask who is there, over the releases in `output`; `spare` is a folder for what is gone afterwards."""
    common, latest = _chosen(output)
    articles = _articles(common)
    if common == latest:
        yield _of_zhengwen(output, state, articles)
    else:
        (spare / "common").mkdir()
        (spare / "common" / "latest").symlink_to(common)
        yield _of_zhengwen(spare / "common", spare / "state of common", articles)
    (ready, took), cost = apart(by_rdflib, common, example_queries())
    yield _Answers(_RDFLIB, articles, ready, took, cost.peak)
    if shutil.which("virtuoso-t"):
        yield _of_virtuoso(common, spare / "virtuoso", articles)
    if common != latest:
        yield _of_zhengwen(output, state, _articles(latest))


def _chosen(output: Path) -> tuple[Path, Path]:
    """Return the release on which all are compared, and the latest."""
    latest = (output / "latest").resolve()
    manageable = [each for each in latest.parent.glob("r-*") if _articles(each) <= _MANAGEABLE]
    if not manageable:
        raise SystemExit(f"error: {output} holds no release of {_MANAGEABLE:,} articles or fewer, for rdflib to read")
    return max(manageable, key=_articles), latest


def _articles(release: Path) -> int:
    return int(json.loads((release / "manifest.json").read_text(encoding="utf-8"))["articles"])


def _of_zhengwen(output: Path, state: Path, articles: int) -> _Answers:
    with zhengwen(output, state, BUILDING_SECONDS, BASE_IRI=BASE, **_LIMITS) as served:
        return _Answers(
            _OURS, articles, served.seconds, *_asked(served.url, lambda: [served.process.pid, *served.workers()])
        )


def _of_virtuoso(release: Path, folder: Path, articles: int) -> _Answers:
    folder.mkdir()
    with virtuoso(folder) as server:
        began = time.perf_counter()
        server.push(release)
        return _Answers(_VIRTUOSO, articles, time.perf_counter() - began, *_asked(server.url, lambda: [server.process]))


def _asked(url: str, processes: Callable[[], Sequence[int]]) -> tuple[dict[str, list[Took]], float]:
    """Return what each query took at the endpoint, and how many MiB the processes behind it have then."""
    queries = example_queries()

    def worked() -> float:
        return work_of(processes())

    with endpoint(f"{url}/sparql") as ask:
        first = asked(ask, queries, 1, worked)
        slow = {name: took for name, took in first.items() if took[0].clock >= PATIENCE}
        quick = [query for query in queries if query.name not in slow]
        again = slow | asked(ask, quick, _ROUNDS, worked)
        return {query.name: again[query.name] for query in queries}, memory_of(processes())


def _rows(measured: Iterator[_Answers], found: list[_Answers]) -> Iterator[tuple[str, ...]]:
    for each in measured:
        found.append(each)
        clock, processor = ([each.within(share, of) for share in _SHARES] for of in (_clock, _processor))
        figures = (f"{figure:,.1f}" for figure in (*clock, *processor[:2]))
        yield each.engine, f"{each.articles:,}", f"{each.ready:.1f}", *figures, f"{each.memory:,.0f}"


def _by_query(found: list[_Answers]) -> list[tuple[str, ...]]:
    return [(name, *(f"{each.typical(name):,.1f}" for each in found)) for name in found[0].took]


def _compare(found: list[_Answers], ours: _Answers) -> None:
    latest = [each for each in found if each.engine == _OURS][-1]
    ratios(
        (f"p95 over {latest.articles:,} articles, ms", latest.within(0.95), f"below {_GOAL_MS}"),
        *(
            (f"{other.engine} ÷ ours, {what}", ratio, _GOALS[other.engine])
            for other in found
            if other.engine in _GOALS
            for what, ratio in _ratios(ours, other)
        ),
    )


def _ratios(ours: _Answers, other: _Answers) -> list[tuple[str, float]]:
    """Return how many times longer the `other` takes: for the median query, at the 95th percentile, and for all."""
    answered = [name for name in ours.took if math.isfinite(ours.typical(name)) and math.isfinite(other.typical(name))]
    of_ours, of_other = ([each.typical(name) for name in answered] for each in (ours, other))
    return [
        ("the median query", _median_ratio(ours, other, answered, _clock)),
        ("the median query, processor", _median_ratio(ours, other, answered, _processor)),
        ("p95", other.within(0.95) / ours.within(0.95)),
        ("all queries once", sum(of_other) / sum(of_ours)),
    ]


def _median_ratio(ours: _Answers, other: _Answers, names: Iterable[str], of: Measure) -> float:
    return median(other.typical(name, of) / ours.typical(name, of) for name in names)


if __name__ == "__main__":
    main()
