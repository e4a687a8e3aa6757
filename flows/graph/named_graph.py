"""The statements of one article as a graph with a name, by subject and property: each once, and written in order."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from pyoxigraph import Literal, NamedNode, Quad

Term = NamedNode | Literal
Description = Mapping[NamedNode, Collection[Term]]
"""What is said of one subject: the values of each property."""

_VALUE = attrgetter("value")


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """A graph and its name. Two of them are the same whatever order their statements came in."""

    name: NamedNode
    said: Mapping[NamedNode, Description]
    """What is said of each subject, in no order."""

    def __iter__(self) -> Iterator[Quad]:
        """Yield the statements in the order of subject, property and value."""
        for subject in sorted(self.said, key=_VALUE):
            description = self.said[subject]
            for predicate in sorted(description, key=_VALUE):
                yield from (
                    Quad(subject, predicate, value, self.name) for value in sorted(description[predicate], key=str)
                )

    def __len__(self) -> int:
        return sum(len(values) for description in self.said.values() for values in description.values())
