"""Short names of meetings already named: 座谈会, 民主生活会, 全区会议, 第一次会议, 两级会议, 上述两次会议.

Goes in: the mentions of the body, the events that the article reports. Comes out: nothing new; each event gets the
mentions that name it, so that what is said there is said of it. Does not know who took part.
"""

import re
from collections.abc import Sequence
from typing import Protocol

from flows.extraction.meeting_names import MeetingMention
from flows.extraction.numerals import NUMERAL

_GENERAL = frozenset(["会议", "大会", "会", "全会", "仪式", "典礼", "例会", "活动"])
"""Words for any meeting: they stand for the one named last."""
_OF_ONE_KIND = ("大会", "仪式", "典礼")
_LEVEL = re.compile(
    r"(全[国省市区县州旗盟]|国务院|自治区|兵团|[\u4e00-\u9fff]{2,5}[省市区县州旗盟])(?:电视电话|视频|电视|工作)?会议?"
)
_SEVERAL = re.compile(r"(?:上述|以上|这|随后的|参加)*(?:两|二|2)(?:级|个|次|场)(?:全体)?(?:会议?|大会|活动)")
_ONE_OF = re.compile(rf"第{NUMERAL}次(?:全体)?会议")


class _Event(Protocol):
    mention: MeetingMention
    others: list[MeetingMention]


def only_counted(mention: MeetingMention) -> bool:
    """Tell whether a name says nothing but which one of a row it is: 第二次会议."""
    return _ONE_OF.fullmatch(mention.name) is not None


def counts_several(mention: MeetingMention) -> bool:
    """Tell whether a name says nothing but how many meetings it speaks of: 上述两次会议, 两次全体会议."""
    return _SEVERAL.fullmatch(mention.name) is not None


def repeats(mention: MeetingMention, body: Sequence[MeetingMention]) -> bool:
    """Tell whether a mere 第三十一次会议 repeats the end of a longer name of the article."""
    return only_counted(mention) and any(
        set(mention.ordinals) <= set(other.ordinals) and len(other.name) > len(mention.name) and not only_counted(other)
        for other in body
    )


def add_short_names(body: Sequence[MeetingMention], events: Sequence[_Event]) -> None:
    """Give each event the mentions that name it in short; a name that might be of two events is the latter's."""
    known = {(mention.start, mention.end) for event in events for mention in (event.mention, *event.others)}
    for mention in body:
        if (mention.start, mention.end) in known or mention.standing == "mentioned" or mention.name in _GENERAL:
            _add_assembly(mention, events)
            continue
        for event in _named(mention, [event for event in events if _begun(event, mention)] or list(events)):
            event.others.append(mention)


def _add_assembly(mention: MeetingMention, events: Sequence[_Event]) -> None:
    """Give 大会 to the one event so called, after another: 某镇第九次党员代表大会…在随后召开的全会上…。大会号召….

    So with 仪式: 签约仪式举行。…签约前,双方召开座谈会。…仪式上,某某致辞.
    """
    so_called = [event for event in events if event.mention.name.endswith(mention.name)]
    if mention.name in _OF_ONE_KIND and len(so_called) == 1 < len(events) and mention.start > events[-1].mention.start:
        so_called[0].others.append(mention)


def _begun(event: _Event, mention: MeetingMention) -> bool:
    return any(one.start < mention.start for one in (event.mention, *event.others))


def _named(mention: MeetingMention, events: list[_Event]) -> list[_Event]:
    if counts_several(mention):
        return events[-2:]
    level = _LEVEL.fullmatch(mention.name)
    if level:
        return [event for event in events if event.mention.name.startswith(level[1])][:1]
    if mention.plain or mention.bare:
        return [event for event in events if event.mention.name.endswith(mention.name)][-1:]
    return []
