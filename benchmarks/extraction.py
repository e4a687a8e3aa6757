"""How long extraction takes beside `jieba.posseg` on the same texts, and how it grows with the length of the text.

    python -m benchmarks.extraction [CORPUS.jsonl.gz] [--articles 1000]

Processor time, both programs in turn on 50 articles each, so that whatever else the machine does meets them alike.
"""

import argparse
import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import jieba
import jieba.posseg

from benchmarks.articles import articles
from flows.articles.article import Article
from flows.articles.parsing import parse
from flows.extraction.extract import extract

_PROMISED = 0.2
_GROWN_FROM = 10
_BLOCK = 50
T = TypeVar("T")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Compare extraction with jieba.posseg.")
    parser.add_argument("corpus", nargs="?", type=Path, metavar="CORPUS", help="JSON Lines (default: the gold set)")
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    given = parser.parse_args(arguments)
    read = [parse(each.raw or b"", name=each.name) for each in articles(given.corpus, given.articles)]
    tag = _tagger()
    for article in read[:_BLOCK]:  # loads dictionaries
        extract(article)
        tag(article.text)
    _compare(read, tag)
    _grow(read)


def _tagger() -> Callable[[str], object]:
    jieba.setLogLevel(logging.WARNING)
    tagger = jieba.posseg.POSTokenizer(jieba.Tokenizer())
    return lambda text: list(tagger.cut(text))


def _compare(read: list[Article], tag: Callable[[str], object]) -> None:
    ours: list[float] = []
    theirs: list[float] = []
    for start in range(0, len(read), _BLOCK):
        block = read[start : start + _BLOCK]
        ours += [_seconds(extract, article) for article in block]
        theirs += [_seconds(tag, article.text) for article in block]
    characters = sum(len(article.text) for article in read)
    print(f"{len(read):,} articles, {characters / len(read):,.0f} characters each")
    print(f"extraction    {sum(ours) / len(read) * 1000:7.2f} ms an article, the slowest {max(ours) * 1000:.1f} ms")
    print(f"jieba.posseg  {sum(theirs) / len(read) * 1000:7.2f} ms an article")
    print(f"ratio         {sum(ours) / sum(theirs):7.3f} (promised: {_PROMISED})")


def _grow(read: list[Article]) -> None:
    """Extract texts of 1, 2 and 4 lengths; linear growth shows as the same time for each character."""
    bodies = [article.body.of(article.text) for article in read]
    for times in (1, 2, 4):
        body = "\n".join((bodies * times)[: _GROWN_FROM * times])
        article = parse(f"增长\n发布时间:2024-01-01\n{body}\n来源:某报\n".encode(), name="grown")
        took = min(_seconds(extract, article) for _ in range(3))
        per_character = took / len(article.text) * 1_000_000
        print(
            f"length x{times}     {took * 1000:7.1f} ms for {len(article.text):,}: {per_character:.2f} µs a character"
        )


def _seconds(work: Callable[[T], object], given: T) -> float:
    started = time.process_time()
    work(given)
    return time.process_time() - started


if __name__ == "__main__":
    main()
