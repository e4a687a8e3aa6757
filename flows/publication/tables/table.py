"""What a table is: its rows, its columns and keys, and the columns that all tables of what articles state end with."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from flows.graph.vocabulary import OA, SCHEMA, ZW
from flows.publication.tables.columns import IRI, Column

FOLDER = "tables/"
METADATA = f"{FOLDER}csv-metadata.json"
_POSITION, _QUOTE = (f"{{+article}}#{kind}={{quote_start}},{{quote_end}}" for kind in ("position", "quote"))

EVIDENCE = (
    Column("evidence", "证据", "Evidence", datatype=IRI, property=ZW["evidence"].value, value="{+evidence}"),
    Column("quote", "原文", "Quote", property=OA["exact"].value, about=_QUOTE, language="zh"),
    Column("quote_start", "原文起点", "Start of the quote, in characters", datatype="nonNegativeInteger",
           property=OA["start"].value, about=_POSITION),
    Column("quote_end", "原文终点", "End of the quote, in characters", datatype="nonNegativeInteger",
           property=OA["end"].value, about=_POSITION),
    Column("confidence", "置信度", "Confidence, from 0 to 1", datatype="decimal", property=ZW["confidence"].value,
           about="{+evidence}"),
)  # fmt: skip
"""The quote that a row rests on, with its place in the text of the article."""
ORIGIN = (
    Column("article", "文章", "Article", datatype=IRI, required=True),
    Column("source_url", "文章网址", "Address of the article", datatype=IRI, property=SCHEMA["url"].value,
           about="{+article}", value="{+source_url}"),
    Column("published", "发布日期", "Day of publication", datatype="date"),
)  # fmt: skip
"""The article that states a row."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows are the things of `row_class` that articles tell of; the first column is the thing's IRI."""

    name: str
    zh: str
    en: str
    row_class: NamedNode
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Columns, and the table in which those of the same names hold the same values."""
    tail: tuple[Column, ...] = (*EVIDENCE, *ORIGIN)

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The columns in the order of the file."""
        return self.columns + self.tail

    @property
    def file(self) -> str:
        """The name of the file in a release."""
        return f"{FOLDER}{self.name}.csv"

    @property
    def head(self) -> bytes:
        """The first line of the file."""
        return (",".join(column.name for column in self.all_columns) + "\n").encode()
