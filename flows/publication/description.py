"""A release -> void.ttl: the dataset as VoID and DCAT 3 describe it. No blank nodes, no clock."""

from rdflib import DCAT, DCTERMS, FOAF, RDF, SH, VOID, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from flows.graph.vocabulary import PREFIXES
from flows.publication.about import About
from flows.publication.counts import Counts
from flows.publication.distributions import Distribution
from flows.publication.queries import ExampleQuery

SPDX = Namespace("http://spdx.org/rdf/terms#")
_VERSION = URIRef("http://www.w3.org/ns/dcat#version")  # new in DCAT 3: rdflib knows DCAT 2
_PREVIOUS = URIRef("http://www.w3.org/ns/dcat#previousVersion")
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_NOT_VOCABULARIES = ("xsd", "zwcs", "zwro", "zwmo", "zwac", "zwsk", "zwmt", "zwot", "zwdt", "zwds", "zwpq")


def describe(
    release: str,
    about: About,
    counts: Counts,
    files: list[Distribution],
    queries: list[ExampleQuery],
    previous: str | None,
) -> str:
    """Return void.ttl for the release called `release`, which follows the one called `previous`."""
    graph = Graph()
    for prefix, namespace in {"void": VOID, "dcat": DCAT, "dcterms": DCTERMS, "spdx": SPDX, "sh": SH}.items():
        graph.bind(prefix, namespace)
    for prefix, terms in PREFIXES.items():
        graph.bind(prefix, terms.iri)
    dataset = URIRef(f"{about.base_iri}dataset")
    _describe_dataset(graph, dataset, release, about)
    if previous:
        graph.add((dataset, _PREVIOUS, URIRef(f"{about.base_iri}dataset/{previous}")))
    _add_counts(graph, dataset, counts)
    for file in files:
        _add_distribution(graph, dataset, URIRef(f"{about.base_iri}dataset/{release}/{file.name}"), file, about)
    for query in queries:
        _add_query(graph, dataset, query)
    return graph.serialize(format="turtle")


def _describe_dataset(graph: Graph, dataset: URIRef, release: str, about: About) -> None:
    publisher = URIRef(f"{dataset}#publisher")
    graph.add((publisher, RDF.type, FOAF.Agent))
    graph.add((publisher, FOAF.name, Literal(about.publisher)))
    for each in (VOID.Dataset, DCAT.Dataset):
        graph.add((dataset, RDF.type, each))
    graph.add((dataset, DCTERMS.title, Literal(about.title)))
    graph.add((dataset, DCTERMS.publisher, publisher))
    graph.add((dataset, DCTERMS.license, URIRef(about.license)))
    graph.add((dataset, DCTERMS.language, URIRef("http://id.loc.gov/vocabulary/iso639-1/zh")))
    graph.add((dataset, _VERSION, Literal(release)))
    graph.add((dataset, VOID.uriSpace, Literal(about.base_iri)))
    for name, namespace in PREFIXES.items():
        if name not in _NOT_VOCABULARIES:
            graph.add((dataset, VOID.vocabulary, URIRef(namespace.iri)))


def _add_counts(graph: Graph, dataset: URIRef, counts: Counts) -> None:
    for predicate, number in (
        (VOID.triples, counts.triples),
        (VOID.distinctSubjects, counts.subjects),
        (VOID.classes, len(counts.classes)),
        (VOID.properties, len(counts.properties)),
    ):
        graph.add((dataset, predicate, Literal(number)))
    for iri, number in counts.classes.items():
        part = _partition(graph, dataset, "class", iri)
        graph.add((dataset, VOID.classPartition, part))
        graph.add((part, VOID["class"], URIRef(iri)))
        graph.add((part, VOID.entities, Literal(number)))
    for iri, number in counts.properties.items():
        part = _partition(graph, dataset, "property", iri)
        graph.add((dataset, VOID.propertyPartition, part))
        graph.add((part, VOID.property, URIRef(iri)))
        graph.add((part, VOID.triples, Literal(number)))


def _partition(graph: Graph, dataset: URIRef, kind: str, iri: str) -> URIRef:
    """Return the IRI of the part of the dataset that uses one term: its prefixed name tells which."""
    part = URIRef(f"{dataset}#{kind}-{graph.namespace_manager.qname(iri).replace(':', '-')}")
    graph.add((part, RDF.type, VOID.Dataset))
    return part


def _add_distribution(graph: Graph, dataset: URIRef, url: URIRef, file: Distribution, about: About) -> None:
    node, checksum = URIRef(f"{url}#distribution"), URIRef(f"{url}#sha256")
    graph.add((dataset, DCAT.distribution, node))
    if file.is_dump:
        graph.add((dataset, VOID.dataDump, url))
    triples: list[tuple[Node, Node]] = [
        (RDF.type, DCAT.Distribution),
        (DCTERMS.title, Literal(file.title, lang="en")),
        (DCTERMS.license, URIRef(about.license)),
        (DCAT.downloadURL, url),
        (DCAT.mediaType, URIRef(_MEDIA_TYPES + file.media_type)),
        (DCAT.byteSize, Literal(file.bytes, datatype=XSD.nonNegativeInteger)),
        (SPDX.checksum, checksum),
    ]
    if file.compressed:
        triples.append((DCAT.compressFormat, URIRef(_MEDIA_TYPES + "application/gzip")))
    for predicate, value in triples:
        graph.add((node, predicate, value))
    graph.add((checksum, RDF.type, SPDX.Checksum))
    graph.add((checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    graph.add((checksum, SPDX.checksumValue, Literal(file.sha256, datatype=XSD.hexBinary)))


def _add_query(graph: Graph, dataset: URIRef, query: ExampleQuery) -> None:
    """Write an example query in the form in which SPARQL services share them."""
    node = URIRef(f"{dataset}#query-{query.name}")
    graph.add((dataset, DCTERMS.relation, node))
    graph.add((node, RDF.type, SH.SPARQLExecutable))
    graph.add((node, RDF.type, SH.SPARQLSelectExecutable))
    for language, title in query.titles.items():
        graph.add((node, DCTERMS.title, Literal(title, lang=language)))
    for language, description in query.descriptions.items():
        graph.add((node, DCTERMS.description, Literal(description, lang=language)))
    graph.add((node, SH.select, Literal(query.text)))
