"""Meetings and other official events: which mentions are one meeting, when and where it was, who took part.

Goes in: the text with all mentions. Comes out: meetings reported and meetings referred to.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from flows.articles.evidence import Span
from flows.extraction.bodies import Body
from flows.extraction.dates import FoundDate
from flows.extraction.meeting_days import date_of
from flows.extraction.meeting_echoes import add_short_names, counts_several, only_counted, repeats
from flows.extraction.meeting_identity import names_again, same_meeting
from flows.extraction.meeting_names import COORDINATED, MeetingMention
from flows.extraction.roles import RoleMention
from flows.extraction.text import Text

_HELD_THEN = re.compile(r"(?:(?:在[^,。;]{2,12})?(?:召开|举行)的)?")
_NEAR_ITS_DAY = 20
_PLACE = re.compile(
    r"在(?!随后|接着)(?P<place>[^,。;、在为与]{2,25}?)(?:[为与][^,。;、]{1,20}?)?(?:隆重|同步|正式|胜利|如期)?(?:(?:主持|组织)?(?:召开|举行|举办|开幕|收听收看|参会|参加|出席|收看))"
)
_HOLDING = re.compile(r"(?:[^,。;]{0,16}?)(?:主持|组织)?(?:召开|举行|召集)了?[^,。;]{0,6}\Z")
_SPECIFIC = re.compile(r"[省市区县州旗盟地镇乡师全国中党政]|兵团|自治区|第?[\d一二三四五六七八九十]+[次届]|\d{4}年")
_WHEN = re.compile(r"\d日|(?:观摩|参观|察看|调研|学习|培训|座谈)后|随后|接着|会前|会后|(?:结束|之)后|当天|当日|同日")
_LOCAL = re.compile(
    r"(?:我[省市区县州旗盟](?:也|又)?|[省市区县州旗盟镇乡](?:委|党委|政府|委、[省市区县州旗盟]政府)?(?=[立随接继迅马紧]))"
    r"(?:立即|随即|接着|随后|继续|迅速|马上|紧接着)*(?:召开|举行)了?\Z"
)
"""After a meeting of a higher level its followers hold one of their own: 会后，我区召开会议; 县政府立即召开会议."""
_CALLED = re.compile(r"(?:召开|举行)了?(?:专题)?\Z")
"""某委召开会议: a meeting without a name, rather than one that the sentences after it speak of."""
_BESIDE = re.compile(
    r"(?<![\u4e00-\u9fff])(?:签约|开工|揭牌|启动|(?:[^,。;\n]{0,6}(?:仪式|典礼|活动|会议))|会)(?:开始|结束)?之?[前后],?"
    r"[^,。;\n]{0,12}(?:举行|召开|进行)了?\Z"
)
"""What leads to a gathering of its own beside another: 签约前,双方举行了|座谈会; not 会前,县委召开|会议."""
_OF_SITTINGS = (
    "npc-standing-committee-session",
    "cppcc-standing-committee-session",
    "congress-session",
    "cppcc-plenary",
    "party-committee-plenum",
)
_ENDED_BEFORE = re.compile(r"[ \u3000]{0,4}(?P<name>[^,。;]{4,40}?)(?:(?:结束)?之?后|结束后),")
_OPENINGS = ("开幕大会", "开幕会", "开幕会议", "开幕式")
"""What a session is called on the day on which it begins."""
_A_DAY = re.compile(r"(?<!\d)\d{1,2}日")
_LATEST = 20
_NUMBERED = re.compile(r"^(?:全[国省市区县州]|中央|党的)|[\d一二三四五六七八九十]+[次届轮]|\d{4}年")
_TELLING = 8
"""A mentioned meeting's name of this length tells which one it is, even without a level or a number."""
_SPEECH_AT = re.compile(r"上的?(?:重要)?讲话")
_TELLING_OF_A_SPEECH = 6
"""A speech is told of by its meeting: 在企业家座谈会上的讲话."""
_OF_LEVEL = re.compile(r"全?([国省市区县州旗盟]|中央)")


@dataclass
class Event:
    """A meeting or event in the making: its leading mention, what else names it, its date, place, roles."""

    mention: MeetingMention
    reported: bool
    others: list[MeetingMention] = field(default_factory=list)
    part: int | None = None
    """Which of the meetings of a shared name (第N、M次) this is."""
    date: FoundDate | None = None
    place: Span | None = None
    organizer: Body | None = None
    roles: list[RoleMention] = field(default_factory=list)
    beside: list[MeetingMention] = field(default_factory=list)
    """What names meetings of which the same is said (召开A、B): what is said there is said of this one, too."""


