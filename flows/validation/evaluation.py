"""Constraints of pySHACL over all focus nodes of a class: evaluated once for those that a constraint cannot tell apart.

A constraint reads but a part of the graph: sh:minCount how many values there are, sh:datatype each value by itself,
sh:class the classes of a value. Where two focus nodes agree in all that a constraint reads, so do its answers. pySHACL
is asked about one of them; once it finds fault there, it is asked about all, and says of each what is wrong.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, TypeVar

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
from rdflib import RDFS, SH, URIRef
from rdflib.term import Node

from flows.graph.notation import Term
from flows.graph.small import notation
from flows.validation.index import Form, Index, rdflib_term
from flows.validation.kinds import datatype, distance, length

ResultTriples = list[tuple[Node, Node, Any]]
Values = Mapping[Node, Collection[Node]]
"""The value nodes of each focus node, as pySHACL takes them."""

_EXECUTOR = SHACLExecutor()
_SUBCLASS_OF = notation(RDFS.subClassOf)
_MOST_KEPT = 2048
"""Of forms of one class and of values of one property: most of an article's were in one of those before, too."""
_LONGEST_VALUE = 80
"""Characters of a value that is kept: dates, numbers, names and concepts come again, texts do not."""
Key = TypeVar("Key")

_COUNTS = (MaxCountConstraintComponent, MinCountConstraintComponent)
"""What reads but the form of a focus node, where its values are those of one property; the least number of values
also where those of several properties count, and one will do."""
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
_OF_DATATYPE = (DatatypeConstraintComponent, NodeKindConstraintComponent)
"""What reads nothing of a value but its datatype, or that it is none of a literal."""
_KIND: Mapping[type, Callable[[Term], Term]] = {
    DatatypeConstraintComponent: datatype,
    MaxLengthConstraintComponent: length,
    MinLengthConstraintComponent: length,
    NodeKindConstraintComponent: itemgetter(0),
}
"""What a constraint tells values apart by that does not read the whole of each."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint that pySHACL has built, of the shape it belongs to."""

    component: Any
    accepted: set[Hashable] = field(default_factory=set, kw_only=True)
    """The kinds of values, or what of forms, in which pySHACL has found no fault; forgotten when there are too many."""

    @property
    def reads_form(self) -> bool:
        """Tell whether focus nodes of one form have one answer."""
        path = self.component.shape.path()
        if path is None:
            return isinstance(self.component, _OF_NODES)
        if not isinstance(path, URIRef):
            return isinstance(self.component, MinCountConstraintComponent) and _asks_for_any(self.component, path)
        return isinstance(self.component, _COUNTS)

    @property
    def reads_values(self) -> bool:
        """Tell whether a value has one answer, whatever focus node it is of."""
        return isinstance(self.component, _BY_VALUE)

    @property
    def reads_classes(self) -> bool:
        """Tell whether values of the same classes have one answer."""
        return isinstance(self.component, ClassConstraintComponent)

    def accepts(self, graph: Index, focus: Term, values: Collection[Term]) -> bool:
        """Tell whether there is no fault in any of `values`, which the constraint reads by themselves.

        pySHACL is asked about one of each kind that the constraint tells apart, if it has not been asked before.
        """
        kind = _KIND.get(type(self.component))
        kinds = {kind(value): value for value in values} if kind else dict(zip(values, values, strict=True))
        new = [value for kind, value in kinds.items() if kind not in self.accepted]
        if new and self.results(graph, {rdflib_term(focus): tuple(map(rdflib_term, new))}):
            return False
        _remember(self.accepted, _short(kinds))
        return True

    def results_on(self, shape: "PreparedShape", graph: Index, nodes: Sequence[Term]) -> list[ResultTriples]:
        """Return the triples of each result on `nodes`, at which `shape` looks."""
        return self.results(graph, shape.values(graph, nodes)) if nodes else []

    def results(self, graph: Index, values: Values) -> list[ResultTriples]:
        """Return the triples of each result that pySHACL finds on `values`, those of some nodes."""
        path = [self.component.shape, self.component]
        _conforms, results = self.component.evaluate(_EXECUTOR, graph, values, path)
        return [triples for _text, _node, triples in results]


