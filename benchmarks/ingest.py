"""What each stage of the pipeline costs an article, from bytes to the release, and how much comes out.

    python -m benchmarks.ingest [CORPUS.jsonl.gz] [--articles 1000]

Processor time, without Prefect, in a ledger and an output folder that are gone afterwards.
"""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.articles import articles
from flows.articles.reading import Incoming
from flows.ledger import Ledger
from flows.pipeline import process
from flows.publication.about import About
from flows.publication.release import publish

_BASE = "https://example.org/"
_ABOUT = About("Benchmark", "Nobody", "https://example.org/licence", _BASE)
_BATCH = 50


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the stages of ingest and publish.")
    parser.add_argument("corpus", nargs="?", type=Path, metavar="CORPUS", help="JSON Lines (default: the gold set)")
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    given = parser.parse_args(arguments)
    incoming = articles(given.corpus, given.articles)
    process(incoming[0], _BASE)  # loads lexicons and shapes
    with TemporaryDirectory() as folder:
        _measure(incoming, Path(folder))


def _measure(incoming: list[Incoming], folder: Path) -> None:
    seconds: dict[str, float] = defaultdict(float)
    statuses: Counter[str] = Counter()
    ledger = Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")
    triples = 0
    for start in range(0, len(incoming), _BATCH):
        records = [process(each, _BASE) for each in incoming[start : start + _BATCH]]
        triples += sum(record.quads.count(b"\n") for record in records)
        started = time.process_time()
        statuses.update(outcome.status for outcome in ledger.record(records))
        seconds["ledger"] += time.process_time() - started
        for record in records:
            for stage, took in record.seconds.items():
                seconds[stage] += took
    started = time.process_time()
    publish(ledger, _ABOUT, folder / "output", folder / "state")
    seconds["publication"] = time.process_time() - started
    _print(len(incoming), seconds, statuses, triples)


def _print(number: int, seconds: dict[str, float], statuses: Counter[str], triples: int) -> None:
    print(f"{number:,} articles: " + ", ".join(f"{count:,} {status}" for status, count in statuses.most_common()))
    whole = sum(seconds.values())
    for stage, took in sorted(seconds.items(), key=lambda stage: -stage[1]):
        print(f"{stage:12} {took / number * 1000:7.2f} ms an article  {took / whole:6.1%}")
    print(f"{'all':12} {whole / number * 1000:7.2f} ms an article")
    print(f"{triples / number:,.0f} triples an article")


if __name__ == "__main__":
    main()
