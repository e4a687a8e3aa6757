"""The byline: bytes of a text -> its headline, date, source, names and counts."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from flows.articles.decoding import Unreadable
from flows.articles.parsing import parse
from tests.fuzz.properties import assert_stated, assert_told
from tests.fuzz.words import of_articles


@contextmanager
def opened() -> Iterator[Callable[[bytes], int]]:
    """Yield what tries one input."""
    yield _check


def words() -> Sequence[Sequence[str]]:
    """Return what bylines are put together from."""
    return of_articles("flows/articles/data")


def _check(data: bytes) -> int:
    for titled in (False, True):
        try:
            assert_stated(parse(data, name="any", titled=titled))
        except Unreadable as error:
            assert_told(error)
    return 2 * len(data)
