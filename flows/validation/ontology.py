"""What the ontology says that checks need: superclasses, superproperties, ranges and concepts, as look-ups.

SHACL Core without inference cannot use an ontology; the checks beside the shapes can, once it is a few dictionaries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from flows.graph.notation import Term
from flows.graph.small import notation
from flows.resources import folder
from flows.validation.reading import read_turtle

ZW = Namespace("https://w3id.org/zhengwen/ontology#")
CONCEPTS = "https://w3id.org/zhengwen/concept/"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The ontology's own terms, each with what data must say beside it."""

    superclasses: dict[Term, frozenset[Term]]
    superproperties: dict[Term, frozenset[Term]]
    ranges: dict[Term, frozenset[Term]]
    """Of each own object property whose values are instances of own classes, these classes."""
    concepts: frozenset[Term]
    """Concepts and their schemes."""


@cache
def vocabulary() -> Vocabulary:
    """Return the project's vocabulary, read once a process."""
    ontology = read_turtle(folder("ontology") / "zhengwen.ttl")
    ranges = {
        notation(term): _classes(ontology, term) for term in _own(ontology.subjects(RDF.type, OWL.ObjectProperty))
    }
    return Vocabulary(
        superclasses=_ancestors(ontology, RDFS.subClassOf),
        superproperties=_ancestors(ontology, RDFS.subPropertyOf),
        ranges={term: classes for term, classes in ranges.items() if classes},
        concepts=_in_notation((*ontology.subjects(SKOS.inScheme), *ontology.subjects(RDF.type, SKOS.ConceptScheme))),
    )


def _own(terms: Iterable[Node]) -> list[Node]:
    return [term for term in terms if str(term).startswith(str(ZW))]


def _ancestors(ontology: Graph, relation: URIRef) -> dict[Term, frozenset[Term]]:
    own = set(_own(ontology.subjects(relation, None)))
    above = {term: (a for a in ontology.transitive_objects(term, relation) if a and a != term) for term in own}
    return {notation(term): _in_notation(those) for term, those in above.items()}


def _classes(ontology: Graph, term: Node) -> frozenset[Term]:
    """Return the own classes of the range of `term`, a class or a union of classes."""
    found: set[Node] = set()
    for declared in ontology.objects(term, RDFS.range):
        union = ontology.value(declared, OWL.unionOf)
        found.update([declared] if union is None else Collection(ontology, union))
    return _in_notation(_own(found))


def _in_notation(terms: Iterable[Node]) -> frozenset[Term]:
    return frozenset(map(notation, terms))
