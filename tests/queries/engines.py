"""One question, two engines: pyoxigraph and rdflib -> the answer as text, the same from both if they agree.

A table is CSV of SPARQL 1.1, in the order of the query; a graph is sorted N-Triples.
"""

import gzip
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset, Graph


def store(release: Path) -> ox.Store:
    """Return the N-Quads of a release as pyoxigraph keeps them."""
    found = ox.Store()
    found.bulk_load(input=_quads(release), format=ox.RdfFormat.N_QUADS)
    return found


def dataset(release: Path) -> Dataset:
    """Return the N-Quads of a release as rdflib keeps them; the default graph is the union."""
    found = Dataset(default_union=True)
    found.parse(data=_quads(release), format="nquads")
    return found


def asked_of_pyoxigraph(text: str, release: ox.Store) -> str:
    """Return the answer of pyoxigraph."""
    answer = release.query(text, use_default_graph_as_union=True)
    if isinstance(answer, ox.QueryTriples):
        return _sorted(answer.serialize(format=ox.RdfFormat.N_TRIPLES))
    assert isinstance(answer, ox.QuerySolutions)
    return _text(answer.serialize(format=ox.QueryResultsFormat.CSV))


def asked_of_rdflib(text: str, release: Graph) -> str:
    """Return the answer of rdflib."""
    answer = release.query(text)
    if answer.type == "CONSTRUCT":
        assert answer.graph is not None
        return _sorted(ox.serialize(_triples(answer.graph), format=ox.RdfFormat.N_TRIPLES))
    return _text(answer.serialize(format="csv"))


def _quads(release: Path) -> bytes:
    return gzip.decompress((release / "zhengwen.nq.gz").read_bytes())


def _triples(graph: Graph) -> list[ox.Triple]:
    written = graph.serialize(format="nt", encoding="utf-8")
    return [quad.triple for quad in ox.parse(written, format=ox.RdfFormat.N_TRIPLES)]


def _sorted(written: bytes | None) -> str:
    return "".join(f"{line}\n" for line in sorted(set(_text(written).splitlines())))


def _text(written: bytes | None) -> str:
    return (written or b"").decode().replace("\r\n", "\n")
