"""The example queries that come with the ontology: `ontology/queries/NAME.rq`.

Comments at the top say what a query asks: ``# title@en: Who chaired what``, likewise title@zh and description; and
what kind of answer it has: ``# result: table``, or timeline (rows in order of time), number (rows of counts) or
graph (a CONSTRUCT query).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast, get_args

import pyoxigraph as ox

from flows import resources

Result = Literal["table", "timeline", "number", "graph"]
_HEADING = re.compile(r"^# (title|description)@(\w+): *(.+)$", re.MULTILINE)
_RESULT = re.compile(r"^# result: *(\w+)$", re.MULTILINE)
_TERM = r'"(?:[^"\\\n]|\\.)*"(?:@[\w-]+)?|[-+]?\d[\d.]*+'
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_ONE = re.compile(rf"VALUES\s+(?P<variables>\?\w+)\s*\{{\s*(?P<terms>(?:(?:{_TERM})\s*+)++)\}}")
_SEVERAL = re.compile(
    rf"VALUES\s*\((?P<variables>(?:\s*\?\w+)+)\s*\)\s*\{{\s*\(\s*(?P<terms>(?:(?:{_TERM})\s*+)++)\)\s*\}}"
)


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


def asked_about(text: str, values: Sequence[str]) -> str:
    """Return the query `text` with other `values` on its VALUES line: any number of one variable, or one of each.

    A value is written as what stands there now, in its language or as a number. Raises ValueError, which says what is
    missing, where the query has no such line or the values do not fit it.
    """
    match = _ONE.search(text) or _SEVERAL.search(text)
    if match is None:
        raise ValueError("no VALUES line says what it asks about")
    variables, terms = re.findall(r"\w+", match["variables"]), re.findall(_TERM, match["terms"])
    if len(variables) == 1:
        terms = terms[:1] * len(values)
    elif len(values) != len(variables):
        raise ValueError(f"it asks about {' and '.join(variables)}: give a value for each")
    written = " ".join(_written(value, term) for value, term in zip(values, terms, strict=True))
    return f"{text[: match.start('terms')]}{written} {text[match.end('terms') :]}"


def _written(value: str, term: str) -> str:
    """Return `value` as SPARQL, of the kind of `term`."""
    if term.startswith('"'):
        return str(ox.Literal(value)) + term[term.rindex('"') + 1 :]
    if _NUMBER.fullmatch(value) is None:
        raise ValueError(f"{value} is no number")
    return value
