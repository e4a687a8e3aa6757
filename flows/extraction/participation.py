"""Which event each role belongs to: 参加会议 the meeting of its sentence, 陪同调研 the visit.

Goes in: a reading. Comes out: the events of the article, those it reports with the roles of their participants.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from flows.articles.evidence import Span
from flows.extraction.lexicon import terms
from flows.extraction.meetings import Event, find_events, place_in_time
from flows.extraction.people import Appearance
from flows.extraction.posts import PostMention
from flows.extraction.reading import Reading
from flows.extraction.roles import RoleMention, find_roles
from flows.extraction.text import Text
from flows.extraction.visits import find_visits

_OF_VISIT = re.compile(
    "调研|走访|慰问|看望|检查|考察|督导|督查|会见|"
    + "|".join(f"{verb}了?(?:本次|此次)?活动" for verb in ("出席", "参加", "主持"))
)
_LOOKS_BACK = re.compile(r"(?:[^,。;]{0,12}(?:会|会议|仪式|活动|调研|考察)前|此前)(?:的|,)")
_ACCOMPANIES = re.compile(r"(?:陪同|一同|参加|随同)(?:调研|检查|督查|督导|考察|视察|走访|慰问)")
_SIGNS = re.compile(r"(?:代表[^,。;]{0,16})?(?:签字|签署|签约|签订)")
"""Who signs takes part in the signing, whatever was told last: 双方举行了座谈会。…某某代表双方在协议上签字."""
_OF_VILLAGE = re.compile(
    r"(?:村|社区|居委会|村委会|党支部)(?:党[委总支]{1,3}|[村居]?委会?|民委员会)?副?(?:书记|主任)\Z"
)
_ANY = ("会议", "大会")
_CALLS = ("召开", "组织召开")
_NEXT = 30
"""How far behind its verb an event's name may stand."""
_OBJECT = 4
"""How far behind its verb it stands where another event is named before the verb."""
_AROUND_VERB = 60
"""How far before the end of its verb what a role belongs to is said: not across a long list of names, read for each."""
_ACTIVITIES = frozenset(
    [
        *("signing", "groundbreaking", "ceremony", "activity", "condolence-visit"),
        *("research-visit", "inspection", "reception", "visit", "talks"),
    ]
)
_ON_THE_SPOT = frozenset(["research-visit", "inspection", "condolence-visit", "visit"])


def find_gatherings(reading: Reading) -> list[Event]:
    """Return the events of an article, those it reports with the roles of their participants."""
    events = find_events(
        reading.text, reading.title, reading.published, reading.meetings, reading.dates, reading.bodies
    )
    visits = _visits(reading, events)
    events = [*visits, *(event for event in events if not (visits and _is_of_others(event)))]
    reported = [event for event in events if event.reported]
    if reported:
        _give_roles(reading, reported)
    return events


def _is_of_others(event: Event) -> bool:
    """Tell whether a nameless meeting, beside a visit, is but spoken of: 看望政协委员,希望委员们开好本次|会议."""
    return event.reported and event.mention.name.endswith(_ANY) and event.mention.bare and not _is_told(event)


def _is_told(event: Event) -> bool:
    return any(mention.standing == "held" for mention in (event.mention, *event.others))


def _visits(reading: Reading, events: list[Event]) -> list[Event]:
    """The visits that the article reports beside its meetings, or alone; none that is one of them."""
    kinds = {event.mention.type for event in events if event.reported}
    named = any(reading.title.covers(Span(m.start, m.end)) and m.standing != "mentioned" for m in reading.meetings)
    leads = [] if named and kinds else [reading.title, *([] if kinds else reading.text.sentences[:2])]
    mentions = find_visits(reading.text, leads, reading.people, reading.dates) if reading.people else []
    visits = [Event(mention, True) for mention in mentions if mention.type not in kinds]
    for event in visits:
        place_in_time(reading.text, event, reading.dates, [], reading.title)
    return visits


def _give_roles(reading: Reading, reported: list[Event]) -> None:
    """Add each sentence's roles to its event."""
    places = _resumed(
        reading.text,
        sorted(
            (mention.start, index)
            for index, event in enumerate(reported)
            for mention in (event.mention, *event.others, *event.beside)
        ),
    )
    starts = [start for start, _ in places]
    names = [(mention.start, mention.end) for mention in reading.meetings]
    on_the_spot = any(event.mention.type in _ON_THE_SPOT for event in reported)
    visited = _visited(reading) if on_the_spot else frozenset()
    visits = [event for event in reported if event.mention.type in _ACTIVITIES]
    for sentence, present in _present(reading):
        here = names[bisect_left(names, (sentence.start, 0)) : bisect_left(names, (sentence.end, 0))]
        for role in find_roles(reading.text.folded, sentence, present, here):
            own = _own_visit(reading.text.folded, role, visits)
            for event in own or _events_of(reading.text.folded, role, sentence, reported, places, starts):
                if not (role.appearance.name in visited and _only_shows(event, role)):
                    event.roles.append(role)
    for event in reported:
        _one_presides(reading.text.folded, event)


