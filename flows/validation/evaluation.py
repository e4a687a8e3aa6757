"""Constraints of pySHACL over all focus nodes of a class: evaluated once for those that a constraint cannot tell apart.

A constraint reads but a part of the graph: sh:minCount how many values there are, sh:datatype each value by itself,
sh:class the classes of a value. Where two focus nodes agree in all that a constraint reads, so do its answers. pySHACL
is asked about one of them; once it finds fault there, it is asked about all, and says of each what is wrong.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyshacl.constraints.core.cardinality_constraints import MaxCountConstraintComponent, MinCountConstraintComponent
from pyshacl.constraints.core.other_constraints import ClosedConstraintComponent, InConstraintComponent
from pyshacl.constraints.core.string_based_constraints import (
    MaxLengthConstraintComponent,
    MinLengthConstraintComponent,
    PatternConstraintComponent,
)
from pyshacl.constraints.core.value_constraints import (
    ClassConstraintComponent,
    DatatypeConstraintComponent,
    NodeKindConstraintComponent,
)
from pyshacl.constraints.core.value_range_constraints import (
    MaxExclusiveConstraintComponent,
    MaxInclusiveConstraintComponent,
    MinExclusiveConstraintComponent,
    MinInclusiveConstraintComponent,
)
from pyshacl.pytypes import SHACLExecutor
from rdflib import RDFS, Literal, URIRef
from rdflib.term import Node

from flows.validation.index import Form, Index

ResultTriples = list[tuple[Node, Node, Any]]
Values = Mapping[Node, Collection[Node]]
"""The value nodes of each focus node."""

_EXECUTOR = SHACLExecutor()
_SUBCLASS_OF = RDFS.subClassOf
_MOST_FORMS = 4096
"""Of one class. Most nodes of an article have a form that one of those before had, too."""

_COUNTS = (MaxCountConstraintComponent, MinCountConstraintComponent)
"""What reads but the form of a focus node, where its values are those of one property."""
_OF_NODES = (ClosedConstraintComponent, NodeKindConstraintComponent)
"""What reads but the form of a focus node, where that is the value."""
_BY_VALUE = (
    DatatypeConstraintComponent,
    InConstraintComponent,
    MaxExclusiveConstraintComponent,
    MaxInclusiveConstraintComponent,
    MaxLengthConstraintComponent,
    MinExclusiveConstraintComponent,
    MinInclusiveConstraintComponent,
    MinLengthConstraintComponent,
    NodeKindConstraintComponent,
    PatternConstraintComponent,
)
"""What reads each value by itself, and nothing else."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint that pySHACL has built, of the shape it belongs to."""

    component: Any

    @property
    def reads_form(self) -> bool:
        """Tell whether focus nodes of one form have one answer."""
        path = self.component.shape.path()
        if path is None:
            return isinstance(self.component, _OF_NODES)
        return isinstance(self.component, _COUNTS) and isinstance(path, URIRef)

    @property
    def reads_values(self) -> bool:
        """Tell whether a value has one answer, whatever focus node it is of."""
        return isinstance(self.component, _BY_VALUE)

    @property
    def reads_classes(self) -> bool:
        """Tell whether values of the same classes have one answer."""
        return isinstance(self.component, ClassConstraintComponent)

    def samples(self, values: Sequence[Node]) -> Sequence[Node]:
        """Return one of `values` of each kind that the constraint, which reads values by themselves, tells apart."""
        if isinstance(self.component, NodeKindConstraintComponent):
            return tuple({type(value): value for value in values}.values())
        if isinstance(self.component, DatatypeConstraintComponent):
            return tuple({_datatype(value): value for value in values}.values())
        return values

    def results(self, graph: Index, values: Values) -> list[ResultTriples]:
        """Return the triples of each result that pySHACL finds on `values`."""
        path = [self.component.shape, self.component]
        _conforms, results = self.component.evaluate(_EXECUTOR, graph, values, path)
        return [triples for _text, _node, triples in results]


@dataclass(frozen=True, slots=True)
class Disjunction(Constraint):
    """sh:or with the constraints of its members built once, where pySHACL builds them anew for each value."""

    members: tuple["PreparedShape", ...]

    @property
    def reads_values(self) -> bool:
        """Tell whether each member, and so all of them, read each value by itself."""
        return all(
            member.path is None and all(constraint.reads_values for constraint in member.constraints)
            for member in self.members
        )

    def results(self, graph: Index, values: Values) -> list[ResultTriples]:
        """Return the triples of a result, as pySHACL makes it, for each of `values` that conforms to no member."""
        unfit = [(focus, node) for focus, nodes in values.items() for node in nodes if not self._accepts(graph, node)]
        made = (self.component.make_v_result(graph, focus, value_node=node) for focus, node in unfit)
        return [triples for _text, _node, triples in made]

    def _accepts(self, graph: Index, node: Node) -> bool:
        return any(
            not any(constraint.results(graph, member.values(graph, [node])) for constraint in member.constraints)
            for member in self.members
        )


