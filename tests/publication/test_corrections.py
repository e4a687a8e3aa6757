"""What an operator decides holds in every release from then on, and each decision is published itself."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from flows.graph.vocabulary import ZW
from flows.publication.authority import AuthorityError, read_authority
from flows.validation import validate_file
from tests.flows.invented import files
from tests.publication.across import HEAD, Dataset, House, told

DISTRICT = told("甲", "3月4日,区政府召开第88次常务会议。区长王大明主持会议,副区长李小红出席。会议强调,要抓好项目建设。")
CITY = told("乙", "6月8日,市政府召开第12次常务会议。市长王大明主持会议。会议强调,要惠民。", "2021-06-09", "成都日报")
OLD_BODY = told("丙", "3月9日,区安监局召开会议。区安监局局长赵小刚主持会议。会议要求,要抓好隐患排查。", "2021-03-10")
NEW_BODY = told("丁", "3月12日,区应急管理局召开会议。区应急管理局局长赵小刚主持会议。会议要求,要防汛。", "2021-03-13")
OLD, NEW = "成都市新都区安全生产监督管理局", "成都市新都区应急管理局"


def conforms(found: Dataset) -> bool:
    findings = validate_file(found.release / "zhengwen.ttl").verdict.findings
    return [finding for finding in findings if "KnownPost" not in finding.shape] == []


def test_two_people_are_one_from_now_on(tmp_path: Path) -> None:
    house = House(tmp_path).take(a=DISTRICT, b=CITY)
    one, other = house.dataset().column('SELECT ?p { ?p foaf:name "王大明"@zh }')
    house.correct(f"same-as,{other},,{one},调任,me,2022-01-02")
    found = house.dataset()
    assert found.redirects() == {other: one}
    assert len(found.column(f"SELECT ?t {{ ?t org:member <{one}> }}")) == 2
    assert len(found.column(f"SELECT ?m {{ ?m zw:chairedBy <{one}> }}")) == 2
    assert found.rows(f"SELECT ?s {{ ?s ?p <{other}> FILTER NOT EXISTS {{ ?s a zw:Correction }} }}") == []
    assert conforms(found)
    assert not house.publish().new


def test_two_bodies_are_one_with_one_type_name_and_division_and_their_posts_are_too(tmp_path: Path) -> None:
    house = House(tmp_path).take(a=OLD_BODY, b=NEW_BODY)
    before = house.dataset()
    old, new = before.organization(OLD), before.organization(NEW)
    posts = before.column(f"SELECT ?p {{ ?p org:postIn <{new}> }}")
    house.correct(f"same-as,{old},,{new},2018 年机构改革,me,2022-01-02")
    found = house.dataset()
    assert found.column(f"SELECT ?n {{ <{new}> skos:prefLabel ?n }}") == [NEW]
    assert OLD in found.column(f"SELECT ?n {{ <{new}> skos:altLabel ?n }}")
    assert found.column("SELECT ?p { ?p org:postIn ?o }") == posts
    assert len(found.column("SELECT ?t { ?t a zw:Tenure }")) == 1
    assert found.rows("SELECT ?f ?l { ?t zw:firstObserved ?f ; zw:lastObserved ?l }") == [("2021-03-09", "2021-03-12")]
    assert conforms(found)
    assert not house.publish().new


def test_what_stands_for_others_does_not_depend_on_the_order_of_articles(tmp_path: Path) -> None:
    first = House(tmp_path / "first").take(a=OLD_BODY, b=NEW_BODY)
    names = first.dataset()
    line = f"same-as,{names.organization(OLD)},,{names.organization(NEW)},,,"
    first.correct(line).publish()
    second = House(tmp_path / "second").correct(line).take(a=OLD_BODY)
    second.publish()
    second.take(b=NEW_BODY).publish()
    third = House(tmp_path / "third").correct(line).take(b=NEW_BODY)
    third.publish()
    third.take(a=OLD_BODY).publish()
    dumps = [files(house.output / "latest") for house in (first, second, third)]
    for name in ("zhengwen.ttl", "zhengwen.nq.gz"):
        assert dumps[0][name] == dumps[1][name] == dumps[2][name], name


def test_two_meetings_are_one(tmp_path: Path) -> None:
    house = House(tmp_path).take(a=OLD_BODY, b=NEW_BODY)
    one, other = house.dataset().meetings()
    found = house.correct(f"same-as,{other},,{one},,,").dataset()
    assert found.meetings() == [one]
    assert len(found.column("SELECT ?a { ?a zw:reportsOn ?m }")) == 2
    assert conforms(found)


def test_an_alias_is_another_name_also_of_what_stands_for_the_subject(tmp_path: Path) -> None:
    house = House(tmp_path).take(a=OLD_BODY, b=NEW_BODY)
    names = house.dataset()
    old, new, person = names.organization(OLD), names.organization(NEW), names.person("赵小刚")
    gone = f"{new[:-4]}aaaa"
    found = house.correct(
        f"same-as,{old},,{new},,,", f"alias,{old},,区应急局,,,", f"alias,{person},,赵钢,,,", f"alias,{gone},,无此局,,,"
    ).dataset()
    assert "区应急局" in found.column(f"SELECT ?n {{ <{new}> skos:altLabel ?n }}")
    assert found.column(f"SELECT ?n {{ <{person}> skos:altLabel ?n }}") == ["赵钢"]
    assert found.column('SELECT ?s { ?s skos:altLabel "无此局"@zh }') == []
    assert conforms(found)


def test_what_is_wrong_is_in_no_file_nor_what_only_restates_it(tmp_path: Path) -> None:
    house = House(tmp_path).take(a=DISTRICT)
    names = house.dataset()
    (meeting,), person = names.meetings(), names.person("李小红")
    line = f"wrong,{meeting},https://w3id.org/zhengwen/ontology#attendedBy,{person},不在场,me,2022-01-02"
    found = house.correct(line).dataset()
    assert found.rows(f"SELECT ?p {{ <{meeting}> ?p <{person}> }}") == []
    assert found.column(f"SELECT ?p {{ ?p zw:participant <{person}> }}") == []
    assert found.column(f"SELECT ?t {{ ?t org:member <{person}> }}") != []
    for name, form in (("zhengwen.ttl", RdfFormat.TURTLE), ("zhengwen.jsonld", RdfFormat.JSON_LD)):
        said = parse((found.release / name).read_bytes(), format=form)
        assert ZW["attendedBy"] not in {quad.predicate for quad in said}
    assert conforms(found)
    assert house.correct().dataset().column(f"SELECT ?p {{ <{meeting}> ?p <{person}> }}") != []


def test_who_did_not_chair_but_spoke_attended(tmp_path: Path) -> None:
    house = House(tmp_path).take(a=DISTRICT.replace("主持会议,", "主持会议并讲话,"))
    names = house.dataset()
    (meeting,), person = names.meetings(), names.person("王大明")
    found = house.correct(f"wrong,{meeting},https://w3id.org/zhengwen/ontology#chairedBy,{person},,,").dataset()
    assert found.column(f"SELECT ?p {{ <{meeting}> ?p <{person}> FILTER (CONTAINS(STR(?p), 'zhengwen')) }}") == [
        "https://w3id.org/zhengwen/ontology#attendedBy"
    ]
    roles = f"SELECT ?r {{ ?p zw:participant <{person}> ; zw:role ?r }}"
    assert found.column(roles) == ["https://w3id.org/zhengwen/concept/role/speaker"]
    assert conforms(found)


def test_who_does_not_hold_a_post_has_no_tenure_of_it(tmp_path: Path) -> None:
    house = House(tmp_path).take(a=DISTRICT)
    person = house.dataset().person("王大明")
    (post,) = house.dataset().column(f"SELECT ?p {{ <{person}> org:holds ?p }}")
    found = house.correct(f"wrong,{person},http://www.w3.org/ns/org#holds,{post},,,").dataset()
    assert found.rows(f"SELECT ?s {{ {{ ?s org:member <{person}> }} UNION {{ ?s org:heldBy <{person}> }} }}") == []
    assert found.column(f"SELECT ?m {{ ?m zw:chairedBy <{person}> }}") != []
    assert conforms(found)


def test_a_label_that_is_wrong_is_named_as_a_literal(tmp_path: Path) -> None:
    house = House(tmp_path).take(a=OLD_BODY)
    organization = house.dataset().organization(OLD)
    alt = "http://www.w3.org/2004/02/skos/core#altLabel"
    assert house.dataset().column(f"SELECT ?n {{ <{organization}> skos:altLabel ?n }}") == ["区安监局"]
    found = house.correct(f'wrong,{organization},{alt},"""区安监局""@zh",,,').dataset()
    assert found.column(f"SELECT ?n {{ <{organization}> skos:altLabel ?n }}") == []


