"""One folder a shape: data that conforms, data that does not, and the results expected.

Only the results of the shape under test count, so that its data may name a person without being all that a person
needs. `expected.ttl` is a SHACL report without messages.
"""

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph
from rdflib.term import Node

from flows.validation.core import core_findings, turtle_term
from flows.validation.shapes import prepared_shapes, shapes_graph
from flows.validation.verdict import Finding

HERE = Path(__file__).parent
FOLDERS = sorted(path.name for path in HERE.iterdir() if (path / "expected.ttl").exists())
SHAPES = "https://w3id.org/zhengwen/shapes#"
Row = tuple[str, ...]


def read(folder: str, name: str) -> Graph:
    return Graph().parse(HERE / folder / f"{name}.ttl", format="turtle")


def row(finding: Finding) -> Row:
    said = (finding.severity, f"<{finding.focus}>", finding.shape.removeprefix(SHAPES), finding.component)
    return tuple(part or "" for part in (*said, finding.path and f"<{finding.path}>", finding.value))


def rows_of_report(report: Graph) -> set[Row]:
    def said(result: Node, predicate: Node) -> str:
        return turtle_term(report.value(result, predicate)) or ""

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


def of_shape(rows: set[Row], shape: str) -> set[Row]:
    return {row for row in rows if row[2] == shape or row[2].startswith(f"{shape}-")}


def found(graph: Graph) -> set[Row]:
    return {row(finding) for finding in core_findings(graph, prepared_shapes())}


def test_every_node_shape_has_its_folder() -> None:
    names = {str(node).removeprefix(SHAPES) for node in shapes_graph().subjects(RDF.type, SH.NodeShape)}
    assert names == set(FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS)
def test_conforming_data_has_no_result(folder: str) -> None:
    graph = read(folder, "valid")
    assert set(graph.subjects(RDF.type, shapes_graph().value(_shape(folder), SH.targetClass)))
    assert of_shape(found(graph), folder) == set()


@pytest.mark.parametrize("folder", FOLDERS)
def test_broken_data_has_the_results_expected(folder: str) -> None:
    assert of_shape(found(read(folder, "invalid")), folder) == rows_of_report(read(folder, "expected"))


@pytest.mark.parametrize("folder", FOLDERS)
def test_prepared_shapes_say_what_pyshacl_says(folder: str) -> None:
    graph = read(folder, "invalid")
    _conforms, report, _text = validate(graph, shacl_graph=shapes_graph(), inference="none")
    assert found(graph) == rows_of_report(report)


def _shape(folder: str) -> Node:
    from rdflib import URIRef

    return URIRef(SHAPES + folder)