@dataclass(frozen=True, slots=True)
class Disjunction(Constraint):
    """sh:or with the constraints of its members built once, where pySHACL builds them anew for each value."""

    members: tuple["PreparedShape", ...]
    forms: set[Form] = field(default_factory=set)
    """The forms of nodes that conform to a member which reads nothing else of a node; forgotten when too many."""
    refused: set[Form] = field(default_factory=set)
    """The forms of nodes that conform to no such member; forgotten when too many."""

    @property
    def reads_values(self) -> bool:
        """Tell whether each member, and so all of them, read each value by itself."""
        return all(
            member.path is None and all(constraint.reads_values for constraint in member.constraints)
            for member in self.members
        )

    def results(self, graph: Index, values: Values) -> list[ResultTriples]:
        """Return the triples of a result, as pySHACL makes it, for each value that conforms to no member."""
        unfit = [(focus, node) for focus, nodes in values.items() for node in nodes if not self._accepts(graph, node)]
        made = (self.component.make_v_result(graph, focus, value_node=node) for focus, node in unfit)
        return [triples for _text, _node, triples in made]

    def results_on(self, shape: "PreparedShape", graph: Index, nodes: Sequence[Term]) -> list[ResultTriples]:
        """Return the triples of each result; of `nodes` in a form that a member accepts, there is none."""
        unknown = nodes if shape.path is not None else self._of_other_forms(graph, nodes)
        return Constraint.results_on(self, shape, graph, unknown)

    def _of_other_forms(self, graph: Index, nodes: Sequence[Term]) -> Sequence[Term]:
        forms = {node: graph.form(node) for node in nodes}
        new = {form: node for node, form in forms.items() if form not in self.forms and form not in self.refused}
        readers = [member for member in self.members if member.reads_form]
        for form, node in new.items():
            accepted = any(not any(member.results_of_form(graph, node)) for member in readers)
            _remember(self.forms if accepted else self.refused, (form,))
        return [node for node, form in forms.items() if form not in self.forms]

    def _accepts(self, graph: Index, node: Node) -> bool:
        asked = notation(node)
        refused = asked in graph.descriptions and graph.form(asked) in self.refused
        return any(
            not any(each.results(graph, member.values(graph, [asked])) for each in member.constraints)
            for member in self.members
            if not (refused and member.reads_form)
        )


@dataclass(frozen=True, slots=True)
class Order(Constraint):
    """sh:lessThan: of nodes that have whole numbers on both sides, pySHACL is asked where these are closest."""

    lower: Term
    higher: Term

    def results_on(self, shape: "PreparedShape", graph: Index, nodes: Sequence[Term]) -> list[ResultTriples]:
        """Return the triples of each result on `nodes`: none where there is none on the closest and the odd ones."""
        asked = self._closest_and_odd(graph, nodes)
        if not Constraint.results_on(self, shape, graph, asked):
            return []
        return Constraint.results_on(self, shape, graph, nodes)

    def _closest_and_odd(self, graph: Index, nodes: Sequence[Term]) -> Sequence[Term]:
        """Return the node whose numbers are closest, and those that have anything else than a number on each side."""
        asked, distances = [], {}
        for node in nodes:
            apart = distance(graph.values(node, self.lower), graph.values(node, self.higher))
            if apart is None:
                asked.append(node)
            else:
                distances[node] = apart
        closest = min(distances, key=lambda node: distances[node], default=None)
        return asked if closest is None else [closest, *asked]


