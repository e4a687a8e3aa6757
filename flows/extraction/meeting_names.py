"""Names of meetings in a text: where each begins and ends, of which kind it is, its ordinal and session.

Goes in: the text with its people, dates and bodies. Comes out: mentions of meetings, each with what the words around
it say of it: held, mentioned, or only 会议. Does not decide which mentions are one meeting.
"""

import re
from bisect import bisect_left
from collections.abc import Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from flows.extraction.lexicon import Automaton, rows, terms
from flows.extraction.numerals import NUMERAL, number

Standing = Literal["held", "mentioned", "unclear"]

_STOPS = frozenset(",。;:!?\n《》<>[]|…")
_BRACKETED = re.compile(r"\((?:扩大|视频|电视|电话|电视电话|视频连线|专题|党组|\d{4}年|[第\d一二三四五六七八九十]+[次期])\)\Z")
_LONGEST = 60
_HELD_AFTER = re.compile(
    r"(?:\([^()]{1,6}\))?(?:[,在于][^,。;]{0,30}?)?(?:今天|昨天|昨日|今日|近日|日前|\d+月\d+日)?(?:(?:上午|下午|晚上?)?)"
    r"(?:在[^,。;]{1,25}?)?(?:隆重|顺利|胜利|正式|如期|接着|随后|接续|继续)?(?:召开(?!的|以来|之)|举行(?!的)|开幕|闭幕|结束|举办(?!的)|圆满)"
)
_ANNOUNCED = re.compile(r"定于|将于|\d月[底初]|月[上中下]旬|去年|此前|前不久|今年以来|将在|将(?=[召举])|拟于|拟在|即将|建议")
_HELD_BEFORE = re.compile(
    r"(?:召开|举行|召集|举办|开展|主持召开|组织召开|主持|出席|参加|列席|收听收看|收看|收听|组织收看)了?(?:全[国省市区县州旗])?\Z"
)
_MENTIONED_AFTER = re.compile(
    r"(?:上)?(?:的)?(?:有关|相关|部署|重要|会议)?(?:精神|议程|日程|议题|筹备|方案|要求|部署|讲话|决策|安排|决定|决议|筹备|召开的|以来|召开以来|报告|工作报告|议程|提出|确定|审议)"
)
_MENTIONED_BEFORE = re.compile(
    r"(?:传达|学习|贯彻|落实|领会|按照|根据|迎接|筹备|提交|提请|为|关于|召开的|举行的|宣传|对照|围绕|结合|自|从|将于?|拟|建议|同意|研究|参加了?的|决定|汇报|审议|讨论)"
    r"[^,。;]{0,12}\Z"
)
_NOT_A_MEETING = re.compile(
    r"纪要|记录|议题|组成|委员|主任|副主任|党组|办公|材料|期间|代表|主席|领导|常委|机关|精神|文件|通知|服务|制度|之后|由|听取|强调|指出|要求"
)
_OTHER_WORDS = frozenset("室厅纪记战堂长")
_BODY_NOT_MEETING = re.compile(r"(?:人大|政协|代表大会)(?:第?" + NUMERAL + r"届)?(?:常务?委员?会|委员会)?\Z")
_ORDINAL = re.compile(rf"第?({NUMERAL})(?:、({NUMERAL}))?次")
_SESSION = re.compile(rf"第?({NUMERAL})届")
_COMPOUNDS = frozenset(["目的", "对接", "对外", "对口", "作为", "以案", "对标", "自贸", "自然", "自治", "到期", "向心", "自主", "自身", "自强", "为民", "为农", "将军", "在线", "在岗", "等级"])
_ALSO_IN_NAMES = frozenset(["学习", "研究", "讨论", "汇报", "专题", "学习贯彻", "落实", "贯彻落实", "贯彻", "通过", "听取", "决定", "建议", "领会", "结合", "筹备", "期间", "关于", "同意", "先后", "首先"])
"""Words that also stand within names (学习贯彻…精神专题研讨班): they end what is before a name only at its beginning."""
_OPENS_A_NAME = frozenset("省市区县州旗全国中党自第上十0123456789")
_VAGUE = re.compile(r"^(?:相关|有关|重要|此次|本次|这次|上述|专题|该|各类|一次|近期|系列|多次|两个|几个|两次|三次|几次)+")
_LEVEL_ONLY = re.compile(r"(?:全[国省市区县州旗]|国家|国务院|[省市区县州旗盟])(?:电视电话|视频|电视|工作)?会议?")
_LEVELS_BEFORE = re.compile(r"(?<![\u4e00-\u9fff])((?:(?:全?国家?|中央|全?省|全?市|全?区|全?县|全?州|自治区|兵团)、)+)\Z|(?:传达|学习|贯彻|落实|听取|出席|参加|了)((?:(?:全?国家?|中央|全?省|全?市|全?区|全?县|全?州|自治区|兵团)、)+)\Z")
COORDINATED = re.compile(r"[、和及与]|以及|、?并")
_SIMPLE = frozenset(["仪式", "会议", "大会", "会", "座谈会", "全会", "例会"])


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """A meeting's name ``[start, end)``; `ordinals` has two entries for 第N、M次."""

    start: int
    end: int
    name: str
    type: str
    ordinals: tuple[int, ...]
    session: int | None
    enlarged: bool
    standing: Standing
    bare: bool
    """True where the name is only a kind (会议, 座谈会)."""


