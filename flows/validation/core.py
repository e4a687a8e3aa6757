"""SHACL Core over one graph: the prepared shapes' results as findings.

No inference and no ontology: what a shape asks for must be written in the graph itself.
"""

from collections import defaultdict
from typing import cast

from rdflib import SH, BNode, Literal, URIRef
from rdflib.term import Node

from flows.validation.evaluation import ResultTriples
from flows.validation.index import Index
from flows.validation.shapes import PreparedShapes
from flows.validation.verdict import Finding, Severity


def core_findings(graph: Index, shapes: PreparedShapes) -> list[Finding]:
    """Return what the shapes find on `graph`, in no particular order."""
    return [_finding(triples) for triples in shapes.results(graph)]


def named(term: Node) -> str:
    """Return the IRI of `term`; a blank node, which is a fault, gets one, so that the report has none."""
    return f"urn:blank:{term}" if isinstance(term, BNode) else str(term)


def turtle_term(term: Node | None) -> str | None:
    """Return `term` as Turtle writes it, without prefixes."""
    if term is None:
        return None
    return term.n3() if isinstance(term, Literal) else f"<{named(term)}>"


def _finding(triples: ResultTriples) -> Finding:
    """Read a result as pySHACL hands it on: triples whose copied objects come as (graph, node)."""
    told: dict[Node, list[Node]] = defaultdict(list)
    for _result, predicate, value in triples:
        told[predicate].append(value[1] if isinstance(value, tuple) else value)
    messages = {m.language: str(m) for m in told[SH.resultMessage] if isinstance(m, Literal)}
    paths = [path for path in told.get(SH.resultPath, ()) if isinstance(path, URIRef)]
    return Finding(
        severity=cast(Severity, str(told[SH.resultSeverity][0]).rpartition("#")[2]),
        focus=named(told[SH.focusNode][0]),
        path=str(paths[0]) if paths else None,
        value=turtle_term(told[SH.value][0]) if told.get(SH.value) else None,
        shape=str(told[SH.sourceShape][0]),
        component=str(told[SH.sourceConstraintComponent][0]),
        message_zh=messages.get("zh", ""),
        message_en=messages.get("en", ""),
    )
