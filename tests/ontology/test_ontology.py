"""Every term is described in two languages, aligned, with an example; every concept has a code and two labels."""

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Literal, URIRef

from flows.extraction import facts
from flows.graph.vocabulary import ORGANIZATION_CLASSES, QUALIFIERS, ROLES, STATUSES, SUPERCLASSES, SUPERPROPERTIES
from tests.ontology.terms import CONCEPTS, ROOT, ZW, concepts, labels, ontology, own, terms

ONTOLOGY = URIRef("https://w3id.org/zhengwen/ontology")


def test_the_ontology_says_what_it_is() -> None:
    graph = ontology()
    assert (ONTOLOGY, RDF.type, OWL.Ontology) in graph
    version = graph.value(ONTOLOGY, OWL.versionInfo)
    assert graph.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version}")
    assert graph.value(ONTOLOGY, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert graph.value(ONTOLOGY, DCTERMS.creator) == Literal("Zhengwen project")


@pytest.mark.parametrize("term", sorted(terms()))
def test_a_term_is_described(term: URIRef) -> None:
    assert set(labels(term)) == {"zh", "en"}
    assert set(labels(term, RDFS.comment)) == {"zh", "en"}
    assert ontology().value(term, SKOS.example)
    assert ontology().value(term, RDFS.isDefinedBy) == ONTOLOGY


@pytest.mark.parametrize("term", sorted(own(OWL.ObjectProperty) | own(OWL.DatatypeProperty)))
def test_a_property_has_domain_and_range_or_a_reason_for_none(term: URIRef) -> None:
    graph = ontology()
    if not (graph.value(term, RDFS.domain) and graph.value(term, RDFS.range)):
        assert set(labels(term, SKOS.scopeNote)) == {"zh", "en"}


@pytest.mark.parametrize("term", sorted(own(OWL.Class)))
def test_a_class_is_below_a_standard_one(term: URIRef) -> None:
    assert any(not str(above).startswith(str(ZW)) for above in ontology().transitive_objects(term, RDFS.subClassOf))


@pytest.mark.parametrize("kind", [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty])
def test_no_term_is_two_things(kind: URIRef) -> None:
    others = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty} - {kind}
    assert not any(own(kind) & own(other) for other in others)


def test_no_two_classes_and_no_two_properties_share_a_label() -> None:
    for declared in (own(OWL.Class), own(OWL.ObjectProperty) | own(OWL.DatatypeProperty)):
        found = [(language, text) for term in declared for language, text in labels(term).items()]
        assert len(found) == len(set(found))


def test_superclasses_and_superproperties_are_those_that_the_mapping_writes() -> None:
    for table, relation, declared in (
        (SUPERCLASSES, RDFS.subClassOf, own(OWL.Class)),
        (SUPERPROPERTIES, RDFS.subPropertyOf, own(OWL.ObjectProperty) | own(OWL.DatatypeProperty)),
    ):
        said = {term: set(ontology().transitive_objects(term, relation)) - {term} for term in declared}
        written = {URIRef(term.value): {URIRef(a.value) for a in above} for term, above in table.items()}
        assert written == {term: above for term, above in said.items() if above}


@pytest.mark.parametrize("concept", sorted(concepts()))
def test_a_concept_has_labels_a_code_and_a_scheme(concept: URIRef) -> None:
    graph = ontology()
    assert set(labels(concept, SKOS.prefLabel)) == {"zh", "en"}
    scheme = graph.value(concept, SKOS.inScheme)
    assert str(concept) == f"{scheme}/{graph.value(concept, SKOS.notation)}"
    assert graph.value(concept, SKOS.topConceptOf) == scheme
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph


def test_concepts_of_one_scheme_have_different_labels() -> None:
    found = [
        (ontology().value(c, SKOS.inScheme), text) for c in concepts() for text in labels(c, SKOS.prefLabel).values()
    ]
    assert len(found) == len(set(found))


def test_the_schemes_hold_the_codes_of_facts() -> None:
    assert _codes("role") == set(facts.Role.__args__)  # type: ignore[attr-defined]
    assert _codes("modality") == set(facts.Modality.__args__)  # type: ignore[attr-defined]
    assert _codes("organization-type") == set(ORGANIZATION_CLASSES)
    assert _codes("document-status") == set(STATUSES.values())
    assert _codes("post-qualifier") == set(QUALIFIERS.values())


def test_concepts_of_statuses_and_qualifiers_are_called_as_they_are_written() -> None:
    for scheme, table in (("document-status", STATUSES), ("post-qualifier", QUALIFIERS)):
        for code in _codes(scheme):
            assert table[labels(URIRef(f"{CONCEPTS}{scheme}/{code}"), SKOS.prefLabel)["zh"]] == code


def test_roles_are_called_as_labels_of_participations_call_them() -> None:
    assert {code: labels(URIRef(f"{CONCEPTS}role/{code}"), SKOS.prefLabel)["zh"] for code in _codes("role")} == ROLES


def test_the_file_has_no_blank_subject_but_unions() -> None:
    graph = ontology()
    unions = set(graph.objects(None, OWL.unionOf))
    assert len(unions) == len(set(graph.subjects(OWL.unionOf, None)))
    assert (ROOT / "ontology" / "zhengwen.ttl").read_text("utf-8").endswith("\n")


def _codes(scheme: str) -> set[str]:
    lead = f"{CONCEPTS}{scheme}/"
    return {str(concept).removeprefix(lead) for concept in concepts() if str(concept).startswith(lead)}
