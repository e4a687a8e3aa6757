"""The SHACL shapes, read once and held ready: targets known, constraints built, so that a graph is only looked at.

pySHACL builds every constraint anew for each shape and focus node, which dominates its time on graphs as small as one
article. Here each constraint is built once by pySHACL and evaluated by pySHACL; only the loop around it is ours.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS, CONSTRAINT_PARAMETERS_MAP
from pyshacl.constraints.core.logical_constraints import OrConstraintComponent
from pyshacl.constraints.core.property_pair_constraints import LessThanConstraintComponent
from pyshacl.shapes_graph import ShapesGraph
from rdflib import SH, Graph, URIRef

from flows.graph.notation import Term
from flows.graph.small import notation
from flows.resources import folder
from flows.validation.evaluation import Constraint, Disjunction, Order, PreparedClass, PreparedShape, ResultTriples
from flows.validation.index import Index
from flows.validation.reading import read_turtle

_PARAMETERS = frozenset(ALL_CONSTRAINT_PARAMETERS)


def shapes_graph() -> Graph:
    """Return all shapes as one graph."""
    return read_turtle(*sorted(folder("shapes").glob("*.ttl")))


@dataclass(frozen=True, slots=True)
class PreparedShapes:
    """All shapes by the class whose instances they look at."""

    by_class: dict[Term, PreparedClass]

    def results(self, graph: Index) -> Iterator[ResultTriples]:
        """Yield the triples of every validation result on `graph`."""
        for kind, prepared in self.by_class.items():
            if nodes := graph.instances.get(kind):
                yield from prepared.results(graph, nodes)


def prepare(graph: Graph) -> PreparedShapes:
    """Return the shapes of `graph` made ready; every target is a class, and subclasses are typed in the data."""
    source = ShapesGraph(graph)
    shapes = {shape.node: shape for shape in source.shapes}
    by_class: dict[Term, list[PreparedShape]] = defaultdict(list)
    for node, kind in graph.subject_objects(SH.targetClass):
        by_class[notation(kind)].append(_prepared(graph, shapes[node]))
        by_class[notation(kind)].extend(_prepared(graph, shapes[part]) for part in graph.objects(node, SH.property))
    return PreparedShapes({kind: PreparedClass(tuple(parts)) for kind, parts in by_class.items()})


def _prepared(graph: Graph, shape: Any) -> PreparedShape:
    used = {p for p in graph.predicates(shape.node) if p in _PARAMETERS and p != SH.property}
    components = {CONSTRAINT_PARAMETERS_MAP[parameter] for parameter in used}
    built = [component(shape) for component in sorted(components, key=lambda c: c.__name__)]
    return PreparedShape.of(shape, [_constraint(graph, component) for component in built])


def _constraint(graph: Graph, component: Any) -> Constraint:
    path = component.shape.path()
    if isinstance(component, LessThanConstraintComponent) and isinstance(path, URIRef):
        higher = component.property_compare_set
        return Order(component, notation(path), notation(*higher)) if len(higher) == 1 else Constraint(component)
    if not isinstance(component, OrConstraintComponent) or len(component.or_list) > 1:
        return Constraint(component)
    members = map(component.shape.get_other_shape, graph.items(component.or_list[0]))
    return Disjunction(component, tuple(_prepared(graph, member) for member in members))


@cache
def prepared_shapes() -> PreparedShapes:
    """Return the project's shapes made ready, once a process."""
    return prepare(shapes_graph())
