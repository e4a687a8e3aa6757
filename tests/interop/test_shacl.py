"""Our shapes mean the same to two implementations of SHACL: pySHACL and rdf-validate-shacl."""

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyshacl import validate
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from flows.validation.reading import read_turtle
from flows.validation.shapes import shapes_graph
from tests.interop.conftest import quads
from tests.interop.tools import HERE, node, printed

FOLDERS = sorted(path.parent for path in (HERE.parent / "shapes").glob("*/invalid.ttl"))
BROKEN = [folder.name for folder in FOLDERS]
PROPERTIES = {
    "focus": SH.focusNode,
    "path": SH.resultPath,
    "component": SH.sourceConstraintComponent,
    "severity": SH.resultSeverity,
    "shape": SH.sourceShape,
}
DATE = URIRef("http://www.w3.org/2001/XMLSchema#date")
Result = tuple[str | None, ...]


@pytest.fixture(scope="module")
def article(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with the named graph of one article, that with most statements."""
    # Not by way of a store: that of pyoxigraph keeps an xsd:nonNegativeInteger as an xsd:integer.
    graphs: dict[str, list[ox.Triple]] = {}
    for quad in ox.parse(path=quads(small), format=ox.RdfFormat.N_QUADS):
        graphs.setdefault(str(quad.graph_name), []).append(quad.triple)
    path = tmp_path_factory.mktemp("article") / "valid.ttl"
    ox.serialize(max(graphs.values(), key=len), output=path, format=ox.RdfFormat.TURTLE)
    return path


@pytest.fixture(scope="module")
def others(article: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[Result]]:
    """Return what rdf-validate-shacl finds in the article and in all that is broken, by name."""
    shapes = tmp_path_factory.mktemp("shapes") / "shapes.ttl"
    shapes_graph().serialize(shapes, format="turtle")
    files = [article, *(folder / "invalid.ttl" for folder in FOLDERS)]
    reports = json.loads(printed(node("validate.js", shapes, *files)))
    rows = [{tuple(result[name] for name in PROPERTIES) for result in report} for report in reports]
    return dict(zip(["article", *BROKEN], rows, strict=True))


def test_both_find_nothing_to_say_of_an_article(article: Path, others: dict[str, set[Result]]) -> None:
    conforms, _, text = validate(read_turtle(article), shacl_graph=shapes_graph(), inference="none")
    assert (conforms, others["article"]) == (True, set()), text


@pytest.mark.parametrize("name", BROKEN)
def test_both_find_the_same_in_what_is_broken(name: str, others: dict[str, set[Result]]) -> None:
    data = read_turtle(HERE.parent / "shapes" / name / "invalid.ttl")
    _, report, _ = validate(data, shacl_graph=shapes_graph(), inference="none")
    assert isinstance(report, Graph)
    assert results(report) == others[name]
    # What SHACL Core cannot say stands beside it, in our own checks.
    assert others[name] or name.startswith("check-")


def results(report: Graph) -> set[Result]:
    return {
        tuple(named(report.value(result, predicate)) for predicate in PROPERTIES.values())
        for result in report.subjects(RDF.type, SH.ValidationResult)
        if not is_day_out_of_calendar(report.value(result, SH.value))
    }


def is_day_out_of_calendar(value: Node | None) -> bool:
    """Tell whether this is something like 31 June: rdf-validate-shacl looks at the form of a date only."""
    if not isinstance(value, Literal) or value.datatype != DATE:
        return False
    return value.ill_typed is True and re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


def named(node: Node | None) -> str | None:
    """Return an IRI; what has none (a path of more than one step, a blank focus) is the same in no two reports."""
    return str(node) if isinstance(node, URIRef) else None
