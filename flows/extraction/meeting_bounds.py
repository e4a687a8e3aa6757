"""Where a meeting's name begins: back from its kind (会议) to what cannot be part of it.

Goes in: the text, the place of the kind, where people's names and dates end, where place names lie. Comes out: the
first character of the name. Brackets such as (扩大) and quotation marks within the name are passed over.
"""

import re
from bisect import bisect_left
from collections.abc import Set
from functools import cache

from flows.extraction.lexicon import Automaton, is_common_word, rows, terms
from flows.extraction.numerals import NUMERAL

_LONGEST = 60
_STOPS = frozenset(",。;:!?\n《》<>[]|…(“")
_STOP = re.escape("".join(sorted(_STOPS)))
_TO_LAST_STOP = re.compile(f".*[{_STOP}]", re.DOTALL)
_SIGNS = "”)、 —"
"""What may stand within a name or end before it."""
_NEEDS_A_LOOK = re.compile(f"[{_SIGNS}]")
_TO_LAST_SIGN = re.compile(f".*[{_STOP}{_SIGNS}]", re.DOTALL)
_DATELINE = re.compile(r"[电讯] \Z|——\Z")
"""What ends before a name though it is no punctuation: 新华社10月9日电 全国防汛会议, …新征程——热烈祝贺某大会."""
_BRACKETED = re.compile(
    r"\((?:扩大|视频|电视|电话|电视电话|视频连线|专题|党组|\d{4}年|[第\d一二三四五六七八九十]+[次期]|"
    r"(?<=党\()工|街道|(?<=村\()(?:社区|居)|(?<=[区县市]\()[\u4e00-\u9fff]{2,6}区|(?<=[省市区县州盟旗]\()(?:[省市区县州盟旗]、)*[省市区县州盟旗]|(?:[镇乡街场]道?、)*[镇乡街场]道?|"
    r"(?<=[委会]\()[^()]{2,12}[委会])\)\Z"
)
"""(扩大); several bodies in one word: 党(工)委, 乡(镇、街道)党委; another name of a body: 县安委会(防减救灾委)."""
_SHARED_NUMBER = re.compile(rf"{NUMERAL}次")
_NEXT_NUMBER = re.compile(rf"第{NUMERAL}次")
"""第六、七次会议 and 第二次、第三次会议 are one name each."""
_HOLDING = ("在", "召开", "举行", "举办", "主持召开", "组织召开")
"""After these a name begins, whatever its first word is: 召开学习贯彻…研讨班."""
_AND = ("和", "及", "与")
_OF_TWO_SIDES = re.compile(
    r"[^,。;:\s、]{2,30}?(?:协议|合作|合同|备忘录)[^,。;:\s、]{0,6}?(?:签约|签署|签字)(?:仪式|活动|典礼)"
)
"""What two sides sign together is named by both: 某县人民政府与|中国恒业集团合作协议签约仪式."""
_OPENS_A_NAME = frozenset("省市区县州旗全国中党自第上十0123456789")
_TOPICS = r"(?:(?:社会|[^,。;:!?\n《》、()“”\s会议的]){2,12}、){1,6}(?:社会|[^,。;:!?\n《》、()\s会议的等]){2,24}"
_LISTED = re.compile(
    rf"(?:召开|举行)了?(?P<called>{_TOPICS})\Z|(?:(?<=[,\n ])|\A)(?P<held>(?:\d{{4}}年)?全[省市区县州旗盟]{_TOPICS})\Z"
)
"""What a meeting deals with, in a row: 召开|安全生产、信访稳定和防汛工作会议; 全县|稳就业、保民生工作会议召开."""
_HELD_NEXT = re.compile(r"[^,。;、\n]{0,10}会议?(?:\([^()]{2,6}\))?(?:在[^,。;]{2,20})?(?:召开|举行)")
_BY_LEADER = re.compile(
    r"学习(?:宣传)?贯彻(?:落实)?习近平"
    r"(?:总书记[^,。;:\n《》]{0,40}|新时代[^,。;:\n《》]{6,16})(?:精神|思想|论述|指示|批示)[^,。;、和及与在]{0,12}\Z"
)
"""A leader within a meeting's name: 学习贯彻习近平总书记重要讲话精神|专题研讨班."""
_OF_A_TITLE = re.compile(r"(?:召开|举行|举办|参加|出席)了?(?P<name>[^,。;:!?\n《》()的在]{0,16}《[^《》\n]{2,40}》)\Z")
"""A document within a meeting's name: 召开|县《政府工作报告》任务分解会, 举行|《框架协议》签约仪式."""
_REMEMBERED = re.compile("(?:同志|先生|烈士)?(?:诞辰|逝世)")
"""A person whom the meeting commemorates is part of its name: 纪念周某同志诞辰100周年座谈会."""
_LEVELS = r"((?:(?:全?国家?|中央|全?省|全?市|全?区|全?县|全?州|自治区|兵团)、)+)\Z"
_LEVELS_BEFORE = re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=传达|学习|贯彻|落实|听取|出席|参加)|(?<=[了和及])){_LEVELS}")
"""全国、全省安全生产会议 is one name with both levels."""
_OURS = ("我", "本")
_OUR_LEVELS = frozenset("省市区县州旗盟镇乡")
_OUR_BODY = re.compile("[省市区县州旗盟镇乡](?:[委纪]|政府|政协|人大|党|直|长)")
"""我市|投资说明会: the level is no part of the name, but it is of 我市|市委常委会会议."""
_ACTED_ON = frozenset(["结合", "贯彻", "落实", "领会", "听取", "同意", "建议"])
"""Right before a mere 会议 these are verbs: 结合会议提出的意见."""
_LEVEL_FIRST = re.compile(r"[全各][国省市区县州旗]|[省市区县州旗](?:委|庆)?")
"""A name's own beginning: 全县学习运用…现场会."""


