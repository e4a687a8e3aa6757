"""Ending: the lines below the report -> where the body ends, and the fields of the byline there.

In: the folded text and its lines, the number of the first reporting one. Out: the number of the first line that is no
body, the fields from there on, and those at the end of the last paragraph. Links, teasers of other articles, captions,
buttons and legal notes lie outside the body. Does not know what stands above.
"""

import re

from flows.articles.evidence import Span
from flows.articles.labels import DID, MARKS, Field, byline, fields_in, is_furniture, is_medium, trim
from flows.articles.lines import SHORT, ends_article, is_caption, is_heading, is_prose, is_teaser, opens_report
from flows.articles.names import is_unit, names_in, tokens

_TAIL_LINES = 200
_LINKS_BELOW = 12
"""So many short lines that are no byline may stand between a byline and the end: headlines of other articles."""
_LONGEST_TEASER = 150
_LONGEST_HEADLINE = 45
# A last paragraph that was cut off looks like a headline, but starts as headlines do not.
_GOES_ON = re.compile(
    r"会议(?!室|现场)|会[上前后]|全会|大会(?:还|由|要|强|指|听|审)|[他她]|据|目前|截至|同时|此外|随后|其间|期间|当[日天]|[上下]午|参加|出席|列席|又讯|"
    r"在[^。]{2,20}[,时]|要|对|为|通过"
)
_BYLINE_IN_BRACKETS = 100
_SHORTEST_SOURCE = 4
"""(办公室) says whose office no more than its portal does."""


def start_of_tail(folded: str, lines: list[Span], first: int) -> tuple[int, list[Field]]:
    """Return the number of the line that ends the body, and the fields from there on."""
    stop = next((number for number in range(first, len(lines)) if ends_article(lines[number].of(folded))), len(lines))
    lowest = max(first, stop - _TAIL_LINES)
    read = {
        number: _byline_or_names(folded, lines[number]) for number in range(lowest, min(len(lines), stop + _TAIL_LINES))
    }
    stop = _after_editors(folded, lines, first, stop, read)
    last = _above_closing_lines(folded, lines, lowest, stop, read)
    last = _above_links(folded, lines, lowest, last)
    return last, [field for number, fields in read.items() if number >= last for field in fields]


def _byline_or_names(folded: str, line: Span) -> list[Field]:
    """Return the fields of a byline, or of a line in brackets that names somebody: (陈平 李明)."""
    if fields := byline(folded, line):
        return list(fields)
    opening, closing = folded[line.start], folded[line.end - 1]
    if opening + closing != "()" or line.end - line.start > _BYLINE_IN_BRACKETS:
        return []
    found = _in_brackets(folded, line, line)
    return found if _names_somebody(folded, found) or all(field.kind == "other" for field in found) else []


def _names_somebody(folded: str, fields: list[Field]) -> bool:
    """Tell whether fields name a person or where the article comes from."""
    return any(
        field.kind in ("source", "medium", "unit") or names_in(folded, field.value, due=field.due) for field in fields
    )


def _after_editors(folded: str, lines: list[Span], first: int, stop: int, read: dict[int, list[Field]]) -> int:
    """Return the line that names the editors where more text stands above it than below: what follows is another's."""
    lengths = [line.end - line.start if is_prose(line.of(folded)) else 0 for line in lines[first:stop]]
    above, total = 0, sum(lengths)
    for number, length in enumerate(lengths, first):
        if above and above >= total - above and any(field.kind == "editor" for field in read.get(number, ())):
            return number
        above += length
    return stop


def _above_closing_lines(folded: str, lines: list[Span], lowest: int, stop: int, read: dict[int, list[Field]]) -> int:
    """Return the line at which the bylines and buttons below the body start, links between them left aside."""
    last, others = stop, 0
    for number in range(stop - 1, lowest - 1, -1):
        piece = lines[number].of(folded)
        if read.get(number) or is_furniture(piece) or (is_caption(piece) and last == number + 1):
            last = number
            continue
        others += 1
        if others > _LINKS_BELOW or not _is_link(piece):
            break
    return last


