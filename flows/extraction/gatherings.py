"""Events in the making -> meetings as facts: participations, agenda, organizers get their ids.

Goes in: the events of a reading, its persons, its agenda. Comes out: the meetings reported and referred to.
"""

from collections.abc import Iterable
from dataclasses import replace

from flows.articles.evidence import Evidence, Span
from flows.extraction.agenda import FoundItem
from flows.extraction.facts import AgendaItem, Meeting, Participation, Person
from flows.extraction.meetings import Event
from flows.extraction.organizations import Register
from flows.extraction.people import Appearance
from flows.extraction.persons import plain
from flows.extraction.reading import Reading


def agenda_facts(
    items: Iterable[FoundItem], reading: Reading, register: Register
) -> dict[str | None, tuple[AgendaItem, ...]]:
    """Return the agenda items by the id of their meeting, their presenters resolved to organizations."""
    found: dict[str | None, list[AgendaItem]] = {}
    for item in items:
        presenters = [
            register.add(body)
            for span in item.presenters
            for body in reading.bodies
            if span.start <= body.start and body.end <= span.end
        ]
        fact = AgendaItem(
            item.action,
            item.action_text,
            item.kind,
            item.label,
            item.about,
            tuple(dict.fromkeys(presenters)),
            item.evidence,
        )
        found.setdefault(item.meeting, []).append(fact)
    return {meeting: tuple(facts) for meeting, facts in found.items()}


def meeting_facts(
    events: list[Event],
    persons: tuple[Person, ...],
    register: Register,
    agenda: dict[str | None, tuple[AgendaItem, ...]],
) -> tuple[Meeting, ...]:
    """Return the meetings; `agenda` holds the items of each meeting by its id."""
    by_name = {person.name: person for person in persons}
    return tuple(
        _meeting(id_, event, by_name, register, agenda.get(id_, ()))
        for id_, event in ((f"meeting-{index + 1}", event) for index, event in enumerate(events))
    )


def _meeting(
    id_: str, event: Event, by_name: dict[str, Person], register: Register, agenda: tuple[AgendaItem, ...]
) -> Meeting:
    mention = event.mention
    participations = _participations(event, by_name)
    confidence = 0.94 if event.reported and mention.ordinals else 0.86 if event.reported and not mention.bare else 0.8
    rule = f"meeting.{'reported' if event.reported else 'referenced'}"
    mentions = [Evidence(Span(m.start, m.end), rule, confidence) for m in (mention, *event.others)]
    return Meeting(
        id=id_,
        name=register.text[mention.start : mention.end],
        reported=event.reported,
        type=mention.type,
        ordinal=mention.ordinals[0] if mention.ordinals else None,
        session=mention.session,
        enlarged=mention.enlarged,
        date=event.date.fact() if event.date else None,
        place=event.place.of(register.text) if event.place else None,
        place_evidence=Evidence(event.place, "meeting.place", 0.75) if event.place else None,
        organizer=register.add(event.organizer) if event.organizer else None,
        participations=participations,
        agenda=tuple(_presented(item, participations) for item in agenda),
        mentions=tuple(dict.fromkeys(mentions)),
    )


def _participations(event: Event, by_name: dict[str, Person]) -> tuple[Participation, ...]:
    found: dict[tuple[str, str], Participation] = {}
    for role in event.roles:
        person = by_name[plain(role.appearance.name)]
        key = (person.id, role.role)
        if key not in found:
            evidence = Evidence(role.span, f"role.{role.role}", role.confidence)
            found[key] = Participation(person.id, role.role, _capacities(person, role.appearance), evidence)
    return tuple(found.values())


def _presented(item: AgendaItem, participations: tuple[Participation, ...]) -> AgendaItem:
    """Return the item with who presented it: 部署 in 王某部署防汛工作 gives the role and begins the item."""
    found = [
        part.person
        for part in participations
        if part.role == "presenter" and part.evidence.span.start < item.evidence.span.start < part.evidence.span.end
    ]
    return replace(item, presenters=tuple(dict.fromkeys((*item.presenters, *found)))) if found else item


def _capacities(person: Person, appearance: Appearance) -> tuple[int, ...]:
    spans = {(post.start, post.end) for post in appearance.posts}
    shown = tuple(i for i, p in enumerate(person.posts) if (p.evidence.span.start, p.evidence.span.end) in spans)
    return shown or tuple(range(len(person.posts)))
