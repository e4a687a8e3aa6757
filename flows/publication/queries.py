"""The example queries that come with the ontology: `ontology/queries/NAME.rq`.

Comments at the top say what a query asks: ``# title@en: Who chaired what``, likewise title@zh and description; and
what kind of answer it has: ``# result: table``, or timeline (rows in order of time), number (rows of counts) or
graph (a CONSTRUCT query).
"""

import re
from dataclasses import dataclass
from typing import Literal, cast, get_args

from flows import resources

Result = Literal["table", "timeline", "number", "graph"]
_HEADING = re.compile(r"^# (title|description)@(\w+): *(.+)$", re.MULTILINE)
_RESULT = re.compile(r"^# result: *(\w+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """A query with its name and the kind of its answer; `titles` and `descriptions` by language."""

    name: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    result: Result
    text: str


def example_queries() -> list[ExampleQuery]:
    """Return the example queries by name."""
    folder = resources.folder("ontology") / "queries"
    return [read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq"))]


def read(name: str, text: str) -> ExampleQuery:
    """Return the query that `text` is; ValueError if it does not say what kind of answer it has."""
    headings: dict[str, dict[str, str]] = {"title": {}, "description": {}}
    for kind, language, value in _HEADING.findall(text):
        headings[kind][language] = value.strip()
    found = _RESULT.search(text)
    if found is None or found[1] not in get_args(Result):
        raise ValueError(f"{name}.rq needs a line `# result:` with one of {', '.join(get_args(Result))}")
    return ExampleQuery(name, headings["title"], headings["description"], cast(Result, found[1]), text)
