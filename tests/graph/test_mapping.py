"""What the facts of an article say is in its graph, once, with evidence."""

from dataclasses import replace
from functools import cache

import pytest
from pyoxigraph import NamedNode
from rdflib import Graph

from flows.articles.article import Published, Stated
from flows.articles.evidence import Evidence, Span
from flows.extraction import posts
from flows.graph.documents import status_code
from flows.graph.sheet import writable
from flows.graph.vocabulary import QUALIFIERS, SUPERCLASSES, SUPERPROPERTIES
from tests.graph import sample
from tests.graph.reading import asked, graph_of, mapped


@cache
def graph() -> Graph:
    return graph_of(mapped())


def test_the_same_facts_give_the_same_quads_in_the_same_order() -> None:
    assert mapped() == mapped()


def test_quads_stand_once_in_one_named_graph_without_blank_nodes() -> None:
    found = mapped()
    assert len(found) == len(set(found))
    assert len({quad.graph_name for quad in found}) == 1
    assert all(isinstance(quad.subject, NamedNode) for quad in found)


def test_quads_of_one_subject_stand_together() -> None:
    subjects = [quad.subject.value for quad in mapped() if isinstance(quad.subject, NamedNode)]
    assert subjects == sorted(subjects)


def test_the_meeting_has_date_ordinal_and_organizer() -> None:
    rows = asked(
        graph(),
        """SELECT ?date ?n ?flag ?who { ?m a zw:Meeting ; schema:startDate ?date ; zw:ordinal ?n ;
        zw:enlarged ?flag ; zw:reported true ; schema:organizer/rdfs:label ?who }""",
    )
    assert rows == {("2031-06-10", "7", "true", "青禾县河湖管护领导小组")}


def test_a_meeting_only_mentioned_is_not_reported() -> None:
    rows = asked(graph(), "SELECT ?l { ?a zw:referencedMeeting ?m . ?m schema:name ?l MINUS { ?m zw:reported ?x } }")
    assert rows == {("省河湖长制工作会议",)}


def test_a_visit_is_an_event_but_no_meeting() -> None:
    rows = asked(graph(), "SELECT ?d { ?e a zw:Event ; schema:startDate ?d FILTER NOT EXISTS { ?e a zw:Meeting } }")
    assert rows == {("2031-06",)}


def test_direct_roles_name_each_person_once() -> None:
    rows = asked(
        graph(),
        """SELECT ?p ?who { ?m zw:ordinal 7 ; ?p ?x . ?x rdfs:label ?who
        FILTER (?p IN (zw:chairedBy, zw:attendedBy, zw:observedBy)) }""",
    )
    assert {(name.rpartition("#")[2], who) for name, who in rows} == {
        ("chairedBy", "何清远"), ("attendedBy", "苗若兰"), ("observedBy", "田广"),
    }  # fmt: skip


def test_an_acting_post_is_a_tenure_with_a_qualifier() -> None:
    rows = asked(
        graph(),
        """SELECT ?who ?title ?q ?day { ?t org:member/rdfs:label ?who ; zw:qualifier ?q ;
        zw:post/zw:postTitle ?title ; zw:observedOn ?day }""",
    )
    assert rows == {("苗若兰", "县长", "https://w3id.org/zhengwen/concept/post-qualifier/acting", "2031-06-10")}


def test_a_post_without_an_organization_keeps_its_jurisdiction() -> None:
    rows = asked(
        graph(),
        """SELECT ?title ?code ?label { ?p a zw:Post ; zw:postTitle ?title ; zw:jurisdiction/zw:adcode ?code ;
        rdfs:label ?label
        FILTER NOT EXISTS { ?p org:postIn ?o } }""",
    )
    assert rows == {("局长", "510114", "成都市新都区局长")}


def test_directives_form_a_tree_and_say_whom_they_address() -> None:
    rows = asked(
        graph(),
        """SELECT ?path ?up ?by ?to { ?d a zw:Directive ; zw:ordinalPath ?path ;
        zw:issuedBy/rdfs:label ?by ;
        dcterms:isPartOf/zw:ordinalPath ?up ; zw:addressee/rdfs:label ?to }""",
    )
    assert rows == {("1.1", "1", "何清远", "各乡镇、各单位"), ("1.2", "1", "与会领导", "青禾县水务局")}


