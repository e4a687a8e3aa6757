"""A graph that is read often and never written: what is said of each node, as dictionaries.

rdflib's store keeps contexts for each triple, which makes look-ups the largest cost of validating an article's graph.
This one takes its statements once. It answers pySHACL's questions as rdflib does; the checks read it directly.
"""

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Self

from rdflib import Graph, Literal
from rdflib.term import Node

from flows.graph.small import rdflib_term
from flows.graph.vocabulary import RDF

Triple = tuple[Node, Node, Node]
Description = Mapping[Node, Collection[Node]]
"""What is said of one node: the values of each property, each once."""
Form = tuple[type[Node], tuple[Node, ...], tuple[Node, ...], tuple[int, ...]]
"""Of a node: the kind of term it is, its classes, its properties, and how many values each of these has."""

_TYPE = rdflib_term(RDF["type"])
_NOTHING: Description = {}


class Index(Graph):
    """An rdflib graph over fixed statements. What is added to it later is not seen."""

    def __init__(self, descriptions: Mapping[Node, Description]) -> None:
        super().__init__(bind_namespaces="none")  # none are needed, and to bind them takes a millisecond
        self.descriptions = descriptions
        """What is said of each subject."""

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Self:
        """Return the index of `triples`; of an index, itself."""
        if isinstance(triples, cls):
            return triples
        said: dict[Node, dict[Node, dict[Node, None]]] = {}
        for subject, predicate, value in triples:
            said.setdefault(subject, {}).setdefault(predicate, {})[value] = None
        return cls(said)

    def __len__(self) -> int:
        return self._size

    @cached_property
    def _size(self) -> int:
        """pySHACL asks for it with each result, to see whether there is a graph."""
        return sum(len(values) for said in self.descriptions.values() for values in said.values())

    def __iter__(self) -> Generator[Triple, None, None]:
        yield from self.triples((None, None, None))

    def __contains__(self, pattern: Any) -> bool:
        subject, predicate, value = pattern
        if None in pattern:
            return any(True for _ in self.triples(pattern))
        return value in self.values(subject, predicate)

    def values(self, subject: Node, predicate: Node) -> Collection[Node]:
        """Return the values of `predicate` of `subject`, each once."""
        return self.descriptions.get(subject, _NOTHING).get(predicate, ())

    @cached_property
    def types(self) -> dict[Node, tuple[Node, ...]]:
        """The classes of each node that has one."""
        return {node: tuple(said[_TYPE]) for node, said in self.descriptions.items() if _TYPE in said}

    @cached_property
    def instances(self) -> dict[Node, list[Node]]:
        """The nodes of each class."""
        found: dict[Node, list[Node]] = {}
        for node, classes in self.types.items():
            for each in classes:
                found.setdefault(each, []).append(node)
        return found

    @cached_property
    def by_predicate(self) -> dict[Node, list[tuple[Node, Collection[Node]]]]:
        """The nodes that have each property, with their values of it."""
        found: dict[Node, list[tuple[Node, Collection[Node]]]] = {}
        for node, said in self.descriptions.items():
            for predicate, values in said.items():
                found.setdefault(predicate, []).append((node, values))
        return found

    @cached_property
    def nodes(self) -> frozenset[Node]:
        """All subjects and values but the literals."""
        found = {
            each
            for said in self.descriptions.values()
            for values in said.values()
            for each in values
            if type(each) is not Literal
        }
        return frozenset(found.union(self.descriptions))

    def form(self, node: Node) -> Form:
        """Return the form of `node`, which is a subject."""
        said = self.descriptions[node]
        return type(node), self.types.get(node, ()), tuple(said), tuple(map(len, said.values()))

    def triples(self, pattern: Any) -> Generator[Any, None, None]:
        """Yield the triples that match `pattern`, in which None stands for anything. Property paths are unknown."""
        subject, predicate, value = pattern
        for node, known, values in self._candidates(subject, predicate):
            yield from ((node, known, each) for each in values if value is None or each == value)

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Generator[Any, None, None]:
        """Yield the values of `predicate` of `subject`: the question asked most, hence its own way."""
        if subject is None or predicate is None:
            yield from super().objects(subject, predicate, unique)
        else:
            yield from self.values(subject, predicate)

    def _candidates(
        self, subject: Node | None, predicate: Node | None
    ) -> Iterator[tuple[Node, Node, Collection[Node]]]:
        if subject is None and predicate is not None:
            yield from ((node, predicate, values) for node, values in self.by_predicate.get(predicate, ()))
            return
        for node in self.descriptions if subject is None else (subject,):
            for known, values in self.descriptions.get(node, _NOTHING).items():
                if predicate is None or known == predicate:
                    yield node, known, values
