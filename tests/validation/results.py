"""Results of SHACL as rows that can be compared: what we find, and what a report of pySHACL says."""

from pyshacl import validate
from rdflib import RDF, SH, BNode, Graph
from rdflib.term import Node

from flows.validation.core import turtle_term
from flows.validation.shapes import shapes_graph
from flows.validation.verdict import Finding

SHAPES = "https://w3id.org/zhengwen/shapes#"
Row = tuple[str, ...]
"""Severity, focus node, shape, component, path and value."""


def row(finding: Finding) -> Row:
    """Return what `finding` says."""
    said = (finding.severity, f"<{finding.focus}>", finding.shape.removeprefix(SHAPES), finding.component)
    return tuple(part or "" for part in (*said, finding.path and f"<{finding.path}>", finding.value))


def rows_of_report(report: Graph) -> set[Row]:
    """Return what a SHACL report says."""

    def said(result: Node, predicate: Node) -> str:
        value = report.value(result, predicate)
        is_path_of_many = predicate == SH.resultPath and isinstance(value, BNode)
        return "" if is_path_of_many else turtle_term(value) or ""

    def name(result: Node, predicate: Node, namespace: str) -> str:
        return str(report.value(result, predicate)).removeprefix(namespace)

    return {
        (
            name(result, SH.resultSeverity, str(SH)),
            said(result, SH.focusNode),
            name(result, SH.sourceShape, SHAPES),
            name(result, SH.sourceConstraintComponent, ""),
            said(result, SH.resultPath),
            said(result, SH.value),
        )
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def rows_of_pyshacl(graph: Graph) -> set[Row]:
    """Return what pySHACL by itself finds on `graph` with all shapes."""
    _conforms, report, _text = validate(graph, shacl_graph=shapes_graph(), inference="none")
    assert isinstance(report, Graph), report
    return rows_of_report(report)
