"""What the tests read mapped quads with: the sample's graph, as rdflib sees it."""

from collections.abc import Iterable

from pyoxigraph import Quad, Triple
from rdflib import Graph

from flows.articles.article import Article
from flows.extraction.facts import Facts
from flows.graph.mapping import quads
from flows.graph.named_graph import NamedGraph
from flows.graph.small import to_rdflib
from tests.graph import sample


def mapped(article: Article | None = None, facts: Facts | None = None) -> NamedGraph:
    """Return the graph of an article, the sample's unless told."""
    return quads(
        article or sample.article(), facts or sample.facts(), base=sample.BASE, extractor_version=sample.VERSION
    )


def asked(graph: Graph, pattern: str) -> set[tuple[str, ...]]:
    """Return the rows that `pattern` finds, each value as text."""
    query = f"""
        PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX org: <http://www.w3.org/ns/org#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX schema: <https://schema.org/>
        PREFIX zw: <https://w3id.org/zhengwen/ontology#>
        {pattern}"""
    return {tuple(str(value) for value in row) for row in graph.query(query)}  # type: ignore[union-attr]


def graph_of(found: Iterable[Quad]) -> Graph:
    """Return the quads as an rdflib graph."""
    return to_rdflib(found)


def triples(found: Iterable[Quad]) -> set[Triple]:
    """Return the triples of the quads."""
    return {quad.triple for quad in found}
