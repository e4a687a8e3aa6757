"""The files of a release as distributions (DCAT), and the example queries that go with the data."""

from rdflib import DCAT, DCTERMS, RDF, SH, SKOS, VOID, XSD, Literal, URIRef
from rdflib.term import Node

from flows.publication.about import About
from flows.publication.describing.notes import DCATAP, EU, MEDIA_TYPES, SPDX, Notes, both, dcat
from flows.publication.distributions import Distribution
from flows.publication.queries import ExampleQuery


def describe_file(notes: Notes, file: Distribution, about: About) -> None:
    """Write what a file is, where it is, and by what it can be checked."""
    url = URIRef(notes.folder + file.name)
    node = URIRef(f"{url}#distribution")
    notes.say(notes.dataset, {DCAT.distribution: node} | ({VOID.dataDump: url} if file.is_dump else {}))
    said: dict[URIRef, Node | list[Node]] = {
        RDF.type: DCAT.Distribution,
        DCTERMS.title: both(*file.titles),
        DCTERMS.description: both(*file.descriptions),
        DCTERMS.license: URIRef(about.license),
        DCTERMS.rights: notes.part("rights"),
        DCAT.accessURL: url,
        DCAT.downloadURL: url,
        DCAT.mediaType: _media_type(notes, file.media_type),
        DCAT.byteSize: Literal(file.bytes, datatype=XSD.nonNegativeInteger),
        DCATAP.availability: _availability(notes),
        SPDX.checksum: _checksum(notes, url, file),
    }
    if file.format:
        said[DCTERMS.format] = _format(notes, file.format)
    if file.compressed:
        said[dcat("compressFormat")] = _media_type(notes, "application/gzip")
    notes.say(node, said)


def describe_query(notes: Notes, query: ExampleQuery) -> None:
    """Write an example query in the form in which SPARQL services share them."""
    node = notes.part(f"query-{query.name}")
    is_graph = query.result == "graph"
    kind = SH.SPARQLConstructExecutable if is_graph else SH.SPARQLSelectExecutable
    notes.say(notes.dataset, {DCTERMS.relation: node})
    notes.say(
        node,
        {
            RDF.type: [SH.SPARQLExecutable, kind],
            DCTERMS.title: [Literal(title, lang=tag) for tag, title in query.titles.items()],
            DCTERMS.description: [Literal(text, lang=tag) for tag, text in query.descriptions.items()],
            SH.construct if is_graph else SH.select: Literal(query.text),
        },
    )


def _media_type(notes: Notes, name: str) -> URIRef:
    return notes.say(URIRef(MEDIA_TYPES + name), {RDF.type: DCTERMS.MediaType})


def _format(notes: Notes, name: str) -> URIRef:
    node = URIRef(f"{EU}file-type/{name}")
    label = Literal(name.replace("_", " "))
    said: dict[URIRef, Node | list[Node]] = {RDF.type: DCTERMS.MediaTypeOrExtent, SKOS.prefLabel: label}
    return notes.say(node, said | {SKOS.inScheme: URIRef(f"{EU}file-type")})


def _availability(notes: Notes) -> URIRef:
    """A file stays where it is while its release is among the last ones that are kept."""
    scheme = f"{EU}planned-availability"
    return notes.concept(f"{scheme}/TEMPORARY", "temporary", "暂时", SKOS.Concept, scheme)


def _checksum(notes: Notes, url: URIRef, file: Distribution) -> URIRef:
    algorithm = notes.say(SPDX.checksumAlgorithm_sha256, {RDF.type: SPDX.ChecksumAlgorithm})
    return notes.say(
        URIRef(f"{url}#sha256"),
        {
            RDF.type: SPDX.Checksum,
            SPDX.algorithm: algorithm,
            SPDX.checksumValue: Literal(file.sha256, datatype=XSD.hexBinary),
        },
    )
