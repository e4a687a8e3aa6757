"""The figures of a dataset description: how many of which class and property, an example of each, and links."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from flows.graph.notation import Block
from flows.graph.vocabulary import RDF, ZW

T = TypeVar("T")
_TYPE = str(RDF["type"])
_OWN_CLASS = f"<{ZW.iri}"


class Counted(NamedTuple):
    """How much is said of some subjects, in a form that JSON has, too."""

    subjects: int
    properties: dict[str, int]
    """Number of statements by IRI of the property."""
    classes: dict[str, int]
    """Number of subjects by IRI of the class."""
    examples: dict[str, str]
    """IRI of the first subject by IRI of the class, for own classes."""
    links: Sequence[tuple[str, str, int]] = ()
    """Property, what the IRIs there begin with, and number of links to things elsewhere."""


def counted(said: Sequence[Block]) -> Counted:
    """Count all but links."""
    properties, classes = Counter[str](), Counter[str]()
    examples: dict[str, str] = {}
    for subject, about in said:
        for predicate, values in about.items():
            properties[predicate] += len(values)
        for value in about.get(_TYPE, ()):
            classes[value] += 1
            if value.startswith(_OWN_CLASS):
                examples.setdefault(value, subject[1:-1])
    return Counted(len(said), _by_iri(properties.items()), _by_iri(classes.items()), _by_iri(examples.items()))


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


def _by_iri(found: Iterable[tuple[str, T]]) -> dict[str, T]:
    return {term[1:-1]: each for term, each in found}
