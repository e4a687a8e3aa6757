"""The ontology as its page shows it: classes, properties and lists of concepts, each in alphabetical order."""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from flows.graph.vocabulary import PREFIXES, SCHEME, ZW

Words = dict[str, str]
"""A text by its language: zh and en."""


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of our own."""

    iri: str
    label: Words
    comment: Words
    note: Words
    """Why it has no domain or range, where it has none."""
    examples: list[str]
    above: list[str]
    """IRIs of the classes or properties that it specialises."""
    domain: list[str]
    range: list[str]
    is_class: bool
    holds_text: bool
    """True where its values are literals."""

    @property
    def name(self) -> str:
        """Its name in our namespace, which is also its place on the page."""
        return self.iri.removeprefix(ZW.iri)


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of concepts: IRI, and code with label for each of them."""

    name: str
    label: Words
    note: Words
    concepts: list[tuple[str, Words]]


class Ontology:
    """What the page shows of the graph of the ontology."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.iri = URIRef(ZW.iri.removesuffix("#"))
        self.classes = list(self._terms(OWL.Class))
        properties = [*self._terms(OWL.ObjectProperty), *self._terms(OWL.DatatypeProperty)]
        self.properties = sorted(properties, key=lambda term: term.name.lower())
        self.by_iri = {term.iri: term for term in (*self.classes, *self.properties)}
        schemes = sorted(str(each) for each in graph.subjects(RDF.type, SKOS.ConceptScheme))
        self.schemes = [self._scheme(URIRef(iri)) for iri in schemes]

    def words(self, subject: Node, predicate: URIRef) -> Words:
        """Return a text about `subject` in each language, Chinese first."""
        found = {each.language or "": str(each) for each in self._graph.objects(subject, predicate)
                 if isinstance(each, Literal)}  # fmt: skip
        return dict(sorted(found.items(), reverse=True))

    def value(self, predicate: URIRef) -> str:
        """Return what is said of the ontology itself."""
        return str(self._graph.value(self.iri, predicate))

    def properties_of(self, cls: Term) -> list[Term]:
        """Return the properties that things of a class may have, those of the classes above it among them."""
        classes = {cls.iri, *self.above(cls)}
        return [term for term in self.properties if classes & {*term.domain}]

    def properties_to(self, cls: Term) -> list[Term]:
        """Return the properties whose values are of a class."""
        return [term for term in self.properties if cls.iri in term.range]

    def above(self, term: Term) -> list[str]:
        """Return our own terms above one, the nearest first."""
        own = [iri for iri in term.above if iri in self.by_iri]
        return own + [iri for each in own for iri in self.above(self.by_iri[each])]

    def below(self, term: Term) -> list[Term]:
        """Return our own terms right below one."""
        return [each for each in self.by_iri.values() if term.iri in each.above]

    def _terms(self, kind: URIRef) -> Iterator[Term]:
        found = {str(each) for each in self._graph.subjects(RDF.type, kind) if str(each).startswith(ZW.iri)}
        for iri in sorted(found, key=str.lower):
            yield self._term(URIRef(iri), kind)

    def _term(self, node: URIRef, kind: URIRef) -> Term:
        above = RDFS.subClassOf if kind == OWL.Class else RDFS.subPropertyOf
        return Term(
            str(node),
            self.words(node, RDFS.label),
            self.words(node, RDFS.comment),
            self.words(node, SKOS.scopeNote),
            sorted(str(each) for each in self._graph.objects(node, SKOS.example)),
            sorted(str(each) for each in self._graph.objects(node, above)),
            self._ends(node, RDFS.domain),
            self._ends(node, RDFS.range),
            is_class=kind == OWL.Class,
            holds_text=kind == OWL.DatatypeProperty,
        )

    def _ends(self, node: URIRef, predicate: URIRef) -> list[str]:
        """Return domain or range, where several classes may stand: one of them, or a union."""
        end = self._graph.value(node, predicate)
        if end is None:
            return []
        union = self._graph.value(end, OWL.unionOf)
        return [str(each) for each in Collection(self._graph, union)] if union else [str(end)]

    def _scheme(self, scheme: URIRef) -> Scheme:
        concepts = [
            (str(self._graph.value(each, SKOS.notation)), self.words(each, SKOS.prefLabel))
            for each in self._graph.subjects(SKOS.inScheme, scheme)
        ]
        name = str(scheme).removeprefix(SCHEME.iri)
        ordered = sorted(concepts, key=lambda concept: concept[0])
        return Scheme(name, self.words(scheme, RDFS.label), self.words(scheme, SKOS.scopeNote), ordered)


def short(iri: str) -> str:
    """Return an IRI as a prefixed name, if it has one."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace.iri) and "/" not in iri.removeprefix(namespace.iri):
            return f"{prefix}:{iri.removeprefix(namespace.iri)}"
    return iri
