"""Triples -> the figures of a dataset description: how many of which class and property."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox

from flows.graph.vocabulary import RDF


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures in the words of VoID; `quads` counts a triple once for each article that states it."""

    quads: int
    triples: int
    subjects: int
    objects: int
    classes: dict[str, int]
    """Number of entities by IRI of the class."""
    properties: dict[str, int]
    """Number of triples by IRI of the property."""


def count(triples: Iterable[ox.Quad], quads: int) -> Counts:
    """Count `triples`, each of which comes once."""
    subjects: set[object] = set()
    objects: set[object] = set()
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    for triple in triples:
        subjects.add(triple.subject)
        objects.add(triple.object)
        properties[triple.predicate.value] += 1
        if triple.predicate == RDF["type"] and isinstance(triple.object, ox.NamedNode):
            classes[triple.object.value] += 1
    return Counts(quads, properties.total(), len(subjects), len(objects), dict(classes), dict(properties))
