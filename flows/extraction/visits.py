"""Visits, inspections and receptions: the word that reports one, beside the meetings that have names.

Goes in: the text, its people and dates. Comes out: the mention of the visit, or None. Does not know who took part.
"""

import re
from bisect import bisect_left, bisect_right
from functools import cache

from flows.articles.evidence import Span
from flows.extraction.dates import FoundDate
from flows.extraction.lexicon import Automaton, rows
from flows.extraction.meeting_names import MeetingMention
from flows.extraction.people import Appearance
from flows.extraction.text import Text

_TRAVELS = re.compile(
    r"(?:同志)?(?:(?:任|为|担任)组长的[^,。;]{2,24}?[组队团])?(?:一行)?(?:\d{1,3}余?人)?"
    r"(?:(?:率|带领|率领|带队|陪同)[^。;]{0,60}?)?(?:先后|分别|再次)?(?:,?(?:赴|到|来到|来|莅临|莅|前往|深入|走进))"
    r"(?:(?!精神|讲话)[^。;])*"
    r"|(?:率|带领|率领|组织)[^,。;]{2,20}?(?:就|对)[^,。;]{2,24}(?:进行|开展)了?|(?:率队|带队|一行|专题)?(?:先后|再次)?"
)
"""What stands between a person and the word for a visit: 某某任组长的督查组一行6人,到某镇督查; 某某带队检查;
某某带领部分代表对集市改造进行了视察."""
_SAME_DAY = re.compile(r"(?:(?:当天|当日|同日)(?:上午|下午|晚上?)?|随后|[上下]午|会后),?")
_WHILE = re.compile(r"[时中后]|期间|过")
"""What is said while somebody is on a visit, or of one long ago, reports no visit: 某某调研时强调, 检查过."""
_RECEIVES = re.compile(r"(?:在[^,。;]{2,20})?")
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


@cache
def _kinds() -> Automaton[str]:
    return Automaton((row["word"], row["type"]) for row in rows("event_kinds"))


def find_visit(
    text: Text, leads: list[Span], people: list[Appearance], dates: list[FoundDate]
) -> MeetingMention | None:
    """Return the visit, inspection or reception that the `leads` (headline, lead sentences) report of somebody.

    In the body, a sentence with a date says it, too: 某日，某人赴某县调研; so does 某人在某地会见了某人.
    """
    ends = [person.end for person in people]
    starts = [sentence.start for sentence in text.sentences]
    for lead in leads:
        for first, last, kind in _kinds().longest(text.folded, lead.start, lead.end):
            before = bisect_right(ends, first)
            told = (before > 0 and ends[before - 1] > lead.start) or "领导" in text.folded[lead.start : first]
            if told and not text.folded.startswith(_NOT_A_VISIT, last):
                return _visit(text, first, last, kind)
    for first, last, kind in _kinds().longest(text.folded, text.body.start, text.body.end):
        before = bisect_right(ends, first)
        at = bisect_right(starts, first) - 1
        if not before or at < 0 or ends[before - 1] <= starts[at] or text.folded.startswith(_NOT_A_VISIT, last):
            continue
        date = bisect_left(dates, starts[at], key=_date_start)
        dated = date < len(dates) and dates[date].start < text.sentences[at].end
        dated = dated or _SAME_DAY.match(text.folded, starts[at]) is not None
        if _goes(text.folded, ends[before - 1], first, kind, dated) and not _WHILE.match(text.folded, last):
            return _visit(text, first, last, kind)
    return None


def _visit(text: Text, first: int, last: int, kind: str) -> MeetingMention:
    return MeetingMention(first, last, text.folded[first:last], kind, (), None, False, "held", True, True)


def _date_start(found: FoundDate) -> int:
    return found.start


def _goes(folded: str, start: int, first: int, kind: str, dated: bool) -> bool:
    """Tell whether between a person and the word for a visit only the way there is told."""
    if kind in ("reception", "talks") and _RECEIVES.fullmatch(folded, start, first):
        return True
    return dated and bool(_TRAVELS.fullmatch(folded, start, first))
