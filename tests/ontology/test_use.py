"""No term is used that is not declared, and none is declared that nothing uses."""

import re

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from flows.graph.jsonld import Context
from flows.graph.vocabulary import RDFS as WRITTEN_RDFS
from tests.graph.reading import mapped
from tests.ontology.terms import (
    CONCEPTS,
    ROOT,
    ZW,
    concepts,
    context,
    foreign,
    ontology,
    terms,
    used_by_code,
    used_by_text,
)

USERS = {
    "code": used_by_code(),
    "shapes": used_by_text("shapes/*.ttl"),
    "queries": used_by_text("ontology/queries/*.rq"),
}


def declared() -> set[URIRef]:
    return {subject for subject in ontology().subjects(RDF.type, None) if isinstance(subject, URIRef)}


@pytest.mark.parametrize("user", USERS)
def test_no_term_is_used_that_is_not_declared(user: str) -> None:
    ours = {term for term in USERS[user] if str(term).startswith((str(ZW), CONCEPTS))}
    assert ours
    assert ours <= declared()


@pytest.mark.parametrize("user", USERS)
def test_standard_terms_are_declared_too(user: str) -> None:
    assert foreign(USERS[user]) <= declared()


def test_nothing_is_declared_that_no_code_writes() -> None:
    assert terms() - used_by_code() == set()


def test_no_standard_term_is_declared_that_nothing_uses() -> None:
    above = set(ontology().objects(None, RDFS.subClassOf)) | set(ontology().objects(None, RDFS.subPropertyOf))
    used = USERS["code"] | {term for term in above if isinstance(term, URIRef)}
    roles = {URIRef("http://www.w3.org/ns/prov#Role")}
    assert foreign(declared()) - used - roles == set()


def test_the_sample_uses_only_what_is_declared() -> None:
    known = {str(term) for term in declared()} | {WRITTEN_RDFS["label"].value, str(RDF.type)}
    assert {quad.predicate.value for quad in mapped()} <= known


def _target(definition: object) -> str:
    return str(definition["@id"] if isinstance(definition, dict) else definition)


def test_the_context_defines_every_own_term_and_no_other() -> None:
    compaction = Context(context())
    found = {compaction.expand(_target(value)) for value in context().values()}
    assert {URIRef(iri) for iri in found if iri.startswith(str(ZW)) and iri != str(ZW)} == terms()
    for term in terms():
        assert compaction.name(str(term)) == term.removeprefix(str(ZW))


def test_the_context_gives_each_term_the_type_of_its_values() -> None:
    for name, value in context().items():
        term = URIRef(Context(context()).expand(_target(value)))
        if term in terms() and (term, RDF.type, OWL.Class) not in ontology():
            is_link = (term, RDF.type, OWL.ObjectProperty) in ontology()
            assert (isinstance(value, dict) and value.get("@type") == "@id") == is_link, name
            is_language = ontology().value(term, RDFS.range) == RDF.langString
            assert (isinstance(value, dict) and value.get("@container") == "@language") == is_language, name


def test_the_context_is_json_ld_1_1_that_rdflib_reads() -> None:
    document = '{"@context": %s, "id": "https://x.example/1", "type": "Meeting", "meetingType": "zwmt:symposium"}'
    text = (
        document
        % (ROOT / "ontology" / "context.jsonld").read_text("utf-8").removeprefix('{\n  "@context":').rstrip()[:-1]
    )
    graph = Graph().parse(data=text, format="json-ld")
    assert (URIRef("https://x.example/1"), ZW.meetingType, URIRef(CONCEPTS + "meeting-type/symposium")) in graph
    assert context()["@version"] == 1.1


def test_every_code_of_facts_that_code_names_is_a_concept() -> None:
    """A code in a table of the mapping (EVENT_TYPES, _REGULAR) that no scheme has would never match."""
    known = {concept.rpartition("/")[2] for concept in concepts()}
    for name in ("vocabulary.py", "names.py"):
        text = (ROOT / "flows" / "graph" / name).read_text("utf-8")
        assert set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', text)) <= known


def test_every_scheme_is_the_range_of_a_property() -> None:
    for scheme in ontology().subjects(RDF.type, SKOS.ConceptScheme):
        note = str(ontology().value(scheme, SKOS.scopeNote))
        assert any(f"zw:{term.removeprefix(str(ZW))}" in note for term in terms())
