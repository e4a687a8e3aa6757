"""The SHACL shapes, read once and held ready: targets known, constraints built, so that a graph is only looked at.

pySHACL builds every constraint anew for each shape and focus node, which dominates its time on graphs as small as one
article. Here each constraint is built once by pySHACL and evaluated by pySHACL; only the loop around it is ours.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS, CONSTRAINT_PARAMETERS_MAP
from pyshacl.pytypes import SHACLExecutor
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDF, SH, Graph
from rdflib.term import Node

from flows.resources import folder
from flows.validation.reading import read_turtle

_PARAMETERS = frozenset(ALL_CONSTRAINT_PARAMETERS)
_EXECUTOR = SHACLExecutor()
ResultTriples = list[tuple[Node, Node, Any]]


def shapes_graph() -> Graph:
    """Return all shapes as one graph."""
    return read_turtle(*sorted(folder("shapes").glob("*.ttl")))


@dataclass(frozen=True, slots=True)
class PreparedShape:
    """A node shape or a property shape with its constraints built."""

    shape: Any
    constraints: tuple[Any, ...]

    def results(self, graph: Graph, focus: Iterable[Node]) -> Iterator[ResultTriples]:
        """Yield the triples of each validation result on the nodes of `focus`."""
        values = self.shape.value_nodes(graph, list(focus))
        for constraint in self.constraints:
            _conforms, results = constraint.evaluate(_EXECUTOR, graph, values, [self.shape, constraint])
            yield from (triples for _text, _node, triples in results)


@dataclass(frozen=True, slots=True)
class PreparedShapes:
    """All shapes by the class whose instances they look at."""

    by_class: dict[Node, tuple[PreparedShape, ...]]

    def results(self, graph: Graph) -> Iterator[ResultTriples]:
        """Yield the triples of every validation result on `graph`."""
        instances: dict[Node, list[Node]] = defaultdict(list)
        for node, kind in graph.subject_objects(RDF.type):
            if kind in self.by_class:
                instances[kind].append(node)
        for kind, nodes in instances.items():
            for shape in self.by_class[kind]:
                yield from shape.results(graph, nodes)


def prepare(graph: Graph) -> PreparedShapes:
    """Return the shapes of `graph` made ready; every target is a class, and subclasses are typed in the data."""
    source = ShapesGraph(graph)
    shapes = {shape.node: shape for shape in source.shapes}
    by_class: dict[Node, list[PreparedShape]] = defaultdict(list)
    for node, kind in graph.subject_objects(SH.targetClass):
        by_class[kind].append(_prepared(graph, shapes[node], skip=SH.property))
        by_class[kind].extend(_prepared(graph, shapes[part]) for part in graph.objects(node, SH.property))
    return PreparedShapes({kind: tuple(parts) for kind, parts in by_class.items()})


def _prepared(graph: Graph, shape: Any, skip: Node | None = None) -> PreparedShape:
    used = {p for p in graph.predicates(shape.node) if p in _PARAMETERS and p != skip}
    components = {CONSTRAINT_PARAMETERS_MAP[parameter] for parameter in used}
    return PreparedShape(shape, tuple(component(shape) for component in sorted(components, key=lambda c: c.__name__)))


@cache
def prepared_shapes() -> PreparedShapes:
    """Return the project's shapes made ready, once a process."""
    return prepare(shapes_graph())
