"""The example queries asked of `zhengwen serve`, of rdflib and of Virtuoso 7, on the clock.

    python -m benchmarks.queries [FOLDER]

FOLDER has ``output`` and ``state`` as `benchmarks.growth --folder` leaves them; without it, the committed release is
asked. All three are asked on the largest release that rdflib can manage, ours on the latest too. Ours and Virtuoso
answer over HTTP, rdflib in its own process; ours is the server as users start it, with its limit of 30 seconds, but for
limits of rows and memory that no query meets, and Virtuoso holds what `zhengwen push` brings it. Queries are asked as
they are shipped, in turn, after one round that does not count; one that takes 10 seconds, once only.
"""

import argparse
import json
import math
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.costs import apart
from benchmarks.engines import PATIENCE, by_rdflib, endpoint, seconds_of
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


@dataclass(frozen=True, slots=True)
class _Answers:
    """How one engine answered over one release: seconds until it was ready, seconds of each answer by query."""

    engine: str
    articles: int
    ready: float
    seconds: dict[str, list[float]]

    def within(self, share: float) -> float:
        """Return within how many milliseconds such a share of the queries is answered, each by its median."""
        every = sorted(map(self.typical, self.seconds))
        return every[math.ceil(share * len(every)) - 1]

    def typical(self, name: str) -> float:
        """Return the median of a query in milliseconds."""
        return 1000 * median(self.seconds[name])


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Ask the example queries of three engines.")
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="with output/ and state/")
    given = parser.parse_args(arguments)
    heading("The example queries")
    paragraph(
        f"{len(example_queries())} queries as they are shipped; the median of {_ROUNDS} rounds, in milliseconds on the "
        f"clock. rdflib is asked once, and given up after {PATIENCE} s, which then count."
    )
    if not shutil.which("virtuoso-t"):
        paragraph("Virtuoso is not installed, and is left out.")
    found: list[_Answers] = []
    with TemporaryDirectory() as name:
        measured = _measured(*folders(given.folder, Path(name)), Path(name))
        table(("engine", "articles", "ready, s", "p50", "p95", "slowest"), _rows(measured, found))
    table(("query", *(f"{each.engine}, {each.articles:,}" for each in found)), _by_query(found))
    ours, rdflib = (next(each for each in found if each.engine == engine) for engine in (_OURS, _RDFLIB))
    given_up = sum(rdflib.typical(name) >= 1000 * PATIENCE for name in rdflib.seconds)
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
    (ready, seconds), _cost = apart(by_rdflib, common, example_queries())
    yield _Answers(_RDFLIB, articles, ready, seconds)
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
        return _Answers(_OURS, articles, served.seconds, _asked(f"{served.url}/sparql"))


def _of_virtuoso(release: Path, folder: Path, articles: int) -> _Answers:
    folder.mkdir()
    with virtuoso(folder) as server:
        began = time.perf_counter()
        server.push(release)
        return _Answers(_VIRTUOSO, articles, time.perf_counter() - began, _asked(f"{server.url}/sparql"))


def _asked(url: str) -> dict[str, list[float]]:
    queries = example_queries()
    with endpoint(url) as ask:
        first = seconds_of(ask, queries, 1)
        slow = {name: seconds for name, seconds in first.items() if seconds[0] >= PATIENCE}
        quick = [query for query in queries if query.name not in slow]
        again = slow | seconds_of(ask, quick, _ROUNDS)
        return {query.name: again[query.name] for query in queries}


def _rows(measured: Iterator[_Answers], found: list[_Answers]) -> Iterator[tuple[str, ...]]:
    for each in measured:
        found.append(each)
        figures = (each.within(share) for share in (0.5, 0.95, 1))
        yield each.engine, f"{each.articles:,}", f"{each.ready:.1f}", *(f"{figure:,.1f}" for figure in figures)


def _by_query(found: list[_Answers]) -> list[tuple[str, ...]]:
    return [(name, *(f"{each.typical(name):,.1f}" for each in found)) for name in found[0].seconds]


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
    answered = [
        name for name in ours.seconds if math.isfinite(ours.typical(name)) and math.isfinite(other.typical(name))
    ]
    of_ours, of_other = ([each.typical(name) for name in answered] for each in (ours, other))
    return [
        ("the median query", median(theirs / mine for mine, theirs in zip(of_ours, of_other, strict=True))),
        ("p95", other.within(0.95) / ours.within(0.95)),
        ("all queries once", sum(of_other) / sum(of_ours)),
    ]


if __name__ == "__main__":
    main()
