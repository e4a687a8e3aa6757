"""The figures of a dataset description: how many of which class and property, an example of each, and links."""

from dataclasses import dataclass, field


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
    examples: dict[str, str] = field(default_factory=dict)
    """IRI of one entity by IRI of the class, for own classes."""
    links: dict[tuple[str, str], int] = field(default_factory=dict)
    """Number of links to things elsewhere, by the property and what the IRIs there begin with."""
    days: tuple[str, str] | None = None
    """The first and the last day on which an article appeared."""
    extractors: tuple[str, ...] = ()
    """The versions of the extractor that read the articles."""
