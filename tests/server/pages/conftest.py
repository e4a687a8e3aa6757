"""What the tests of pages share: a release rich enough to have every kind of page, and a client of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.interop.releases import GOLD, SEEDS, incoming, published
from tests.server.conftest import client_of

BASE = "https://example.org/"
_RICHEST = {
    "person": ("zw:participant", "zw:Person"),
    "meeting": ("zw:issuedAt", "zw:Meeting"),
    "organization": ("org:postIn", "zw:Organization"),
    "division": ("zw:jurisdiction", "zw:AdministrativeDivision"),
    "document": ("zw:about", "zw:Document"),
    "term": ("zw:term", "zw:PolicyTerm"),
    "article": ("oa:hasSource", "zw:Article"),
}
_ASKED = """PREFIX zw: <https://w3id.org/zhengwen/ontology#> PREFIX org: <http://www.w3.org/ns/org#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?thing { ?s %s ?thing . ?thing a %s } GROUP BY ?thing ORDER BY DESC(COUNT(?s)) ?thing LIMIT 1"""


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output folder of a release of the seeds and of few of the gold articles."""
    folder = tmp_path_factory.mktemp("pages")
    published(folder, incoming([*SEEDS, *GOLD[::16]]))
    return folder / "output"


@pytest.fixture(scope="session")
def reader(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the pages of that release."""
    with client_of(output, tmp_path_factory.mktemp("reader"), BASE_IRI=BASE) as client:
        yield client


@pytest.fixture(scope="session")
def things(reader: TestClient) -> dict[str, str]:
    """Return the path of the thing of each kind of which most is said."""
    found = {}
    for kind, terms in _RICHEST.items():
        answer = reader.get("/sparql", params={"query": _ASKED % terms}, headers={"Accept": "text/csv"})
        found[kind] = answer.text.split()[1].removeprefix(BASE)
    return found
