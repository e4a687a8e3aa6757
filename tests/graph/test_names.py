"""One thing has one IRI in every article; two things never share one."""

from dataclasses import replace

import pytest

from flows.articles.article import Stated
from flows.extraction.facts import Document, Facts, Meeting, Person
from flows.graph.names import Names, wording
from tests.graph import sample


def names(facts: Facts, identity: str = "https://news.example/other.html", source: str = "别处日报") -> Names:
    article = replace(sample.article(), identity=identity, source=Stated(source, None))
    return Names(article, facts, sample.BASE)


def with_meeting(**changes: object) -> Facts:
    meeting: Meeting = replace(sample.MEETING, **changes)  # type: ignore[arg-type]
    return replace(sample.facts(), meetings=(meeting, sample.REFERENCED, sample.VISIT))


def test_two_articles_on_one_meeting_agree_on_everything_in_it() -> None:
    first, second = Names(sample.article(), sample.facts(), sample.BASE), names(sample.facts())
    assert first.article != second.article
    for local_id in ("meeting-1", "meeting-2", "meeting-3", "person-1", "person-3", "org-1", "document-1"):
        assert first[local_id] == second[local_id], local_id


def test_directives_belong_to_one_article() -> None:
    assert Names(sample.article(), sample.facts(), sample.BASE)["directive-1"] != names(sample.facts())["directive-1"]


def test_a_numbered_meeting_is_the_same_under_another_name() -> None:
    assert names(with_meeting(name="领导小组第七次会议"))["meeting-1"] == names(sample.facts())["meeting-1"]


def test_meetings_of_other_ordinals_or_days_differ() -> None:
    date = sample.MEETING.date
    assert date is not None
    found = {
        names(facts)["meeting-1"]
        for facts in (
            sample.facts(), with_meeting(ordinal=8), with_meeting(date=replace(date, value="2031-06-11")),
            with_meeting(ordinal=None), with_meeting(ordinal=None, type="symposium"), with_meeting(organizer=None),
        )
    }  # fmt: skip
    assert len(found) == 6


def test_visits_of_two_people_on_one_day_differ() -> None:
    part = sample.VISIT.participations[0]
    other = replace(sample.VISIT, participations=(replace(part, person="person-1"),))
    facts = replace(sample.facts(), meetings=(sample.MEETING, sample.REFERENCED, other))
    assert names(facts)["meeting-3"] != names(sample.facts())["meeting-3"]


def test_an_undated_visit_stays_in_its_article() -> None:
    undated = replace(sample.VISIT, date=None)
    facts = replace(sample.facts(), meetings=(sample.MEETING, sample.REFERENCED, undated))
    assert names(facts)["meeting-3"] != names(facts, identity="https://news.example/third.html")["meeting-3"]


def test_namesakes_of_other_divisions_differ() -> None:
    elsewhere = replace(
        sample.facts(), organizations=tuple(replace(o, division="510115") for o in sample.ORGANIZATIONS)
    )
    assert names(elsewhere)["person-1"] != names(sample.facts())["person-1"]


def test_a_person_is_keyed_by_the_lowest_division_of_the_posts() -> None:
    upper = replace(sample.ORGANIZATIONS[1], division="510100")
    facts = replace(sample.facts(), organizations=(sample.ORGANIZATIONS[0], upper, *sample.ORGANIZATIONS[2:]))
    person: Person = sample.PEOPLE[1]
    assert names(facts).division_of(person) == "510114"


def test_without_jurisdiction_the_source_keeps_namesakes_apart() -> None:
    nowhere = replace(sample.facts(), jurisdiction=None)
    here, there = names(nowhere, source="甲日报"), names(nowhere, source="乙日报")
    assert here["meeting-3"] != there["meeting-3"]
    assert here.group("各单位") != there.group("各单位")


def test_documents_of_general_titles_differ_by_place_and_year() -> None:
    plan = Document("document-1", "实施方案", None, "plan", None, None, 2031, None, None, None, ())
    here = replace(sample.facts(), documents=(plan,))
    there = replace(here, jurisdiction=None)
    assert names(here)["document-1"] != names(there)["document-1"]
    law = replace(plan, title="河湖法", type="law")
    assert names(replace(here, documents=(law,)))["document-1"] == names(replace(there, documents=(law,)))["document-1"]


def test_reporters_are_known_by_name_and_medium() -> None:
    facts = sample.facts()
    assert names(facts, source="甲日报").byline_person("白小川") != names(facts, source="乙日报").byline_person(
        "白小川"
    )


def test_two_meetings_under_one_name_are_two() -> None:
    third = replace(sample.MEETING, id="meeting-1", name="县政府第三、四次常务会议", date=None, ordinal=3)
    facts = replace(sample.facts(), meetings=(third, replace(third, id="meeting-2", ordinal=4)))
    assert names(facts)["meeting-1"] != names(facts)["meeting-2"]


def with_post(**changes: object) -> Facts:
    """Return facts in which the first person has one post, of a national body unless told."""
    body = replace(sample.ORGANIZATIONS[0], id="org-9", canonical="中华人民共和国国务院", division=None)
    post = replace(sample.PEOPLE[0].posts[0], organization="org-9", **changes)  # type: ignore[arg-type]
    person = replace(sample.PEOPLE[0], posts=(post,))
    return replace(
        sample.facts(), organizations=(*sample.ORGANIZATIONS, body), people=(person, *sample.PEOPLE[1:]), meetings=()
    )


def elsewhere(facts: Facts) -> Facts:
    """Return the same facts in an article of another district."""
    assert facts.jurisdiction is not None
    return replace(facts, jurisdiction=replace(facts.jurisdiction, code="110101", full_name="北京市东城区"))


def test_who_leads_the_country_is_one_person_in_all_its_districts() -> None:
    premier, president = with_post(), with_post(surface="国家主席", title="主席")
    president = replace(president, people=(_without_body(president.people[0]), *president.people[1:]))
    for facts in (premier, president):
        assert names(facts)["person-1"] == names(elsewhere(facts))["person-1"]
        assert names(facts).division_of(facts.people[0]) == "100000"
        assert names(facts).post(facts.people[0].posts[0]) == names(elsewhere(facts)).post(facts.people[0].posts[0])


def test_who_leads_something_unknown_belongs_to_the_jurisdiction() -> None:
    facts = with_post()
    unknown = replace(facts.organizations[-1], canonical="甲乙丙公司")
    facts = replace(facts, organizations=(*facts.organizations[:-1], unknown))
    assert names(facts)["person-1"] != names(elsewhere(facts))["person-1"]


@pytest.mark.parametrize(
    ("surface", "title", "qualifiers", "expected"),
    [
        ("区领导", "领导", (), "领导"), ("市级领导", "领导", (), "领导"), ("局长", "局长", (), "局长"),
        ("代区长", "区长", ("代",), "区长"), ("某国经济部长", "部长", (), "某国经济部长"),
    ],
)  # fmt: skip
def test_a_post_of_a_body_unknown_is_no_post_of_the_division(
    surface: str, title: str, qualifiers: tuple[str, ...], expected: str
) -> None:
    post = replace(sample.PEOPLE[0].posts[0], organization=None, surface=surface, title=title, qualifiers=qualifiers)
    assert wording(post) == expected


def _without_body(person: Person) -> Person:
    return replace(person, posts=tuple(replace(post, organization=None) for post in person.posts))