@cache
def _breakers() -> Automaton[tuple[str, bool]]:
    return Automaton((row["word"], (row["word"], bool(row["within_names"]))) for row in rows("meeting_breakers"))


@cache
def _compounds() -> frozenset[str]:
    return frozenset(terms("meeting_compounds"))


def name_start(text: str, floor: int, first: int, cuts: list[int], fixed: Set[int]) -> int:
    """Return where the name begins whose kind stands at `first`, not before `floor`.

    `cuts` are the sorted ends of people's names and dates, `fixed` the positions within place names.
    """
    begin = _segment_start(text, max(floor, first - _LONGEST), first)
    whole = _whole_start(text, floor, begin, first, cuts)
    if whole is not None:
        return whole
    of_leader = _BY_LEADER.search(text, begin, first) if text.find("习近平", begin, first) >= 0 else None
    to = of_leader.start() if of_leader else first
    at = bisect_left(cuts, to + 1) - 1
    if at >= 0 and not _REMEMBERED.match(text, cuts[at]):
        begin = max(begin, min(cuts[at], first))
    held = False
    for start, end, (word, within_names) in _breakers().all(text, begin, to):
        follows = held and start <= begin + 2
        if start in fixed or (follows and within_names):
            continue
        if (word in _ACTED_ON and end == first) or _ends(text, begin, start, end, word, within_names):
            begin, held = end, word.startswith(_HOLDING)
    while begin < first and text[begin] in " 、和与及," and not is_common_word(text[begin : begin + 2]):
        begin += 1
    if text[begin - 1 : begin] in _OURS and text[begin : begin + 1] in _OUR_LEVELS and not _OUR_BODY.match(text, begin):
        begin += 1
    listed = text[begin - 1 : begin] == "、"
    levels = _LEVELS_BEFORE.search(text, max(floor, begin - 8), begin) if listed else None
    return levels.start(1) if levels else begin


def _whole_start(text: str, floor: int, begin: int, first: int, cuts: list[int]) -> int | None:
    """Return where a name begins that goes on from 暨, holds a row of topics or a title; None for any other."""
    if text.startswith("暨", floor) and begin == floor:
        return floor
    before = text[begin - 1 : begin]
    if before == "》":
        titled = _OF_A_TITLE.search(text, max(floor, begin - _LONGEST), begin)
        return titled.start("name") if titled else None
    return _listed_start(text, floor, first, cuts) if before == "、" else None


def _listed_start(text: str, floor: int, first: int, cuts: list[int]) -> int | None:
    """Return where a name begins that tells in a row what its meeting deals with; None where the row names people."""
    row = _LISTED.search(text, max(floor, first - _LONGEST), first)
    if row is None or (row["held"] and not _HELD_NEXT.match(text, first)):
        return None
    begin = row.start("called") if row["called"] else row.start("held")
    return begin if bisect_left(cuts, begin + 1) == bisect_left(cuts, first + 1) else None


def _ends(text: str, begin: int, start: int, end: int, word: str, within_names: bool) -> bool:
    """Tell whether a word separates a name from what is before it, rather than being part of the name."""
    if inside(text, begin, start, "“", "”"):
        return False
    if word in _AND:
        if _OF_TWO_SIDES.match(text, end):
            return False
        opens = text[end : end + 1] in _OPENS_A_NAME or text.startswith("政协", end)
        return opens and not text.startswith("发展", max(0, start - 2)) and not _within_word(text, start)
    if len(word) == 1:
        return not _within_word(text, start)
    if within_names and text.startswith("中心组", end):
        return False
    if within_names:
        opens = start <= begin + 2 and not _LEVEL_FIRST.fullmatch(text, begin, start)
        return opens or text[end : end + 1] in _OPENS_A_NAME
    return True


def _within_word(text: str, at: int) -> bool:
    """Tell whether the character at `at` is part of a word: 就 in 就业创业工作会, 从 in 全面从严治党工作会议."""
    return text[at : at + 2] in _compounds() or text[max(0, at - 1) : at + 1] in _compounds()


def inside(text: str, begin: int, position: int, opening: str, closing: str) -> bool:
    """Tell whether a bracket or quotation opened within the last 80 characters is still open at `position`."""
    opened = text.rfind(opening, max(begin, position - 80), position)
    return opened >= 0 and text.find(closing, opened, position) < 0


def _shares_its_name(text: str, position: int) -> bool:
    """Tell whether 、 right before `position` stands between the numbers of two meetings of one name."""
    further = text[position - 2] == "次" and _NEXT_NUMBER.match(text, position)
    return bool(further or _SHARED_NUMBER.match(text, position))


def _segment_start(text: str, floor: int, first: int) -> int:
    if not _NEEDS_A_LOOK.search(text, floor, first):
        stop = _TO_LAST_STOP.match(text, floor, first)
        return stop.end() if stop else floor
    position = first
    while sign := _TO_LAST_SIGN.match(text, floor, position):
        position = sign.end()
        character = text[position - 1]
        if character == "”":
            opening = text.rfind("“", floor, position)
        elif character == ")":
            bracket = _BRACKETED.search(text, max(floor, position - 12), position)
            opening = bracket.start() if bracket else -1
        elif (
            character in _STOPS
            or (character in " —" and _DATELINE.search(text, max(floor, position - 2), position))
            or (character == "、" and not _shares_its_name(text, position))
        ):
            opening = -1
        else:
            opening = position - 1
        if opening < 0:
            return position
        position = opening
    return floor
