"""Questions of people who know FOAF, ORG, schema.org, PROV and SKOS, but neither Zhengwen's terms nor a reasoner."""

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from tests.golden.published import ROOT, found

OWN = "https://w3id.org/zhengwen/ontology#"


@pytest.fixture(scope="module")
def loaded(published: Path) -> Graph:
    """Return the dump beside the ontology, as a triplestore holds them."""
    return Graph().parse(published / "zhengwen.ttl").parse(ROOT / "ontology/zhengwen.ttl")


def test_foaf_names_nine_people(loaded: Graph) -> None:
    names = {name for (name,) in found(loaded, "SELECT ?name { ?p a foaf:Person ; foaf:name ?name }")}
    assert names == {"刘任远", "李云", "潘捷", "钟思勇", "刘怒海", "郑自强", "杨巧琳", "何亚东", "罗雨涵"}
    assert found(loaded, "SELECT ?n { ?p a schema:Person ; schema:name ?n }") == {(name,) for name in names}


def test_org_knows_members_posts_and_organizations(loaded: Graph) -> None:
    query = """SELECT ?who ?post ?body { ?m a org:Membership ; org:member ?p ; org:organization ?o .
        ?p foaf:name ?who ; org:hasMembership ?m ; org:holds ?held .
        ?held a org:Post ; org:postIn ?o ; rdfs:label ?post ; org:heldBy ?p .
        ?o a org:FormalOrganization ; skos:prefLabel ?body }"""
    committee, government = "中共成都市新都区委员会", "成都市新都区人民政府"
    assert found(loaded, query) == {
        ("刘任远", f"{committee}书记", committee),
        ("李云", f"{committee}副书记", committee),
        ("李云", f"{government}区长", government),
        ("潘捷", f"{committee}副书记", committee),
    }


def test_org_classifies_organizations_by_concepts_with_labels(loaded: Graph) -> None:
    query = """SELECT ?body ?type { ?o org:classification ?c ; skos:prefLabel ?body . ?c skos:prefLabel ?type
        FILTER (LANG(?type) = "en" && STRENDS(?body, "区人民政府")) }"""
    assert found(loaded, query) == {("成都市新都区人民政府", "people's government")}


def test_schema_org_knows_the_event(loaded: Graph) -> None:
    query = """SELECT ?date ?who ?article { ?e a schema:Event ; schema:startDate ?date ;
        schema:organizer/rdfs:label ?who . ?a a schema:NewsArticle ; schema:about ?e ; rdfs:label ?article }"""
    assert found(loaded, query) == {("2016-10-10", "成都市新都区依法治区领导小组", "强化政治担当 推进依法治区")}
    assert len(found(loaded, "SELECT ?p { ?e a schema:Event ; schema:attendee ?p }")) == 7


def test_schema_org_knows_the_chain_of_places(loaded: Graph) -> None:
    query = """SELECT ?name { ?x a schema:AdministrativeArea ; rdfs:label "四川省成都市新都区"@zh ;
        schema:containedInPlace* / schema:name ?name }"""
    assert found(loaded, query) == {("新都区",), ("成都市",), ("四川省",), ("中华人民共和国",)}


def test_prov_leads_from_the_graph_to_article_and_program(loaded: Graph) -> None:
    query = """SELECT ?title ?program { ?g a prov:Bundle ; prov:wasDerivedFrom/dcterms:title ?title ;
        prov:wasAttributedTo ?agent . ?agent a prov:SoftwareAgent ; rdfs:label ?program
        FILTER (LANG(?program) = "en") }"""
    assert [title for title, _ in found(loaded, query)] == ["强化政治担当 推进依法治区"]
    tenures = "SELECT ?t { ?t a org:Membership ; prov:wasDerivedFrom/a schema:NewsArticle }"
    assert len(found(loaded, tenures)) == 8


def test_prov_knows_who_was_at_the_activity_and_what_came_of_it(loaded: Graph) -> None:
    chair = """SELECT ?who { ?e a prov:Activity ; prov:qualifiedAssociation ?part ; prov:wasAssociatedWith ?p .
        ?part a prov:Association ; prov:agent ?p ; prov:hadRole/skos:prefLabel "chair"@en . ?p foaf:name ?who }"""
    assert found(loaded, chair) == {("刘任远",)}
    asked = """SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a prov:Entity ; prov:wasGeneratedBy/a prov:Activity ;
        prov:wasAttributedTo/foaf:name "李云"@zh }"""
    assert found(loaded, asked) == {("8",)}


def test_skos_lists_policy_terms(loaded: Graph) -> None:
    query = """SELECT ?label { ?t a skos:Concept ; skos:prefLabel ?label ;
        skos:inScheme <https://w3id.org/zhengwen/concept/policy-term> }"""
    terms = ("一带一路", "一岗双责", "关键少数", "雪亮工程", "法律七进", "三条底线")
    assert found(loaded, query) == {(term,) for term in terms}


def test_every_resource_has_a_chinese_label(loaded: Graph, dump: Graph) -> None:
    selectors = {URIRef(f"http://www.w3.org/ns/oa#{name}") for name in
                 ("SpecificResource", "TextPositionSelector", "TextQuoteSelector")}  # fmt: skip
    for subject in set(dump.subjects()):
        if selectors.isdisjoint(dump.objects(subject, RDF.type)):
            languages = {getattr(label, "language", None) for label in dump.objects(subject, RDFS.label)}
            assert "zh" in languages, subject


def test_what_the_data_says_the_ontology_declares(loaded: Graph, dump: Graph) -> None:
    used = {term for term in {*dump.predicates(), *dump.objects(None, RDF.type)} if str(term).startswith(OWN)}
    declared = {
        t for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty) for t in loaded.subjects(RDF.type, kind)
    }
    assert used - declared == set()


def test_each_concept_and_scheme_that_the_data_names_has_a_label(loaded: Graph, dump: Graph) -> None:
    named = {o for o in dump.objects() if isinstance(o, URIRef) and "/concept/" in o}
    called = {*loaded.subjects(SKOS.prefLabel), *loaded.subjects(RDFS.label)}
    assert named - called == set()
    assert named
