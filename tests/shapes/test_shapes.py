"""One folder a shape or check: data that conforms, data that does not, and the results expected.

Only the results of the shape under test count, so that its data may name a person without being all that a person
needs. `expected.ttl` is a SHACL report without messages; `text.txt`, where there is one, is the article's text.
"""

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.term import Node

from flows.validation.core import core_findings, turtle_term
from flows.validation.reading import read_turtle
from flows.validation.shapes import prepared_shapes, shapes_graph
from flows.validation.validate import validate_article
from flows.validation.verdict import Finding

HERE = Path(__file__).parent
FOLDERS = sorted(path.name for path in HERE.iterdir() if (path / "expected.ttl").exists())
SHAPES = "https://w3id.org/zhengwen/shapes#"
Row = tuple[str, ...]


def read(folder: str, name: str) -> Graph:
    return read_turtle(HERE / folder / f"{name}.ttl")


def row(finding: Finding) -> Row:
    said = (finding.severity, f"<{finding.focus}>", finding.shape.removeprefix(SHAPES), finding.component)
    return tuple(part or "" for part in (*said, finding.path and f"<{finding.path}>", finding.value))


def rows_of_report(report: Graph) -> set[Row]:
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


def of_shape(rows: set[Row], shape: str) -> set[Row]:
    return {row for row in rows if row[2] == shape or row[2].startswith(f"{shape}-")}


def found(folder: str, name: str) -> set[Row]:
    text = HERE / folder / "text.txt"
    kept = text.read_text(encoding="utf-8") if text.exists() else None
    findings = validate_article(read(folder, name), kept).findings
    return of_shape({row(finding) for finding in findings}, folder)


def test_every_shape_and_check_has_its_folder() -> None:
    names = {str(node).removeprefix(SHAPES) for node in shapes_graph().subjects(RDF.type, SH.NodeShape)}
    assert names == set(FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS)
def test_conforming_data_has_no_result(folder: str) -> None:
    target = shapes_graph().value(URIRef(SHAPES + folder), SH.targetClass)
    assert target is None or (None, RDF.type, target) in read(folder, "valid")
    assert found(folder, "valid") == set()


@pytest.mark.parametrize("folder", FOLDERS)
def test_broken_data_has_the_results_expected(folder: str) -> None:
    expected = rows_of_report(read(folder, "expected"))
    assert expected
    assert found(folder, "invalid") == expected


@pytest.mark.parametrize("folder", [name for name in FOLDERS if not name.startswith("check-")])
def test_broken_data_breaks_every_part_of_the_shape(folder: str) -> None:
    parts = {str(part).removeprefix(SHAPES) for part in shapes_graph().objects(URIRef(SHAPES + folder), SH.property)}
    assert parts | {folder} == {source for _, _, source, *_ in found(folder, "invalid")}


@pytest.mark.parametrize("folder", FOLDERS)
def test_prepared_shapes_say_what_pyshacl_says(folder: str) -> None:
    graph = read(folder, "invalid")
    _conforms, report, _text = validate(graph, shacl_graph=shapes_graph(), inference="none")
    assert {row(finding) for finding in core_findings(graph, prepared_shapes())} == rows_of_report(report)
