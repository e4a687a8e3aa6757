"""A named graph -> its N-Quads, as they are kept, and its descriptions in rdflib's terms, as they are validated.

Both in one pass: most terms stand in many statements, and each is made ready for both once.
"""

from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from rdflib.term import Node

from flows.graph.named_graph import NamedGraph, Term
from flows.graph.small import rdflib_term

_VALUE = attrgetter("value")


@dataclass(frozen=True, slots=True)
class Rendered:
    """A graph in the two forms in which it is used."""

    nquads: bytes
    """N-Quads in UTF-8, in the order of subject, property and value."""
    descriptions: dict[Node, dict[Node, tuple[Node, ...]]]
    """What is said of each subject by property, in rdflib's terms, without the name of the graph."""


def render(graph: NamedGraph) -> Rendered:
    """Return `graph` in both forms."""
    terms = _Terms()
    parts: list[bytes] = []
    end = f" {graph.name} .\n".encode()
    descriptions: dict[Node, dict[Node, tuple[Node, ...]]] = {}
    for subject in sorted(graph.said, key=_VALUE):
        said = graph.said[subject]
        written, node = terms[subject]
        description = descriptions[node] = {}
        for predicate in sorted(said, key=_VALUE):
            name, property_ = terms[predicate]
            start = written + b" " + name + b" "
            values = [terms[value] for value in said[predicate]]
            if len(values) > 1:
                values.sort()
            description[property_] = tuple([value for _, value in values])
            for value, _ in values:
                parts += (start, value, end)
    return Rendered(b"".join(parts), descriptions)


class _Terms(dict[Term, tuple[bytes, Node]]):
    """Terms as N-Quads write them and in rdflib's form, for one graph: to ask what was used last takes longer."""

    def __missing__(self, term: Term) -> tuple[bytes, Node]:
        self[term] = _both(term)
        return self[term]


@lru_cache(maxsize=16384)
def _both(term: Term) -> tuple[bytes, Node]:
    return str(term).encode(), rdflib_term(term)