def find_events(
    text: Text,
    title: Span,
    published: date | None,
    mentions: list[MeetingMention],
    dates: list[FoundDate],
    bodies: list[Body],
) -> list[Event]:
    """Return the reported meetings in the order of the text, then those referred to, among them announced ones."""
    body = [mention for mention in mentions if mention.start >= text.body.start and mention.end <= text.body.end]
    heading = [mention for mention in mentions if title.start <= mention.start and mention.end <= title.end]
    reported = _reported(text, body, heading)
    add_short_names(body, reported)
    own = _without_conveyed(text.folded, body, reported, dates)
    for event in reported:
        place_in_time(text, event, own, bodies, title)
        _count_by_headline(event, heading)
    for event in reported:
        event.date = _day_of_what_ended(text, event, reported) or event.date
    past = [event for event in reported if not (published and event.date and event.date.value > published.isoformat())]
    sessions = [mention for mention in heading if mention.type == "congress-session" and mention.session]
    mentioned = _referenced(text.folded, [*body, *sessions], past, bodies)
    for event in mentioned:
        _place_mentioned(text.folded, event, dates, bodies)
    return [*past, *mentioned]


def _day_of_what_ended(text: Text, event: Event, reported: list[Event]) -> FoundDate | None:
    """预备会议结束后,主席团举行了|第一次会议|: on the day of the other, which the text told before."""
    sentence = next((s for s in text.sentences if s.start <= event.mention.start < s.end), None)
    ended = _ENDED_BEFORE.match(text.folded, sentence.start, event.mention.start) if sentence else None
    if ended is None or (event.date and sentence and sentence.start <= event.date.start < sentence.end):
        return None
    others = [other for other in reported if other is not event and other.mention.name.endswith(ended["name"])]
    return others[-1].date if others else None


def _count_by_headline(event: Event, heading: list[MeetingMention]) -> None:
    """区政府召开|第2次区长办公会议|: …召开区长办公会议: the headline alone may say which one it is."""
    if event.mention.ordinals or event.mention.bare:
        return
    counted = [m for m in heading if m.standing == "held" and len(m.ordinals) == 1]
    if len(counted) == 1 and counted[0].name.endswith(event.mention.name):
        event.mention = replace(event.mention, ordinals=counted[0].ordinals)


def _without_conveyed(
    folded: str, body: list[MeetingMention], reported: list[Event], dates: list[FoundDate]
) -> list[FoundDate]:
    """Leave out the days of conveyed meetings: 为贯彻10月8日全市防汛会议精神,区政府召开会议."""
    ours = {mention.start for event in reported for mention in (event.mention, *event.others)}
    conveyed = [m.start for m in body if m.standing == "mentioned" and m.start not in ours]
    kept = []
    for found in dates:
        at = bisect_left(conveyed, found.end)
        near = at < len(conveyed) and conveyed[at] - found.end <= _NEAR_ITS_DAY
        if not near or not _HELD_THEN.fullmatch(folded, found.end, conveyed[at]):
            kept.append(found)
    return kept


def _reported(text: Text, body: list[MeetingMention], heading: list[MeetingMention]) -> list[Event]:
    events: list[Event] = []
    for mention in body:
        if events and counts_several(mention):
            continue  # 分别主持|两次全体会议: those told of
        if events and _is_sitting(mention, events):
            events[-1].others.append(mention)
        elif mention.standing == "held" and not mention.bare and (not events or _is_further(text, mention, events[-1])):
            _add(events, mention)
        elif events and mention.bare and mention.standing != "mentioned" and _is_another(text, mention, events[-1]):
            events.append(Event(mention, True))
    for mention in body:
        if mention.standing == "unclear" and not mention.bare and mention.ordinals and _known(events, mention):
            _add(events, mention)
    if not events:
        lead = text.paragraphs[:2][-1].end if text.paragraphs else 0
        named = [m for m in body if not m.bare and m.standing == "unclear" and m.end <= lead]
        candidates = [*named[:1], *(m for m in heading if m.standing != "mentioned" and not m.bare)]
        bare = [m for m in body if m.bare]
        called = [m for m in bare if m.end <= lead and _CALLED.search(text.folded, max(0, m.start - 6), m.start)]
        if called and (not candidates or called[0].start < candidates[0].start):
            candidates = called
        for mention in (candidates or [m for m in bare if m.standing == "held"] or bare)[:1]:
            _add(events, mention)
    for one, other in pairwise(events):
        if COORDINATED.fullmatch(text.folded, one.mention.end, other.mention.start):
            one.beside.append(other.mention)
            other.beside.append(one.mention)
    return [part for event in events for part in _parts(event)]


