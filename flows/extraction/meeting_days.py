"""When a meeting or event was held: the dates around its name -> the one that is its day.

Goes in: the text with its dates, an event with what names it. Comes out: a date, or None where the text says no day
(近日) or only one that is still to come. Does not resolve dates: 3日 comes with its month.
"""

import re
from typing import Protocol

from flows.articles.evidence import Span
from flows.extraction.dates import FoundDate
from flows.extraction.meeting_names import MeetingMention
from flows.extraction.text import Text

_VAGUE_DAY = re.compile(r"近日|日前|(?<![^,。;\n\s])近期(?![重工各目经疫天安的])|近来|连日来")
_DEADLINE = re.compile(r"(?:之|以)?前|起|止|为止|底")
"""What follows a day on which nothing was held: 10月20日前完成整改, 10月1日起施行."""
_ANOTHER_DAY = re.compile(r"(?:并|又|还)(?:于|在)?\Z")
"""What leads to the day of a further event: 14日至16日某人赴某县调研,并于16日召开座谈会."""
_WRITTEN = re.compile(r"[电讯]")
"""What follows the day on which a report was written: 新华社5月24日电 … 22日至24日在某省调研."""
_TO_A_DAY = re.compile(r"[至到—-]{1,2}\d")
_PLANNED = re.compile(r"(?:定|将|拟|计划)(?:于|在)(?:[明后][天日]\()?\Z")
"""What leads to a day that was still to come: 大会定于1月13日开幕, 将于明天(1月10日)开幕."""
_CLOSING = "闭幕"
_ENDED = re.compile(r"[^,。;\d]{0,24}闭幕")
_RIGHT_BEFORE = 4
"""A month or a year dates a meeting only right before its name."""


class _Event(Protocol):
    mention: MeetingMention
    others: list[MeetingMention]
    part: int | None


def date_of(text: Text, event: _Event, sentence: Span, dates: list[FoundDate], title: Span) -> FoundDate | None:
    """Return the date of `event`: the nearest of the sentence that tells of it, else the first of the lead."""
    mention = event.mention
    if title.start <= mention.start < title.end:
        sentence = _told_in(text, mention, dates) or sentence
    within = [d for d in dates if sentence.start <= d.start and d.end <= sentence.end]
    near = [d for d in within if d.precision == "day" or 0 <= mention.start - d.end <= _RIGHT_BEFORE]
    if event.part is not None and event.part < len(near):
        return near[event.part]
    own = _own_day(text, event, within, dates) if mention.bare else None
    if own:
        return own
    near = [d for d in near if d.end <= mention.start or not _ANOTHER_DAY.search(text.folded, mention.end, d.start)]
    before = [d for d in near if d.end <= mention.start]
    if not before and _VAGUE_DAY.search(text.folded, sentence.start, mention.start):
        return None
    if near:
        return min(
            near, key=lambda d: mention.start - d.end if d.end <= mention.start else 4 * (d.start - mention.end) + 8
        )
    if _VAGUE_DAY.search(text.folded, sentence.start, sentence.end):
        return None
    if _CLOSING in mention.name and (last := _last_day(text, dates)):
        return last
    lead = text.paragraphs[1].end if len(text.paragraphs) > 1 else text.body.end
    whole = [d for d in dates if d.precision == "day" and not _ahead(text.folded, d)]
    whole = [d for d in whole if not _WRITTEN.match(text.folded, d.end)] or whole
    first = (d for d in whole if text.body.start <= d.start and d.end <= lead)
    return next(first, None) or next((d for d in whole if title.start <= d.start and d.end <= title.end), None)


def _last_day(text: Text, dates: list[FoundDate]) -> FoundDate | None:
    """1月9日至12日举行。…12日上午闭幕。某某主持|闭幕大会|: the day on which it is said to have ended."""
    days = (d for d in dates if d.precision == "day")
    return next((d for d in days if _ENDED.match(text.folded, d.end)), None)


def _told_in(text: Text, mention: MeetingMention, dates: list[FoundDate]) -> Span | None:
    """Return the sentence of the lead that tells of what the headline names, where it says a day of its own.

    州领导看望政协委员: 政协会议今(3)日开幕。昨(2)日下午,州领导到驻地|看望|政协委员.
    """
    lead = text.paragraphs[:2][-1].end if text.paragraphs else text.body.start
    at = text.folded.find(mention.name, text.body.start, lead)
    told = next((s for s in text.sentences if s.start <= at < s.end), None)
    days = [d for d in dates if told and d.precision == "day" and told.start <= d.start and d.end <= at]
    return told if days and not any(_WRITTEN.match(text.folded, d.end) for d in days) else None


def _own_day(text: Text, event: _Event, within: list[FoundDate], dates: list[FoundDate]) -> FoundDate | None:
    """21日至22日某人到某镇调研,并召开座谈会。…22日下午,召开|座谈会: the day where it is told again, not the first."""
    if not any(_TO_A_DAY.match(text.folded, found.end) for found in within):
        return None
    for again in event.others:
        sentence = next((s for s in text.sentences if s.start <= again.start < s.end), None)
        told = [d for d in dates if sentence and sentence.start <= d.start and d.end <= again.start]
        if len(told) == 1 and again.start > event.mention.end and told[0].precision == "day":
            return told[0]
    return None


def _ahead(folded: str, found: FoundDate) -> bool:
    return bool(_DEADLINE.match(folded, found.end) or _PLANNED.search(folded, max(0, found.start - 7), found.start))
