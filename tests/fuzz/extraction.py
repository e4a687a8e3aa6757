"""Extraction, and all that stands around it: bytes of a text -> record, as `process` makes it of every article."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from flows.articles.incoming import Incoming
from flows.pipeline import process
from tests.fuzz.properties import BASE, assert_recorded
from tests.fuzz.words import of_articles


@contextmanager
def opened() -> Iterator[Callable[[bytes], int]]:
    """Yield what tries one input."""
    yield _check


def words() -> Sequence[Sequence[str]]:
    """Return what articles are put together from."""
    return of_articles("flows/articles/data", "flows/extraction/data", "flows/gazetteer/data")


def _check(data: bytes) -> int:
    assert_recorded(process(Incoming("any.txt", data, jurisdiction="四川省成都市新都区"), BASE))
    return len(data)
