"""Whether two names of one article are of one meeting: by ordinal and term, one within the other, one in short.

Goes in: two mentions. Comes out: whether they name the same meeting. Does not know what the text says of either.
"""

import re

from flows.extraction.meeting_echoes import only_counted
from flows.extraction.meeting_names import MeetingMention
from flows.extraction.numerals import NUMERAL

_WITHIN_SESSIONS = frozenset(["preparatory-meeting", "presidium-meeting", "delegation-meeting"])
"""Meetings that bear the number of the congress's session in which they are held."""
_OF_ORGANS = frozenset(
    [
        *("npc-standing-committee-session", "cppcc-standing-committee-session", "congress-session", "cppcc-plenary"),
        *("chairpersons-meeting", "directors-meeting"),
    ]
)
"""Each counts its own meetings within a term: 第十二届全国委员会第一次主席会议, …常务委员会第一次会议."""


def same_meeting(one: MeetingMention, other: MeetingMention) -> bool:
    """Tell whether two mentions of one article name the same meeting: equal, one within the other, or one kind."""
    if one.ordinals and other.ordinals:
        alike = one.type == other.type or (
            one.session is not None
            and one.session == other.session
            and not {one.type, other.type} & _WITHIN_SESSIONS
            and not {one.type, other.type} <= _OF_ORGANS
        )
        split = _ends(one, other) or _ends(other, one)
        return bool(set(one.ordinals) & set(other.ordinals)) and (alike or split)
    if "会议" in (one.name, other.name):
        return one.name == other.name  # 镇里立即召开|会议; 会前,召开全市防汛|专题会议
    if one.name in other.name or other.name in one.name:
        return True
    return one.type == other.type and bool(one.ordinals) != bool(other.ordinals) and one.name[-4:] == other.name[-4:]


def _ends(part: MeetingMention, whole: MeetingMention) -> bool:
    """Tell whether a name beginning with its number ends, or counts from, another: 第二次会议, 主席团第一、二次会议."""
    if not part.name.startswith("第"):
        return False
    return whole.name.endswith(part.name) or (only_counted(part) and len(whole.ordinals) > 1)


_TERM = re.compile(rf"第?{NUMERAL}届")
_COUNTED = re.compile(rf"第{NUMERAL}次常委会?会议")
"""第十四次常委会议 is that of the standing committee named before."""
_PLENUM = re.compile(r"[省市区县州旗盟镇]委全会")
_SESSIONS = ("congress-session", "cppcc-plenary")
_OWNER = re.compile(r"全国|自治区|[省市州盟区县旗镇乡]")
"""Whose session it is: 十一届|全国|人大四次会议 is none of |省|十一届人大四次会议."""


def names_again(mention: MeetingMention, known: MeetingMention) -> bool:
    """Tell whether a mention names one referred to before, be it in short: 县人大常委会第七次会议, 常委会第七次会议."""
    if mention.name == known.name:
        return True
    if bool(mention.ordinals) != bool(known.ordinals):
        short, whole = sorted((mention.name, known.name), key=len)
        plenums = _PLENUM.fullmatch(short) and whole.startswith(short[0]) and whole.endswith("全会")
        return whole.endswith(short) or bool(plenums)  # 第十五次|全国民政会议; 市委全会, 市委十二届四次全会
    if not mention.ordinals or mention.ordinals != known.ordinals:
        return False
    if _same_session(known, mention):
        return True
    if known.name.endswith(mention.name) or mention.name.removesuffix("议") == known.name.removesuffix("议"):
        return True
    if mention.name.endswith(known.name) or (_COUNTED.fullmatch(mention.name) and "常" in known.name):
        return True
    without_term = mention.session is None or known.session is None
    return without_term and _TERM.sub("", mention.name) == _TERM.sub("", known.name)


def _same_session(one: MeetingMention, other: MeetingMention) -> bool:
    """Tell whether two names are of one session: 县十七届人大六次会议 and 县第十七届人民代表大会第六次会议."""
    if one.session is None or one.session != other.session or not one.type == other.type in _SESSIONS:
        return False
    levels = {found[-1] for name in (one.name, other.name) if (found := _OWNER.findall(name))}
    return len(levels) < 2