def test_the_document_is_deliberated_in_its_status() -> None:
    rows = asked(
        graph(),
        """SELECT ?title ?s { ?i a zw:AgendaItem ; zw:about ?d ; zw:consideredAs ?s .
        ?d a zw:Document ; dcterms:title ?title }""",
    )
    status = "https://w3id.org/zhengwen/concept/document-status/submitted-draft"
    assert rows == {("青禾县河湖管护工作2031年考评办法", status)}


def test_the_article_is_described_but_its_text_is_not_published() -> None:
    rows = asked(
        graph(),
        """SELECT ?issued ?n ?views { ?a a zw:Article ; dcterms:issued ?issued ; zw:textLength ?n ;
        schema:interactionStatistic ?c . ?c schema:interactionType schema:ViewAction ;
        schema:userInteractionCount ?views }""",
    )
    assert rows == {("2031-06-12T08:30:00+08:00", str(len(sample.TEXT)), "64")}
    assert not any(sample.TEXT in str(quad.object) for quad in mapped())


def test_a_day_without_a_time_is_a_date() -> None:
    article = sample.article()
    assert article.published is not None
    day = Stated(Published(article.published.value.at, "day"), article.published.evidence)
    assert asked(graph_of(mapped(replace(article, published=day))), "SELECT ?d { ?a dcterms:issued ?d }") == {
        ("2031-06-12",)
    }


def test_divisions_are_contained_in_those_above() -> None:
    assert asked(graph(), "SELECT ?c ?u { ?d zw:adcode ?c ; schema:containedInPlace/zw:adcode ?u }") == {
        ("510114", "510100"), ("510100", "510000"), ("510000", "100000"),
    }  # fmt: skip


def test_a_province_is_linked_to_what_other_registers_call_it() -> None:
    assert asked(graph(), "SELECT ?c ?i ?s { ?d zw:adcode ?c ; zw:iso31662 ?i ; owl:sameAs ?s }") == {
        ("510000", "CN-SC", "http://www.wikidata.org/entity/Q19770"),
        ("510000", "CN-SC", "https://sws.geonames.org/1794299/"),
    }
    assert asked(graph(), 'SELECT ?c { ?d dcterms:identifier "CN-SC" ; zw:adcode ?c }') == {("510000",)}


def test_a_graph_says_where_it_comes_from() -> None:
    assert asked(
        graph(),
        """SELECT ?v { ?g a prov:Bundle ; prov:wasDerivedFrom ?a ;
        prov:wasAttributedTo/schema:softwareVersion ?v . ?a a zw:Article }""",
    ) == {("1.2.3",)}


def test_every_quote_is_the_text_at_its_offsets() -> None:
    rows = asked(
        graph(),
        """SELECT ?e ?start ?end ?quote { ?e a zw:Evidence ; oa:hasSelector ?p, ?q .
        ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?quote }""",
    )
    assert len(rows) > 30
    for iri, start, end, quote in rows:
        assert sample.TEXT[int(start) : int(end)] == quote
        assert f"#char={start},{end}" in iri


@pytest.mark.parametrize(
    "kind", ["Article", "Person", "Organization", "Group", "Post", "Tenure", "Event", "Participation", "AgendaItem",
             "Document", "Directive", "PolicyTerm", "TermUse"],
)  # fmt: skip
def test_everything_stated_has_evidence(kind: str) -> None:
    assert asked(graph(), f"SELECT ?x {{ ?x a zw:{kind} }}")
    assert not asked(graph(), f"SELECT ?x {{ ?x a zw:{kind} FILTER NOT EXISTS {{ ?x zw:evidence ?e }} }}")


def test_an_evidence_has_one_rule_and_one_confidence() -> None:
    rows = asked(graph(), "SELECT ?e ?rule ?c { ?e a zw:Evidence ; zw:rule ?rule ; zw:confidence ?c }")
    assert len({iri for iri, _, _ in rows}) == len(rows)


