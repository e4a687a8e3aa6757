"""Layout: a folded article -> where its headline, its byline and its reporting part stand.

In: the folded text. Out: the span of the headline, the fields above and below, the span of the body. A page's furniture
(navigation, buttons, links to other articles, legal notes) lies outside the body. Does not read the fields' values.
"""

import re
from dataclasses import dataclass

from flows.articles.evidence import Span
from flows.articles.labels import Field, byline, fields_in, is_furniture, is_medium, trim
from flows.articles.lexicons import terms
from flows.articles.names import names_in, only_names

_LINE = re.compile(r"[^\n]+")
_TITLE_LABEL = re.compile(r"(?:新闻|文章|稿件)?标题 ?: ?")
_HEAD_LINES = 9
_TAIL_LINES = 200
_SHORT = 60
"""A subtitle, a caption or a menu is shorter, a paragraph of prose longer or ended by 。"""
_LINKS_BELOW = 12
"""So many short lines that are no byline may stand between a byline and the end: headlines of other articles."""
_BYLINE_IN_BRACKETS = 100


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of an article stand; `head` and `tail` are the fields of its byline, in order."""

    title: Span
    body: Span
    head: tuple[Field, ...]
    tail: tuple[Field, ...]


def lay_out(folded: str) -> Layout:
    """Return the layout of a text that is not blank."""
    lines = [
        line for match in _LINE.finditer(folded) if (line := _visible(folded, Span(*match.span()))).start < line.end
    ]
    if not lines:
        return Layout(Span(0, 0), Span(0, 0), (), ())
    at, before = _find_title(folded, lines)
    title = _without_label(folded, lines[at])
    first, above = _end_of_head(folded, lines, at)
    first = _after_repeated_title(folded, lines, first, title)
    last, below = _start_of_tail(folded, lines, first)
    if first >= last:
        return Layout(title, Span(lines[at].end, lines[at].end), (*before, *above), tuple(below))
    end, closing = _before_closing_byline(folded, lines[last - 1])
    while end > lines[first].start and folded[end - 1].isspace():
        end -= 1
    return Layout(title, Span(lines[first].start, max(lines[first].start, end)), (*before, *above), (*closing, *below))


def _visible(folded: str, line: Span) -> Span:
    """Return `line` without blanks and hidden characters at its ends."""
    start, end = line.start, line.end
    while start < end and (folded[start] == " " or not folded[start].isprintable()):
        start += 1
    while start < end and (folded[end - 1] == " " or not folded[end - 1].isprintable()):
        end -= 1
    return Span(start, end)


def _find_title(folded: str, lines: list[Span]) -> tuple[int, list[Field]]:
    """Return the number of the headline's line, the first that is no furniture, and the fields above it."""
    fields: list[Field] = []
    for number, line in enumerate(lines[:_TAIL_LINES]):
        if found := byline(folded, line):
            fields += found
        elif not _is_navigation(line.of(folded)) and not is_furniture(line.of(folded)):
            return number, fields
    return 0, fields


def _without_label(folded: str, line: Span) -> Span:
    """Return the headline without 标题: before it, and no more of it than a byline may have."""
    match = _TITLE_LABEL.match(folded, line.start, line.end)
    return Span(match.end(), line.end) if match and match.end() < line.end else line


def _is_navigation(piece: str) -> bool:
    """Tell whether a line is a menu or the path to the page: 首页>新闻>要闻, 当前位置:…, 首页|新闻|政务|公告."""
    if len(piece) > 120 or "。" in piece:
        return False
    if piece.lstrip("[(<").startswith(terms("before_title")):
        return True
    path, menu = piece.split(">"), piece.split("|")
    return ("<" not in piece and len(path) > 1 and max(map(len, path)) <= 14) or (
        len(menu) > 3 and max(map(len, menu)) <= 8
    )


