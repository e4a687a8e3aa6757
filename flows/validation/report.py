"""Verdicts -> the SHACL report of a release.

In go verdicts, out comes a W3C validation report without blank nodes: the IRI of a result is computed from what it
says, so that the same findings give the same bytes. It does not know where the report is written.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import astuple

import pyoxigraph as ox
from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from flows.graph.notation import blocks, statements
from flows.graph.small import to_rdflib
from flows.graph.turtle import TurtleWriter
from flows.validation.verdict import Finding, Verdict


def report(verdicts: Iterable[Verdict], base: str = "https://w3id.org/zhengwen/") -> Graph:
    """Return the validation report on all graphs behind `verdicts`.

    As the standard has it, sh:conforms is false as soon as there is any result, a warning too.
    """
    findings = sorted({finding for verdict in verdicts for finding in verdict.findings}, key=_order)
    graph = Graph()
    graph.bind("sh", SH)
    head = URIRef(f"{base}report/shacl")
    graph.add((head, RDF.type, SH.ValidationReport))
    graph.add((head, SH.conforms, Literal(not findings, datatype=XSD.boolean)))
    for finding in findings:
        result = URIRef(f"{base}report/shacl#{_key(finding)}")
        graph.add((head, SH.result, result))
        _add_result(graph, result, finding)
    return graph


class ReportWriter:
    """Writes the report of a release bit by bit, the same triples as `report`: findings article by article."""

    def __init__(self, base: str) -> None:
        self._turtle = TurtleWriter(prefixes={"sh": str(SH), "xsd": str(XSD)})
        self._head = f"<{base}report/shacl>"
        self._base = base

    @property
    def head(self) -> str:
        """What the file begins with."""
        return self._turtle.head

    def results(self, findings: Collection[Finding]) -> str:
        """Return the results for the findings on one article; most have none."""
        if not findings:
            return ""
        graph = Graph()
        for finding in sorted(findings, key=_order):
            result = URIRef(f"{self._base}report/shacl#{_key(finding)}")
            graph.add((URIRef(self._head[1:-1]), SH.result, result))
            _add_result(graph, result, finding)
        return self._written(graph)

    def tail(self, *, conforms: bool) -> str:
        """Return what is said of the report as a whole."""
        graph = Graph()
        graph.add((URIRef(self._head[1:-1]), RDF.type, SH.ValidationReport))
        graph.add((URIRef(self._head[1:-1]), SH.conforms, Literal(conforms, datatype=XSD.boolean)))
        return self._written(graph)

    def _written(self, graph: Graph) -> str:
        lines = sorted(graph.serialize(format="nt").splitlines())
        quads = ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES)
        return "".join(self._turtle.block(subject, said) for subject, said in blocks(statements(quads)))


def _add_result(graph: Graph, result: URIRef, finding: Finding) -> None:
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.resultSeverity, SH[finding.severity]))
    graph.add((result, SH.focusNode, URIRef(finding.focus)))
    graph.add((result, SH.sourceShape, URIRef(finding.shape)))
    graph.add((result, SH.sourceConstraintComponent, URIRef(finding.component)))
    graph.add((result, SH.resultMessage, Literal(finding.message_zh, lang="zh")))
    graph.add((result, SH.resultMessage, Literal(finding.message_en, lang="en")))
    if finding.path is not None:
        graph.add((result, SH.resultPath, URIRef(finding.path)))
    if finding.value is not None:
        graph.add((result, SH.value, _term(finding.value)))


def _term(written: str) -> Node:
    """Return the term that `written` is in Turtle's notation."""
    return next(to_rdflib(ox.parse(input=f"<x:s> <x:p> {written} .", format=ox.RdfFormat.TURTLE)).objects())


def _order(finding: Finding) -> tuple[str, ...]:
    return tuple(part or "" for part in astuple(finding))


def _key(finding: Finding) -> str:
    said = "\x1f".join(_order(finding))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
