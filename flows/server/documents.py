"""Triples -> a document in one of the forms that linked data is read in, grouped by subject, with prefixes."""

import json
from collections.abc import Iterable
from functools import cache
from io import StringIO

import pyoxigraph as ox

from flows import resources
from flows.graph.jsonld import Context, write_jsonld
from flows.graph.turtle import write_turtle
from flows.graph.vocabulary import PREFIXES

HTML, TURTLE, JSONLD, NTRIPLES, RDFXML = (
    "text/html",
    "text/turtle",
    "application/ld+json",
    "application/n-triples",
    "application/rdf+xml",
)
SUFFIXES = {HTML: ".html", TURTLE: ".ttl", JSONLD: ".jsonld", NTRIPLES: ".nt", RDFXML: ".rdf"}
PREFIX_MAP = {name: namespace.iri for name, namespace in PREFIXES.items()}


def written(triples: Iterable[ox.Triple], media_type: str, base: str) -> bytes:
    """Return `triples` as a document; `base` is what the IRIs of our own things begin with."""
    ordered = sorted(set(triples), key=str)
    if media_type == NTRIPLES:
        return ox.serialize(ordered, format=ox.RdfFormat.N_TRIPLES) or b""
    if media_type == RDFXML:
        return ox.serialize(ordered, format=ox.RdfFormat.RDF_XML, prefixes=PREFIX_MAP) or b""
    stream = StringIO()
    if media_type == TURTLE:
        write_turtle(ordered, stream, base)
    else:
        write_jsonld(ordered, _context(), stream)
    return stream.getvalue().encode()


@cache
def _context() -> Context:
    path = resources.folder("ontology") / "context.jsonld"
    return Context(json.loads(path.read_text(encoding="utf-8"))["@context"])
