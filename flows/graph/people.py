"""People and the posts in which they were seen: person, post, and the tenure that joins the two."""

from pyoxigraph import NamedNode

from flows.extraction.facts import Facts, Person, Post
from flows.graph.divisions import prefix, write_division
from flows.graph.names import Names, wording
from flows.graph.sheet import Sheet, chinese, typed
from flows.graph.vocabulary import FOAF, NOT_IN_OFFICE, ORG, POST_QUALIFIER, QUALIFIERS, SCHEMA, SKOS, ZW


def write_people(sheet: Sheet, names: Names, facts: Facts) -> None:
    """Write every person of the body, with posts and tenures."""
    canonical = {body.id: body.canonical for body in facts.organizations}
    seen_on = _days(facts)
    for person in facts.people:
        _write_person(sheet, names, person)
        for index, post in enumerate(person.posts):
            called = canonical[post.organization] + post.title if post.organization else _without_body(names, post)
            _write_post(sheet, names, post, called)
            _write_tenure(sheet, names, person, post, called, seen_on.get((person.id, index), names.day))


def tenure_of(names: Names, person: Person, post: Post) -> NamedNode:
    """Return the IRI of the tenure of `post` by `person`: holding it as acting is another tenure than holding it."""
    codes = sorted({QUALIFIERS[each] for each in post.qualifiers})
    return names.derived("tenure", names[person.id], names.post(post), *codes)


def _days(facts: Facts) -> dict[tuple[str, int], str]:
    """Return the day on which each post of each person was seen: that of the first dated event they took part in."""
    days: dict[tuple[str, int], str] = {}
    for meeting in facts.meetings:
        if meeting.date and meeting.date.precision == "day":
            for part in meeting.participations:
                for index in part.posts:
                    days.setdefault((part.person, index), meeting.date.value)
    return days


def _write_person(sheet: Sheet, names: Names, person: Person) -> None:
    node = names[person.id]
    sheet.thing(node, ZW["Person"], person.name)
    sheet.add(node, FOAF["name"], chinese(person.name))
    sheet.add(node, SCHEMA["name"], chinese(person.name))
    if code := names.division_of(person):
        write_division(sheet, names.iris, code)
        sheet.add(node, ZW["jurisdiction"], names.iris.division(code))
    for mention in person.mentions[:1]:
        sheet.cite(node, mention)


def _without_body(names: Names, post: Post) -> str:
    """Return what a post is called that names no organization: the leaders of a division are called after it."""
    words = wording(post)
    return prefix(names.division_of_post(post)) + words if words == post.title else words


def _write_post(sheet: Sheet, names: Names, post: Post, called: str) -> None:
    node = names.post(post)
    sheet.thing(node, ZW["Post"], called)
    sheet.add(node, ZW["postTitle"], chinese(post.title))
    sheet.add(node, SKOS["altLabel"], chinese(post.surface))
    if post.organization:
        sheet.add(node, ORG["postIn"], names[post.organization])
    elif code := names.division_of_post(post):
        write_division(sheet, names.iris, code)
        sheet.add(node, ZW["jurisdiction"], names.iris.division(code))
    sheet.cite(node, post.evidence)


def _write_tenure(sheet: Sheet, names: Names, person: Person, post: Post, called: str, day: str) -> None:
    holder, held = names[person.id], names.post(post)
    tenure = tenure_of(names, person, post)
    sheet.thing(tenure, ZW["Tenure"], f"{person.name}:{called}" + _note(post))
    sheet.add(tenure, ORG["member"], holder)
    sheet.add(holder, ORG["hasMembership"], tenure)
    sheet.add(tenure, ZW["post"], held)
    codes = {QUALIFIERS[qualifier] for qualifier in post.qualifiers}
    if not codes & NOT_IN_OFFICE:
        sheet.add(holder, ORG["holds"], held)
        sheet.add(held, ORG["heldBy"], holder)
    if post.organization:
        sheet.add(tenure, ORG["organization"], names[post.organization])
    for code in codes:
        sheet.add(tenure, ZW["qualifier"], POST_QUALIFIER[code])
    if day:
        sheet.add(tenure, ZW["observedOn"], typed(day, "date"))
    sheet.add(tenure, ZW["observedIn"], names.article)
    sheet.cite(tenure, post.evidence)


def _note(post: Post) -> str:
    return f"({'、'.join(post.qualifiers)})" if post.qualifiers else ""
