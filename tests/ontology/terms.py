"""What the ontology declares, and what code, shapes, context and queries use of it."""

import json
import re
from functools import cache
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from flows.graph import vocabulary
from flows.graph.vocabulary import PREFIXES

ROOT = Path(__file__).parents[2]
ZW = Namespace("https://w3id.org/zhengwen/ontology#")
CONCEPTS = "https://w3id.org/zhengwen/concept/"
_FOREIGN = ("dcterms", "foaf", "oa", "org", "owl", "prov", "schema")
_SUBSCRIPT = re.compile(r'\b([A-Z_]+)\["([A-Za-z0-9-]+)"(?: if [^\]]*? else "([A-Za-z0-9-]+)")?\]')


@cache
def ontology() -> Graph:
    """Return the ontology as it is published."""
    return Graph().parse(ROOT / "ontology" / "zhengwen.ttl")


@cache
def context() -> dict[str, object]:
    """Return what stands under ``@context``."""
    found: dict[str, object] = json.loads((ROOT / "ontology" / "context.jsonld").read_text("utf-8"))["@context"]
    return found


def own(kind: URIRef) -> set[URIRef]:
    """Return the terms of our namespace that the ontology declares to be of `kind`."""
    return {t for t in ontology().subjects(RDF.type, kind) if isinstance(t, URIRef) and t.startswith(str(ZW))}


def terms() -> set[URIRef]:
    """Return all own classes and properties."""
    return own(OWL.Class) | own(OWL.ObjectProperty) | own(OWL.DatatypeProperty)


def concepts() -> set[URIRef]:
    """Return all concepts."""
    return {c for c in ontology().subjects(RDF.type, SKOS.Concept) if isinstance(c, URIRef)}


def labels(term: URIRef, predicate: URIRef = RDFS.label) -> dict[str | None, str]:
    """Return the labels (or comments) of a term by language."""
    return {o.language: str(o) for o in ontology().objects(term, predicate) if isinstance(o, Literal)}


def used_by_code() -> set[URIRef]:
    """Return every term that the mapping and the dumps name, in whatever namespace it stands."""
    by_variable = {
        name: value.iri for name, value in vars(vocabulary).items() if isinstance(value, vocabulary.Namespace)
    }
    found: set[URIRef] = set()
    for path in (*(ROOT / "flows" / "graph").glob("*.py"), *(ROOT / "flows" / "publication").rglob("*.py")):
        for variable, *names in _SUBSCRIPT.findall(path.read_text("utf-8")):
            found.update(URIRef(by_variable[variable] + name) for name in names if name and variable in by_variable)
    found.update(_dynamic())
    return found


def _dynamic() -> set[URIRef]:
    """Return the terms that code builds from tables and flags: ``ZW[flag]``, ``ZW[name]``."""
    text = (ROOT / "flows" / "graph" / "meetings.py").read_text("utf-8")
    named = re.findall(r'\("([a-z]+)", meeting\.', text)
    return {URIRef(cls.value) for cls in vocabulary.ORGANIZATION_CLASSES.values()} | {ZW[name] for name in named}


def used_by_text(pattern: str) -> set[URIRef]:
    """Return every prefixed name in the files that `pattern` matches, of our prefixes and those that we build on."""
    prefixes = {name: namespace.iri for name, namespace in PREFIXES.items() if name not in ("rdf", "rdfs", "xsd")}
    name = re.compile(rf"(?<![\w:/])({'|'.join(prefixes)}):([A-Za-z][A-Za-z0-9-]*)")
    found: set[URIRef] = set()
    for path in ROOT.glob(pattern):
        lines = (line for line in path.read_text("utf-8").splitlines() if not line.lstrip().startswith("#"))
        found.update(URIRef(prefixes[prefix] + local) for prefix, local in name.findall("\n".join(lines)))
    return found


def foreign(found: set[URIRef]) -> set[URIRef]:
    """Return the terms of the vocabularies that we build on."""
    spaces = tuple(PREFIXES[name].iri for name in _FOREIGN)
    return {term for term in found if str(term).startswith(spaces)}
