"""Meetings that several articles report under different names become one, and only those."""

from pathlib import Path

import pytest

from flows.validation import validate_file
from tests.flows.invented import files
from tests.publication.across import House, told

MEETING = "3月4日,区政府召开{}。区长王大明主持会议,副区长李小红出席。会议审议了《新都区河湖管护办法》。会议强调,{}。"
NUMBERED = told("甲", MEETING.format("第88次常务会议", "要抓好项目建设"))
UNNUMBERED = told("乙", MEETING.format("常务会议", "要抓好民生实事"))
OTHER_DAY = told("丙", MEETING.format("第88次常务会议", "要抓好隐患排查").replace("3月4日", "3月5日"), "2021-03-06")
NEXT_NUMBER = told("丁", MEETING.format("第89次常务会议", "要抓好春耕生产"))
UNDATED = told("戊", MEETING.format("第88次常务会议", "要抓好校园安全").replace("3月4日", "近日"), "2021-03-09")
LONG_NAME = told("己", "3月4日,2021年全区安全生产工作会议召开。区长王大明主持会议。会议要求,要抓好隐患排查。")
SHORT_NAME = told("庚", "3月4日,全区安全生产工作会议召开。区长王大明主持会议。会议要求,要抓好督促检查。")
OTHER_CHAIR = told("辛", "3月4日,全区安全生产工作会议召开。副区长李小红主持会议。会议要求,要抓好值班值守。")
SESSION = told("开幕", "3月4日,区十八届人大常委会召开第五次会议。区人大常委会主任王大明主持会议。会议要求,要抓好监督。")


def test_two_articles_on_one_meeting_are_two_sources_of_it(tmp_path: Path) -> None:
    other = NUMBERED.replace("甲", "又").replace("项目建设", "防汛工作")
    found = House(tmp_path).take(a=NUMBERED, b=other).dataset()
    assert len(found.meetings()) == 1
    assert len(found.column("SELECT ?a { ?a zw:reportsOn ?m }")) == 2
    assert found.redirects() == {}


@pytest.mark.parametrize(
    ("one", "other"), [(NUMBERED, UNNUMBERED), (NUMBERED, OTHER_DAY), (NUMBERED, UNDATED), (LONG_NAME, SHORT_NAME)]
)
def test_names_of_one_meeting_are_merged_and_the_old_one_leads_to_the_new(tmp_path: Path, one: str, other: str) -> None:
    before = House(tmp_path / "before").take(b=other).dataset().meetings()
    found = House(tmp_path / "now").take(a=one, b=other).dataset()
    ((old, new),) = found.redirects().items()
    assert new in found.meetings()
    assert old not in found.meetings()
    assert {old, new} & set(before)
    assert found.column(f"SELECT ?t {{ <{old}> a ?t }}") == ["http://www.w3.org/ns/prov#Entity"]
    assert len(found.column(f"SELECT ?a {{ ?a zw:reportsOn|zw:referencedMeeting <{new}> }}")) == 2
    assert found.rows(f"SELECT ?s ?p {{ ?s ?p <{old}> }}") == []
    findings = validate_file(found.release / "zhengwen.ttl").verdict.findings
    assert [finding for finding in findings if "KnownPost" not in finding.shape] == []


def test_what_is_named_after_a_merged_meeting_follows_it_and_is_there_once(tmp_path: Path) -> None:
    alone = House(tmp_path / "alone").take(a=NUMBERED).dataset()
    found = House(tmp_path / "both").take(a=NUMBERED, b=UNNUMBERED, c=OTHER_DAY).dataset()
    for pattern in (
        "SELECT ?p ?w ?r { ?p a zw:Participation ; zw:participant ?w ; zw:role ?r ; zw:inEvent ?m }",
        "SELECT ?i ?t { ?m zw:agendaItem ?i . ?i zw:subjectText ?t }",
        "SELECT ?t ?w ?p { ?t a zw:Tenure ; org:member ?w ; zw:post ?p }",
    ):
        assert found.rows(pattern) == alone.rows(pattern) != []
    directives = found.column("SELECT ?d { ?d a zw:Directive ; zw:issuedAt ?m }")
    assert len(directives) == 3
    assert len(found.column("SELECT ?m { ?d zw:issuedAt ?m }")) == 1


