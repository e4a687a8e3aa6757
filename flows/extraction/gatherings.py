"""Events in the making -> meetings as facts: participations, agenda, organizers get their ids.

Goes in: a reading, its persons and documents. Comes out: the meetings reported and referred to.
"""

from flows.articles.evidence import Evidence, Span
from flows.extraction.facts import AgendaItem, Meeting, Participation, Person
from flows.extraction.meetings import Event, find_events, find_visit
from flows.extraction.organizations import Register
from flows.extraction.people import Appearance
from flows.extraction.persons import plain
from flows.extraction.reading import Reading
from flows.extraction.roles import RoleMention, find_roles


def find_gatherings(reading: Reading) -> list[Event]:
    """Return the events of an article, those it reports with the roles of their participants."""
    events = find_events(reading.text, reading.title, reading.meetings, reading.dates, reading.bodies)
    if not any(event.reported for event in events):
        visit = find_visit(reading.text, reading.title)
        if visit and reading.people:
            events = [*find_events(reading.text, reading.title, [visit], reading.dates, []), *events]
    reported = [event for event in events if event.reported]
    for sentence in reading.text.sentences if reported else ():
        present = [p for p in reading.people if sentence.start <= p.start and p.end <= sentence.end]
        roles = find_roles(reading.text.folded, sentence, present) if present else []
        for role in roles:
            _event_of(role, sentence, reported).roles.append(role)
    return events


def _event_of(role: RoleMention, sentence: Span, reported: list[Event]) -> Event:
    """The meeting named last before the role's verb, in its sentence or before it; else the first."""
    before = [
        (mention.start, index)
        for index, event in enumerate(reported)
        for mention in (event.mention, *event.others)
        if mention.start <= max(role.span.end, sentence.end) and (mention.start >= sentence.start or True)
    ]
    return reported[max(before)[1]] if before else reported[0]


def meeting_facts(
    events: list[Event], persons: tuple[Person, ...], register: Register, agenda: dict[int, tuple[AgendaItem, ...]]
) -> tuple[Meeting, ...]:
    """Return the meetings; `agenda` holds the items of each event by its index."""
    by_name = {person.name: person for person in persons}
    return tuple(
        _meeting(f"meeting-{index + 1}", event, by_name, register, agenda.get(index, ()))
        for index, event in enumerate(events)
    )


def _meeting(
    id_: str, event: Event, by_name: dict[str, Person], register: Register, agenda: tuple[AgendaItem, ...]
) -> Meeting:
    mention = event.mention
    confidence = 0.9 if event.reported and not mention.bare else 0.8
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
        participations=_participations(event, by_name),
        agenda=agenda,
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


def _capacities(person: Person, appearance: Appearance) -> tuple[int, ...]:
    spans = {(post.start, post.end) for post in appearance.posts}
    shown = tuple(i for i, p in enumerate(person.posts) if (p.evidence.span.start, p.evidence.span.end) in spans)
    return shown or tuple(range(len(person.posts)))
