"""Names that stand without a post: before a verb of the genre (王某列席), or in a list that opens a sentence.

Goes in: the text and a span of it. Comes out: where each name begins, the name, by which rule. Does not know posts.
"""

import re
from collections.abc import Iterator
from functools import cache

from flows.extraction.lexicon import ReversedAutomaton, is_common_word, terms
from flows.extraction.names import NOT_LAST, is_place, is_plausible, is_shaped, other_candidates
from flows.gazetteer.surnames import frequent_surnames, surname_openers

BODY_ENDS = frozenset("委府局部办会院处厅署室科社团组协所站队校司企园厂村镇乡馆台党界")
"""Characters that end the names of bodies and places."""
OF_BODY = frozenset("部局委镇乡县区市州旗厅")
"""What ends a body's or a place's name right before a name: 永兴镇|邓某某副镇长, 市委组织部|陈某某书记."""
NEVER_LAST = BODY_ENDS | frozenset("和与及")
"""Characters with which no name ends that stands before a title or in a list."""


def bare_names(text: str, start: int, end: int) -> Iterator[tuple[int, str, str]]:
    """Yield each name in ``text[start:end]`` that a verb or its place in a list tells: begin, name, rule."""
    yield from _before_verbs(text, start, end)
    yield from _opening(text, start, end)


@cache
def _verbs() -> ReversedAutomaton[int]:
    return ReversedAutomaton((term, 0) for term in terms("subject_verbs"))


_OFTEN = 150
_ADVERBS = {*"将也还均都已曾", "先后", "分别", "共同", "一同", "亲自", "现场", "应邀", "专程", "随后", "首先"}
"""What may stand between the name and its verb: 李某将|出席."""
_LED_BY = frozenset("由经受")
_LEFT = frozenset(",。;:!?、)》”]由经据受和与及")
"""What stands before such names where no blank and no line's beginning does: 会议由|赵某主持."""
_LEFT_IN_LIST = _LEFT | frozenset("部局委厅")
"""A list may begin right after a body: 县委组织部|丁某、柏某等同志到会指导; not 副区|长孙某."""


def _before_verbs(text: str, start: int, end: int) -> Iterator[tuple[int, str, str]]:
    """Names that stand before a verb of the genre without a post: 王某列席; 张某、李某参加; 会议由赵某主持."""
    for first, last, _ in _verbs().longest(text, start, end):
        if text[first:last] == "对" and is_common_word(text[first - 1 : last], _OFTEN):
            continue  # 坚决反|对, 全力应|对
        names = [] if text[first - 1] in NOT_LAST else _names_before(text, start, first)
        if not names and text[first - 2 : first] in _ADVERBS:
            names = _names_before(text, start, first - 2)
        elif not names and text[first - 1 : first] in _ADVERBS:
            names = _names_before(text, start, first - 1)
        for begin, name in names:
            yield begin, name, "person.before-verb"


_OPENING = re.compile(
    r"[\n。][ \u3000]{0,4}(?P<names>[\u4e00-\u9fff]{2,3}(?:、[\u4e00-\u9fff]{2,3})+)"
    r"[,;](?=[^。\n]{0,80}?(?:出席|参加|列席|陪同))"
)
"""张某、李某、王某,县政府秘书长赵某出席会议: names open the sentence, and the verb comes after further ones."""


def _opening(text: str, start: int, end: int) -> Iterator[tuple[int, str, str]]:
    for match in _OPENING.finditer(text, start, end):
        names = match["names"].split("、")
        if not all(is_shaped(name) and is_plausible(name) and not _begins_as_words(name) for name in names):
            continue
        begin = match.start("names")
        for name in names:
            yield begin, name, "person.listed"
            begin += len(name) + 1


def _names_before(text: str, floor: int, end: int) -> list[tuple[int, str]]:
    names: list[tuple[int, str]] = []
    position = end
    for _ in range(60):
        one = _dotted_before(text, floor, position) if names else None
        one = one or _name_before(text, floor, position, _LEFT_IN_LIST if names else _LEFT)
        one = one or (_odd_before(text, floor, position) if names else None)
        if not one:
            break
        names.append(one)
        position = one[0]
        if position == floor or text[position - 1] not in "、和与及":
            break
        position -= 1
    if not names:
        return names
    if len(names) == 1 and (text.startswith(_FURTHER_ONES, end) or text.endswith(_LAST_OF_A_LIST, floor, names[0][0])):
        return []  # a name stands there for sure only in a list: 张某、李某和王某出席, 张某、李某及各镇负责人参加
    return names if all(is_plausible(name) and not _begins_as_words(name) for _, name in names) else []


def _begins_as_words(name: str) -> bool:
    """行动|暨(就业促进周), 曾|策划(对), 但|湖南(对): what stands before a verb and is no name."""
    if len(name) != 3:
        return name[0] == "但"  # 但从|调研的情况看
    leads = name[0] in "但曾从都于和同向对"
    return is_common_word(name[:2], _OFTEN) or (leads and (is_common_word(name[1:], _OFTEN) or is_place(name[1:])))


_LAST_OF_A_LIST = ("和", "与", "及")
_FURTHER_ONES = ("及", "以及", "和")
_DOTTED_BEFORE = re.compile(r"(?<![\u4e00-\u9fff·])[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,5}){1,3}(?<!的)\Z")


def _dotted_before(text: str, floor: int, end: int) -> tuple[int, str] | None:
    """A name such as 艾力·某某 within a list."""
    begin = max(floor, end - 24)
    match = _DOTTED_BEFORE.search(text, begin, end) if text.find("·", begin, end) >= 0 else None
    return (match.start(), match.group()) if match else None


_ODD_BEFORE = re.compile(r"(?<=、)[\u4e00-\u9fff]{3,5}\Z|(?<=[。;\n])[\u4e00-\u9fff]{3,5}\Z")


def _odd_before(text: str, floor: int, end: int) -> tuple[int, str] | None:
    """孙诺吉才、|此里卓玛|、朱某某等老领导: within a list of names, what is spelt by sounds is one, too."""
    match = _ODD_BEFORE.search(text, max(floor, end - 6), end) if text.startswith("、", end) else None
    if match is None or match.group()[-1] in NEVER_LAST:
        return None
    if any(title in match.group() for title in terms("titles")):
        return None  # 副盟长高娃、|李某某|出席
    fits = any(item.end == end for item in other_candidates(text, match.start(), expected=True))
    return (match.start(), match.group()) if fits else None


def _name_before(text: str, floor: int, end: int, left: frozenset[str]) -> tuple[int, str] | None:
    openers = surname_openers()
    for size in (3, 2, 4):
        begin = end - size
        if begin < floor or text[begin] not in openers:
            continue
        free = begin == floor or text[begin - 1] in left or text[begin - 1].isspace()
        if not free or not is_shaped(text[begin:end]):
            continue
        if text[begin] in _LED_BY and text[begin + 1] in frequent_surnames() and is_shaped(text[begin + 1 : end]):
            continue  # 由|李某代表镇政府作报告
        return begin, text[begin:end]
    return None
