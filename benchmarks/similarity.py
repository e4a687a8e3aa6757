"""What it costs to find copies: a fingerprint, and looking for those that resemble it among very many articles.

    python -m benchmarks.similarity [CORPUS.jsonl.gz] [--articles 1000] [--stored 1000000]

The keys that are stored are made up, spread over ten years: as many on each day as a ledger of that size would have.
"""

import os
import random
import sqlite3
import statistics
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from benchmarks.articles import growing
from benchmarks.costs import processor_seconds
from benchmarks.options import at_least, parser
from benchmarks.report import heading, table
from flows.articles.kinds import article_of
from flows.articles.similarity import BANDS
from flows.extraction.extract import extract
from flows.extraction.fingerprint import Fingerprint, fingerprint
from flows.ledger.copying import candidates
from flows.ledger.engine import open_engine, reading

_DAYS = 3650
_AT_ONCE = 200_000
_LOOK_UPS = 2000
_BEFORE = 500
"""Look-ups that are not counted, while the system reads the file for the first time."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    known = parser("Measure how copies are found.", 1000)
    known.add_argument("--stored", type=at_least(1), default=1_000_000, metavar="N", help="articles in the ledger")
    given = known.parse_args(arguments)
    heading("Finding copies")
    made, took, characters = _fingerprints(given.corpus, given.articles)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        engine = open_engine(f"sqlite:///{path}")
        _store(path, given.stored, min(each.day for each in made), random.Random(1))
        size = path.stat().st_size / given.stored / BANDS
        seconds = _look_ups(engine, made)
        engine.dispose()
    cuts = [1000 * cut for cut in statistics.quantiles(seconds, n=100)]
    rows = (
        (f"a fingerprint, ms ({characters:,.0f} characters)", f"{took / given.articles * 1000:.2f}"),
        (f"a look-up among {given.stored:,} articles, ms, median", f"{cuts[49]:.2f}"),
        ("99th percentile", f"{cuts[98]:.2f}"),
        (f"bytes a key, {BANDS} keys an article", f"{size:.0f}"),
    )
    table(("", "processor"), rows)


def _fingerprints(corpus: Path | None, number: int) -> tuple[list[Fingerprint], float, float]:
    """Return the fingerprints of `number` articles, the seconds that they took beyond reading and extraction, and how
    many characters an article has.
    """
    made, seconds, characters = [], 0.0, 0
    for incoming in islice(growing(corpus), number):
        article = article_of(incoming)
        facts = extract(article)
        characters += len(article.text)
        started = time.process_time()
        found = fingerprint(article, facts)
        seconds += time.process_time() - started
        if found:
            made.append(found)
    return made, seconds, characters / number


def _look_ups(engine: Engine, made: list[Fingerprint]) -> list[float]:
    """Return the seconds of each look-up."""
    seconds = []
    with reading(engine) as connection:
        for each in islice(cycle(made), _BEFORE + _LOOK_UPS):
            seconds.append(processor_seconds(candidates, connection, each))
    return seconds[_BEFORE:]


def _store(path: Path, number: int, first: int, chance: random.Random) -> None:
    """Fill the ledger with keys in the order of the table, as that is fastest."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TEMP TABLE made (key INTEGER, day INTEGER, version INTEGER)")
        rows = _rows(number, first, chance)
        while some := list(islice(rows, _AT_ONCE)):
            connection.executemany("INSERT INTO made VALUES (?, ?, ?)", some)
        connection.execute("INSERT OR IGNORE INTO bands SELECT key, day, version FROM made ORDER BY key, day, version")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    os.sync()


def _rows(number: int, first: int, chance: random.Random) -> Iterator[tuple[int, int, int]]:
    for version in range(number):
        day = first + version * _DAYS // number - _DAYS // 2
        for _ in range(BANDS):
            yield chance.getrandbits(64) - 2**63, day, version


if __name__ == "__main__":
    main()
