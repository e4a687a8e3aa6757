"""What pages ask the release: the queries in `flows/server/queries/`, in which ``$thing`` is what the page is about."""

from collections.abc import Iterable
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


async def ask(questions: Questions, names: Iterable[str], thing: str = "") -> dict[str, Section]:
    """Return what the queries of these names answer about `thing`, by the last part of their name."""
    asked = [page_queries()[name] for name in names]
    tables = await questions.tables([filled(query, thing) for query in asked])
    return {
        query.name.rpartition("/")[2]: Section(query, thing, rows) for query, rows in zip(asked, tables, strict=True)
    }