def _is_sitting(mention: MeetingMention, events: list[Event]) -> bool:
    """Tell whether a mere 第一次全体会议 is a sitting of the session, of several days, that was named before."""
    session = events[-1].mention.type in _OF_SITTINGS
    if session and mention.name in _OPENINGS:
        return True
    return (
        only_counted(mention) and "全体" in mention.name and (session or events[-1].mention.name.endswith("全体会议"))
    )


def _is_another(text: Text, mention: MeetingMention, event: Event) -> bool:
    """Tell whether a meeting without a name is none of those told of before."""
    beside = mention.name != "会议" and bool(_BESIDE.search(text.folded, max(0, mention.start - 40), mention.start))
    return beside or _is_local(text, mention) or _is_of_another_day(text, event, mention)


def _is_local(text: Text, mention: MeetingMention) -> bool:
    return bool(_LOCAL.search(text.folded, max(text.body.start, mention.start - 16), mention.start))


def _is_of_another_day(text: Text, event: Event, mention: MeetingMention) -> bool:
    """Tell whether a nameless meeting is called on a day not told of before: 此前,1月11日晚,临时党委召开了会议."""
    if not _CALLED.search(text.folded, max(0, mention.start - 6), mention.start):
        return False
    paragraph = next((p for p in text.paragraphs if p.start <= mention.start < p.end), text.body)
    day = _A_DAY.search(text.folded, max(paragraph.start, mention.start - 40), mention.start)
    earlier = text.folded[text.body.start : paragraph.start]
    return (
        day is not None
        and event.mention.end <= paragraph.start
        and day[0] not in earlier
        and bool(_A_DAY.search(earlier))
    )


def _parts(event: Event) -> list[Event]:
    """第N、M次会议 is two meetings of one name, with one list of participants."""
    if len(event.mention.ordinals) < 2:
        return [event]
    parts = []
    for index, ordinal in enumerate(event.mention.ordinals):
        alone = next((m for m in event.others if m.ordinals == (ordinal,) and not m.name.startswith("第")), None)
        mention = alone or replace(event.mention, ordinals=(ordinal,))
        others = [m for m in event.others if len(m.ordinals) != 1 or m.ordinals == (ordinal,)]
        parts.append(Event(mention, True, [event.mention, *others], None if alone else index))
    return parts


def _is_further(text: Text, mention: MeetingMention, last: Event) -> bool:
    """A mere kind, or a ceremony, is a further event where its sentence says when; else it is part of the first.

    3月19日某专题学习会召开,开展|学习研讨: of the day told before the meeting, its own part.
    """
    if not mention.plain and mention.type != "ceremony":
        return True
    if mention.plain and COORDINATED.fullmatch(text.folded, last.mention.end, mention.start):
        return True  # 主持召开市政府党组会议和|常务会议
    sentence = next((s for s in text.sentences if s.start <= mention.start < s.end), None)
    if sentence is None:
        return False
    begin = max(sentence.start, last.mention.end) if mention.type == last.mention.type else sentence.start
    return bool(_WHEN.search(text.folded, begin, mention.end))


def _add(events: list[Event], mention: MeetingMention) -> None:
    known = _known(events, mention)
    if known is None:
        events.append(Event(mention, True))
        return
    known.others.append(mention)
    if _tells_more(mention, known.mention):
        known.others.append(known.mention)
        known.mention = mention


def _known(events: list[Event], mention: MeetingMention) -> Event | None:
    """The event that a mention names, among the latest: no article reports more than a few at a time."""
    return next((event for event in events[-_LATEST:] if same_meeting(event.mention, mention)), None)


def _tells_more(mention: MeetingMention, known: MeetingMention) -> bool:
    """A name with an ordinal tells more than one without; so does the whole name of one split by its verb."""
    if bool(mention.ordinals) != bool(known.ordinals):
        return bool(mention.ordinals)
    return known.name.startswith("第") and len(mention.name) > len(known.name)


