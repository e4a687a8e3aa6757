"""The byline: bytes of a text -> its headline, date, source, names and counts."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from flows.articles.decoding import Unreadable
from flows.articles.parsing import parse
from tests.fuzz.properties import assert_stated
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
            article = parse(data, name="any", titled=titled)
        except Unreadable as error:
            assert error.reason.startswith("any: ")
            assert "\n" not in error.reason
        else:
            assert_stated(article)
    return 2 * len(data)
