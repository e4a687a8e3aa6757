"""The sheet on which the statements of one article are written, each once, with what they imply.

Goes in: subjects and values in the notation of N-Triples, terms of the vocabulary. Comes out: one graph. Knows the
vocabulary, but no fact.
"""

import re
from functools import cache

from pyoxigraph import NamedNode

from flows.articles.evidence import Evidence
from flows.graph.named_graph import NamedGraph
from flows.graph.notation import Term, quoted
from flows.graph.vocabulary import RDF, RDFS, SUPERCLASSES, SUPERPROPERTIES, XSD

# What XML 1.0 cannot hold, and half pairs that no encoding can: replaced one for one, so that offsets stay true.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What cannot stand in a literal as it is: that, and what N-Triples escapes. Most texts have nothing of it.
_SPECIAL = re.compile('[\x00-\x1f"\\\\\x7f\ud800-\udfff\ufffe\uffff]')
_TYPE = str(RDF["type"])

Values = dict[Term, None]
"""The values of one property of one subject, each once, in the order in which they were stated."""
Citation = tuple[Term, Evidence, NamedNode | None]
"""What has evidence, the evidence, and the property of which it supports a value."""


def writable(text: str) -> str:
    """Return `text` as literals hold it: every character that XML cannot hold is U+FFFD, the length is kept."""
    return _UNWRITABLE.sub("\ufffd", text)


def chinese(text: str) -> Term:
    """Return `text` as a literal in Chinese."""
    return f'"{text}"@zh' if _SPECIAL.search(text) is None else f"{plain(text)}@zh"


def english(text: str) -> Term:
    """Return `text` as a literal in English."""
    return f"{plain(text)}@en"


def plain(text: str) -> Term:
    """Return `text` as a literal without language."""
    return quoted(writable(text)) if _SPECIAL.search(text) else f'"{text}"'


def typed(text: str, datatype: str) -> Term:
    """Return a literal of the XML Schema type `datatype`."""
    return f"{plain(text)}^^{_written(XSD[datatype])}"


def number(value: int) -> Term:
    """Return a whole number."""
    return typed(str(value), "integer")


def truth(value: bool) -> Term:
    """Return a truth value."""
    return typed("true" if value else "false", "boolean")


class Sheet:
    """Statements of one graph. `citations` are the evidence asked for, some of it twice, written out by
    `flows.graph.evidence`; what is `described` has been written whole, and need not be again.
    """

    def __init__(self, graph: Term) -> None:
        self._graph = graph
        self._said: dict[Term, dict[Term, Values]] = {}
        self.citations: list[Citation] = []
        self.described: set[Term] = set()

    def add(self, subject: Term, predicate: NamedNode, value: Term | NamedNode) -> None:
        """State one triple and what its predicate implies."""
        said = self._said.setdefault(subject, {})
        written = value if isinstance(value, str) else _written(value)
        for each in _with_those_above(predicate):
            said.setdefault(each, {})[written] = None

    def thing(self, subject: Term, own_class: NamedNode, label: str, english_label: str = "") -> None:
        """State the class of `subject`, all classes above it, and its label in Chinese and, if given, in English."""
        self.classify(subject, own_class)
        self.add(subject, RDFS["label"], chinese(label))
        if english_label:
            self.add(subject, RDFS["label"], english(english_label))

    def classify(self, subject: Term, own_class: NamedNode) -> None:
        """State the class of `subject` and all classes above it."""
        self._said.setdefault(subject, {}).setdefault(_TYPE, {}).update(dict.fromkeys(classes(own_class)))

    def describe(self, subject: Term, description: dict[Term, Values]) -> None:
        """State all of `description`, property by property, of a subject of which nothing is stated yet.

        Values may be those of other subjects, too: to these properties nothing is added later.
        """
        self._said[subject] = description

    def cite(self, subject: Term, evidence: Evidence | None, supports: NamedNode | None = None) -> None:
        """Ask for `evidence` of `subject`, or of its value of the property `supports`; None asks for nothing."""
        if evidence is not None:
            self.citations.append((subject, evidence, supports))

    def graph(self) -> NamedGraph:
        """Return all statements."""
        return NamedGraph(self._graph, self._said)


@cache
def classes(own_class: NamedNode) -> tuple[Term, ...]:
    """Return a class of the vocabulary and all classes above it."""
    return tuple(map(str, (own_class, *SUPERCLASSES.get(own_class, ()))))


@cache
def _with_those_above(predicate: NamedNode) -> tuple[Term, ...]:
    """Return a property of the vocabulary and those that it implies."""
    return tuple(map(str, (predicate, *SUPERPROPERTIES.get(predicate, ()))))


@cache
def _written(term: NamedNode) -> Term:
    return str(term)