def test_two_rules_at_one_span_are_two_evidences_and_the_surer_keeps_the_bare_iri() -> None:
    where = asked(
        graph(),
        """SELECT ?e ?rule { ?a a zw:Article ; zw:evidence ?e . ?e zw:rule ?rule
        FILTER (?rule IN ("byline.source", "jurisdiction.source")) }""",
    )
    ends = {rule: iri.partition("#")[2] for iri, rule in where}
    assert ends["jurisdiction.source"] == ends["byline.source"] + "&rule=jurisdiction.source"


def test_what_a_term_implies_is_written_out() -> None:
    triples = {(quad.subject, quad.predicate, quad.object) for quad in mapped()}
    for subject, predicate, value in triples:
        for above in SUPERPROPERTIES.get(predicate, ()):
            assert (subject, above, value) in triples
        if isinstance(value, NamedNode) and predicate.value.endswith("#type"):
            for upper in SUPERCLASSES.get(value, ()):
                assert (subject, predicate, upper) in triples


def test_an_article_without_facts_still_has_a_graph() -> None:
    bare = replace(
        sample.article(), published=None, source=None, url=None, reporters=(), editors=(), views=None, comments=None
    )
    assert asked(graph_of(mapped(bare, sample.without_facts())), "SELECT ?l { ?a a zw:Article ; rdfs:label ?l }") == {
        ("河湖管护再部署",)
    }


def test_what_xml_cannot_hold_is_replaced_one_for_one() -> None:
    assert writable("a\x00b\ud800c\td") == "a\ufffdb\ufffdc\td"


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("http://news.example/a?b=1&c=%E9#d", "http://news.example/a?b=1&c=%E9#d"),
        ("http://news.example/青 禾?a=<1>|{x}", "http://news.example/%E9%9D%92%20%E7%A6%BE?a=%3C1%3E%7C%7Bx%7D"),
        ("http://news.example/100%#a#b", "http://news.example/100%25#a%23b"),
    ],
)
def test_odd_urls_become_iris(url: str, iri: str) -> None:
    odd = replace(sample.article(), url=url)
    assert asked(graph_of(mapped(odd)), "SELECT ?u { ?a schema:url ?u FILTER isIRI(?u) }") == {(iri,)}


def test_what_is_no_url_stays_text() -> None:
    odd = replace(sample.article(), url="青禾新闻")
    assert asked(graph_of(mapped(odd)), "SELECT ?u { ?a schema:url ?u FILTER isLiteral(?u) }") == {("青禾新闻",)}


def test_rules_with_odd_names_have_evidence() -> None:
    title = Stated("标题", Evidence(Span(0, 2), "一条 <规则>", 0.5))
    assert mapped(replace(sample.article(), title=title))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("送审稿", "submitted-draft"),
        ("修订草案征求意见稿", "consultation-draft"),
        ("修订草案", "draft-revision"),
        ("草案代拟稿", "draft"),
        ("三读本", None),
        (None, None),
    ],
)
def test_the_last_word_of_a_status_counts(written: str | None, code: str | None) -> None:
    assert status_code(written) == code


def test_every_qualifier_that_is_extracted_has_a_concept() -> None:
    assert set(posts.QUALIFIERS) <= set(QUALIFIERS)


@pytest.mark.parametrize(("qualifier", "holds"), [("原", False), ("拟任", False), ("代", True), ("常务", True)])
def test_who_is_not_in_office_does_not_hold_the_post(qualifier: str, holds: bool) -> None:
    person = replace(sample.PEOPLE[0], posts=(replace(sample.PEOPLE[0].posts[0], qualifiers=(qualifier,)),))
    facts = replace(sample.facts(), people=(person, *sample.PEOPLE[1:]))
    found = asked(graph_of(mapped(facts=facts)), 'SELECT ?p { ?x rdfs:label "何清远"@zh ; org:holds ?p }')
    assert bool(found) == holds
