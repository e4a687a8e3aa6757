"""As much of CSV on the Web as the tests need: rows checked against their metadata, and what csv2rdf makes of them."""

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

_XSD = "http://www.w3.org/2001/XMLSchema#"
_FORMS: dict[str, Callable[[str], object]] = {
    "string": str,
    "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat,
    "decimal": Decimal,
    "integer": int,
    "nonNegativeInteger": lambda text: re.fullmatch("[0-9]+", text) or int(""),
    "gYear": lambda text: re.fullmatch("[0-9]{4}", text) or int(""),
    "boolean": lambda text: ["true", "false"].index(text),
}
Row = dict[str, str]


class Tables:
    """The tables that csv-metadata.json in `folder` describes."""

    def __init__(self, folder: Path) -> None:
        self.metadata = json.loads((folder / "csv-metadata.json").read_text("utf-8"))
        self.schemas: dict[str, Any] = {each["url"]: each["tableSchema"] for each in self.metadata["tables"]}
        self.lines = {url: _read(folder / url) for url in self.schemas}
        self.rows: dict[str, list[Row]] = {
            url: [dict(zip(lines[0], line, strict=True)) for line in lines[1:]] for url, lines in self.lines.items()
        }

    def errors(self) -> list[str]:
        """Return where the rows do not agree with the metadata."""
        return [f"{url}: {error}" for url in self.schemas for error in self._errors(url)]

    def _errors(self, url: str) -> Iterator[str]:
        schema, rows = self.schemas[url], self.rows[url]
        columns = [column for column in schema["columns"] if not column.get("virtual")]
        if [column["name"] for column in columns] != self.lines[url][0]:
            yield "other columns"
        for column, heading in zip(columns, self.lines[url][0], strict=False):
            if heading not in column["titles"]["en"]:
                yield f"{heading} is no title"
        for row in rows:
            for column in columns:
                yield from _cell_errors(column, row[column["name"]])
        keys = Counter(_values(row, schema["primaryKey"]) for row in rows)
        yield from (f"twice: {key}" for key, times in keys.items() if times > 1)
        for foreign in schema.get("foreignKeys", ()):
            target = foreign["reference"]
            there = Counter(_values(row, target["columnReference"]) for row in self.rows[target["resource"]])
            for row in rows:
                if there[key := _values(row, foreign["columnReference"])] != 1:
                    yield f"{key} is not one row of {target['resource']}"

    def triples(self) -> Iterator[Triple]:
        """Yield what csv2rdf makes of the tables in its minimal mode."""
        for url, schema in self.schemas.items():
            for row in self.rows[url]:
                for column in schema["columns"]:
                    cell = row.get(column["name"], "")
                    if not column.get("suppressOutput") and (cell or column.get("virtual")):
                        about = NamedNode(_expand(column.get("aboutUrl", schema["aboutUrl"]), row))
                        yield Triple(about, NamedNode(column["propertyUrl"]), _value(column, cell, row))


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, strict=True))


def _values(row: Row, names: list[str]) -> tuple[str, ...]:
    return tuple(row[name] for name in names)


def _cell_errors(column: dict[str, Any], cell: str) -> Iterator[str]:
    if not cell:
        if column.get("required"):
            yield f"{column['name']} is missing"
        return
    kind = column["datatype"]
    for value in cell.split(column["separator"]) if "separator" in column else [cell]:
        try:
            if isinstance(kind, str):
                _FORMS[kind](value)
            elif not re.fullmatch(kind["format"], value):
                raise ValueError
        except (ValueError, ArithmeticError):
            yield f"{column['name']} is {value!r}"


def _expand(template: str, row: Row) -> str:
    """Expand a URI template (RFC 6570); what is not kept as it is stands for codes, which need no escapes."""
    return re.sub(r"\{\+?(\w+)\}", lambda match: row[match[1]], template)


def _value(column: dict[str, Any], cell: str, row: Row) -> NamedNode | Literal:
    if "valueUrl" in column:
        return NamedNode(_expand(column["valueUrl"], row))
    kind = column["datatype"]
    if kind == "string":
        return Literal(cell, language=column["lang"]) if "lang" in column else Literal(cell)
    return Literal(cell, datatype=NamedNode(_XSD + kind))
