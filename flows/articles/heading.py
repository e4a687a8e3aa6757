"""Heading: the lines above the report -> headline, byline fields, and where the reporting begins.

In: the folded text and its lines. Out: the span of the headline without the site's name, the fields around it, the
place of the first reporting paragraph. Subtitles, captions, summaries and repeated headlines are neither headline nor
body. Does not know what stands below.
"""

import re
from collections.abc import Sequence
from functools import cache

from flows.articles.evidence import Span
from flows.articles.labels import Field, byline, fields_in, is_furniture, is_medium
from flows.articles.lines import (
    SHORT,
    is_caption,
    is_heading,
    is_navigation,
    is_prose,
    is_section,
    is_summary,
    names_position,
    opens_with_wire,
)

_TITLE_LABEL = re.compile(r"(?:新闻|文章|稿件)?标题 ?: ?")
# …工作会议_要闻_江城新闻网, …工作会议 - 江城区人民政府
_SITE = re.compile(r"(?: ?[_|] ?| ?—{1,2} ?| - |-)([^_|—\-()《》“”0-9]{2,20})$")
_GOVERNMENT = re.compile(r"(?:政府|门户|网|政务)$")
_HEAD_LINES = 20
_SEARCHED = 200
_OPENING_LINES = 8
_MENU_LINES = 30
_LEAD = 16
"""So many characters that two paragraphs begin with make the first one a lead that the second repeats."""
_LONGEST_LEAD = 300
_LONGEST_KICKER = 16


def find_title(folded: str, lines: list[Span]) -> tuple[int, Span, list[Field]]:
    """Return the number of the headline's line, the headline, and the fields above it.

    The headline is the first line that is no furniture, no section's or medium's name above a longer line.
    """
    fields: list[Field] = []
    for number, line in list(enumerate(lines[:_SEARCHED]))[_below_menu(folded, lines) :]:
        piece = line.of(folded)
        if found := byline(folded, line):
            fields += found
        elif not is_navigation(piece) and not is_furniture(piece) and not _is_kicker(folded, lines, number):
            return number, headline(folded, line), fields
    return 0, headline(folded, lines[0]), fields


def _below_menu(folded: str, lines: list[Span]) -> int:
    """Return the number of the line below the path to the page, where nothing but a menu stands above that."""
    for number, line in enumerate(lines[:_MENU_LINES]):
        if names_position(line.of(folded)):
            below = lines[number + 1] if number + 1 < len(lines) else None
            return 0 if below is None or any(fields_in(folded, below, loose=False)) else number + 1
        if line.end - line.start > _LONGEST_KICKER and not is_navigation(line.of(folded)):
            break
    return 0


def _is_kicker(folded: str, lines: list[Span], number: int) -> bool:
    """Tell whether a line only names the section or the medium, and the headline follows."""
    piece = lines[number].of(folded)
    named = is_section(piece) or (is_medium(piece) and len(piece) <= _LONGEST_KICKER)
    if not named or number + 2 >= len(lines) or (len(piece) > _LONGEST_KICKER and "  " not in piece):
        return False
    following = lines[number + 1]
    below = following.of(folded)
    return len(below) > 8 and is_heading(below) and not byline(folded, following) and not is_navigation(below)


def headline(folded: str, line: Span) -> Span:
    """Return the headline in `line`, without 标题: before it and the site's name behind it."""
    match = _TITLE_LABEL.match(folded, line.start, line.end)
    start = match.end() if match and match.end() < line.end else line.start
    end, sections = line.end, False
    while site := _SITE.search(folded[start:end][-30:]):
        name = site[1].strip()
        if not (is_medium(name) or _GOVERNMENT.search(name) or (sections and len(name) <= 8)):
            break
        cut = end - len(site[0])
        if cut - start < 6:
            break
        end, sections = cut, True
    return Span(start, end)


