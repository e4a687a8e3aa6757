"""Article -> Facts: the one door of this room. Pure: the same article gives the same facts."""

from flows.articles.article import Article
from flows.articles.evidence import Span
from flows.extraction.agenda import find_agenda
from flows.extraction.directives import find_directives
from flows.extraction.documents import find_documents
from flows.extraction.facts import Facts, Person
from flows.extraction.gatherings import agenda_facts, meeting_facts
from flows.extraction.meetings import Event
from flows.extraction.mentions import Mention
from flows.extraction.organizations import Register
from flows.extraction.participation import find_gatherings
from flows.extraction.people import Appearance
from flows.extraction.persons import find_persons, plain
from flows.extraction.policy_terms import find_policy_terms
from flows.extraction.post_changes import find_post_changes
from flows.extraction.reading import read
from flows.extraction.speakers import find_passages


def extract(article: Article) -> Facts:
    """Return all that `article` says. Never raises on any text; an article that says nothing yields empty facts."""
    reading = read(article)
    register = Register(article.text, reading.setting)
    for body in reading.bodies:
        register.add(body)
    persons = find_persons(reading.people, register)
    events = find_gatherings(reading)
    people, meetings = _people(reading.people, persons), _mentions(events, reported=True)
    passages = find_passages(reading.text, people, meetings)
    bodies = [Span(body.start, body.end) for body in reading.bodies]
    directives = find_directives(reading.text, article.text, passages, bodies)
    documents = find_documents(reading.text, article.text, [asked.span for asked in directives if not asked.parent])
    mentioned = _mentions(events, reported=False)
    items = find_agenda(reading.text, article.text, documents, meetings, mentioned, passages, bodies)
    gatherings = meeting_facts(events, persons, register, agenda_facts(items, reading, register))
    return Facts(
        identity=article.identity,
        text_length=len(article.text),
        jurisdiction=reading.jurisdiction,
        organizations=register.facts(),
        people=persons,
        post_changes=find_post_changes(reading, persons, gatherings, article.published),
        meetings=gatherings,
        documents=documents,
        directives=directives,
        policy_terms=find_policy_terms(reading.text, article.text, directives, passages),
    )


def _people(appearances: list[Appearance], persons: tuple[Person, ...]) -> list[Mention]:
    ids = {person.name: person.id for person in persons}
    return [Mention(Span(a.start, a.end), name := plain(a.name), ids[name]) for a in appearances]


def _mentions(events: list[Event], *, reported: bool) -> list[Mention]:
    return [
        Mention(Span(mention.start, mention.end), mention.name, f"meeting-{index + 1}")
        for index, event in enumerate(events)
        if event.reported is reported
        for mention in (event.mention, *event.others)
    ]
