"""Reads numbering in running text: 一是, 一要, 第一, 首先, (一), 1., ①, 其一; nested lists too.

In: the folded text and a range. Out: `Item`s, outer ones before the inner ones they hold.
"""

import re
from dataclasses import dataclass, field

from flows.articles.evidence import Span
from flows.extraction.patterns import found_from
from flows.values import value

_FIGURES = {figure: value for value, figure in enumerate("一二三四五六七八九十", start=1)}
_WORDS = {"首先": 1, "其次": 2, "再次": 3, "然后": 3, "第三": 3, "第四": 4, "最后": 9}
_CN = r"[一二三四五六七八九十]{1,3}"
_STYLES = {
    "is": rf"({_CN})(?:、)?是(?!一[个种项次条名场座位些]|否)",
    "must": rf"({_CN})要(?!求(?!真|新|实)|点|素)",
    "nth": rf"第({_CN})(?:个?(?:方面)?[,、:]|(?=要)|是|点是)",
    "of": rf"其({_CN})(?:[,、:]|是)",
    "heading": rf"({_CN})、",
    "bracket": rf"\(({_CN}|\d{{1,2}})\)、?",
    "figure": r"(\d{1,2})(?:[.、·](?!\d)|、(?=\d{1,2}月\d|20\d\d年)|\))",
    "circle": r"([①-⑳])",
    "word": r"(首先|其次|再次|然后|最后)(?:是|,|(?=要|必须))",
    "should": rf"({_CN})(?=(?:须|抓|强化|提升|加强|做好|守|严|严守|狠抓)[^,。;]{{2}})",
}
_MARK = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _STYLES.items()))
_OPENERS = re.compile(r"[一二三四五六七八九十第其(0-9①-⑳首再然最]")
_BEFORE = frozenset("。;:,!?\n—“” 、")
_LINE_START_ONLY = frozenset({"heading", "figure"})
FIRST_ORDINAL = r"(?:一(?:是|要)|第一[,、:要是]|首先[,要是]|\(一\)|\(1\)|①|1[.、·]|其一[,、是]|一、)"
_NUMBERED_LINE = re.compile(rf"\s+(?:{_CN}、|\((?:{_CN}|\d{{1,2}})\)|\d{{1,2}}[.、·)]|[①-⑳])[^\n]*")
_JOINED = re.compile(r"(?<=[门位区县市镇乡级地家志方委局部员会院校企业织队组民众)])一[要是]")
"""A first ordinal need not begin its clause: 各县区、各部门【一要】…;二要…."""
_SENTENCE_END = re.compile(r"[。!?]")
_PLAIN = frozenset({"is", "must", "should"})
_GAP = re.compile(r"[。;:!?\n ]\s*$")


@dataclass(slots=True)
class Item:
    """One item of a numbered list: `start` of its ordinal, `span` of its text, the items inside it."""

    value: int
    style: str
    start: int
    span: Span
    inner: list["Item"] = field(default_factory=list)


@value()
class _Mark:
    style: str
    value: int
    start: int
    end: int


def find_items(folded: str, within: Span) -> list[list[Item]]:
    """Return the top lists of numbered items in a range; an item runs to the next ordinal of its list."""
    marks = _marks(folded, within)
    return _lists(folded, marks, within.end)


def _marks(folded: str, within: Span) -> list[_Mark]:
    found = []
    for match in found_from(_OPENERS, _MARK, folded, within.start, within.end):
        style = match.lastgroup or ""
        start = match.start()
        if start > within.start and folded[start - 1] not in _BEFORE and not _JOINED.match(folded, start):
            continue
        if style in _LINE_START_ONLY and start > within.start and not _GAP.search(folded, max(0, start - 3), start):
            continue
        value = _value(_figure(match, style))
        if value:
            found.append(_Mark(style, value, start, match.end()))
    return found


def _figure(match: re.Match[str], style: str) -> str:
    index = match.re.groupindex[style]
    return match.group(index + 1)


