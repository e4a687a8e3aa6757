"""What a check beside the shapes is, and how its findings come to look like those of a shape.

The words of a check, in both languages, and its severity stand in `shapes/checks.ttl`; what it does is a function
over the graph, and over the article's text where that is at hand.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from rdflib import SH, Graph, Literal, Namespace

from flows.graph.notation import Term, literal
from flows.validation.core import named, turtle_term
from flows.validation.index import Index, rdflib_term
from flows.validation.shapes import shapes_graph
from flows.validation.verdict import Finding, Severity

SHAPES = Namespace("https://w3id.org/zhengwen/shapes#")
COMPONENT = str(SHAPES.CheckConstraintComponent)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked: the graph of one article or a union of many, and the text if there is one article's."""

    graph: Index
    union: bool
    text: str | None


Check = Callable[[Subject], Iterator[Finding]]
"""A check yields a finding for each place where the subject is not as it must be."""


def finding(check: str, focus: Term, path: Term | None = None, value: Term | None = None, detail: str = "") -> Finding:
    """Return a finding of the check named `check`; `detail` fills the place of that name in its message."""
    severity, zh, en = _words(check)
    known = None if value is None else rdflib_term(value)
    told = {"path": path[1:-1] if path else "", "value": "" if known is None else str(known), "detail": detail}
    return Finding(
        severity=severity,
        focus=named(rdflib_term(focus)),
        path=path[1:-1] if path else None,
        value=turtle_term(known),
        shape=str(SHAPES[f"check-{check}"]),
        component=COMPONENT,
        message_zh=zh.format(**told),
        message_en=en.format(**told),
    )


@cache
def _words(check: str) -> tuple[Severity, str, str]:
    graph, shape = _shapes(), SHAPES[f"check-{check}"]
    severity = str(graph.value(shape, SH.severity, default=SH.Violation)).rpartition("#")[2]
    messages = {m.language: str(m) for m in graph.objects(shape, SH.message) if isinstance(m, Literal)}
    return cast(Severity, severity), messages["zh"], messages["en"]


@cache
def _shapes() -> Graph:
    return shapes_graph()


def local_name(iri: Term) -> str:
    """Return the last part of an IRI, for messages."""
    return iri[1:-1].rpartition("#")[2].rpartition("/")[2]


def lexical(term: Term) -> str:
    """Return the text of a literal, else the IRI or the name of a blank node."""
    return literal(term)[0] if term[0] == '"' else str(rdflib_term(term))


def first(graph: Index, subject: Term, predicate: Term) -> Term | None:
    """Return one value of `predicate`, or None; how many there may be is for the shapes to say."""
    return next(iter(graph.values(subject, predicate)), None)
