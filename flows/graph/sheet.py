"""The sheet on which the statements of one article are written, each once, with what they imply.

Goes in: subjects, terms, values. Comes out: one graph. Knows the vocabulary, but no fact.
"""

import re

from pyoxigraph import Literal, NamedNode

from flows.articles.evidence import Evidence
from flows.graph.named_graph import NamedGraph, Term
from flows.graph.vocabulary import RDF, RDFS, SUPERCLASSES, SUPERPROPERTIES, XSD

# What XML 1.0 cannot hold, and half pairs that no encoding can: replaced one for one, so that offsets stay true.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """Return `text` as literals hold it: every character that XML cannot hold is U+FFFD, the length is kept."""
    return _UNWRITABLE.sub("\ufffd", text)


def chinese(text: str) -> Literal:
    """Return `text` as a literal in Chinese."""
    return Literal(writable(text), language="zh")


def plain(text: str) -> Literal:
    """Return `text` as a literal without language."""
    return Literal(writable(text))


def typed(text: str, datatype: str) -> Literal:
    """Return a literal of the XML Schema type `datatype`."""
    return Literal(writable(text), datatype=XSD[datatype])


class Sheet:
    """Statements of one graph. `citations` are the evidence asked for, written out by `flows.graph.evidence`."""

    def __init__(self, graph: NamedNode) -> None:
        self._graph = graph
        self._said: dict[NamedNode, dict[NamedNode, dict[Term, None]]] = {}
        self.citations: dict[tuple[NamedNode, Evidence, NamedNode | None], None] = {}

    def add(self, subject: NamedNode, predicate: NamedNode, value: Term) -> None:
        """State one triple and what its predicate implies."""
        said = self._said.setdefault(subject, {})
        said.setdefault(predicate, {})[value] = None
        for above in SUPERPROPERTIES.get(predicate, ()):
            said.setdefault(above, {})[value] = None

    def thing(self, subject: NamedNode, own_class: NamedNode, label: str, english: str = "") -> None:
        """State the class of `subject`, all classes above it, and its label in Chinese and, if given, in English."""
        self.classify(subject, own_class)
        self.add(subject, RDFS["label"], chinese(label))
        if english:
            self.add(subject, RDFS["label"], Literal(writable(english), language="en"))

    def classify(self, subject: NamedNode, own_class: NamedNode) -> None:
        """State the class of `subject` and all classes above it."""
        for each in (own_class, *SUPERCLASSES.get(own_class, ())):
            self.add(subject, RDF["type"], each)

    def cite(self, subject: NamedNode, evidence: Evidence | None, supports: NamedNode | None = None) -> None:
        """Ask for `evidence` of `subject`, or of its value of the property `supports`; None asks for nothing."""
        if evidence is not None:
            self.citations[subject, evidence, supports] = None

    def graph(self) -> NamedGraph:
        """Return all statements."""
        return NamedGraph(self._graph, self._said)
