"""Every dump is read by every reader without a word of complaint, and all of them read the same."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from tests.interop.conftest import quads
from tests.interop.tools import node, printed, tool

FORMS = {"turtle": ox.RdfFormat.TURTLE, "n-quads": ox.RdfFormat.N_QUADS, "json-ld": ox.RdfFormat.JSON_LD}
NAMES_IN_RAPPER = {"turtle": "turtle", "n-quads": "nquads"}
NAMES_IN_RDFLIB = {"turtle": "turtle", "n-quads": "nquads", "json-ld": "json-ld"}


def pyoxigraph(form: str, path: Path) -> Iterable[ox.Quad]:
    return ox.parse(path=path, format=FORMS[form])


def rdflib_(form: str, path: Path) -> Iterable[ox.Quad]:
    read = rdflib.Dataset().parse(path, format=NAMES_IN_RDFLIB[form])
    return (ox.Quad(term(s), term(p), term(o), term(g) if g else None) for s, p, o, g in read.quads())


def rapper(form: str, path: Path) -> Iterable[ox.Quad]:
    return from_nquads(printed([tool("rapper"), "-q", "-i", NAMES_IN_RAPPER[form], "-o", "nquads", str(path)]))


def javascript(form: str, path: Path) -> Iterable[ox.Quad]:
    return from_nquads(printed(node("read.js", form, path)))


READERS = {"pyoxigraph": pyoxigraph, "rdflib": rdflib_, "rapper": rapper, "N3.js and jsonld.js": javascript}
CASES = [(reader, form) for reader in READERS for form in FORMS if (reader, form) != ("rapper", "json-ld")]


def term(read: Any) -> Any:
    """Return an IRI or a literal of rdflib as one of pyoxigraph."""
    if not isinstance(read, rdflib.Literal):
        return ox.NamedNode(str(read))
    if read.language:
        return ox.Literal(str(read), language=read.language)
    return ox.Literal(str(read), datatype=ox.NamedNode(str(read.datatype or rdflib.XSD.string)))


def from_nquads(written: bytes) -> Iterable[ox.Quad]:
    return ox.parse(written, format=ox.RdfFormat.N_QUADS)


@pytest.fixture(scope="module")
def expected(large: Path) -> frozenset[str]:
    """Return the lines of the N-Quads as they stand in the release."""
    return frozenset(quads(large).read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(("reader", "form"), CASES)
# rdflib warns of what it itself uses of itself and will not have for ever; that says nothing of the data.
# What other tests of this process left behind may be found meanwhile, and is none of a reader's warnings.
@pytest.mark.filterwarnings(
    "error", "ignore::DeprecationWarning:rdflib", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_a_reader_finds_in_a_dump_what_all_others_find(
    reader: str, form: str, large: Path, expected: frozenset[str], caplog: pytest.LogCaptureFixture
) -> None:
    path = quads(large) if form == "n-quads" else large / {"turtle": "zhengwen.ttl", "json-ld": "zhengwen.jsonld"}[form]
    found = READERS[reader](form, path)
    if form == "n-quads":
        same({f"{quad} ." for quad in found}, expected)
    else:
        same({str(quad.triple) for quad in found}, {line[: line.rindex(" <")] for line in expected})
    assert caplog.text == ""


def same(found: set[str], expected: Iterable[str]) -> None:
    """Compare without printing hundreds of thousands of lines."""
    assert len(found) > 100_000
    differing = sorted(found.symmetric_difference(expected))
    assert (len(differing), differing[:4]) == (0, [])
