"""What it costs to find copies: a fingerprint, and looking for those that resemble it among a million articles.

    python -m benchmarks.similarity [CORPUS.jsonl.gz] [--articles 1000] [--stored 1000000]

The keys that are stored are made up, spread over ten years: as many on each day as a ledger of that size would have.
"""

import argparse
import os
import random
import sqlite3
import statistics
import time
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.articles import articles
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
    parser = argparse.ArgumentParser(description="Measure how copies are found.")
    parser.add_argument("corpus", nargs="?", type=Path, metavar="CORPUS", help="JSON Lines (default: the gold set)")
    parser.add_argument("--articles", type=int, default=1000, metavar="N", help="articles that are looked up")
    parser.add_argument("--stored", type=int, default=1_000_000, metavar="N", help="articles in the ledger")
    given = parser.parse_args(arguments)
    found = _fingerprints(given.corpus, given.articles)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.sqlite"
        engine = open_engine(f"sqlite:///{path}")
        first = min(each.day for each in found)
        _store(path, given.stored, first, random.Random(1))
        print(f"{path.stat().st_size / given.stored / BANDS:.0f} bytes a key, {BANDS} keys an article")
        with reading(engine) as connection:
            seconds = []
            for each in islice(cycle(found), _BEFORE + _LOOK_UPS):
                started = time.process_time()
                candidates(connection, each)
                seconds.append(time.process_time() - started)
        engine.dispose()
    cuts = statistics.quantiles(seconds[_BEFORE:], n=100)
    median, most = cuts[49] * 1000, cuts[98] * 1000
    print(f"{median:.2f} ms a look-up among {given.stored:,} articles (median), {most:.2f} ms (99th percentile)")


def _fingerprints(corpus: Path | None, number: int) -> list[Fingerprint]:
    """Return the fingerprints of `number` articles, and print what one costs beyond reading and extraction."""
    made, seconds = [], 0.0
    for incoming in articles(corpus, number):
        article = article_of(incoming)
        facts = extract(article)
        started = time.process_time()
        found = fingerprint(article, facts)
        seconds += time.process_time() - started
        if found:
            made.append(found)
    characters = sum(len(each.text) for each in made) / len(made)
    print(f"{seconds / number * 1000:.2f} ms a fingerprint, {characters:,.0f} characters an article")
    return made


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
