"""What each stage of the pipeline costs an article, from bytes to the release, and how much comes out.

    python -m benchmarks.ingest [CORPUS.jsonl.gz] [--articles 1000]

Processor time, without Prefect, in a ledger and an output folder that are gone afterwards. The whole ingest of an
article is compared with `jieba.posseg` tagging its text once, both in turn on 50 articles each.
"""

import importlib
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.articles import samples
from benchmarks.costs import processor_seconds
from benchmarks.options import parser
from benchmarks.report import heading, paragraph, ratios, table
from benchmarks.tagging import tagger
from benchmarks.work import BASE, batches, ledger_in, publish
from flows.articles.kinds import article_of
from flows.articles.reading import Incoming
from flows.ledger import Ledger
from flows.pipeline import Stopwatch
from flows.workers import records


@dataclass
class _Measured:
    """What came of articles of one kind."""

    articles: int
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    """By stage of ingest."""
    publication: float = 0.0
    tagging: float = 0.0
    triples: int = 0
    statuses: Counter[str] = field(default_factory=Counter)

    @property
    def ingest(self) -> float:
        """Seconds that all stages of ingest took."""
        return sum(self.seconds.values())


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    given = parser("Measure the stages of ingest and publish.", 1000).parse_args(arguments)
    importlib.import_module("flows.loaded")  # as the process does from which workers are forked
    tag = tagger()
    measured = {kind: _measured(some, tag) for kind, some in samples(given.corpus, given.articles).items()}
    heading("The whole ingest, by stage")
    paragraph(
        "Milliseconds of the processor for an article. Validation is that by pySHACL and by the checks beside it."
    )
    table(("", *measured), _rows(list(measured.values())))
    ratios(
        *((f"ingest ÷ jieba.posseg, {kind}", each.ingest / each.tagging, "below 1") for kind, each in measured.items())
    )


def _measured(incoming: list[Incoming], tag: Callable[[str], object]) -> _Measured:
    found = _Measured(len(incoming))
    with TemporaryDirectory() as name:
        folder = Path(name)
        ledger = ledger_in(folder)
        for batch in batches(incoming):
            _add(found, ledger, batch)
            texts = [article_of(each).text for each in batch]
            found.tagging += sum(processor_seconds(tag, text) for text in texts)
        found.publication = processor_seconds(publish, folder, folder)
    return found


def _add(found: _Measured, ledger: Ledger, batch: list[Incoming]) -> None:
    made = records(batch, BASE)
    for record in made:
        for stage, took in record.seconds.items():
            found.seconds[stage] += took
    watch = Stopwatch()
    with watch.stage("ledger"):
        outcomes = ledger.record(made)
    found.seconds["ledger"] += watch.seconds["ledger"]
    found.triples += sum(record.quads.count(b"\n") for record in made)
    found.statuses.update(outcome.status for outcome in outcomes)


def _rows(measured: list[_Measured]) -> list[tuple[str, ...]]:
    statuses = dict.fromkeys(status for each in measured for status in each.statuses)
    stages = dict.fromkeys(stage for each in measured for stage in each.seconds)
    return [
        ("articles", *(f"{each.articles:,}" for each in measured)),
        *((status, *(f"{each.statuses[status]:,}" for each in measured)) for status in statuses),
        ("triples an article", *(f"{each.triples / each.articles:,.0f}" for each in measured)),
        *((stage, *(_milliseconds(each.seconds[stage], each) for each in measured)) for stage in stages),
        ("the whole ingest", *(_milliseconds(each.ingest, each) for each in measured)),
        ("jieba.posseg", *(_milliseconds(each.tagging, each) for each in measured)),
        ("publication", *(_milliseconds(each.publication, each) for each in measured)),
    ]


def _milliseconds(seconds: float, each: _Measured) -> str:
    return f"{seconds / each.articles * 1000:.2f}"


if __name__ == "__main__":
    main()
