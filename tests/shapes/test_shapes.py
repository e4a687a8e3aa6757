"""One folder a shape or check: data that conforms, data that does not, and the results expected.

Only the results of the shape under test count, so that its data may name a person without being all that a person
needs. `expected.ttl` is a SHACL report without messages; `text.txt`, where there is one, is the article's text.
"""

from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, URIRef

from flows.validation.core import core_findings
from flows.validation.index import Index
from flows.validation.reading import read_turtle
from flows.validation.shapes import prepared_shapes, shapes_graph
from flows.validation.validate import validate_article
from tests.validation.results import SHAPES, Row, row, rows_of_pyshacl, rows_of_report

HERE = Path(__file__).parent
FOLDERS = sorted(path.name for path in HERE.iterdir() if (path / "expected.ttl").exists())


def read(folder: str, name: str) -> Graph:
    return read_turtle(HERE / folder / f"{name}.ttl")


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
    assert {row(finding) for finding in core_findings(Index.of(graph), prepared_shapes())} == rows_of_pyshacl(graph)
