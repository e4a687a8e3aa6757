"""Articles to measure on: the project's annotated ones, those of a corpus given by path, and a mix that never ends.

In: a JSON Lines file (`.gz` or not) whose rows have ``title``, ``published``, ``source`` and ``text``, or nothing.
Out: articles in the form of the seeds.
"""

import gzip
import json
from collections.abc import Iterator
from datetime import datetime
from itertools import count, islice
from pathlib import Path

from benchmarks.composing import compose, composed
from flows import resources
from flows.articles.reading import Incoming, read_paths

_GOLD = Path(__file__).parents[1] / "tests" / "gold"
_ONE_IN = 10


def samples(corpus: Path | None, number: int) -> dict[str, list[Incoming]]:
    """Return at most `number` articles of each kind that people wrote: annotated ones, and the first of `corpus`."""
    found = {"gold": list(read_paths(sorted(_GOLD.rglob("*.txt"))[:number]))}
    return found | ({"corpus": list(islice(_of_corpus(corpus), number))} if corpus else {})


def growing(corpus: Path | None) -> Iterator[Incoming]:
    """Yield articles without end: the seeds, then composed ones; each tenth is of `corpus`, as long as that lasts.

    So the mix is the same all along, and a later thousand can be compared with the first. The example queries name
    what is in the seeds.
    """
    yield from read_paths([resources.folder("seeds")])
    given = _of_corpus(corpus) if corpus else iter(())
    for number in count():
        found = next(given, None) if number % _ONE_IN == 0 else None
        yield found or compose(number)


def _of_corpus(path: Path) -> Iterator[Incoming]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            text = composed(row["title"], datetime.fromisoformat(row["published"]), row["source"], row["text"])
            yield Incoming(f"corpus-{number:07}.txt", text.encode())
