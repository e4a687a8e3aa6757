"""One pass over an article: everything that its text mentions, before it is put together into facts.

Goes in: an Article. Comes out: a Reading. The order matters: places, bodies, posts, people, dates, meetings, roles.
"""

from dataclasses import dataclass
from datetime import date
from itertools import chain

from flows.articles.article import Article
from flows.articles.evidence import Span
from flows.extraction.appointments import find_appointments
from flows.extraction.bodies import Body
from flows.extraction.body_mentions import find_mentions
from flows.extraction.dates import FoundDate, find_dates
from flows.extraction.facts import Jurisdiction
from flows.extraction.jurisdiction import find_jurisdiction
from flows.extraction.meeting_names import MeetingMention, find_meeting_names
from flows.extraction.people import Appearance, find_people
from flows.extraction.posts import PostMention, find_posts
from flows.extraction.setting import Setting
from flows.extraction.text import Text, fold
from flows.gazetteer.divisions import gazetteer


@dataclass(frozen=True)
class Reading:
    """The mentions in an article's headline and body, each list in the order of the text."""

    text: Text
    title: Span
    published: date | None
    jurisdiction: Jurisdiction | None
    setting: Setting
    bodies: list[Body]
    posts: list[PostMention]
    people: list[Appearance]
    dates: list[FoundDate]
    meetings: list[MeetingMention]


def read(article: Article) -> Reading:
    """Return what the article mentions; its byline is left out, so that a reporter is no participant."""
    folded = fold(article.text)
    title = article.title.evidence.span if article.title.evidence else Span(0, 0)
    spans = [(span.start, span.end) for span in (title, article.body) if span.start < span.end]
    places = [match for start, end in spans for match in gazetteer().scan(folded, start, end)]
    jurisdiction, home = find_jurisdiction(article, folded, places)
    day = article.published.value.at.date() if article.published else None
    setting = Setting(home, day.year if day else None, places)
    bodies = find_mentions(folded, setting, spans)
    posts = [post for start, end in spans for post in find_posts(folded, setting, bodies, start, end)]
    appointments = find_appointments(folded, posts, spans)
    people = find_people(folded, posts, spans, [body.start for body in bodies], appointments)
    stated = article.published.evidence if article.published else None
    dates = [
        found
        for start, end in spans
        for found in find_dates(folded, day, start, end)
        if not (stated and stated.span.start <= found.start < stated.span.end)
    ]
    cuts = sorted([person.end for person in people] + [found.end for found in dates])
    fixed = set(chain.from_iterable(range(place.start, place.end) for place in places))
    meetings = [name for start, end in spans for name in find_meeting_names(folded, start, end, cuts, fixed)]
    return Reading(
        Text(folded, article.body), title, day, jurisdiction, setting, bodies, posts, people, dates, meetings
    )
