"""Small invented articles, published together, and what the release says of them."""

import gzip
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from pyoxigraph import RdfFormat, Store

from flows.ledger.record import PUBLISHED
from flows.publication.release import Release, publish
from tests.flows.invented import ABOUT, BASE, ingest, open_ledger, write

HEAD = "kind,subject,predicate,object,note,by,date\n"
_PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX zw: <https://w3id.org/zhengwen/ontology#>
PREFIX zwro: <https://w3id.org/zhengwen/concept/role/>
"""


def told(title: str, body: str, published: str = "2021-03-05", source: str = "新都资讯") -> str:
    """Return an article; its title makes it another one than others."""
    return f"{title}\n发布时间:{published} 10:20:30\n{body}\n来源:{source} 记者:张三丰\n编辑:李小四 编审:\n"


class House:
    """A ledger, an output folder and an operator's folder below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "output"
        self.authority = folder / "authority"
        self.authority.mkdir(parents=True, exist_ok=True)
        self.ledger = open_ledger(folder)

    def take(self, **articles: str) -> "House":
        """Ingest articles by name; all must be fit to be published."""
        outcomes = ingest(self.ledger, [write(self.folder / f"in-{'-'.join(articles)}", **articles)])
        assert {outcome.status for outcome in outcomes} <= set(PUBLISHED), outcomes
        return self

    def correct(self, *lines: str) -> "House":
        """Let `lines` be the corrections."""
        (self.authority / "corrections.csv").write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
        return self

    def publish(self) -> Release:
        return publish(
            self.ledger, ABOUT, self.output, self.folder / "state", authority_folder=self.authority, force=True
        )

    def dataset(self) -> "Dataset":
        """Publish, and return what is published."""
        self.publish()
        return Dataset(self.output / "latest")


class Dataset:
    """The graphs of a release."""

    def __init__(self, release: Path) -> None:
        self.release = release
        self._store = Store()
        self._store.load(gzip.decompress((release / "zhengwen.nq.gz").read_bytes()), format=RdfFormat.N_QUADS)

    def rows(self, pattern: str) -> list[tuple[str, ...]]:
        """Return the distinct rows that SELECT … {…} finds in the union of the graphs, values as text, sorted."""
        solutions = self._store.query(_PREFIXES + pattern, use_default_graph_as_union=True)
        assert isinstance(solutions, Iterable)
        return sorted({tuple("" if v is None else v.value for v in row) for row in solutions})

    def column(self, pattern: str) -> list[str]:
        return [row[0] for row in self.rows(pattern)]

    def meetings(self) -> list[str]:
        return self.column("SELECT ?m { ?m a zw:Meeting }")

    def redirects(self) -> dict[str, str]:
        return {
            old: new
            for old, new, *_ in self.rows("SELECT ?old ?new { ?old a prov:Entity ; dcterms:isReplacedBy ?new }")
        }

    def person(self, name: str) -> str:
        (iri,) = self.column(f'SELECT ?p {{ ?p foaf:name "{name}"@zh ; zw:jurisdiction ?d }}')
        return iri

    def organization(self, name: str) -> str:
        (iri,) = self.column(f'SELECT ?o {{ ?o skos:prefLabel "{name}"@zh ; a zw:Organization }}')
        return iri


def kind(iri: str) -> str:
    """Return ``meeting`` for https://example.org/meeting/…"""
    assert iri.startswith(BASE)
    return urlsplit(iri).path.split("/")[1]
