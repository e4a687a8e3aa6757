"""Article and Facts -> the gold format of design §7: the start for an annotator, and what any scorer can read.

Rows keep the order of the facts. What the format has no place for (spans, types, agenda, children of directives)
is left out here, and nothing is added.
"""

from flows.articles.article import Article, Published
from flows.evaluation.form import Gold, GoldDirective, GoldDocument, GoldMeeting, GoldOrganization, GoldPerson
from flows.extraction.facts import Directive, Facts, Meeting, Organization
from flows.extraction.lexicon import rows

_VISITS = frozenset(["research-visit", "inspection", "visit"])


def to_gold(article: Article, facts: Facts) -> Gold:
    """Return what `facts` say about `article` in the gold format."""
    return Gold(
        jurisdiction=facts.jurisdiction.full_name if facts.jurisdiction else article.jurisdiction,
        title=article.title.value or None,
        published=_published(article.published.value) if article.published else None,
        source=article.source.value if article.source else None,
        reporters=[name.value for name in article.reporters],
        editors=[name.value for name in article.editors],
        meetings=[_meeting(meeting, facts) for meeting in reported(facts)],
        referenced_meetings=_distinct([meeting.name for meeting in facts.meetings if not meeting.reported]),
        people=[GoldPerson(name=p.name, posts=_distinct([post.surface for post in p.posts])) for p in facts.people],
        organizations=[GoldOrganization(surface=o.surface, canonical=o.canonical) for o in distinct_bodies(facts)],
        documents=[GoldDocument(title=d.title, status=d.status, action=d.action) for d in facts.documents],
        directives=[_directive(directive, article.text) for directive in top_level(facts)],
    )


def reported(facts: Facts) -> list[Meeting]:
    """Return the meetings that become rows of `meetings`."""
    return [meeting for meeting in facts.meetings if meeting.reported]


def distinct_bodies(facts: Facts) -> list[Organization]:
    """Return the organizations that become rows: the first of each canonical name, none that only a post implies."""
    first: dict[str, Organization] = {}
    for organization in facts.organizations:
        if organization.implied:
            continue
        first.setdefault(organization.canonical, organization)
    return list(first.values())


def top_level(facts: Facts) -> list[Directive]:
    """Return the directives that become rows: those that are no clause of another."""
    return [directive for directive in facts.directives if directive.parent is None]


def _published(published: Published) -> str:
    if published.precision == "day":
        return published.at.date().isoformat()
    return published.at.replace(tzinfo=None, microsecond=0).isoformat()


def _meeting(meeting: Meeting, facts: Facts) -> GoldMeeting:
    names = {person.id: person.name for person in facts.people}
    bodies = {organization.id: organization.canonical for organization in facts.organizations}
    parts = [(names[part.person], part.role) for part in meeting.participations]
    chairs = _distinct([name for name, role in parts if role == "chair"])
    observers = _distinct([name for name, role in parts if role == "observer" and name not in chairs])
    attendees = _distinct([name for name, _ in parts if name not in chairs and name not in observers])
    return GoldMeeting(
        name=_name(meeting),
        date=meeting.date.value if meeting.date else None,
        ordinal=meeting.ordinal,
        place=meeting.place,
        chairs=chairs,
        attendees=attendees,
        observers=observers,
        organizer=bodies[meeting.organizer] if meeting.organizer else None,
    )


def _name(meeting: Meeting) -> str:
    """Return the name; a visit that is told of by a mere verb (督查某镇) is 调研, as an unnamed meeting is 会议."""
    unnamed = meeting.type in _VISITS and any(meeting.name == row["word"] for row in rows("event_kinds"))
    return "调研" if unnamed else meeting.name


def _directive(directive: Directive, text: str) -> GoldDirective:
    return GoldDirective(
        speaker=directive.speaker_text,
        head=directive.head,
        numbered=directive.numbered,
        text=directive.span.of(text),
    )


def _distinct(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))
