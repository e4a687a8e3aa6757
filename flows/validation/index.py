"""A graph that is read often and never written: what is said of each node, as dictionaries of terms in notation.

rdflib's store keeps contexts for each triple, which makes look-ups the largest cost of validating an article's graph,
and to make a term of rdflib takes longer than most of what is asked of it. This one takes its statements once, as text,
and makes a term of it where pySHACL is to see it. It answers pySHACL's questions as rdflib does; the checks read it
directly.
"""

from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any, Self

from rdflib import Graph
from rdflib.namespace import NamespaceManager
from rdflib.term import Node

from flows.graph.named_graph import Description
from flows.graph.notation import Term
from flows.graph.small import notation, rdflib_node
from flows.graph.vocabulary import RDF
from flows.validation.kinds import datatype

Triple = tuple[Node, Node, Node]
Form = tuple[str, tuple[Term, ...], tuple[Term, ...], tuple[int, ...]]
"""Of a node: the kind of term it is, its classes, its properties, and how many values each of these has."""

_TYPE = str(RDF["type"])
_NOTHING: Description = {}
_LONGEST_KEPT = 100
"""Characters of a term that is kept from one graph to the next: longer ones are texts, which hardly come again."""


class Index(Graph):
    """An rdflib graph over fixed statements. What is added to it later is not seen."""

    def __init__(self, descriptions: Mapping[Term, Description]) -> None:
        super().__init__(bind_namespaces="none")  # none are needed, and to bind them takes a millisecond
        self.descriptions = descriptions
        """What is said of each subject."""
        self._values_of: dict[Term, set[Term]] = {}
        self._classes_of_values: dict[Term, set[tuple[Term, ...]]] = {}
        self._datatypes_of: dict[Term, set[Term]] = {}
        self._inverse: dict[Term, dict[Term, list[Term]]] = {}

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Self:
        """Return the index of `triples`; of an index, itself."""
        if isinstance(triples, cls):
            return triples
        said: dict[Term, dict[Term, dict[Term, None]]] = {}
        for triple in triples:
            subject, predicate, value = map(notation, triple)
            said.setdefault(subject, {}).setdefault(predicate, {})[value] = None
        return cls(said)

    def __len__(self) -> int:
        return self._size

    def __bool__(self) -> bool:
        """pySHACL asks with each name that it writes for people whether there is a graph."""
        return bool(self.descriptions)

    @cached_property
    def namespace_manager(self) -> NamespaceManager:
        """What writes names for people. rdflib's own leads back to the graph, so that neither would go by itself."""
        return NamespaceManager(Graph(bind_namespaces="none"), "none")

    @cached_property
    def _size(self) -> int:
        return sum(len(values) for said in self.descriptions.values() for values in said.values())

    def __iter__(self) -> Generator[Triple, None, None]:
        yield from self.triples((None, None, None))

    def __contains__(self, pattern: Any) -> bool:
        return any(True for _ in self._statements(pattern))

    def values(self, subject: Term, predicate: Term) -> Collection[Term]:
        """Return the values of `predicate` of `subject`, each once."""
        return self.descriptions.get(subject, _NOTHING).get(predicate, ())

    @cached_property
    def types(self) -> dict[Term, tuple[Term, ...]]:
        """The classes of each node that has one."""
        return {node: tuple(said[_TYPE]) for node, said in self.descriptions.items() if _TYPE in said}

    @cached_property
    def instances(self) -> dict[Term, list[Term]]:
        """The nodes of each class."""
        found: dict[Term, list[Term]] = {}
        for node, classes in self.types.items():
            for each in classes:
                found.setdefault(each, []).append(node)
        return found

    @cached_property
    def by_predicate(self) -> dict[Term, dict[Term, Collection[Term]]]:
        """The nodes that have each property, with their values of it."""
        found: dict[Term, dict[Term, Collection[Term]]] = defaultdict(dict)
        for node, said in self.descriptions.items():
            for predicate, values in said.items():
                found[predicate][node] = values
        return dict(found)

    def values_of(self, predicate: Term) -> set[Term]:
        """Return the values of a property of all nodes together."""
        if predicate not in self._values_of:
            self._values_of[predicate] = set().union(*(values for _, values in self.with_property(predicate)))
        return self._values_of[predicate]

    def classes_of_values(self, predicate: Term) -> set[tuple[Term, ...]]:
        """Return of what classes the values of a property of all nodes together are."""
        if predicate not in self._classes_of_values:
            types = self.types
            self._classes_of_values[predicate] = {types.get(value, ()) for value in self.values_of(predicate)}
        return self._classes_of_values[predicate]

    def datatypes_of(self, predicate: Term) -> set[Term]:
        """Return of what datatypes the values of a property of all nodes together are."""
        if predicate not in self._datatypes_of:
            self._datatypes_of[predicate] = set(map(datatype, self.values_of(predicate)))
        return self._datatypes_of[predicate]

    @cached_property
    def nodes(self) -> frozenset[Term]:
        """All subjects and values but the literals."""
        values = set[Term]().union(*map(self.values_of, self.by_predicate))
        return frozenset(each for each in values if each[0] != '"').union(self.descriptions)

    def form(self, node: Term) -> Form:
        """Return the form of `node`, which is a subject."""
        said = self.descriptions[node]
        return node[0], self.types.get(node, ()), tuple(said), tuple(map(len, said.values()))

    def with_property(self, predicate: Term) -> Iterable[tuple[Term, Collection[Term]]]:
        """Return the nodes that have a property, each with its values of it."""
        return self.by_predicate.get(predicate, _NOTHING).items()

    def pairs(self, predicate: Term) -> Iterator[tuple[Term, Term]]:
        """Yield the nodes that have a property, with each value of it."""
        return ((node, value) for node, values in self.with_property(predicate) for value in values)

    def statements(self) -> Iterator[tuple[Term, Term, Term]]:
        """Yield all statements in notation."""
        return self._statements((None, None, None))

    def triples(self, pattern: Any) -> Generator[Any, None, None]:
        """Yield the triples that match `pattern`, in which None stands for anything. Property paths are unknown."""
        for statement in self._statements(pattern):
            yield tuple(map(rdflib_term, statement))

    def objects(self, subject: Any = None, predicate: Any = None, unique: bool = False) -> Generator[Any, None, None]:
        """Yield the values of `predicate` of `subject`: the question asked most, hence its own way."""
        if subject is None or predicate is None:
            yield from super().objects(subject, predicate, unique)
        else:
            yield from map(rdflib_term, self.values(notation(subject), notation(predicate)))

    def _statements(self, pattern: tuple[Node | None, ...]) -> Iterator[tuple[Term, Term, Term]]:
        subject, predicate, value = (None if each is None else notation(each) for each in pattern)
        if subject is None and predicate is not None and value is not None:
            yield from ((node, predicate, value) for node in self._nodes_with(predicate).get(value, ()))
            return
        for node, known, values in self._candidates(subject, predicate):
            yield from ((node, known, each) for each in values if value is None or each == value)

    def _nodes_with(self, predicate: Term) -> dict[Term, list[Term]]:
        """Return the nodes by what they have as a value of a property: what a path backwards asks of every value."""
        if predicate not in self._inverse:
            found = self._inverse[predicate] = defaultdict(list)
            for node, value in self.pairs(predicate):
                found[value].append(node)
        return self._inverse[predicate]

    def _candidates(
        self, subject: Term | None, predicate: Term | None
    ) -> Iterator[tuple[Term, Term, Collection[Term]]]:
        if subject is None and predicate is not None:
            yield from ((node, predicate, values) for node, values in self.with_property(predicate))
            return
        for node in self.descriptions if subject is None else (subject,):
            for known, values in self.descriptions.get(node, _NOTHING).items():
                if predicate is None or known == predicate:
                    yield node, known, values


def rdflib_term(term: Term) -> Node:
    """Return `term` as rdflib has it. Equal ones mostly are one object, unless they are long."""
    return _kept(term) if len(term) <= _LONGEST_KEPT else rdflib_node(term)


@lru_cache(maxsize=4096)
def _kept(term: Term) -> Node:
    return rdflib_node(term)