def _end_of_head(folded: str, lines: list[Span], title: int) -> tuple[int, list[Field]]:
    """Return the number of the line after the byline that follows the headline, and that byline's fields.

    Short lines between the headline and the byline (subtitles) belong to the head.
    """
    ends: list[tuple[int, list[Field]]] = [(title + 1, [])]
    for number in range(title + 1, min(len(lines), title + 1 + _HEAD_LINES)):
        piece = lines[number].of(folded)
        if found := byline(folded, lines[number]):
            ends.append((number + 1, [*ends[-1][1], *found]))
        elif is_furniture(piece) or _is_navigation(piece):
            if ends[-1][0] == number:
                ends[-1] = (number + 1, ends[-1][1])
        elif len(piece) > _SHORT or "。" in piece:
            break
    # A text of short lines only: its last byline is the one below the body.
    while len(ends) > 1 and all(byline(folded, line) for line in lines[ends[-1][0] : ends[-1][0] + _TAIL_LINES]):
        ends.pop()
    return ends[-1]


def _after_repeated_title(folded: str, lines: list[Span], first: int, title: Span) -> int:
    """Return the first line from `first` on that is not the headline once more."""
    words = "".join(title.of(folded).split())
    while first < len(lines) and lines[first].end - lines[first].start < 200:
        if "".join(lines[first].of(folded).split()) != words:
            break
        first += 1
    return first


def _start_of_tail(folded: str, lines: list[Span], first: int) -> tuple[int, list[Field]]:
    """Return the number of the line that ends the body, and the fields from there on."""
    stop = next((number for number in range(first, len(lines)) if _ends_article(lines[number].of(folded))), len(lines))
    lowest = max(first, stop - _TAIL_LINES)
    read = {number: byline(folded, lines[number]) for number in range(lowest, min(len(lines), stop + _TAIL_LINES))}
    last, others = stop, 0
    for number in range(stop - 1, lowest - 1, -1):
        piece = lines[number].of(folded)
        if read[number] or is_furniture(piece):
            last = number
            continue
        others += 1
        if others > _LINKS_BELOW or len(piece) >= _SHORT or piece.endswith(("。", "!", "?", "”", ")")):
            break
    return last, [field for number, fields in read.items() if number >= last for field in fields]


def _ends_article(piece: str) -> bool:
    """Tell whether a line starts what a page adds below an article: 上一篇:…, 相关阅读, 版权所有…"""
    return piece.lstrip("[(<■●◆★· ").startswith(terms("after_body")) and (len(piece) <= _SHORT or "版权" in piece[:120])


def _before_closing_byline(folded: str, line: Span) -> tuple[int, list[Field]]:
    """Return where the body ends before bylines at the end of its last line, …会议。(记者 陈平), and their fields."""
    fields: list[Field] = []
    end = line.end
    while end > line.start and folded[end - 1] in ")]":
        opening = max(folded.rfind("(", line.start, end), folded.rfind("[", line.start, end))
        found = _in_brackets(folded, Span(opening, end), line) if line.start <= opening else []
        names_or_source = any(field.kind in ("source", "medium") or names_in(folded, field.value) for field in found)
        if end - opening > _BYLINE_IN_BRACKETS or not names_or_source:
            break
        fields = [*found, *fields]
        end = opening
        while end > line.start and folded[end - 1] == " ":
            end -= 1
    full_stop = folded.rfind("。", max(line.start, end - _BYLINE_IN_BRACKETS), end)
    rest = trim(folded, Span(full_stop + 1, end))
    if full_stop > line.start and rest.start < rest.end and (found := byline(folded, rest)):
        return full_stop + 1, [*found, *fields]
    return end, fields


def _in_brackets(folded: str, brackets: Span, line: Span) -> list[Field]:
    """Return the fields in brackets: (记者 陈平), or names alone after the last sentence: …会议。(陈平 李明)."""
    inside = Span(brackets.start + 1, brackets.end - 1)
    fields = list(fields_in(folded, inside, loose=True))
    before = folded[line.start : brackets.start].rstrip()
    if fields or before[-1:] not in ("", "。", "”"):
        return fields
    if only_names(folded, inside):
        return [Field("reporter", inside.start, inside)]
    return [Field("medium", inside.start, inside)] if is_medium(inside.of(folded)) else []
