"""People and the posts in which they were seen: person, post, and the tenure that joins the two."""

from pyoxigraph import NamedNode

from flows.extraction.facts import Facts, Person, Post, PostChange
from flows.graph.divisions import prefix, write_division
from flows.graph.names import Names, wording
from flows.graph.notation import Term
from flows.graph.sheet import Sheet, chinese, typed
from flows.graph.vocabulary import DATE_TYPES, FOAF, NOT_IN_OFFICE, ORG, POST_QUALIFIER, QUALIFIERS, SCHEMA, SKOS, ZW

_ORIGINS = ("stated", "meeting", "published")
"""Where the date of a change comes from, the best first."""


def write_people(sheet: Sheet, names: Names, facts: Facts) -> None:
    """Write every person of the body, with posts and tenures."""
    canonical = {body.id: body.canonical for body in facts.organizations}
    seen_on = _days(facts)
    for person in facts.people:
        _write_person(sheet, names, person)
        changes = [change for change in facts.post_changes if change.person == person.id]
        left = _left(names, person, changes)
        for index, post in enumerate(person.posts):
            called = canonical[post.organization] + post.title if post.organization else _without_body(names, post)
            _write_post(sheet, names, post, called)
            day = _observed(seen_on.get((person.id, index), names.day), index, changes)
            _write_tenure(sheet, names, person, post, called, day)
            if names.post(post) not in left and not _codes(post) & NOT_IN_OFFICE:
                sheet.add(names[person.id], ORG["holds"], names.post(post))
                sheet.add(names.post(post), ORG["heldBy"], names[person.id])
        _write_changes(sheet, names, person, changes)


def _left(names: Names, person: Person, changes: list[PostChange]) -> set[Term]:
    """Return the posts that a person does not hold any more, as one who takes up again what 代 ended does."""
    by_kind = {
        kind: {names.post(person.posts[each.post]) for each in changes if each.kind == kind}
        for kind in ("begins", "ends")
    }
    return by_kind["ends"] - by_kind["begins"]


def _observed(day: str, index: int, changes: list[PostChange]) -> str:
    """Return the day on which a post was seen: the last one in office, where the article comes later."""
    ends = [each.date for each in changes if each.post == index and each.kind == "ends"]
    return min((day, *(end.value for end in ends if end and end.precision == "day"))) if day else day


def tenure_of(names: Names, person: Person, post: Post) -> Term:
    """Return the IRI of the tenure of `post` by `person`: holding it as acting is another tenure than holding it."""
    return names.derived("tenure", (names[person.id], names.post(post)), *sorted(_codes(post)))


def _codes(post: Post) -> set[str]:
    return {QUALIFIERS[each] for each in post.qualifiers}


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
    if post.organization:
        sheet.add(tenure, ORG["organization"], names[post.organization])
    for code in _codes(post):
        sheet.add(tenure, ZW["qualifier"], POST_QUALIFIER[code])
    if day:
        sheet.add(tenure, ZW["observedOn"], typed(day, "date"))
    sheet.add(tenure, ZW["observedIn"], names.article)
    sheet.cite(tenure, post.evidence)


def _write_changes(sheet: Sheet, names: Names, person: Person, changes: list[PostChange]) -> None:
    """Write when tenures are said to begin and end; of a post written in two ways the better dated one counts."""
    told: set[tuple[Term, NamedNode]] = set()
    for change in sorted(changes, key=lambda each: _ORIGINS.index(each.date.origin) if each.date else len(_ORIGINS)):
        tenure = tenure_of(names, person, person.posts[change.post])
        stated = ZW["statedStart"] if change.kind == "begins" else ZW["statedEnd"]
        if change.date and (tenure, stated) not in told:
            told.add((tenure, stated))
            sheet.add(tenure, stated, typed(change.date.value, DATE_TYPES[change.date.precision]))
            sheet.cite(tenure, change.date.evidence, stated)
        sheet.cite(tenure, change.evidence, stated if change.date else None)


def _note(post: Post) -> str:
    return f"({'、'.join(post.qualifiers)})" if post.qualifiers else ""