@cache
def _kinds() -> Automaton[tuple[str, str]]:
    return Automaton((row["suffix"], (row["suffix"], row["type"])) for row in rows("meeting_kinds"))


@cache
def _breakers() -> Automaton[str]:
    return Automaton((term, term) for term in terms("meeting_breakers"))


def find_meeting_names(
    text: str, start: int, end: int, cuts: list[int], fixed: Set[int] = frozenset()
) -> list[MeetingMention]:
    """Return the meeting names in ``text[start:end]`` outside 《》, in order.

    `cuts` are the sorted ends of names and dates, `fixed` the positions within place names, where no name is cut.
    """
    found: list[MeetingMention] = []
    for first, last, (suffix, type_) in _kinds().longest(text, start, end):
        floor = found[-1].end if found else start
        if first < floor or _inside(text, start, first, "《", "》"):
            continue
        mention = _mention(text, max(floor, start), first, last, suffix, type_, cuts, fixed)
        if mention and found and found[-1].end == mention.start:
            mention = _joined(text, found.pop(), mention)
        if mention:
            found.append(mention)
    return _coordinated(text, found)


def _coordinated(text: str, found: list[MeetingMention]) -> list[MeetingMention]:
    """A和B精神, 召开A、B: what is said of one is said of both."""
    for index in [*range(len(found) - 2, -1, -1), *range(len(found) - 1)]:
        one, other = found[index], found[index + 1]
        if not COORDINATED.fullmatch(text, one.end, other.start) or one.bare or other.bare:
            continue
        known = other.standing if one.standing == "unclear" else one.standing
        found[index] = replace(one, standing=known)
        found[index + 1] = replace(other, standing=known if other.standing == "unclear" else other.standing)
    return found


def _joined(text: str, left: MeetingMention, right: MeetingMention) -> MeetingMention:
    """What stands together is one name: A暨B, 人民代表大会 + 第三次会议 + 预备会议."""
    return _described(text, left.start, right.end, right.type if right.type != "meeting" else left.type)


def _mention(
    text: str, floor: int, first: int, last: int, suffix: str, type_: str, cuts: list[int], fixed: Set[int]
) -> MeetingMention | None:
    if suffix.endswith(("常委会", "委员会", "党代会", "全委会")) and _NOT_A_MEETING.match(text, last):
        return None
    begin = _name_start(text, floor, first, cuts, fixed)
    name = text[begin:last]
    if suffix == "常委会" and _BODY_NOT_MEETING.search(text, max(floor, first - 16), first):
        return None
    if suffix == "人民代表大会" and not _ORDINAL.search(name) and not _SESSION.search(name):
        return None
    if text[last : last + 1] in _OTHER_WORDS or text.startswith(("中心", "通知", "材料", "纪要", "经费"), last):
        return None
    return _described(text, begin, last, type_)


def _described(text: str, begin: int, last: int, type_: str) -> MeetingMention:
    name = text[begin:last]
    ordinal = next(reversed([match for match in _ORDINAL.finditer(name) if match.group() not in ("两次", "多次")]), None)
    ordinals = tuple(n for group in (ordinal.groups() if ordinal else ()) if group and (n := number(group)))
    session = _SESSION.search(name)
    return MeetingMention(
        begin, last, name, refine(name, type_), ordinals, number(session[1]) if session else None,
        "扩大" in name or text.startswith("(扩大)", last), _standing(text, begin, last), _VAGUE.sub("", name) in _SIMPLE or bool(_LEVEL_ONLY.fullmatch(name)),
    )  # fmt: skip


