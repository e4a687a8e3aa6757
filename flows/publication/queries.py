"""The example queries that come with the ontology: `ontology/queries/NAME.rq`.

Comments at the top say what a query asks: ``# title@en: Who chaired what``, likewise title@zh and description.
"""

import re
from dataclasses import dataclass

from flows import resources

_HEADING = re.compile(r"^# (title|description)@(\w+): *(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """A query with its name; `titles` and `descriptions` by language."""

    name: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    text: str


def example_queries() -> list[ExampleQuery]:
    """Return the example queries by name."""
    folder = resources.folder("ontology") / "queries"
    return [_read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.rq"))]


def _read(name: str, text: str) -> ExampleQuery:
    headings: dict[str, dict[str, str]] = {"title": {}, "description": {}}
    for kind, language, value in _HEADING.findall(text):
        headings[kind][language] = value.strip()
    return ExampleQuery(name, headings["title"], headings["description"], text)