def test_a_correction_is_published_and_outlasts_changes_of_the_articles(tmp_path: Path) -> None:
    house = House(tmp_path).take(a=DISTRICT, b=CITY)
    one, other = house.dataset().column('SELECT ?p { ?p foaf:name "王大明"@zh }')
    house.correct(f"same-as,{other},,{one},调任,me,2022-01-02")
    house.take(b=CITY.replace("惠民", "为民"))
    found = house.dataset()
    assert found.redirects() == {other: one}
    query = """SELECT ?k ?s ?n ?b ?d { ?c a zw:Correction, prov:Entity ; zw:correctionKind ?k ; zw:concerns ?s ;
               dcterms:description ?n ; dcterms:creator ?b ; dcterms:created ?d }"""
    assert found.rows(query) == [("same-as", other, "调任", "me", "2022-01-02")]
    assert found.column("SELECT ?t { ?c zw:correctionText ?t }") == [f"<{other}> <{one}>"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("same,https://x.org/person/1,,https://x.org/person/2,,,", "kind must be one of"),
        ("same-as,person/1,,https://x.org/person/2,,,", "subject must be an http"),
        ("same-as,https://x.org/person/1,,https://x.org/person/1,,,", "the same IRI"),
        ("same-as,https://x.org/person/1,,https://x.org/meeting/1,,,", "of one kind"),
        ("same-as,https://x.org/article/1,,https://x.org/article/2,,,", "of one kind"),
        ("same-as,https://x.org/person/1,https://x.org/p,https://x.org/person/2,,,", "predicate must be empty"),
        ("alias,https://x.org/person/1,,,,,", "object must be the other name"),
        ("wrong,https://x.org/person/1,,https://x.org/person/2,,,", "predicate must be an http"),
        ("wrong,https://x.org/person/1,https://x.org/p,words,,,", "object must be an IRI or like"),
        ("alias,https://x.org/person/1,,王明,,,2022-13-01", "date must be like"),
        ("alias,https://x.org/person/1,,王明,note, with comma,me,2022-01-01", "quotation marks"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_by_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    good = "alias,https://x.org/person/1,,王明,,,"
    (tmp_path / "corrections.csv").write_text(f"{HEAD}{good}\n{line}\n", "utf-8")
    with pytest.raises(AuthorityError, match=rf"corrections\.csv:3: .*{message}"):
        read_authority(tmp_path)


def test_what_contradicts_an_earlier_line_and_another_header_are_refused(tmp_path: Path) -> None:
    one, other = "https://x.org/person/1", "https://x.org/person/2"
    (tmp_path / "corrections.csv").write_text(f"{HEAD}same-as,{one},,{other},,,\ndifferent-from,{other},,{one},,,\n")
    with pytest.raises(AuthorityError, match=r"corrections\.csv:3: another line has same-as"):
        read_authority(tmp_path)
    (tmp_path / "corrections.csv").write_text("kind,subject\n")
    with pytest.raises(AuthorityError, match=r"corrections\.csv:1: the first line must be kind,subject,predicate"):
        read_authority(tmp_path)
    assert read_authority(tmp_path / "nowhere").corrections == ()