def _standing(text: str, begin: int, last: int) -> Standing:
    before = text[max(0, begin - 24) : begin].rpartition("。")[2]
    held = _HELD_AFTER.match(text, last)
    if held:
        return "mentioned" if _ANNOUNCED.search(held.group()) or _ANNOUNCED.search(before[-16:]) else "held"
    if _MENTIONED_AFTER.match(text, last):
        return "mentioned"
    if _HELD_BEFORE.search(before):
        return "held"
    if _MENTIONED_BEFORE.search(before):
        return "mentioned"
    return "unclear"


def refine(name: str, type_: str) -> str:
    """Return the type of a meeting by its whole name where its last word leaves it open."""
    rules = (
        (r"电视电话|视频会", "video-conference"),
        (r"(?:人大|人民代表大会)常(?:务委员|委)会.*次会议", "npc-standing-committee-session"),
        (r"政协.*常(?:务委员|委)会.*会议", "cppcc-standing-committee-session"),
        (r"(?:人大|人民代表大会).*次会议", "congress-session"),
        (r"政协.*次会议", "cppcc-plenary"),
        (r"政府.*全体", "government-plenary-meeting"),
        (r"领导小组|工作小组", "leading-group-meeting"),
        (r"代表团", "delegation-meeting"),
        (r"委员会.*会议|[安规食深编]委会.*会议", "commission-meeting"),
    )
    if type_ in ("meeting", "party-committee-plenum", "video-conference", "work-conference"):
        return next((kind for pattern, kind in rules if re.search(pattern, name)), type_)
    return type_


def _name_start(text: str, floor: int, first: int, cuts: list[int], fixed: Set[int]) -> int:
    """Walk back from the kind to where the name begins, over brackets and quotation marks that belong to it."""
    begin = _segment_start(text, max(floor, first - _LONGEST), first)
    at = bisect_left(cuts, first + 1) - 1
    if at >= 0 and cuts[at] > begin:
        begin = cuts[at]
    for start, end, word in _breakers().all(text, begin, first):
        if start not in fixed and _cuts(text, begin, start, end, word):
            begin = end
    while begin < first and text[begin] in " 、和与及,":
        begin += 1
    levels = _LEVELS_BEFORE.search(text, max(floor, begin - 8), begin)
    return levels.start(levels.lastindex or 0) if levels else begin


def _cuts(text: str, begin: int, start: int, end: int, word: str) -> bool:
    """Tell whether a word ends what stands before a meeting's name; single characters need a clear sequel."""
    if _inside(text, begin, start, "“", "”"):
        return False
    if word in ("和", "及", "与", "以及"):
        return text[end : end + 1] in _OPENS_A_NAME and not text.startswith("发展", max(0, start - 2))
    if len(word) == 1:
        if word in "的以自从到将对向为由于并是受把":
            return text[start : start + 2] not in _COMPOUNDS and text[start - 1 : end] not in _COMPOUNDS
        return word in "在了就我还等要"
    if word in _ALSO_IN_NAMES:
        return start <= begin + 2 or text[end : end + 1] in _OPENS_A_NAME
    return True


def _inside(text: str, begin: int, position: int, opening: str, closing: str) -> bool:
    """Tell whether a bracket or quotation opened within the last 80 characters is still open at `position`."""
    begin = max(begin, position - 80)
    return text.rfind(opening, begin, position) > text.rfind(closing, begin, position)


def _segment_start(text: str, floor: int, first: int) -> int:
    position = first
    while position > floor:
        character = text[position - 1]
        if character == "”":
            opening = text.rfind("“", floor, position)
            if opening < 0:
                return position
            position = opening
        elif character == ")":
            bracket = _BRACKETED.search(text, max(floor, position - 12), position)
            if not bracket:
                return position
            position = bracket.start()
        elif character == "、" and not re.match(rf"{NUMERAL}次", text[position : position + 8]):
            return position
        elif character in _STOPS or character in "(“":
            return position
        else:
            position -= 1
    return position
