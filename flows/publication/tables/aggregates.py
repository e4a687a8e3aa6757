"""The index -> the files of the tables that are made of all articles: careers.csv, and what CSVW says of all tables.

One tenure is held at a time.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from flows.graph.notation import blocks
from flows.graph.vocabulary import ORG, RDFS, ZW
from flows.publication.index import Index, split
from flows.publication.tables.metadata import metadata
from flows.publication.tables.rows import csv_line
from flows.publication.tables.schema import CAREERS
from flows.publication.tables.table import METADATA
from flows.publication.tables.view import View

_LABEL, _TITLE = str(RDFS["label"]), str(ZW["postTitle"])
_NAMED = {str(ORG["member"]): (_LABEL,), str(ZW["post"]): (_LABEL, _TITLE), str(ORG["organization"]): (_LABEL,)}
"""What leads from a tenure to other things, with what is told of these."""


def write_aggregates(folder: Path, index: Index) -> None:
    """Write the files below `folder`."""
    (folder / METADATA).write_text(json.dumps(metadata(), ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")
    with (folder / CAREERS.file).open("wb") as stream:
        stream.write(CAREERS.head)
        stream.writelines(line.encode() for line in _careers(index))


def _careers(index: Index) -> Iterator[str]:
    """Yield a line a tenure, by its IRI."""
    for tenure, said in blocks(map(split, index.shared("tenure"))):
        about = {tenure: said}
        for way, told in _NAMED.items():
            for thing in said.get(way, ())[:1]:
                about[thing] = {predicate: _first(index, thing, predicate) for predicate in told}
        seen = View(about)
        yield csv_line([column.read(seen, tenure, said) for column in CAREERS.columns])


def _first(index: Index, subject: str, predicate: str) -> list[str]:
    """Return the first value of a property of a shared thing in Chinese, if there is one."""
    lead = f"{subject} {predicate} "
    query = "SELECT line FROM shared WHERE line >= ? AND line < ? AND line LIKE '%@zh' ORDER BY line LIMIT 1"
    return [line.removeprefix(lead) for line in index.column(query, lead, lead + "\U0010ffff")]
