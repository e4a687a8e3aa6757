"""The figures of a dataset description: how many of which class and property."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures in the words of VoID; `quads` counts a triple once for each graph that states it."""

    quads: int
    triples: int
    subjects: int
    classes: dict[str, int]
    """Number of entities by IRI of the class."""
    properties: dict[str, int]
    """Number of triples by IRI of the property."""