def _tells_which(folded: str, mention: MeetingMention) -> bool:
    """Tell whether a name says which meeting it is; without a word such as 精神 beside it it must say more."""
    if mention.plain:
        return len(mention.name) >= _TELLING  # 全委会, 全体会议: of whom?
    if mention.standing != "mentioned":
        return bool(_NUMBERED.search(mention.name))
    least = _TELLING_OF_A_SPEECH if _SPEECH_AT.match(folded, mention.end) else _TELLING
    return bool(_SPECIFIC.match(mention.name)) or len(mention.name) >= least


def _referenced(folded: str, body: list[MeetingMention], reported: list[Event], bodies: list[Body]) -> list[Event]:
    found: dict[str, Event] = {}
    sittings = {m.start for event in reported for m in event.others if only_counted(m)}
    for mention in body:
        if (
            mention.start in sittings
            or mention.bare
            or mention.type == "activity"
            or not _tells_which(folded, mention)
            or repeats(mention, body)
        ):
            continue
        known = _known(reported, mention)
        if known and not _of_another(folded, mention, known, bodies):
            continue
        named = next((e for e in found.values() if names_again(mention, e.mention)), None)
        if named:
            named.others.append(mention)
            if mention.name.endswith(named.mention.name):
                named.mention = mention  # 第九次党代会 is 市第九次党代会 in short
        else:
            found[mention.name] = Event(mention, False)
    return list(found.values())


def _of_another(folded: str, mention: MeetingMention, event: Event, bodies: list[Body]) -> bool:
    """Tell whether a meeting whose spirit is conveyed is one of another body or level than a reported one so called.

    区政府召开第6次常务会议,传达国务院常务会议精神; 区委召开防汛会议,传达全市防汛会议精神.
    """
    if mention.standing != "mentioned" or mention.name in event.mention.name:
        return False
    if event.mention.bare:
        return True
    holder = event.organizer
    at = bisect_left(bodies, mention.start, key=_start)
    owner = bodies[at] if at < len(bodies) and bodies[at].start == mention.start else None
    if owner:
        return holder is None or owner.division != holder.division
    level = _OF_LEVEL.match(mention.name)
    if holder is None:
        own = _OF_LEVEL.match(event.mention.name)
        return bool(level and own and level[1] != own[1])
    return bool(level and level[1] not in folded[holder.start : holder.end])


def place_in_time(text: Text, event: Event, dates: list[FoundDate], bodies: list[Body], title: Span) -> None:
    """Give an event its date, place and organizer, as its sentence or the lead tells them."""
    mention = event.mention
    sentence = next((s for s in text.sentences if s.start <= mention.start < s.end), title)
    event.date = date_of(text, event, sentence, dates, title)
    match = _PLACE.search(text.folded, sentence.start, sentence.end)
    if match:
        event.place = Span(*match.span("place"))
    event.organizer = _organizer(text.folded, mention, sentence, bodies)


def _place_mentioned(folded: str, event: Event, dates: list[FoundDate], bodies: list[Body]) -> None:
    """Give a meeting that is only mentioned the body that its name begins with, and the day said right before it.

    传达学习3月3日|区政府|第12次常务会议精神: it is then the same one as where it is reported.
    """
    start = event.mention.start
    at = bisect_left(bodies, start, key=_start)
    if at < len(bodies) and bodies[at].start == start and bodies[at].end <= event.mention.end:
        event.organizer = bodies[at]
    at = bisect_left(dates, start, key=_start)
    if at and dates[at - 1].precision == "day" and 0 <= start - dates[at - 1].end <= _NEAR_ITS_DAY:
        event.date = dates[at - 1] if _HELD_THEN.fullmatch(folded, dates[at - 1].end, start) else None


def _organizer(folded: str, mention: MeetingMention, sentence: Span, bodies: list[Body]) -> Body | None:
    within = [body for body in bodies if mention.start <= body.start and body.end <= mention.end]
    if within:
        return min(within, key=lambda body: (body.start, -body.end))
    before = [body for body in bodies if sentence.start <= body.start and body.end <= mention.start]
    if before and _HOLDING.match(folded, before[-1].end, mention.start):
        return before[-1]
    return None


def _start(found: FoundDate | Body) -> int:
    return found.start
