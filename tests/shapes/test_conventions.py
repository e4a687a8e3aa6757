"""What holds for every shape: SHACL-SHACL, words in both languages, no blank shapes, only terms that are declared."""

import re
from pathlib import Path

import pytest
from pyshacl.entrypoints import meta_validate
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection

from flows.graph.small import notation
from flows.validation.shapes import prepare, shapes_graph

ZW = "https://w3id.org/zhengwen/ontology#"
SHAPES = shapes_graph()
NODE_SHAPES = sorted(SHAPES.subjects(RDF.type, SH.NodeShape), key=str)
PROPERTY_SHAPES = sorted(SHAPES.subjects(RDF.type, SH.PropertyShape), key=str)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(Path(__file__).parents[2] / "ontology" / "zhengwen.ttl", format="turtle")


def test_shapes_pass_shacl_shacl() -> None:
    conforms, _report, text = meta_validate(shapes_graph())
    assert conforms, text


@pytest.mark.parametrize("shape", [*NODE_SHAPES, *PROPERTY_SHAPES])
def test_every_shape_speaks_both_languages(shape: URIRef) -> None:
    for predicate in (SH.name, SH.description) if shape in NODE_SHAPES else (SH.name, SH.message):
        words = [word for word in SHAPES.objects(shape, predicate) if isinstance(word, Literal)]
        assert sorted(str(word.language) for word in words) == ["en", "zh"], (shape, predicate)


@pytest.mark.parametrize("shape", NODE_SHAPES)
def test_every_node_shape_targets_a_class_unless_a_check_stands_behind_it(shape: URIRef) -> None:
    is_check = str(shape).rpartition("#")[2].startswith("check-")
    assert is_check == (SHAPES.value(shape, SH.targetClass) is None)
    assert sorted(str(m.language) for m in SHAPES.objects(shape, SH.message) if isinstance(m, Literal)) == ["en", "zh"]


def test_shapes_have_iris_so_that_reports_can_name_them() -> None:
    named = [*SHAPES.subjects(RDF.type, SH.NodeShape), *SHAPES.objects(None, SH.property)]
    assert all(isinstance(shape, URIRef) for shape in named)


def test_every_property_shape_belongs_to_a_node_shape_of_its_name() -> None:
    for shape in PROPERTY_SHAPES:
        owner = SHAPES.value(predicate=SH.property, object=shape)
        assert owner is not None
        assert str(shape).startswith(f"{owner}-"), shape


def test_shapes_name_only_terms_that_the_ontology_declares(ontology: Graph) -> None:
    named = {term for triple in SHAPES for term in triple if str(term).startswith(ZW)}
    assert {term for term in named if (term, RDF.type, None) not in ontology} == set()


def test_concepts_listed_are_all_those_of_one_scheme(ontology: Graph) -> None:
    for shape, head in SHAPES.subject_objects(SH["in"]):
        listed = set(Collection(SHAPES, head))
        schemes = {scheme for concept in listed for scheme in ontology.objects(concept, SKOS.inScheme)}
        assert len(schemes) <= 1, shape
        for scheme in schemes:
            assert listed == set(ontology.subjects(SKOS.inScheme, scheme)), shape


def test_concepts_allowed_by_pattern_are_all_those_of_one_scheme(ontology: Graph) -> None:
    concepts = set(ontology.subjects(SKOS.inScheme, None))
    for shape, pattern in SHAPES.subject_objects(SH.pattern):
        if "/concept/" in str(pattern):
            allowed = {concept for concept in concepts if re.search(str(pattern), str(concept))}
            (scheme,) = {ontology.value(concept, SKOS.inScheme) for concept in allowed}
            assert allowed == set(ontology.subjects(SKOS.inScheme, scheme)), shape


def test_every_own_class_has_a_shape_or_its_superclass_has(ontology: Graph) -> None:
    targets = set(SHAPES.objects(None, SH.targetClass))
    own = [c for c in ontology.subjects(RDF.type, OWL.Class) if str(c).startswith(ZW)]
    assert own
    for each in own:
        assert targets & set(ontology.transitive_objects(each, RDFS.subClassOf)), each


def test_every_own_property_is_looked_at_by_a_shape(ontology: Graph) -> None:
    paths = set(SHAPES.objects(None, SH.path))
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    own = {p for kind in kinds for p in ontology.subjects(RDF.type, kind) if str(p).startswith(ZW)}
    assert own - paths == set()


def test_every_shape_is_prepared_for_its_class() -> None:
    prepared = prepare(shapes_graph()).by_class
    assert prepared.keys() == set(map(notation, SHAPES.objects(None, SH.targetClass)))
    shapes = {part.shape.node for each in prepared.values() for part in each.shapes}
    assert shapes >= set(PROPERTY_SHAPES)
    assert all(part.constraints for each in prepared.values() for part in each.shapes)
