"""What the golden tests share: a release of the seeds, and questions to its dump."""

from functools import cache
from pathlib import Path

from rdflib import Graph

from flows.articles.reading import read_paths
from flows.ledger import Ledger
from flows.pipeline import process
from flows.publication.about import About
from flows.publication.release import publish
from flows.settings import load

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
_PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX zw: <https://w3id.org/zhengwen/ontology#>
PREFIX zwac: <https://w3id.org/zhengwen/concept/action/>
PREFIX zwds: <https://w3id.org/zhengwen/concept/document-status/>
PREFIX zwdt: <https://w3id.org/zhengwen/concept/document-type/>
PREFIX zwmt: <https://w3id.org/zhengwen/concept/meeting-type/>
PREFIX zwpq: <https://w3id.org/zhengwen/concept/post-qualifier/>
PREFIX zwro: <https://w3id.org/zhengwen/concept/role/>
"""


def publish_seeds(folder: Path) -> Path:
    """Publish the seeds with the default settings below `folder`; return the folder of the release."""
    settings = load(environment={}, dotenv=folder / "none")
    ledger = Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")
    records = [process(incoming, settings.base_iri) for incoming in read_paths([SEEDS])]
    assert {(record.status, record.reason) for record in records} == {("accepted", "")}
    ledger.record(records)
    about = About(settings.title, settings.publisher, settings.license, settings.base_iri)
    return publish(ledger, about, folder / "output", folder / "state").folder


@cache
def seed() -> str:
    """Return the text of the first seed as kept: that of its file, which has no byte order mark and no CRLF."""
    return min(SEEDS.glob("*.txt")).read_text(encoding="utf-8")


def rows(dump: Graph, query: str) -> list[tuple[str, ...]]:
    """Return the rows that the SPARQL `query` finds, in its order, each value as text."""
    return [tuple("" if value is None else str(value) for value in row) for row in dump.query(_PREFIXES + query)]  # type: ignore[union-attr]


def found(dump: Graph, query: str) -> set[tuple[str, ...]]:
    """Return the rows that the SPARQL `query` finds, whatever their order; none may come twice."""
    all_rows = rows(dump, query)
    assert len(all_rows) == len(set(all_rows)), "a row comes twice"
    return set(all_rows)
