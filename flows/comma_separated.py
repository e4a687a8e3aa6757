"""Answers in SPARQL 1.1 CSV: pyoxigraph does not quote IRIs, and those of passages hold commas (RFC 5147).

Knows pyoxigraph's solutions, nothing of who asked.
"""

import csv
from collections.abc import Iterator
from io import StringIO

import pyoxigraph as ox

_AT_ONCE = 1 << 16
"""Characters that are written together."""


def csv_pieces(solutions: ox.QuerySolutions) -> Iterator[bytes]:
    """Yield the answer in pieces, in UTF-8: a row of names, then a row for each solution, lines ending as in RFC 4180.

    An IRI stands without its signs, a literal without its language or datatype, nothing for what is unbound.
    """
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([variable.value for variable in solutions.variables])
    for solution in solutions:
        writer.writerow(["" if value is None else _shown(value) for value in solution])
        if text.tell() > _AT_ONCE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def _shown(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return value.value if isinstance(value, ox.NamedNode | ox.Literal) else str(value)
