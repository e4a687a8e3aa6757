"""Makes articles of invented sentences and shows what is extracted from them in short forms that tests can compare."""

from flows.articles.parsing import parse
from flows.extraction.extract import extract
from flows.extraction.facts import Facts, Meeting, Person

DISTRICT = "四川省成都市新都区"
COUNTY = "四川省阿坝藏族羌族自治州松潘县"
PUBLISHED = "2016-10-12 15:35:39"


def facts_of(body: str, *, title: str = "一则消息", published: str = PUBLISHED, jurisdiction: str = DISTRICT) -> Facts:
    """Return the facts of an article in the seed's form."""
    text = f"{title}\n发布时间:{published}\n{body}\n来源:某某资讯 记者:何某某\n编辑:罗某某 编审:\n"
    return extract(parse(text, name="test", jurisdiction=jurisdiction))


def people(body: str, *, title: str = "一则消息", jurisdiction: str = DISTRICT) -> dict[str, list[str]]:
    """Return the people of an article with their posts as written."""
    found = facts_of(body, title=title, jurisdiction=jurisdiction).people
    return {person.name: [post.surface for post in person.posts] for person in found}


def person(body: str, name: str, *, jurisdiction: str = DISTRICT) -> Person:
    """Return the one person of that name."""
    (found,) = [one for one in facts_of(body, jurisdiction=jurisdiction).people if one.name == name]
    return found


def rules(body: str) -> dict[str, set[str]]:
    """Return the names of the rules that found each person."""
    return {one.name: {mention.rule for mention in one.mentions} for one in facts_of(body).people}


def employers(facts: Facts, name: str) -> list[tuple[str, str | None]]:
    """Return a person's titles, each with the canonical name of the body that it belongs to."""
    canonical = {organization.id: organization.canonical for organization in facts.organizations}
    (found,) = [one for one in facts.people if one.name == name]
    return [(post.title, canonical[post.organization] if post.organization else None) for post in found.posts]


def reported(facts: Facts) -> list[Meeting]:
    """Return the meetings that the article reports."""
    return [meeting for meeting in facts.meetings if meeting.reported]


def names(facts: Facts, *, reported: bool) -> list[str]:
    """Return the names of the meetings reported, or of those only referred to."""
    return [meeting.name for meeting in facts.meetings if meeting.reported is reported]


def roles(facts: Facts, meeting: int = 0) -> set[tuple[str, str]]:
    """Return who took part in a reported meeting, and how: (name, role)."""
    by_id = {one.id: one.name for one in facts.people}
    return {(by_id[part.person], part.role) for part in reported(facts)[meeting].participations}
