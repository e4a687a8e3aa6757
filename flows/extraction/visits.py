"""Visits, inspections and receptions: the word that reports one, beside the meetings that have names.

Goes in: the text, its people and dates. Comes out: the mentions of visits. Does not know who took part.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache

from flows.articles.evidence import Span
from flows.extraction.dates import FoundDate
from flows.extraction.lexicon import ReversedAutomaton, rows
from flows.extraction.meeting_names import MeetingMention
from flows.extraction.people import Appearance
from flows.extraction.text import Text
from flows.values import value

_TRAVELS = re.compile(
    r"(?:同志)?(?:(?:任|为|担任)组长的[^,。;]{2,24}?[组队团])?(?:一行)?(?:\d{1,3}余?人)?"
    r"(?:(?:率|带领|率领|带队|陪同)[^。;]{0,60}?)?(?:[还也又])?"
    r"(?:于(?:\d{1,2}月)?\d{1,2}日(?:[至到—-]{1,2}(?:\d{1,2}月)?\d{1,2}日)?)?(?:先后|分别|再次)?"
    r"(?:带队|率队)?(?:,?(?:赴|到|来到|来|莅临|莅|前往|深入|走进)|在(?=[^,。;]{2,12}(?:调研|考察|视察)))"
    r"(?:(?!精神|讲话)[^。;])*"
    r"|(?:率|带领|率领|组织)[^,。;]{2,20}?(?:就|对)[^,。;]{2,24}(?:进行|开展)了?|[率带]队,?(?:就|对)[^,。;]{2,40}(?:进行|开展)了?|(?:率队|带队|一行|专题)?(?:先后|再次)?"
)
"""What stands between a person and the word for a visit: 某某任组长的督查组一行6人,到某镇督查; 某某带队检查;
某某带领部分代表对集市改造进行了视察."""
_SAME_DAY = re.compile(
    r"(?:(?:当天|当日|同日)(?:上午|下午|晚上?)?|当晚|随后|[上下]午|会后|[^,。;]{0,6}(?:仪式|活动|会议)[前后]),?"
)
_WHILE = re.compile(r"[时中后]|期间|过")
"""What is said while somebody is on a visit, or of one long ago, reports no visit: 某某调研时强调, 检查过."""
_RECEIVES = re.compile(r"(?:[还也又])?(?:在[^,。;]{2,20})?(?:(?:举行|进行)了?(?:工作|友好|亲切)?)?")
_FURTHER = re.compile(r"(?:同志)?(?:一行)?[还也又]")
_FURTHER_DAY = re.compile(r"[ \u3000]{0,4}(?:当晚|随后|近日|日前)")
"""What tells that a visit is another one than that told before: 日前,某某也到某县调研; 当晚,某某会见了某人."""
_BESIDES = re.compile(r"(?:一行)?[还又](?:亲切|专程|特意)?")
"""What the same person does besides: 其间,某某还|看望|了某人."""
_OF_A_GROUP = re.compile(r"领导|[组团队](?:一行)?(?:到|来|赴|深入|莅)[^。;]*\Z")
"""Who goes where no person is named: 省调研组到我县调研."""
_CEREMONIES = ("groundbreaking", "signing")
"""Ceremonies that a verb may report: a visit beside one is an event of its own."""
_NOT_A_VISIT = (
    "组",
    "队",
    "团",
    "室",
    "院",
    "官",
    "员",
    "座谈会",
    "会",
    "报告",
    "活动",
    "仪式",
    "工作",
    "督导座谈会",
    "督导",
)


@value()
class _Told:
    """A visit that a sentence of the body tells of: who went, when it says so, whether it is told as a further one."""

    mention: MeetingMention
    who: str
    when: str
    """The day that the sentence names, or the words that say it is the one told of before."""
    meets: bool
    further: bool
    another: bool
    """Whether the same person does it besides."""


@cache
def _kinds() -> ReversedAutomaton[str]:
    return ReversedAutomaton((row["word"], row["type"]) for row in rows("event_kinds"))


def find_visits(
    text: Text, leads: list[Span], people: list[Appearance], dates: list[FoundDate]
) -> list[MeetingMention]:
    """Return the visit, inspection or reception that the `leads` (headline, lead sentences) or the body report first,
    then those of others, of a day of their own or told as a further one: 当晚,省长某某也会见了某人.

    In the body, a sentence with a date says it: 某日，某人赴某县调研; so does 某人在某地会见了某人.
    """
    told = list(_told(text, people, dates))
    first = _in_leads(text, leads, people) or next((each.mention for each in told if each.when or each.meets), None)
    if first is None:
        return []
    main = next((each for each in told if each.mention.type == first.type), None)
    known = _who_went(text, first, main, people, dates)
    found = [first]
    for each in told:
        own = each.when not in ("", main.when if main else "") or each.further
        if own and (each.who not in known or each.another) and each.mention.start > first.start and each is not main:
            known.add(each.who)
            found.append(each.mention)
    return found


def _who_went(
    text: Text, first: MeetingMention, main: _Told | None, people: list[Appearance], dates: list[FoundDate]
) -> set[str]:
    """Return who is known to go on the first visit, so that what else they see on the way is no further one."""
    if first.type in _CEREMONIES:
        return set()
    day = next((found for found in dates if found.precision == "day" and found.start >= text.body.start), None)
    if main and (day is None or main.when == day.value or not main.when[:1].isdigit()):
        return {main.who}
    before = bisect_right([person.end for person in people], first.start)
    told = next((s for s in text.sentences if day and s.start <= day.start < s.end), Span(0, 0))
    return {person.name for person in people if told.start <= person.start < told.end} | {
        person.name for person in people[max(0, before - 1) : before]
    }


def _in_leads(text: Text, leads: list[Span], people: list[Appearance]) -> MeetingMention | None:
    ends = [person.end for person in people]
    for lead in leads:
        for first, last, kind in _kinds().longest(text.folded, lead.start, lead.end):
            before = bisect_right(ends, first)
            told = (before > 0 and ends[before - 1] > lead.start) or _OF_A_GROUP.search(text.folded, lead.start, first)
            if told and not text.folded.startswith(_NOT_A_VISIT, last):
                return _visit(text, first, last, kind)
    return None


def _told(text: Text, people: list[Appearance], dates: list[FoundDate]) -> Iterator[_Told]:
    ends = [person.end for person in people]
    starts = [sentence.start for sentence in text.sentences]
    for first, last, kind in _kinds().longest(text.folded, text.body.start, text.body.end):
        before = bisect_right(ends, first)
        at = bisect_right(starts, first) - 1
        if not before or at < 0 or ends[before - 1] <= starts[at] or text.folded.startswith(_NOT_A_VISIT, last):
            continue
        date = bisect_left(dates, starts[at], key=_date_start)
        day = dates[date].value if date < len(dates) and dates[date].start < text.sentences[at].end else ""
        same = _SAME_DAY.match(text.folded, starts[at])
        when = day or (same.group() if same else "")
        meets = kind in ("reception", "talks")
        further = bool(_FURTHER.match(text.folded, ends[before - 1]) or _FURTHER_DAY.match(text.folded, starts[at]))
        dated = bool(when) or further
        if _goes(text.folded, ends[before - 1], first, kind, dated) and not _WHILE.match(text.folded, last):
            another = _BESIDES.fullmatch(text.folded, ends[before - 1], first) is not None
            yield _Told(_visit(text, first, last, kind), people[before - 1].name, when, meets, further, another)


def _visit(text: Text, first: int, last: int, kind: str) -> MeetingMention:
    return MeetingMention(first, last, text.folded[first:last], kind, (), None, False, "held", True, True)


def _date_start(found: FoundDate) -> int:
    return found.start


def _goes(folded: str, start: int, first: int, kind: str, dated: bool) -> bool:
    """Tell whether between a person and the word for a visit only the way there is told."""
    if kind in ("reception", "talks") and _RECEIVES.fullmatch(folded, start, first):
        return True
    return dated and bool(_TRAVELS.fullmatch(folded, start, first))
