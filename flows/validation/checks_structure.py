"""Checks on any graph: that there is something to look at, typed, named and put in standard terms too."""

from collections import defaultdict
from collections.abc import Iterator

from rdflib import PROV, RDF, RDFS, BNode, Literal, Namespace, URIRef
from rdflib.term import Node

from flows.validation.checks import Subject, finding, local_name
from flows.validation.ontology import CONCEPTS, ZW, vocabulary
from flows.validation.shapes import prepared_shapes
from flows.validation.verdict import Finding

_OA = Namespace("http://www.w3.org/ns/oa#")
_REQUIRED = (ZW.Article, PROV.Bundle, ZW.Evidence, _OA.TextPositionSelector, _OA.TextQuoteSelector)


def focus_nodes(subject: Subject) -> Iterator[Finding]:
    """A shape that finds nothing to look at conforms: say so where there must be something."""
    for kind in _REQUIRED:
        if (None, RDF.type, kind) not in subject.graph:
            yield finding("focus", kind, RDF.type, kind)


def one_article(subject: Subject) -> Iterator[Finding]:
    """The graph of one article holds no other."""
    articles = sorted(subject.graph.subjects(RDF.type, ZW.Article), key=str)
    if not subject.union:
        yield from (finding("one-article", article) for article in articles[1:])


def blank_nodes(subject: Subject) -> Iterator[Finding]:
    """Nothing that is published is a blank node."""
    for node, predicate, value in subject.graph.all:
        if isinstance(node, BNode) or isinstance(value, BNode):
            yield finding("blank-node", node, predicate, predicate)


def types(subject: Subject) -> Iterator[Finding]:
    """A misspelt class would take its instances out of every shape's sight."""
    known = prepared_shapes().by_class.keys()
    for node in set(subject.graph.subjects()):
        if known.isdisjoint(subject.graph.objects(node, RDF.type)):
            yield finding("type", node, RDF.type)


def standard_terms(subject: Subject) -> Iterator[Finding]:
    """What is said in own terms is said in the standard ones they specialise, too."""
    words, triples = vocabulary(), subject.graph.all
    for node, predicate, value in triples:
        for above in words.superproperties.get(predicate, ()):
            if (node, above, value) not in triples:
                yield finding("standard-term", node, above, value, local_name(predicate))
    for node, kind in subject.graph.subject_objects(RDF.type):
        for above in words.superclasses.get(kind, ()):
            if (node, RDF.type, above) not in triples:
                yield finding("standard-term", node, RDF.type, above, local_name(kind))


def ranges(subject: Subject) -> Iterator[Finding]:
    """A range that is a union of classes, such as a person, event or group who issues a directive."""
    expected = vocabulary().ranges
    for node, predicate, value in subject.graph.all:
        classes = expected.get(predicate)
        if classes and classes.isdisjoint(subject.graph.objects(value, RDF.type)):
            yield finding("range", node, predicate, value, " / ".join(sorted(map(local_name, classes))))


def concepts(subject: Subject) -> Iterator[Finding]:
    """The shapes see that a concept is of the right scheme; here, that it exists."""
    declared = vocabulary().concepts
    for node, predicate, value in subject.graph.all:
        if isinstance(value, URIRef) and value.startswith(CONCEPTS) and value not in declared:
            yield finding("concept", node, predicate, value)


def labels(subject: Subject) -> Iterator[Finding]:
    """One label in Chinese, whatever other languages there are; articles may word it differently, one may not."""
    spoken: dict[Node, list[Literal]] = defaultdict(list)
    for node, label in subject.graph.subject_objects(RDFS.label):
        if isinstance(label, Literal):
            spoken[node].append(label)
    for node, labels in spoken.items():
        if not any(label.language == "zh" for label in labels):
            yield finding("label-zh", node, RDFS.label)
        if not subject.union and len({label.language for label in labels}) < len(labels):
            yield finding("label-once", node, RDFS.label, detail=" / ".join(sorted(labels)))
