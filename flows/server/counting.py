"""How many rows an answer has, counted while it is written: pyoxigraph writes a table without telling.

A counter is fed the pieces of one answer, which may end anywhere, and adds up the rows that have ended so far.
"""

import re
from typing import Protocol

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_ESCAPES = re.compile(rb"\\.", re.DOTALL)
_ROW_DEPTH = 2
"""How deep in objects a row stands in SPARQL 1.1 Query Results JSON: ``{"results": {"bindings": [``."""


class Counter(Protocol):
    """Counts the rows of one answer."""

    rows: int

    def feed(self, piece: bytes) -> None:
        """Take the next piece."""


class MarkCounter:
    """For XML and TSV, where no value can hold the mark that stands for a row; `headings` rows are none."""

    def __init__(self, mark: bytes, headings: int = 0) -> None:
        self.rows = -headings
        self._mark, self._rest = mark, b""

    def feed(self, piece: bytes) -> None:
        """Take the next piece."""
        text = self._rest + piece
        self.rows += text.count(self._mark)
        self._rest = text[-len(self._mark) + 1 :] if len(self._mark) > 1 else b""


class CsvCounter:
    """For CSV: the ends of lines outside of quotes, but for the first."""

    def __init__(self) -> None:
        self.rows = -1
        self._quoted = False

    def feed(self, piece: bytes) -> None:
        """Take the next piece."""
        for number, part in enumerate(piece.split(b'"')):
            self._quoted ^= number > 0
            if not self._quoted:
                self.rows += part.count(b"\n")


class JsonCounter:
    """For JSON: the objects that close where rows stand, outside of strings."""

    def __init__(self) -> None:
        self.rows = 0
        self._depth = 0
        self._open = b""
        """What the next piece goes on with: an unfinished string, of which only the end matters."""

    def feed(self, piece: bytes) -> None:
        """Take the next piece."""
        whole, quote, string = _STRING.sub(b"", self._open + piece).partition(b'"')
        halved = _ESCAPES.sub(b"", string).endswith(b"\\")
        self._open = quote + (b"\\" if halved else b"")
        for brace in whole.translate(None, _BUT_BRACES):
            self._depth += 1 if brace == _OPENS else -1
            self.rows += brace != _OPENS and self._depth == _ROW_DEPTH


_OPENS = ord("{")
_BUT_BRACES = bytes(set(range(256)) - set(b"{}"))


def counter(media_type: str) -> Counter:
    """Return a new counter for a table in one of the media types of SPARQL 1.1."""
    match media_type:
        case "application/sparql-results+json":
            return JsonCounter()
        case "application/sparql-results+xml":
            return MarkCounter(b"<result>")
        case "text/csv":
            return CsvCounter()
        case _:
            return MarkCounter(b"\n", headings=1)