def _value(figure: str) -> int:
    if figure in _WORDS:
        return _WORDS[figure]
    if figure.isdigit():
        return int(figure) if figure.isascii() else ord(figure) - ord("①") + 1
    if "①" <= figure <= "⑳":
        return ord(figure) - ord("①") + 1
    if figure.startswith("十"):
        return 10 + _FIGURES.get(figure[1:], 0)
    if figure.endswith("十") and len(figure) == 2:
        return 10 * _FIGURES[figure[0]]
    return _FIGURES.get(figure, 0)


def _follows(mark: _Mark, value: int) -> bool:
    if mark.style == "word":
        return mark.value > value
    return mark.value == value + 1


def _lists(folded: str, marks: list[_Mark], end: int) -> list[list[Item]]:
    """Group marks into lists; a first mark without a second is no list."""
    lists: list[list[Item]] = []
    index = 0
    while index < len(marks):
        if marks[index].value != 1:
            index += 1
            continue
        chain = _chain(marks, index)
        if len(chain) < 2:
            index += 1
            continue
        last = chain[-1]
        following = next((i for i in range(last + 1, len(marks)) if _opens_like(marks, i, marks[index].style)), None)
        stop = marks[following].start if following is not None else end
        lists.append(_items(folded, marks, chain, stop))
        index = following if following is not None else len(marks)
    return lists


def _opens_like(marks: list[_Mark], index: int, style: str) -> bool:
    return marks[index].value == 1 and marks[index].style == style and len(_chain(marks, index)) > 1


def _chain(marks: list[_Mark], first: int) -> list[int]:
    """Return the marks that count on from `first` in its style, across other styles inside."""
    chain = [first]
    for index in range(first + 1, len(marks)):
        mark = marks[index]
        if mark.style == marks[first].style or _goes_on(marks[first], mark, len(chain)):
            if _follows(mark, marks[chain[-1]].value):
                chain.append(index)
            elif mark.value == 1:
                break
    return chain


def _goes_on(first: _Mark, mark: _Mark, count: int) -> bool:
    """Tell whether a list goes on in another style: 首先…其次…第三,… / 一是…二要…."""
    mixed = (first.style == "word" and mark.style == "nth") or {first.style, mark.style} <= _PLAIN
    return mixed and mark.value == count + 1


def _items(folded: str, marks: list[_Mark], chain: list[int], stop: int) -> list[Item]:
    items: list[Item] = []
    for position, index in enumerate(chain):
        following = chain[position + 1] if position + 1 < len(chain) else None
        end = marks[following].start if following is not None else _last_end(folded, items, marks[index].end, stop)
        inner_marks = marks[index + 1 : following] if following is not None else marks[index + 1 :]
        inside = [mark for mark in inner_marks if mark.start < end]
        item = Item(marks[index].value, marks[index].style, marks[index].start, _trimmed(folded, marks[index].end, end))
        item.inner = [inner for chained in _lists(folded, inside, item.span.end) for inner in chained]
        items.append(item)
    return items


def _last_end(folded: str, earlier: list[Item], start: int, stop: int) -> int:
    """End the last item with its paragraph, unless the items before it ran over several, or a list follows its colon.

    Where the items before it are parts of one sentence (一是…,二是…。要…), it ends with that sentence.
    """
    line_end = folded.find("\n", start, stop)
    if line_end < 0:
        line_end = stop
    elif any("\n" in item.span.of(folded) for item in earlier):
        return stop
    elif folded[line_end - 1] == ":":
        return _end_of_lines(folded, line_end, stop)
    if all(_SENTENCE_END.search(item.span.of(folded)) is None for item in earlier):
        sentence_end = folded.find("。", start, line_end)
        return sentence_end + 1 if sentence_end >= 0 else line_end
    return line_end


def _end_of_lines(folded: str, line_end: int, stop: int) -> int:
    """Return where the numbered lines after `line_end` end."""
    while line_end < stop and (line := _NUMBERED_LINE.match(folded, line_end, stop)):
        line_end = line.end()
    return line_end


def _trimmed(folded: str, start: int, end: int) -> Span:
    piece = folded[start:end]
    left = start + len(piece) - len(piece.lstrip(" \n"))
    return Span(left, max(left, end - (len(piece) - len(piece.rstrip(" \n")))))
