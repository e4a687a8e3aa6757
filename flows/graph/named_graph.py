"""The statements of one article as a graph with a name, by subject and property: each once, and written in order."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

import pyoxigraph as ox

from flows.graph.notation import Term

Description = Mapping[Term, Collection[Term]]
"""What is said of one subject: the values of each property."""

# Of an IRI in notation: with its bracket, a name would stand behind those that are longer.
_BY_IRI = itemgetter(slice(None, -1))


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """A graph and its name. Two of them are the same whatever order their statements came in."""

    name: Term
    said: Mapping[Term, Description]
    """What is said of each subject, in no order."""

    def nquads(self) -> bytes:
        """Return the statements as N-Quads in UTF-8, in the order of subject, property and value."""
        # Each line is encoded by itself: most are ASCII, which is but copied; in one text with the others, none is.
        lines: list[bytes] = []
        for subject in sorted(self.said, key=_BY_IRI):
            description = self.said[subject]
            for predicate in _in_order(tuple(description)):
                values = description[predicate]
                for value in values if len(values) == 1 else sorted(values):
                    lines.append(f"{subject} {predicate} {value}".encode())
        lines.append(b"")
        return f" {self.name} .\n".encode().join(lines)

    def __iter__(self) -> Iterator[ox.Quad]:
        """Yield the statements in the order of subject, property and value."""
        yield from ox.parse(self.nquads(), format=ox.RdfFormat.N_QUADS)

    def __len__(self) -> int:
        return sum(len(values) for description in self.said.values() for values in description.values())


@lru_cache(maxsize=4096)
def _in_order(predicates: tuple[Term, ...]) -> tuple[Term, ...]:
    """Return `predicates` in order; things of one kind mostly have the same ones."""
    return tuple(sorted(predicates, key=_BY_IRI))
