"""What the endpoint says of itself: SPARQL 1.1 Service Description."""

from typing import Any

import pyoxigraph as ox

from flows.graph.vocabulary import RDF, XSD, Namespace

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_VOID = Namespace("http://rdfs.org/ns/void#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_FORMS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)


def described(endpoint: str, base: str, manifest: dict[str, Any]) -> list[ox.Triple]:
    """Return the description of the service at the address `endpoint`, over the release of `manifest`."""
    service, dataset = ox.NamedNode(endpoint), ox.NamedNode(f"{base}dataset")
    default = ox.NamedNode(f"{endpoint}#default-graph")
    counted = ox.Literal(str(manifest["triples"]), datatype=XSD["integer"])
    said: list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]] = [
        (service, RDF["type"], _SD["Service"]),
        (service, _SD["endpoint"], service),
        (service, _SD["supportedLanguage"], _SD["SPARQL11Query"]),
        (service, _SD["defaultDataset"], dataset),
        (dataset, RDF["type"], _SD["Dataset"]),
        (dataset, _SD["defaultGraph"], default),
        (default, RDF["type"], _SD["Graph"]),
        (default, _VOID["triples"], counted),
        *((service, _SD["resultFormat"], _FORMATS[name]) for name in _FORMS),
    ]
    return [ox.Triple(*each) for each in said]
