"""Articles to measure on: of a corpus given by path, or composed from the project's own annotated ones.

In: a JSON Lines file (`.gz` or not) whose rows have ``title``, ``published``, ``source`` and ``text``, or nothing.
Out: articles in the form of the seeds.
"""

import gzip
import itertools
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from flows.articles.reading import Incoming

_GOLD = Path(__file__).parents[1] / "tests" / "gold"


def articles(corpus: Path | None, number: int) -> list[Incoming]:
    """Return `number` articles: the first of `corpus`, or those of the gold set over and over."""
    found = _of_corpus(corpus) if corpus else itertools.cycle(_of_gold())
    return list(itertools.islice(found, number))


def composed(title: str, published: datetime, source: str, text: str) -> str:
    """Return an article in the form of the seeds."""
    head = f"{title}\n发布时间:{published:%Y-%m-%d %H:%M:%S}\n"
    return f"{head}{text}\n浏览量:1\n来源:{source} 记者:\n编辑: 编审:\n0条评论\n"


def _of_corpus(path: Path) -> Iterator[Incoming]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            text = composed(row["title"], datetime.fromisoformat(row["published"]), row["source"], row["text"])
            yield Incoming(f"{number}.txt", text.encode())


def _of_gold() -> list[Incoming]:
    return [Incoming(str(path), path.read_bytes()) for path in sorted(_GOLD.rglob("*.txt"))]
