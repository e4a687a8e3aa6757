"""What pages ask the release: the queries in `flows/server/queries/`, in which ``$thing`` is what the page is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from flows.publication.queries import ExampleQuery, read
from flows.server.engine import Questions, Row

_FOLDER = Path(__file__).parents[1] / "queries"
_THING = "$thing"


@dataclass(frozen=True, slots=True)
class Section:
    """What one query answers about one thing."""

    query: ExampleQuery
    thing: str
    rows: list[Row]

    @property
    def text(self) -> str:
        """The query as it was asked."""
        return filled(self.query, self.thing)


@cache
def page_queries() -> dict[str, ExampleQuery]:
    """Return the queries of the pages by name, such as ``person/posts``."""
    names = {path.relative_to(_FOLDER).with_suffix("").as_posix(): path for path in sorted(_FOLDER.rglob("*.rq"))}
    return {name: read(name, path.read_text(encoding="utf-8")) for name, path in names.items()}


def filled(query: ExampleQuery, thing: str) -> str:
    """Return the text of a query about the IRI `thing`. Raises ValueError where that is no IRI."""
    return query.text.replace(_THING, str(ox.NamedNode(thing))) if _THING in query.text else query.text


async def ask(questions: Questions, names: Sequence[str], thing: str = "") -> dict[str, Section]:
    """Return what the queries of these names answer about `thing`, by the last part of their name."""
    tables = await questions.tables(texts(names, thing))
    return sections(names, thing, tables)


def texts(names: Iterable[str], thing: str) -> list[str]:
    """Return the queries of these names about `thing`."""
    return [filled(page_queries()[name], thing) for name in names]


def sections(names: Iterable[str], thing: str, tables: Iterable[list[Row]]) -> dict[str, Section]:
    """Return what the queries of these names answer, by the last part of their name."""
    return {
        name.rpartition("/")[2]: Section(page_queries()[name], thing, rows)
        for name, rows in zip(names, tables, strict=True)
    }