def _is_link(piece: str) -> bool:
    """Tell whether a line can be the headline of another article or its first words."""
    if is_teaser(piece):
        return len(piece) <= _LONGEST_TEASER
    return len(piece) < SHORT and not piece.endswith(("。", "!", "?", "”", ")"))


def _above_links(folded: str, lines: list[Span], lowest: int, last: int) -> int:
    """Return the line at which headlines of other articles begin, each alone or with its first words below it."""
    end = last
    while end - 1 > lowest and last - end < _LINKS_BELOW:
        piece, above = lines[end - 1].of(folded), lines[end - 2].of(folded)
        if is_caption(piece) or is_furniture(piece) or _is_stray(folded, lines[end - 1], above):
            end -= 1
        elif is_heading(above) and opens_report(piece) and not piece.endswith(("。", "”", ")")) and end - 2 > lowest:
            end -= 2
        else:
            break
    return end if any(is_prose(line.of(folded)) for line in lines[lowest:end]) else last


def _is_stray(folded: str, line: Span, above: str) -> bool:
    """Tell whether a line below the report is a headline; a list of those who took part is none."""
    piece = line.of(folded)
    lists_names = "、" in piece and len(names_in(folded, line)) > 1
    broken_off = len(piece) > _LONGEST_HEADLINE or _GOES_ON.match(piece) is not None
    heads = is_heading(piece) and "," not in piece and piece[-1] not in "!?" and not above.endswith(":")
    return heads and not lists_names and not broken_off


def before_closing_byline(folded: str, line: Span) -> tuple[int, list[Field]]:
    """Return where the body ends before bylines at the end of its last line, …会议。(记者 陈平), and their fields."""
    fields: list[Field] = []
    end = line.end
    while end > line.start and folded[end - 1] in ")]":
        opening = max(folded.rfind("(", line.start, end), folded.rfind("[", line.start, end))
        found = _in_brackets(folded, Span(opening, end), line) if line.start <= opening else []
        if end - opening > _BYLINE_IN_BRACKETS or not _names_somebody(folded, found):
            break
        fields = [*found, *fields]
        end = opening
        while end > line.start and folded[end - 1] == " ":
            end -= 1
    full_stop = folded.rfind("。", max(line.start, end - _BYLINE_IN_BRACKETS), end)
    rest = trim(folded, Span(full_stop + 1, end))
    if folded[rest.start - 1] in MARKS:  # …其他事项。■荣光
        rest = Span(rest.start - 1, rest.end)
    if full_stop > line.start and rest.start < rest.end and (closing := byline(folded, rest)):
        return full_stop + 1, [*closing, *fields]
    return end, fields


def _only_due_names(folded: str, inside: Span) -> bool:
    """Tell whether brackets hold words of two or three characters that can be names: (荣光 丁香)."""
    words = list(tokens(folded, inside, due=True))
    return bool(words) and all(
        names and (word.end - word.start <= 3 or names_in(folded, word)) and not is_unit(word.of(folded))
        for word, names in words
    )


def _in_brackets(folded: str, brackets: Span, line: Span) -> list[Field]:
    """Return the fields in brackets: (记者 陈平), or names alone after the last sentence: …会议。(陈平 李明)."""
    inside = Span(brackets.start + 1, brackets.end - 1)
    if DID.fullmatch(folded, inside.start, inside.end):
        return [Field("reporter", inside.start, inside, due=True)]
    fields = list(fields_in(folded, inside, loose=True))
    before = folded[line.start : brackets.start].rstrip()
    if fields or before[-1:] not in ("", "。", "”", "."):
        return fields
    if is_medium(inside.of(folded)):
        return [Field("medium", inside.start, inside)]
    if _only_due_names(folded, inside):
        return [Field("reporter", inside.start, inside, due=True)]
    words = [(word.of(folded), names) for word, names in tokens(folded, inside)]
    if words and all(names or is_unit(word) for word, names in words):  # (江口镇 陈平), (区政府办)
        return [Field("unit" if inside.end - inside.start >= _SHORTEST_SOURCE else "other", inside.start, inside)]
    return []
