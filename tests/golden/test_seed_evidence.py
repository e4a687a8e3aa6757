"""Every statement of the seed's dump leads to the characters it was read from, and the quote is those characters."""

import pytest
from rdflib import RDF, Graph, Namespace

from tests.golden.published import found, rows, seed

ZW = Namespace("https://w3id.org/zhengwen/ontology#")
STATED = ("Article", "AgendaItem", "Directive", "Document", "Event", "Group", "Organization", "Participation", "Person",
          "PolicyTerm", "Post", "Tenure", "TermUse")  # fmt: skip
BACKED = """SELECT ?start ?end ?exact ?before ?after {
    ?evidence a zw:Evidence ; oa:hasSource/a zw:Article ; oa:hasSelector ?position, ?quote .
    ?position oa:start ?start ; oa:end ?end . ?quote oa:exact ?exact
    OPTIONAL { ?quote oa:prefix ?before } OPTIONAL { ?quote oa:suffix ?after } }"""


def test_each_quote_is_the_text_at_its_offsets(dump: Graph) -> None:
    text = seed()
    selected = rows(dump, BACKED)
    assert len(selected) == len(set(dump.subjects(RDF.type, ZW.Evidence))) > 50
    for start, end, exact, before, after in selected:
        assert text[int(start) : int(end)] == exact != ""
        assert text[: int(start)].endswith(before)
        assert text[int(end) :].startswith(after)


def test_offsets_stand_in_the_iri_of_the_evidence(dump: Graph) -> None:
    query = """SELECT ?evidence { ?evidence a zw:Evidence ; oa:hasSource ?article ; oa:hasSelector ?position .
        ?position oa:start ?start ; oa:end ?end
        FILTER (!STRSTARTS(STR(?evidence), CONCAT(STR(?article), "#char=", STR(?start), ",", STR(?end)))) }"""
    assert found(dump, query) == set()


def test_each_evidence_has_one_rule_and_one_confidence(dump: Graph) -> None:
    query = """SELECT ?evidence (COUNT(?rule) AS ?rules) (COUNT(?sure) AS ?all) { ?evidence a zw:Evidence
        OPTIONAL { ?evidence zw:rule ?rule }
        OPTIONAL { ?evidence zw:confidence ?sure FILTER (0 < ?sure && ?sure <= 1) } }
        GROUP BY ?evidence HAVING (COUNT(?rule) != 1 || COUNT(?sure) != 1)"""
    assert found(dump, query) == set()


@pytest.mark.parametrize("kind", STATED)
def test_each_thing_leads_to_evidence(dump: Graph, kind: str) -> None:
    things = set(dump.subjects(RDF.type, ZW[kind]))
    backed = {thing for thing in things if (dump.value(thing, ZW.evidence), RDF.type, ZW.Evidence) in dump}
    assert backed == things != set()


def test_each_count_leads_to_its_figures(dump: Graph) -> None:
    query = """SELECT ?count ?quote { ?counter schema:userInteractionCount ?count ;
        zw:evidence/oa:hasSelector/oa:exact ?quote }"""
    assert found(dump, query) == {("3843", "3843"), ("0", "0")}


def test_what_only_one_property_says_leads_to_evidence_for_it(dump: Graph) -> None:
    query = """SELECT ?quote ?property { ?thing zw:evidence ?evidence ; a ?kind . ?evidence zw:supports ?property ;
        oa:hasSelector/oa:exact ?quote FILTER (?kind IN (zw:Article, zw:Meeting)) }"""
    schema, terms = "https://schema.org/", "http://purl.org/dc/terms/"
    backed = found(dump, query)
    assert all("新都" in quote for quote, backs in backed if backs == str(ZW.jurisdiction))
    assert {row for row in backed if row[1] != str(ZW.jurisdiction)} == {
        ("强化政治担当 推进依法治区", f"{terms}title"),
        ("2016-10-12 15:35:39", f"{terms}issued"),
        ("新都资讯", f"{terms}publisher"),
        ("何亚东", f"{schema}author"),
        ("罗雨涵", f"{schema}editor"),
        ("10月10日", f"{schema}startDate"),
    }


def test_no_node_is_blank(dump: Graph) -> None:
    assert found(dump, "SELECT ?s { ?s ?p ?o FILTER (ISBLANK(?s) || ISBLANK(?o)) }") == set()


def test_the_evidence_is_used(dump: Graph) -> None:
    unused = "SELECT ?e { ?e a zw:Evidence FILTER NOT EXISTS { ?thing zw:evidence ?e } }"
    loose = "SELECT ?s { ?s oa:exact|oa:start ?x FILTER NOT EXISTS { ?e oa:hasSelector ?s } }"
    assert found(dump, unused) | found(dump, loose) == set()
