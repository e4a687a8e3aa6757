"""All that a release says of one thing, in both directions: triples, whatever form they are then written in."""

from dataclasses import dataclass

import pyoxigraph as ox

from flows.graph.vocabulary import DCTERMS, OA, PROV, RDF, XSD
from flows.server.releases import Release

_ABOUT_IT = "CONSTRUCT { $thing ?p ?o } { $thing ?p ?o }"
_TO_IT = """CONSTRUCT { ?s ?p $thing } { SELECT ?s ?p { ?s ?p $thing } LIMIT %d }"""
_IN_ARTICLE = """CONSTRUCT { ?s ?p ?o } { GRAPH ?g { $thing a <https://w3id.org/zhengwen/ontology#Article> }
                 GRAPH ?g { ?s ?p ?o FILTER (STRSTARTS(STR(?s), CONCAT(STR($thing), "#"))) } }"""
_OF_GRAPH = "CONSTRUCT { ?s ?p ?o } { GRAPH $thing { ?s ?p ?o } }"
_MOST_REFERENCES = 500
_OFFSETS = (OA["start"], OA["end"])


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing with all that is said of it."""

    iri: str
    said: list[ox.Triple]
    """What has it as subject, or in an article's case a part of it."""
    references: list[ox.Triple]
    """What has it as object; of very many, some."""

    @property
    def successor(self) -> str | None:
        """The IRI that stands for it since it was merged; not that of what took the place of a thing that was."""
        types = {triple.object for triple in self.said if triple.predicate == RDF["type"]}
        if types - {PROV["Entity"]}:
            return None
        replaced = (triple.object for triple in self.said if triple.predicate == DCTERMS["isReplacedBy"])
        return next((thing.value for thing in replaced if isinstance(thing, ox.NamedNode)), None)


async def described(release: Release, iri: str) -> Resource | None:
    """Return what the release says of the thing `iri`, and what its ontology and description do; None for nothing."""
    try:
        thing = ox.NamedNode(iri)
    except ValueError:
        return None
    questions = release.questions
    if "/graph/" in iri:
        said = await questions.triples(_OF_GRAPH, thing=thing)
    else:
        said = await questions.triples(_ABOUT_IT, thing=thing)
    if "/article/" in iri:
        said += await questions.triples(_IN_ARTICLE, thing=thing)
    references = await questions.triples(_TO_IT % _MOST_REFERENCES, thing=thing)
    said = [*map(_restored, said), *release.catalogue.described(iri)]
    return Resource(iri, said, references) if said or references else None


def _restored(triple: ox.Triple) -> ox.Triple:
    """Return a triple as it was published: pyoxigraph's store keeps offsets as integers of no particular kind."""
    if triple.predicate not in _OFFSETS or not isinstance(triple.object, ox.Literal):
        return triple
    return ox.Triple(
        triple.subject, triple.predicate, ox.Literal(triple.object.value, datatype=XSD["nonNegativeInteger"])
    )
