"""The sheet on which a dataset is described: subjects with their types, names and values. No blank nodes."""

from collections.abc import Mapping

from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, RDFS, SH, SKOS, VOID, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from flows.graph.vocabulary import PREFIXES, SCHEME

ADMS = Namespace("http://www.w3.org/ns/adms#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
DQV = Namespace("http://www.w3.org/ns/dqv#")
LDQD = Namespace("http://www.w3.org/2016/05/ldqd#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
EU = "http://publications.europa.eu/resource/authority/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_BOUND = {
    "void": VOID, "dcat": DCAT, "dcterms": DCTERMS, "spdx": SPDX, "sh": SH, "dqv": DQV, "ldqd": LDQD, "vcard": VCARD,
    "dcatap": DCATAP, "foaf": FOAF, "prov": PROV, "skos": SKOS, "rdfs": RDFS, "xsd": XSD,
}  # fmt: skip
VOCABULARIES = [
    namespace.iri for name, namespace in PREFIXES.items() if name != "xsd" and not namespace.iri.startswith(SCHEME.iri)
]
"""What the data itself is written in."""


def dcat(name: str) -> URIRef:
    """Return a term that is new in DCAT 3: rdflib knows DCAT 2."""
    return URIRef(f"{DCAT}{name}")


def both(en: str, zh: str) -> list[Node]:
    """Return a text in both languages."""
    return [Literal(en, lang="en"), Literal(zh, lang="zh")]


class Notes:
    """The description of one release of the dataset `dataset`."""

    def __init__(self, base: str, release: str) -> None:
        self.base = base
        self.dataset = URIRef(f"{base}dataset")
        self.folder = f"{base}dataset/{release}/"
        """What the addresses of the release's files begin with."""
        self.graph = Graph()
        for prefix, namespace in _BOUND.items():
            self.graph.bind(prefix, namespace)
        for prefix, terms in PREFIXES.items():
            self.graph.bind(prefix, terms.iri)

    def part(self, name: str) -> URIRef:
        """Return the IRI of something that belongs to the description, by its name there."""
        return URIRef(f"{self.dataset}#{name}")

    def say(self, subject: URIRef, said: Mapping[URIRef, Node | list[Node]]) -> URIRef:
        """Write values of properties; return the subject."""
        for predicate, values in said.items():
            for value in values if isinstance(values, list) else [values]:
                self.graph.add((subject, predicate, value))
        return subject

    def concept(self, iri: str, en: str, zh: str, kind: URIRef, scheme: str = "") -> URIRef:
        """Say as much of a thing of another vocabulary as is needed to show it and to check its use."""
        node = self.say(URIRef(iri), {RDF.type: [kind], SKOS.prefLabel: both(en, zh)})
        if scheme:
            self.say(node, {SKOS.inScheme: URIRef(scheme)})
        return node

    def qname(self, iri: str) -> str:
        """Return a term as `prefix-name`, which can stand in an IRI."""
        return self.graph.namespace_manager.qname(iri).replace(":", "-")
