"""Shows what an invented article says of posts taken up and given up, in a form that tests can compare."""

from tests.extraction.core_sample import facts_of

Row = tuple[str, str, str]


def changes(body: str, *, title: str = "一则消息") -> list[Row]:
    """Return (person, post as written, kind) of every change, in the order of the text."""
    found = facts_of(body, title=title)
    people = {person.id: person for person in found.people}
    return [
        (people[each.person].name, people[each.person].posts[each.post].surface, each.kind)
        for each in found.post_changes
    ]


def dates(body: str, *, title: str = "一则消息") -> list[tuple[str, str, str]]:
    """Return (date, precision, where the date comes from) of every change."""
    found = facts_of(body, title=title).post_changes
    return [(each.date.value, each.date.precision, each.date.origin) for each in found if each.date]
