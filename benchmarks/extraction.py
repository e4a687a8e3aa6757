"""How long extraction takes beside `jieba.posseg` on the same texts, and how it grows with the length of the text.

    python -m benchmarks.extraction [CORPUS.jsonl.gz] [--articles 1000]

Processor time, the least of three for each article: what else the machine does makes it worse by up to half. Both
programs are in turn, on as many articles as the flow takes at once, so that it meets them alike.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from benchmarks.articles import samples
from benchmarks.costs import processor_seconds
from benchmarks.options import parser
from benchmarks.report import heading, paragraph, ratios, table
from benchmarks.tagging import tagger
from benchmarks.work import batches
from flows.articles.article import Article
from flows.articles.kinds import article_of
from flows.articles.parsing import parse
from flows.batching import BATCH
from flows.extraction.extract import extract

T = TypeVar("T")
_GOAL = 0.2
_LENGTHS = (1, 2, 4)
_PARAGRAPHS = 10
_TIMES = 3


@dataclass(frozen=True, slots=True)
class _Measured:
    """Seconds by article, of ours and of theirs."""

    characters: int
    ours: list[float]
    theirs: list[float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    given = parser("Compare extraction with jieba.posseg.", 1000).parse_args(arguments)
    read = {kind: [article_of(each) for each in some] for kind, some in samples(given.corpus, given.articles).items()}
    tag = tagger()
    heading("Extraction beside jieba.posseg")
    paragraph("Milliseconds of the processor for an article. `jieba.posseg` only tags words; nothing is extracted.")
    measured = {kind: _measured(articles, tag) for kind, articles in read.items()}
    head = ("articles", "number", "characters", "extraction", "the slowest", "jieba.posseg")
    table(head, (_row(kind, each) for kind, each in measured.items()))
    goal = f"at most {_GOAL}"
    ratios(*((f"extraction ÷ jieba.posseg, {kind}", _ratio(each), goal) for kind, each in measured.items()))
    table(("length of the text, characters", "ms", "µs a character"), _growth(next(iter(read.values()))))


def _measured(articles: list[Article], tag: Callable[[str], object]) -> _Measured:
    for article in articles[:BATCH]:  # loads lexicons
        extract(article)
    ours: list[float] = []
    theirs: list[float] = []
    for batch in batches(articles):
        each_time = [(_seconds(extract, batch), _seconds(tag, [each.text for each in batch])) for _ in range(_TIMES)]
        ours += map(min, *(mine for mine, _ in each_time))
        theirs += map(min, *(other for _, other in each_time))
    return _Measured(sum(len(article.text) for article in articles), ours, theirs)


def _seconds(do: Callable[[T], object], items: list[T]) -> list[float]:
    return [processor_seconds(do, each) for each in items]


def _row(kind: str, each: _Measured) -> tuple[str, ...]:
    number = len(each.ours)
    of_an_article = [1000 * value for value in (sum(each.ours) / number, max(each.ours), sum(each.theirs) / number)]
    return kind, f"{number:,}", f"{each.characters / number:,.0f}", *(f"{value:.2f}" for value in of_an_article)


def _ratio(each: _Measured) -> float:
    return sum(each.ours) / sum(each.theirs)


def _growth(articles: list[Article]) -> Iterator[tuple[str, ...]]:
    """Extract texts of 1, 2 and 4 lengths; linear growth shows as the same time for each character."""
    bodies = [article.body.of(article.text) for article in articles]
    for times in _LENGTHS:
        text = "\n".join((bodies * _PARAGRAPHS * times)[: _PARAGRAPHS * times])
        article = parse(f"增长\n发布时间:2024-01-01\n{text}\n来源:某报\n".encode(), name="grown")
        took = min(processor_seconds(extract, article) for _ in range(_TIMES))
        characters = len(article.text)
        yield f"{characters:,}", f"{took * 1000:.1f}", f"{took / characters * 1_000_000:.2f}"


if __name__ == "__main__":
    main()
