"""What an article contributes -> its rows of every table, as CSV (RFC 4180).

Cells hold the data as they are: one that begins with = + - or @ gets no mark against spreadsheets that would run it,
for then no quote could be found in its article again.
"""

import re
from collections.abc import Iterable

from flows.graph.notation import Said
from flows.graph.vocabulary import RDF
from flows.ledger.record import Stored
from flows.publication.contribution import Contribution
from flows.publication.tables.schema import BY_ARTICLE
from flows.publication.tables.table import ORIGIN, Table
from flows.publication.tables.view import View, view

TABLE_HEADS: dict[str, bytes] = {table.file: table.head for table in BY_ARTICLE}
"""With which line each table begins whose rows are made article by article."""
_QUOTED = re.compile('[",\r\n]').search
_TYPE = str(RDF["type"])
_BY_CLASS = {str(table.row_class): table for table in BY_ARTICLE}


def table_rows(stored: Stored, given: Contribution, base: str) -> dict[str, bytes]:
    """Return the rows of an article by the name of the file, in the order in which its text tells of the things."""
    seen = view(given, base)
    origin = seen.origin()
    found: dict[str, list[tuple[int, str, str]]] = {name: [] for name in TABLE_HEADS}
    for subject, said in seen.items():
        for kind in said.get(_TYPE, ()):
            if table := _BY_CLASS.get(kind):
                place, cells = _row(table, seen, subject, said, origin)
                found[table.file].append((place, subject, csv_line(cells)))
    return {name: "".join([line for _, _, line in sorted(rows)]).encode() for name, rows in found.items()}


def csv_line(cells: Iterable[str]) -> str:
    """Return a line of CSV."""
    return ",".join([_in_quotes(cell) if _QUOTED(cell) else cell for cell in cells]) + "\n"


def _row(table: Table, seen: View, subject: str, said: Said, origin: list[str]) -> tuple[int, list[str]]:
    place, evidence = seen.evidence(said)
    cells = [column.read(seen, subject, said) for column in table.columns]
    return place, cells + evidence + (origin if table.tail[-1] is ORIGIN[-1] else [])


def _in_quotes(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