def test_two_numbered_meetings_of_one_day_stay_two_and_nothing_is_between_them(tmp_path: Path) -> None:
    found = House(tmp_path).take(a=NUMBERED, b=NEXT_NUMBER, c=UNNUMBERED).dataset()
    assert found.redirects() == {}
    assert len(found.meetings()) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NUMBERED, NEXT_NUMBER),
        (NUMBERED, OTHER_DAY.replace("3月5日", "3月9日").replace("2021-03-06", "2021-03-10")),
        (NUMBERED, UNNUMBERED.replace("3月4日", "3月3日")),
        (NUMBERED, UNNUMBERED.replace("区政府", "区教育局")),
        (NUMBERED, UNDATED.replace("2021-03-09", "2023-03-09")),
        (NUMBERED, UNDATED.replace("2021-03-09", "2021-01-09")),
        (NUMBERED, UNNUMBERED.replace("3月4日,区政府", "3月,区政府")),
        (LONG_NAME, OTHER_CHAIR),
        # A session goes on for days.
        (SESSION, SESSION.replace("3月4日", "3月6日").replace("2021-03-05", "2021-03-07").replace("开幕", "闭幕")),
    ],
)
def test_what_may_well_be_two_meetings_is_not_merged(tmp_path: Path, one: str, other: str) -> None:
    assert House(tmp_path).take(a=one, b=other).dataset().redirects() == {}


def test_what_an_operator_keeps_apart_is_not_merged_not_even_by_way_of_a_third(tmp_path: Path) -> None:
    house = House(tmp_path).take(a=NUMBERED, b=UNNUMBERED, c=OTHER_DAY)
    merged = house.dataset().redirects()
    (new,) = set(merged.values())
    third = next(old for old in merged if "2021-03-05" in old)
    other = next(old for old in merged if old != third)
    house.correct(f"different-from,{third},,{other},,,")
    assert len(house.dataset().redirects()) == 1
    house.correct(f"different-from,{other},,{new},,,", f"different-from,{third},,{new},,,")
    assert house.dataset().redirects() == {}


def test_merges_depend_neither_on_the_order_nor_on_the_number_of_runs(tmp_path: Path) -> None:
    at_once = House(tmp_path / "once").take(a=NUMBERED, b=UNNUMBERED, c=OTHER_DAY, d=UNDATED, e=SHORT_NAME, f=LONG_NAME)
    at_once.publish()
    step_by_step = House(tmp_path / "steps")
    for name, text in {"f": LONG_NAME, "d": UNDATED, "b": UNNUMBERED, "c": OTHER_DAY, "e": SHORT_NAME}.items():
        step_by_step.take(**{name: text}).publish()
    step_by_step.take(a=NUMBERED).publish()
    dumps = [files(house.output / "latest") for house in (at_once, step_by_step)]
    for name in ("zhengwen.ttl", "zhengwen.jsonld", "zhengwen.nq.gz"):
        assert dumps[0][name] == dumps[1][name], name
    assert not at_once.publish().new
    assert not step_by_step.publish().new


def test_a_merge_is_undone_when_the_article_behind_it_changes(tmp_path: Path) -> None:
    house = House(tmp_path).take(a=NUMBERED, b=UNNUMBERED)
    assert len(house.dataset().redirects()) == 1
    house.take(a=NUMBERED.replace("3月4日,区政府", "3月2日,区政府"))
    found = house.dataset()
    assert found.redirects() == {}
    assert sorted(iri.rpartition("/")[2][:10] for iri in found.meetings()) == ["2021-03-02", "2021-03-04"]


def test_a_conflict_keeps_both_days_each_with_its_evidence(tmp_path: Path) -> None:
    found = House(tmp_path).take(a=NUMBERED, b=OTHER_DAY).dataset()
    ((conflict, meeting, about),) = found.rows(
        "SELECT ?c ?m ?p { ?c a zw:Conflict, prov:Entity ; zw:concerns ?m ; zw:conflictingProperty ?p }"
    )
    assert conflict.startswith("https://example.org/conflict/")
    assert about == "https://schema.org/startDate"
    assert found.column(f"SELECT ?d {{ <{meeting}> schema:startDate ?d }}") == ["2021-03-04", "2021-03-05"]
    query = f"SELECT ?a {{ <{meeting}> zw:evidence ?e . ?e zw:supports schema:startDate ; oa:hasSource ?a }}"
    assert len(found.column(f"PREFIX oa: <http://www.w3.org/ns/oa#> {query}")) == 2


def test_two_articles_with_different_chairs_are_a_conflict_two_chairs_in_one_are_not(tmp_path: Path) -> None:
    house = House(tmp_path / "conflict").take(a=SHORT_NAME, b=OTHER_CHAIR)
    found = house.dataset()
    assert found.column("SELECT ?p { ?c zw:conflictingProperty ?p }") == [
        "https://w3id.org/zhengwen/ontology#chairedBy"
    ]
    assert found.column("SELECT ?n { ?m zw:chairedBy/foaf:name ?n }") == ["李小红", "王大明"]
    assert (
        House(tmp_path / "none").take(a=SHORT_NAME, b=UNNUMBERED).dataset().column("SELECT ?c { ?c a zw:Conflict }")
        == []
    )


def test_first_and_last_day_of_a_tenure_follow_what_is_merged(tmp_path: Path) -> None:
    found = House(tmp_path).take(a=NUMBERED, b=OTHER_DAY).dataset()
    (days,) = set(found.rows("SELECT ?f ?l { ?t zw:firstObserved ?f ; zw:lastObserved ?l }"))
    assert days == ("2021-03-04", "2021-03-05")
