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
_NAMED = tuple(map(str, (ORG["member"], ZW["post"], ORG["organization"])))


def write_aggregates(folder: Path, index: Index) -> None:
    """Write the files below `folder`."""
    (folder / METADATA).write_text(json.dumps(metadata(), ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")
    with (folder / CAREERS.file).open("wb") as stream:
        stream.write(CAREERS.head)
        stream.writelines(line.encode() for line in _careers(index))


def _careers(index: Index) -> Iterator[str]:
    """Yield a line a tenure, by its IRI."""
    for tenure, said in blocks(map(split, index.shared("tenure"))):
        about: dict[str, dict[str, list[str]]] = {tenure: {}}
        for _, predicate, value in said:
            about[tenure].setdefault(predicate, []).append(value)
        for thing in (value for way in _NAMED for value in about[tenure].get(way, ())[:1]):
            about[thing] = {_LABEL: _first(index, thing, _LABEL), _TITLE: _first(index, thing, _TITLE)}
        seen = View(about)
        yield csv_line([column.read(seen, tenure, about[tenure]) for column in CAREERS.columns])


def _first(index: Index, subject: str, predicate: str) -> list[str]:
    """Return the first value of a property of a shared thing in Chinese, if there is one."""
    lead = f"{subject} {predicate} "
    query = "SELECT line FROM shared WHERE line >= ? AND line < ? AND line LIKE '%@zh' ORDER BY line LIMIT 1"
    return [line.removeprefix(lead) for line in index.column(query, lead, lead + "\U0010ffff")]
