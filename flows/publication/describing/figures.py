"""How much is in the dataset, as VoID has it: of each class and property, examples, and links to other datasets."""

import re

from rdflib import DCTERMS, RDF, VOID, Literal, URIRef

from flows.publication.counts import Counts
from flows.publication.describing.notes import Notes
from flows.publication.linksets import known_space


def describe_figures(notes: Notes, counts: Counts) -> None:
    """Write all figures of the dataset."""
    notes.say(
        notes.dataset,
        {
            VOID.triples: Literal(counts.triples),
            VOID.distinctSubjects: Literal(counts.subjects),
            VOID.classes: Literal(len(counts.classes)),
            VOID.properties: Literal(len(counts.properties)),
        },
    )
    for iri, number in counts.classes.items():
        part = _partition(notes, "class", iri)
        notes.say(notes.dataset, {VOID.classPartition: part})
        notes.say(part, {VOID["class"]: URIRef(iri), VOID.entities: Literal(number)})
        if example := counts.examples.get(iri):
            notes.say(part, {VOID.exampleResource: URIRef(example)})
            notes.say(notes.dataset, {VOID.exampleResource: URIRef(example)})
    for iri, number in counts.properties.items():
        part = _partition(notes, "property", iri)
        notes.say(notes.dataset, {VOID.propertyPartition: part})
        notes.say(part, {VOID.property: URIRef(iri), VOID.triples: Literal(number)})
    for (predicate, space), number in counts.links.items():
        _add_linkset(notes, predicate, space, number)


def _partition(notes: Notes, kind: str, iri: str) -> URIRef:
    """Return the IRI of the part of the dataset that uses one term: its prefixed name tells which."""
    return notes.say(notes.part(f"{kind}-{notes.qname(iri)}"), {RDF.type: VOID.Dataset})


def _add_linkset(notes: Notes, predicate: str, space: str, number: int) -> None:
    title, slug = known_space(space) or (space, re.sub(r"[^a-z0-9]+", "-", space.partition("//")[2].lower()).strip("-"))
    target = notes.say(
        notes.part(f"target-{slug}"),
        {RDF.type: VOID.Dataset, DCTERMS.title: Literal(title), VOID.uriSpace: Literal(space)},
    )
    linkset = notes.say(
        notes.part(f"links-{slug}-{notes.qname(predicate)}"),
        {
            RDF.type: VOID.Linkset,
            DCTERMS.title: Literal(f"Links to {title}", lang="en"),
            VOID.linkPredicate: URIRef(predicate),
            VOID.subjectsTarget: notes.dataset,
            VOID.objectsTarget: target,
            VOID.triples: Literal(number),
        },
    )
    notes.say(notes.dataset, {VOID.subset: linkset})