def _one_presides(folded: str, event: Event) -> None:
    """县委常委某某召开调度会,副县长某某主持会议: who only called it attends, where another presided."""
    called = [role for role in event.roles if role.role == "chair" and folded.startswith(_CALLS, role.verb)]
    callers = {role.appearance.name for role in called}
    if any(role.role == "chair" and role.appearance.name not in callers for role in event.roles):
        event.roles = [replace(role, role="attendee") if role in called else role for role in event.roles]


def _visited(reading: Reading) -> frozenset[str]:
    """The names of those who may be at home where a visit comes: a school's head, a firm's, one without any post."""
    titles: dict[str, set[str]] = {}
    for person in reading.people:
        titles.setdefault(person.name, set()).update(_title(reading.text.folded, post) for post in person.posts)
    at_home = frozenset(terms("visited_titles"))
    return frozenset(name for name, held in titles.items() if held <= at_home)


def _title(folded: str, post: PostMention) -> str:
    """The title of a post, that of a village's head as such: 村党支部书记 is at home where a visit comes."""
    return "村支书" if _OF_VILLAGE.search(folded, post.start, post.end) else post.title


def _only_shows(event: Event, role: RoleMention) -> bool:
    """在某小学,校长某某介绍了情况; but who is with the visit (陪同) takes part, and so does who speaks at a meeting."""
    return event.mention.type in _ON_THE_SPOT and role.role in ("speaker", "presenter")


def _resumed(text: Text, places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Add, at the end of each paragraph that looks back (会前,…; 此前,…), the event that the text then goes on with."""
    resumed = list(places)
    for paragraph in text.paragraphs:
        at, after = bisect_left(places, (paragraph.start, -1)), bisect_left(places, (paragraph.end, -1))
        if 0 < at < after and _LOOKS_BACK.match(text.folded, paragraph.start):
            resumed += [(paragraph.end, index) for start, index in places if start == places[at - 1][0]]
    return sorted(resumed)


def _present(reading: Reading) -> Iterator[tuple[Span, list[Appearance]]]:
    """Yield each sentence in which people appear, with them."""
    starts = [person.start for person in reading.people]
    for sentence in reading.text.sentences:
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if first < last:
            yield sentence, reading.people[first:last]


def _own_visit(folded: str, role: RoleMention, visits: list[Event]) -> list[Event]:
    """The visit that a verb itself names: 一同调研 in 一同调研并参加座谈会, 陪同检查 where 督查 is told."""
    if not visits:
        return []
    verb = folded[role.verb : role.span.end]
    signings = [event for event in visits if event.mention.type == "signing" and _SIGNS.match(folded, role.verb)]
    so_called = [event for event in visits if event.mention.name in verb]
    so_called = so_called or (visits if _ACCOMPANIES.match(verb) else [])
    return signings or [event for event in so_called if event.mention.start < role.span.end][-1:] or so_called[:1]


def _events_of(
    folded: str,
    role: RoleMention,
    sentence: Span,
    reported: list[Event],
    places: list[tuple[int, int]],
    starts: list[int],
) -> list[Event]:
    """The event that the role's sentence names (both, for 第N、M次), its verb speaks of, or the text named last.

    `places` are those of the events' names, in order, each with the index of its event, `starts` the places alone.
    """
    before = bisect_left(starts, sentence.end)
    named = bisect_left(starts, role.appearance.end)
    verb = bisect_left(starts, max(role.verb, role.appearance.end))
    after = bisect_left(starts, role.span.end)
    away = places[after][0] - role.span.end if after < before else _NEXT + 1
    if verb < after:
        before = after  # the verb is the event's own name: 督查
    elif away <= (_NEXT if named == after else _OBJECT):
        before = after + 1  # 率队到某县督查，并主持召开座谈会: each verb has its own event
    elif named < after:
        before = after  # 在某会议上讲话
    last = places[before - 1][0] if before else -1
    around = places[max(0, before - 4) : before + 4]
    there = [reported[index] for start, index in around if start == last] or reported[:1]
    beside = [mention for one in there for mention in one.beside] if last < sentence.start else []
    if beside:
        there += [event for event in reported if event.mention in beside]
    begin = max(role.appearance.end, role.span.end - _AROUND_VERB)
    around_verb = (begin, min(role.span.end + 2, sentence.end))
    if last < sentence.start and (spoken_of := _OF_VISIT.search(folded, *around_verb)):
        so_called = [event for event in reported if event.mention.name in spoken_of.group()]
        there = (so_called or [event for event in reported if event.mention.type in _ACTIVITIES] or there)[-1:]
    if "会议" in folded[role.verb : role.span.end] and all(event.mention.type in _ACTIVITIES for event in there):
        there = _meetings_before(reported, role.verb) or there
    return there


def _meetings_before(reported: list[Event], place: int) -> list[Event]:
    """The last meeting begun before `place`: after a visit, too, 参加会议 speaks of a meeting."""
    meetings = [event for event in reported if event.mention.type not in _ACTIVITIES]
    return [event for event in meetings if event.mention.start < place][-1:] or meetings[:1]
