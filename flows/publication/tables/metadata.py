"""The tables as Metadata Vocabulary for Tabular Data (W3C) describes them: one table group, csv-metadata.json.

What csv2rdf makes of the tables with it are statements of the dataset: no other subject, property or value comes up.
"""

from typing import Any

from flows.graph.vocabulary import RDF
from flows.publication.tables.columns import SEPARATOR, Column
from flows.publication.tables.schema import TABLES
from flows.publication.tables.table import Table

_DIALECT = {
    "encoding": "utf-8",
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminators": ["\r\n", "\n"],
    "header": True,
    "headerRowCount": 1,
    "trim": False,
}


def metadata() -> dict[str, Any]:
    """Return the description of all tables."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": _in_both("政闻数据表", "Tables of Zhengwen"),
        "dialect": _DIALECT,
        "tables": [_table(table) for table in TABLES],
    }


def _table(table: Table) -> dict[str, Any]:
    row, *_ = table.columns
    kind = {"name": "class", "virtual": True, "propertyUrl": RDF["type"].value, "valueUrl": table.row_class.value}
    schema = {
        "columns": [*map(_column, table.all_columns), kind],
        "primaryKey": list(table.key),
        "foreignKeys": [_reference(columns, name) for columns, name in table.references],
        "aboutUrl": f"{{+{row.name}}}",
    }
    kept = {name: value for name, value in schema.items() if value}
    return {"url": _url(table.name), "dc:title": _in_both(table.zh, table.en), "tableSchema": kept}


def _column(column: Column) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": column.name,
        "titles": {"en": [column.en, column.name], "zh": [column.zh]},
        "datatype": column.datatype,
        "required": column.required,
        "separator": SEPARATOR if column.several else None,
        "lang": column.language,
        "aboutUrl": column.about,
        "propertyUrl": column.property,
        "valueUrl": column.value,
        "suppressOutput": not column.property,
    }
    return {name: value for name, value in said.items() if value}


def _reference(columns: tuple[str, ...], name: str) -> dict[str, Any]:
    reference = {"resource": _url(name), "columnReference": list(columns)}
    return {"columnReference": list(columns), "reference": reference}


def _url(name: str) -> str:
    """Return where a table lies, from where its description does."""
    return f"{name}.csv"


def _in_both(zh: str, en: str) -> list[dict[str, str]]:
    return [{"@value": zh, "@language": "zh"}, {"@value": en, "@language": "en"}]
