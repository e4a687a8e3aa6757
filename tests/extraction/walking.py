"""Walks over facts: every object in them, so that tests can say something of all spans, ids and references."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from flows.articles.evidence import Evidence, Span
from flows.extraction.facts import Facts


def objects(value: object) -> Iterator[object]:
    """Yield `value` and everything within it."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from objects(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from objects(item)


def spans(facts: Facts) -> list[Span]:
    """Return every span in the facts."""
    return [one for one in objects(facts) if isinstance(one, Span)]


def evidence(facts: Facts) -> list[Evidence]:
    """Return every piece of evidence in the facts."""
    return [one for one in objects(facts) if isinstance(one, Evidence)]


def ids(facts: Facts) -> list[str]:
    """Return the ids of all facts that have one."""
    groups = (
        facts.organizations,
        facts.people,
        facts.meetings,
        facts.documents,
        facts.directives,
        facts.policy_terms,
    )
    return [fact.id for group in groups for fact in group]


def references(facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield each id that one fact uses for another, with the kinds of fact that it may name (``person|meeting``)."""
    found = [
        *(("organization", post.organization) for person in facts.people for post in person.posts),
        *(("organization", meeting.organizer) for meeting in facts.meetings),
        *(("person", part.person) for meeting in facts.meetings for part in meeting.participations),
        *(("document|meeting", item.about) for meeting in facts.meetings for item in meeting.agenda),
        *(
            ("organization|person", presenter)
            for meeting in facts.meetings
            for item in meeting.agenda
            for presenter in item.presenters
        ),
        *(("organization", document.issuer) for document in facts.documents),
        *(("document", document.parent) for document in facts.documents),
        *(("person|meeting", directive.speaker) for directive in facts.directives),
        *(("meeting", directive.meeting) for directive in facts.directives),
        *(("directive", directive.parent) for directive in facts.directives),
        *(("organization", one.organization) for directive in facts.directives for one in directive.addressees),
        *(("person|meeting", use.speaker) for term in facts.policy_terms for use in term.uses),
        *(("directive", use.directive) for term in facts.policy_terms for use in term.uses),
    ]
    return ((kinds, id_) for kinds, id_ in found if id_ is not None)
