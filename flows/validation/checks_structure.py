"""Checks on any graph: that there is something to look at, typed, named and put in standard terms too."""

from collections.abc import Iterator

from flows.graph.notation import literal
from flows.graph.vocabulary import OA, PROV, RDF, RDFS, ZW
from flows.validation.checks import Subject, finding, lexical, local_name
from flows.validation.ontology import CONCEPTS, vocabulary
from flows.validation.shapes import prepared_shapes
from flows.validation.verdict import Finding

_ARTICLE, _TYPE, _LABEL = str(ZW["Article"]), str(RDF["type"]), str(RDFS["label"])
_CONCEPT = f"<{CONCEPTS}"
_REQUIRED = tuple(
    map(
        str,
        (ZW["Article"], PROV["Bundle"], ZW["Evidence"], OA["TextPositionSelector"], OA["TextQuoteSelector"]),
    )
)


def focus_nodes(subject: Subject) -> Iterator[Finding]:
    """A shape that finds nothing to look at conforms: say so where there must be something."""
    for kind in _REQUIRED:
        if kind not in subject.graph.instances:
            yield finding("focus", kind, _TYPE, kind)


def one_article(subject: Subject) -> Iterator[Finding]:
    """The graph of one article holds no other."""
    articles = sorted(subject.graph.instances.get(_ARTICLE, ()), key=lexical)
    if not subject.union:
        yield from (finding("one-article", article) for article in articles[1:])


def blank_nodes(subject: Subject) -> Iterator[Finding]:
    """Nothing that is published is a blank node."""
    blank = {node for node in subject.graph.nodes if node[0] == "_"}
    for node, predicate, value in subject.graph.statements() if blank else ():
        if node in blank or value in blank:
            yield finding("blank-node", node, predicate, predicate)


def types(subject: Subject) -> Iterator[Finding]:
    """A misspelt class would take its instances out of every shape's sight."""
    known, classes = prepared_shapes().by_class.keys(), subject.graph.types
    for node in subject.graph.descriptions:
        if known.isdisjoint(classes.get(node, ())):
            yield finding("type", node, _TYPE)


def standard_terms(subject: Subject) -> Iterator[Finding]:
    """What is said in own terms is said in the standard ones they specialise, too."""
    graph, above_of = subject.graph, vocabulary().superproperties
    for predicate, described in graph.by_predicate.items():
        for above in above_of.get(predicate, ()):
            for node, values in described.items():
                stated = graph.values(node, above)
                for value in () if values == stated else set(values).difference(stated):
                    yield finding("standard-term", node, above, value, local_name(predicate))


def standard_classes(subject: Subject) -> Iterator[Finding]:
    """An instance of an own class is one of the standard classes above it, too."""
    above_of = vocabulary().superclasses
    unsaid = {
        classes: [(kind, above) for kind in classes for above in above_of.get(kind, ()) if above not in classes]
        for classes in set(subject.graph.types.values())
    }
    for node, classes in subject.graph.types.items():
        for kind, above in unsaid[classes]:
            yield finding("standard-term", node, _TYPE, above, local_name(kind))


def ranges(subject: Subject) -> Iterator[Finding]:
    """A range that is a union of classes, such as a person, event or group who issues a directive."""
    types_of = subject.graph.types
    for predicate, classes in vocabulary().ranges.items():
        for node, values in subject.graph.with_property(predicate):
            for value in values:
                if classes.isdisjoint(types_of.get(value, ())):
                    yield finding("range", node, predicate, value, " / ".join(sorted(map(local_name, classes))))


def concepts(subject: Subject) -> Iterator[Finding]:
    """The shapes see that a concept is of the right scheme; here, that it exists."""
    written = {node for node in subject.graph.nodes - vocabulary().concepts if node.startswith(_CONCEPT)}
    for node, predicate, value in subject.graph.statements() if written else ():
        if value in written:
            yield finding("concept", node, predicate, value)


def labels(subject: Subject) -> Iterator[Finding]:
    """One label in Chinese, whatever other languages there are; articles may word it differently, one may not."""
    for node, values in subject.graph.with_property(_LABEL):
        spoken = [literal(label) for label in values if label[0] == '"']
        languages = {language for _, language, _ in spoken}
        if spoken and "zh" not in languages:
            yield finding("label-zh", node, _LABEL)
        if not subject.union and len(languages) < len(spoken):
            yield finding("label-once", node, _LABEL, detail=" / ".join(sorted(text for text, _, _ in spoken)))
