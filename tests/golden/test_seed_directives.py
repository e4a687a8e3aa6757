"""What the two speakers of the seed asked: compared with the seed's own paragraphs, which this file does not repeat."""

import re

from rdflib import Graph

from tests.golden.published import found, rows, seed

CHAIR, ACTING = "刘任远", "李云"
OF_SPEAKER = """SELECT ?path ?text ?numbered {{ ?d a zw:Directive ; zw:issuedBy/foaf:name "{who}"@zh ;
    zw:ordinalPath ?path ; zw:text ?text ; zw:numbered ?numbered ; zw:ordinal ?n
    FILTER {which} {{ ?d dcterms:isPartOf ?parent }} }} ORDER BY ?n"""


def test_two_people_ask_and_nobody_else(dump: Graph) -> None:
    query = "SELECT DISTINCT ?who ?at { ?d zw:issuedBy/foaf:name ?who ; zw:issuedAt/schema:name ?at }"
    meeting = "区依法治区领导小组第十一次(扩大)会议"
    assert found(dump, query) == {(CHAIR, meeting), (ACTING, meeting)}
    assert found(dump, "SELECT ?d { ?d a zw:Directive FILTER NOT EXISTS { ?d zw:issuedBy/a zw:Person } }") == set()


def test_the_chair_gives_three_numbered_directives_each_a_paragraph(dump: Graph) -> None:
    items = [line[2:] for line in seed().splitlines() if re.match("[一二三]是", line)]
    expected = [(str(number), text, "true") for number, text in enumerate(items, 1)]
    assert rows(dump, OF_SPEAKER.format(who=CHAIR, which="NOT EXISTS")) == expected
    assert len(expected) == 3


def test_their_heads_are_their_labels(dump: Graph) -> None:
    query = """SELECT ?path ?head { ?d zw:numbered true ; zw:ordinalPath ?path ; rdfs:label ?head }"""
    heads = ("要强化政治担当,落实第一责任", "要围绕中心大局,提供关键保障", "要对标先进行列,勇争一流水平")
    assert found(dump, query) == {(str(number), head) for number, head in enumerate(heads, 1)}


def test_their_clauses_are_children_in_the_order_of_the_text(dump: Graph) -> None:
    query = """SELECT ?number ?path ?whole ?clause { ?d dcterms:isPartOf ?parent ; zw:ordinalPath ?path ;
        zw:ordinal ?n ; zw:text ?clause ; zw:numbered false . ?parent zw:numbered true ; zw:ordinalPath ?number ;
        zw:text ?whole }
        ORDER BY ?number ?n"""
    clauses = rows(dump, query)
    assert [path for _, path, _, _ in clauses] == [
        *(f"1.{n}" for n in range(1, 8)),
        *(f"2.{n}" for n in range(1, 11)),
        *(f"3.{n}" for n in range(1, 3)),
    ]
    reached = dict.fromkeys("123", 0)
    for number, path, whole, clause in clauses:
        at = whole.find(clause, reached[number])
        assert at >= 0, f"{path} is not in {number} after the clauses before it"
        reached[number] = at + len(clause)
    assert all(reached[number] == len(whole) for number, _, whole, _ in clauses)


def test_the_second_directive_opens_with_its_own_demand(dump: Graph) -> None:
    query = 'SELECT ?head { ?d zw:ordinalPath "2.1" ; rdfs:label ?head }'
    assert found(dump, query) == {("要围绕中心大局,提供关键保障",)}


def test_the_acting_head_gives_eight_in_order(dump: Graph) -> None:
    paragraph = next(line for line in seed().splitlines() if line.startswith(ACTING + "指出"))
    clauses = re.findall("[^;。]+[;。]", paragraph.partition(",")[2])
    expected = [(str(number), text, "false") for number, text in enumerate(clauses, 1)]
    assert rows(dump, OF_SPEAKER.format(who=ACTING, which="NOT EXISTS")) == expected
    assert len(expected) == 8
    assert rows(dump, OF_SPEAKER.format(who=ACTING, which="EXISTS")) == []


def test_addressees_where_they_are_named(dump: Graph) -> None:
    query = """SELECT ?who ?path ?whom { ?d zw:issuedBy/foaf:name ?who ; zw:ordinalPath ?path ;
        zw:addressee/rdfs:label ?whom }"""
    assert found(dump, query) == {
        (CHAIR, "1.2", "全区上下"),
        (CHAIR, "1.4", "各街镇、各部门一把手"),
        (CHAIR, "1.7", "各街镇、各部门党政一把手"),
        (ACTING, "4", "区级相关部门"),
        (ACTING, "7", "各街镇、各部门"),
        (ACTING, "8", "各单位领导班子和领导干部"),
    }


def test_addressees_belong_to_the_district(dump: Graph) -> None:
    query = "SELECT DISTINCT ?place { ?d zw:addressee/zw:jurisdiction/rdfs:label ?place }"
    assert found(dump, query) == {("四川省成都市新都区",)}


def test_all_are_binding(dump: Graph) -> None:
    query = "SELECT DISTINCT ?modality { ?d zw:modality ?modality }"
    assert found(dump, query) == {("https://w3id.org/zhengwen/concept/modality/must",)}