@dataclass(frozen=True, slots=True)
class PreparedShape:
    """A node shape or a property shape with its constraints built, by what they read."""

    shape: Any
    path: Node | None
    by_form: tuple[Constraint, ...]
    by_value: tuple[Constraint, ...]
    by_classes: tuple[Constraint, ...]
    others: tuple[Constraint, ...]
    """Those that are asked about each focus node."""
    accepted: set[tuple[Node, ...]] = field(default_factory=set)
    """The classes that a value may have."""

    @classmethod
    def of(cls, shape: Any, constraints: Sequence[Constraint]) -> "PreparedShape":
        """Return `shape` with its `constraints`."""
        rest = [each for each in constraints if not each.reads_form]
        return cls(
            shape,
            shape.path(),
            by_form=tuple(each for each in constraints if each.reads_form),
            by_value=tuple(each for each in rest if each.reads_values),
            by_classes=tuple(each for each in rest if each.reads_classes),
            others=tuple(each for each in rest if not each.reads_values and not each.reads_classes),
        )

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """All constraints of the shape."""
        return self.by_form + self.by_value + self.by_classes + self.others

    def values(self, graph: Index, nodes: Sequence[Node]) -> Values:
        """Return the value nodes of `nodes`."""
        if self.path is None:
            return {node: (node,) for node in nodes}
        if isinstance(self.path, URIRef):
            return {node: graph.values(node, self.path) for node in nodes}
        return dict(self.shape.value_nodes(graph, nodes))

    def results_of_form(self, graph: Index, node: Node) -> Iterator[ResultTriples]:
        """Yield the results on `node` that other nodes of its form have, too."""
        if self.by_form:
            values = self.values(graph, [node])
            for constraint in self.by_form:
                yield from constraint.results(graph, values)

    def results(self, graph: Index, nodes: Sequence[Node]) -> Iterator[ResultTriples]:
        """Yield the other results on `nodes`, of which there is one at least."""
        if (self.by_value or self.by_classes) and (distinct := self._distinct(graph, nodes)):
            for constraint in self.by_value:
                if constraint.results(graph, {nodes[0]: constraint.samples(distinct)}):
                    yield from constraint.results(graph, self.values(graph, nodes))
            for constraint in self.by_classes:
                if not self._accepts_classes(constraint, graph, distinct):
                    yield from constraint.results(graph, self.values(graph, nodes))
        for constraint in self.others:
            yield from constraint.results(graph, self.values(graph, nodes))

    def _distinct(self, graph: Index, nodes: Sequence[Node]) -> Sequence[Node]:
        """Return the values of all `nodes` together.

        By identity, as equal values mostly are one object, and the hash of a literal costs as much as a constraint.
        """
        if isinstance(self.path, URIRef):
            if self.path not in graph.by_predicate:
                return ()
            said, path = graph.descriptions, self.path
            return tuple({id(value): value for node in nodes for value in said[node].get(path, ())}.values())
        return tuple({id(value): value for found in self.values(graph, nodes).values() for value in found}.values())

    def _accepts_classes(self, constraint: Constraint, graph: Index, values: Sequence[Node]) -> bool:
        found = {graph.types.get(value, ()) for value in values}
        inherits = _SUBCLASS_OF in graph.by_predicate
        if found <= self.accepted and not inherits:
            return True
        if constraint.results(graph, {values[0]: values}):
            return False
        if not inherits:
            self.accepted.update(found)
        return True


def _datatype(value: Node) -> tuple[object, ...]:
    """Return what sh:datatype reads of a value: of a literal not its text, but what that was understood as."""
    if not isinstance(value, Literal):
        return (type(value),)
    return type(value), value.datatype, value.language, value.ill_typed, type(value.value)


@dataclass(frozen=True, slots=True)
class PreparedClass:
    """The shapes that look at the instances of one class."""

    shapes: tuple[PreparedShape, ...]
    accepted: set[Form] = field(default_factory=set)
    """The forms in which an instance may be; forgotten when there are too many."""

    def results(self, graph: Index, nodes: Sequence[Node]) -> Iterator[ResultTriples]:
        """Yield the triples of every result on `nodes`, the instances in `graph`."""
        for node in nodes:
            form = graph.form(node)
            if form not in self.accepted:
                found = [result for shape in self.shapes for result in shape.results_of_form(graph, node)]
                yield from found
                if not found:
                    self._accept(form)
        for shape in self.shapes:
            yield from shape.results(graph, nodes)

    def _accept(self, form: Form) -> None:
        if len(self.accepted) >= _MOST_FORMS:
            self.accepted.clear()
        self.accepted.add(form)