@dataclass(frozen=True, slots=True)
class PreparedShape:
    """A node shape or a property shape with its constraints built, by what they read."""

    shape: Any
    path: Node | None
    predicate: Term | None
    """The path, where that is one property."""
    by_form: tuple[Constraint, ...]
    by_value: tuple[Constraint, ...]
    by_classes: tuple[Constraint, ...]
    others: tuple[Constraint, ...]
    """Those that are asked about each focus node."""
    reads_datatypes: bool
    """Whether what reads values by themselves reads but their datatypes."""
    accepted: set[tuple[Term, ...]] = field(default_factory=set)
    """The classes that a value may have."""
    accepted_values: set[Term] = field(default_factory=set)
    """Values in which nothing that reads each by itself finds fault, or their datatypes, where nothing else is read;
    forgotten when there are too many."""

    @classmethod
    def of(cls, shape: Any, constraints: Sequence[Constraint]) -> "PreparedShape":
        """Return `shape` with its `constraints`."""
        path = shape.path()
        rest = [each for each in constraints if not each.reads_form]
        by_value = tuple(each for each in rest if each.reads_values)
        return cls(
            shape,
            path,
            notation(path) if isinstance(path, URIRef) else None,
            by_form=tuple(each for each in constraints if each.reads_form),
            by_value=by_value,
            by_classes=tuple(each for each in rest if each.reads_classes),
            others=tuple(each for each in rest if not each.reads_values and not each.reads_classes),
            reads_datatypes=all(isinstance(each.component, _OF_DATATYPE) for each in by_value),
        )

    @property
    def reads_form(self) -> bool:
        """Tell whether focus nodes of one form have one answer to all constraints."""
        return not (self.by_value or self.by_classes or self.others)

    @property
    def constraints(self) -> tuple[Constraint, ...]:
        """All constraints of the shape."""
        return self.by_form + self.by_value + self.by_classes + self.others

    def values(self, graph: Index, nodes: Sequence[Term]) -> Values:
        """Return the value nodes of `nodes`."""
        of_pyshacl = list(map(rdflib_term, nodes))
        if self.path is None:
            return {node: (node,) for node in of_pyshacl}
        if self.predicate is not None:
            found = (tuple(map(rdflib_term, graph.values(node, self.predicate))) for node in nodes)
            return dict(zip(of_pyshacl, found, strict=True))
        return dict(self.shape.value_nodes(graph, of_pyshacl))

    def results_of_form(self, graph: Index, node: Term) -> Iterator[ResultTriples]:
        """Yield the results on `node` that other nodes of its form have, too.

        pySHACL is not asked where it found no fault in what the constraint reads of another form.
        """
        for constraint in self.by_form:
            read = self._read(constraint, graph, node)
            if read not in constraint.accepted:
                found = constraint.results(graph, self.values(graph, [node]))
                yield from found
                if not found:
                    _remember(constraint.accepted, (read,))

    def _read(self, constraint: Constraint, graph: Index, node: Term) -> Hashable:
        """Return what of the form of `node` the constraint reads: how many values, a kind of term, or which properties
        there are; sh:closed has an eye on classes, too.
        """
        if self.predicate is not None:
            return len(graph.values(node, self.predicate))
        if isinstance(constraint.component, NodeKindConstraintComponent):
            return node[0]
        return graph.types.get(node, ()), frozenset(graph.descriptions[node])

    def results(self, graph: Index, nodes: Sequence[Term]) -> Iterator[ResultTriples]:
        """Yield the other results on `nodes`, of which there is one at least."""
        if (self.by_value or self.by_classes) and not self._accepts_all(graph):
            yield from self._results_of_values(graph, nodes)
        for constraint in self.others:
            yield from constraint.results_on(self, graph, nodes)

    def _results_of_values(self, graph: Index, nodes: Sequence[Term]) -> Iterator[ResultTriples]:
        if distinct := self._distinct(graph, nodes):
            yield from self._results_by_value(graph, nodes, distinct)
            for constraint in self.by_classes:
                if not self._accepts_classes(constraint, graph, distinct):
                    yield from constraint.results(graph, self.values(graph, nodes))

    def _results_by_value(self, graph: Index, nodes: Sequence[Term], distinct: set[Term]) -> Iterator[ResultTriples]:
        new = {value for value in distinct if self._told_by(value) not in self.accepted_values}
        wrong = [each for each in self.by_value if not each.accepts(graph, nodes[0], new)] if new else []
        for constraint in wrong:
            yield from constraint.results(graph, self.values(graph, nodes))
        if not wrong:
            _remember(self.accepted_values, _short(map(self._told_by, new)))

    def _told_by(self, value: Term) -> Term:
        """Return what tells `value` from others in the eyes of what reads each by itself."""
        return datatype(value) if self.reads_datatypes else value

    def _accepts_all(self, graph: Index) -> bool:
        """Tell whether all values of the property in `graph`, also those of other nodes, are known to be accepted."""
        if self.predicate is None:
            return False
        if self.predicate not in graph.by_predicate:
            return True
        told = graph.datatypes_of if self.reads_datatypes else graph.values_of
        if self.by_value and not told(self.predicate) <= self.accepted_values:
            return False
        if not self.by_classes:
            return True
        return _SUBCLASS_OF not in graph.by_predicate and graph.classes_of_values(self.predicate) <= self.accepted

    def _distinct(self, graph: Index, nodes: Sequence[Term]) -> set[Term]:
        """Return the values of all `nodes` together."""
        if self.predicate is not None:
            said, path = graph.descriptions, self.predicate
            return {value for node in nodes for value in said[node].get(path, ())}
        return {notation(value) for found in self.values(graph, nodes).values() for value in found}

    def _accepts_classes(self, constraint: Constraint, graph: Index, values: Collection[Term]) -> bool:
        found = {graph.types.get(value, ()) for value in values}
        inherits = _SUBCLASS_OF in graph.by_predicate
        if found <= self.accepted and not inherits:
            return True
        nodes = tuple(map(rdflib_term, values))
        if constraint.results(graph, {nodes[0]: nodes}):
            return False
        if not inherits:
            self.accepted.update(found)
        return True


def _asks_for_any(component: Any, path: Node) -> bool:
    """Tell whether one value of any of some properties will do, so that nobody counts those that are the same."""
    shapes = component.shape.sg.graph
    properties = shapes.value(path, SH.alternativePath)
    one = int(component.min_count) <= 1
    return properties is not None and one and all(isinstance(each, URIRef) for each in shapes.items(properties))


def _remember(accepted: set[Key], found: Iterable[Key]) -> None:
    if len(accepted) > _MOST_KEPT:
        accepted.clear()
    accepted.update(found)


def _short(values: Iterable[Term]) -> Iterator[Term]:
    return (each for each in values if len(each) <= _LONGEST_VALUE)


@dataclass(frozen=True, slots=True)
class PreparedClass:
    """The shapes that look at the instances of one class."""

    shapes: tuple[PreparedShape, ...]
    accepted: set[Form] = field(default_factory=set)
    """The forms in which an instance may be; forgotten when there are too many."""

    def results(self, graph: Index, nodes: Sequence[Term]) -> Iterator[ResultTriples]:
        """Yield the triples of every result on `nodes`, the instances in `graph`."""
        for node in nodes:
            form = graph.form(node)
            if form not in self.accepted:
                found = [result for shape in self.shapes for result in shape.results_of_form(graph, node)]
                yield from found
                if not found:
                    _remember(self.accepted, (form,))
        for shape in self.shapes:
            yield from shape.results(graph, nodes)
