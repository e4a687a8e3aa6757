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
_NEEDS_A_LOOK = re.compile("[”)、 —]")
"""What may stand within a name or end before it."""
_DATELINE = re.compile(r"[电讯] \Z|——\Z")
"""What ends before a name though it is no punctuation: 新华社10月9日电 全国防汛会议, …新征程——热烈祝贺某大会."""
_BRACKETED = re.compile(
    r"\((?:扩大|视频|电视|电话|电视电话|视频连线|专题|党组|\d{4}年|[第\d一二三四五六七八九十]+[次期])\)\Z"
)
_SHARED_NUMBER = re.compile(rf"{NUMERAL}次")
_NEXT_NUMBER = re.compile(rf"第{NUMERAL}次")
"""第六、七次会议 and 第二次、第三次会议 are one name each."""
_HOLDING = ("在", "召开", "举行", "举办", "主持召开", "组织召开")
"""After these a name begins, whatever its first word is: 召开学习贯彻…研讨班."""
_AND = ("和", "及", "与")
_OPENS_A_NAME = frozenset("省市区县州旗全国中党自第上十0123456789")
_REMEMBERED = re.compile("(?:同志|先生|烈士)?(?:诞辰|逝世)")
"""A person whom the meeting commemorates is part of its name: 纪念周某同志诞辰100周年座谈会."""
_LEVELS = r"((?:(?:全?国家?|中央|全?省|全?市|全?区|全?县|全?州|自治区|兵团)、)+)\Z"
_LEVELS_BEFORE = re.compile(rf"(?:(?<![\u4e00-\u9fff])|(?<=传达|学习|贯彻|落实|听取|出席|参加)|(?<=[了和及])){_LEVELS}")
"""全国、全省安全生产会议 is one name with both levels."""
_LEVEL_FIRST = re.compile(r"[全各][国省市区县州旗]|[省市区县州旗]委?")
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
    at = bisect_left(cuts, first + 1) - 1
    if at >= 0 and not _REMEMBERED.match(text, cuts[at]):
        begin = max(begin, min(cuts[at], first))
    held = False
    for start, end, (word, within_names) in _breakers().all(text, begin, first):
        follows = held and start <= begin + 2
        if start not in fixed and not (follows and within_names) and _ends(text, begin, start, end, word, within_names):
            begin, held = end, word.startswith(_HOLDING)
    while begin < first and text[begin] in " 、和与及," and not is_common_word(text[begin : begin + 2]):
        begin += 1
    listed = text[begin - 1 : begin] == "、"
    levels = _LEVELS_BEFORE.search(text, max(floor, begin - 8), begin) if listed else None
    return levels.start(1) if levels else begin


def _ends(text: str, begin: int, start: int, end: int, word: str, within_names: bool) -> bool:
    """Tell whether a word separates a name from what is before it, rather than being part of the name."""
    if inside(text, begin, start, "“", "”"):
        return False
    if word in _AND:
        parts = text[end : end + 1] in _OPENS_A_NAME and not text.startswith("发展", max(0, start - 2))
        return parts and not _within_word(text, start)
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
    while position > floor:
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
    return position