def end_of_head(folded: str, lines: list[Span], title: int) -> tuple[int, list[Field]]:
    """Return the number of the line after the byline that follows the headline, and that byline's fields.

    Short lines between the headline and the byline (subtitles) belong to the head, and one paragraph that sums up.
    """
    ends: list[tuple[int, list[Field]]] = [(title + 1, [])]
    summary = 0
    for number in range(title + 1, min(len(lines), title + 1 + _HEAD_LINES)):
        piece = lines[number].of(folded)
        if found := byline(folded, lines[number]):
            if summary and not (_dates(found) and _text_below(folded, lines, number) > 2 * summary):
                break
            ends.append((number + 1, [*ends[-1][1], *found]))
        elif is_furniture(piece) or is_navigation(piece):
            if ends[-1][0] == number:
                ends[-1] = (number + 1, ends[-1][1])
        elif opens_with_wire(piece):
            break
        elif len(piece) > SHORT or "。" in piece:
            if summary or len(ends) > 1:
                break
            summary = len(piece)
    # A text of short lines only: its last byline is the one below the body.
    is_byline = cache(lambda number: bool(byline(folded, lines[number])))
    while len(ends) > 1 and all(map(is_byline, range(ends[-1][0], min(len(lines), ends[-1][0] + _SEARCHED)))):
        ends.pop()
    return ends[-1]


def _dates(fields: Sequence[Field]) -> bool:
    """Tell whether a byline dates the article."""
    return any(field.date for field in fields)


def _text_below(folded: str, lines: list[Span], number: int) -> int:
    """Return how many characters of prose stand in the lines after `number`."""
    below = (line.of(folded) for line in lines[number + 1 : number + 1 + _SEARCHED])
    return sum(len(piece) for piece in below if is_prose(piece))


def start_of_report(folded: str, lines: list[Span], first: int, title: Span) -> tuple[int, int]:
    """Return the number of the first reporting line from `first` on, and where in it the report starts."""
    start = first
    while start < min(len(lines), first + _OPENING_LINES) and _is_opening(folded, lines, start, title):
        start += 1
    if start >= len(lines) or not is_prose(lines[start].of(folded)):
        start = _after_repeated(folded, lines, first, title)
    return start, _after_run_in(folded, lines[start], title) if start < len(lines) else 0


def _is_opening(folded: str, lines: list[Span], number: int, title: Span) -> bool:
    """Tell whether a line above the first paragraph is no part of the report."""
    piece = lines[number].of(folded)
    following = [line.of(folded) for line in lines[number + 1 : number + 5]]
    if not any(map(is_prose, following)):
        return False
    if _same(piece, title.of(folded)) or is_caption(piece) or is_furniture(piece) or is_summary(piece):
        return True
    return _is_lead(piece, following) or is_heading(piece)


def _is_lead(piece: str, following: list[str]) -> bool:
    """Tell whether the next paragraph says once more, and longer, what this one begins with."""
    lead = piece.strip("[]() 。…")[:_LEAD]
    below = next(filter(is_prose, following), "")
    return len(lead) == _LEAD and len(piece) <= _LONGEST_LEAD and len(below) >= len(piece) and lead in below[:60]


def _after_repeated(folded: str, lines: list[Span], first: int, title: Span) -> int:
    """Return the first line from `first` on that is not the headline once more."""
    while first < len(lines) and _same(lines[first].of(folded), title.of(folded)):
        first += 1
    return first


def _same(piece: str, title: str) -> bool:
    """Tell whether a line is the headline once more."""
    return len(piece) < 2 * len(title) + 20 and "".join(piece.split()) == "".join(title.split())


def _after_run_in(folded: str, line: Span, title: Span) -> int:
    """Return where the report starts in a paragraph that opens with the headline: [区委开会]3月4日,…"""
    heading = title.of(folded)
    for opening, closing in (("[", "]"), ("", "。")):
        run_in = f"{opening}{heading}{closing}"
        if folded.startswith(run_in, line.start) and line.start + len(run_in) + _LEAD < line.end:
            return line.start + len(run_in)
    return line.start
