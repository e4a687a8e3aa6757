"""Finds what stands in 《》, nested ones too, and takes title, status and number apart.

In: the folded text and a range of it. Out: `Bracketed`, in order of place. Knows nothing of verbs and meetings.
"""

import re

from flows.articles.evidence import Span
from flows.values import value

LONGEST_TITLE = 160
"""A pair of brackets further apart than this is a mark lost, not a title."""

_MARK = re.compile(r"[《》<>\n]")
_STATUS = r"[^()《》<>,。;:]{0,14}?(?:稿|草案|修正案)|征求意见|送审|讨论|审议|报审|代拟"
_STATUS_AT_END = re.compile(rf"(?:\s*\((?:{_STATUS})\))+\s*$")
_STATUS_AFTER = re.compile(rf"(?:\s*\((?:{_STATUS})\))+|(?:送审|征求意见|讨论|审议|修订|审议修改)稿|草案")
_ONE_STATUS = re.compile(r"\(([^()]+)\)")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}[〔\[](?:19|20)\d\d[〕\]]\s?第?\d{1,5}号")
_NUMBER_AFTER = re.compile(rf"\s*\(?({_NUMBER.pattern})\)?")


@value()
class Bracketed:
    """A title in brackets: `span` with its brackets, `title` without them, status and number where they stand."""

    span: Span
    title: Span
    status: Span | None
    number: Span | None
    parent: int | None
    """Index of the one whose title holds this one."""


def find_bracketed(folded: str, body: Span) -> list[Bracketed]:
    """Return the closed pairs of title brackets in `body`; 《…<…>…》 gives two, the inner with its parent."""
    pairs = sorted(_pairs(folded, body)) if folded.find("《", body.start, body.end) >= 0 else []
    found: list[Bracketed] = []
    around: list[int] = []
    for pair in pairs:
        while around and found[around[-1]].span.end <= pair.start:
            around.pop()
        found.append(_take_apart(folded, pair, around[-1] if around else None))
        around.append(len(found) - 1)
    return found


def _pairs(folded: str, body: Span) -> list[Span]:
    """Pair the brackets; a mark without partner is left out (《关于…的通知。 → nothing)."""
    pairs: list[Span] = []
    open_: list[tuple[str, int]] = []
    for match in _MARK.finditer(folded, body.start, body.end):
        mark, place = match.group(), match.start()
        if mark == "\n":
            open_.clear()
        elif mark == "《" or (mark == "<" and open_):
            open_.append((mark, place))
        elif open_ and mark in "》>":
            partner = "《" if mark == "》" else "<"
            while mark == "》" and open_ and open_[-1][0] != partner:
                open_.pop()
            if open_ and open_[-1][0] == partner:
                start = open_.pop()[1]
                if 3 <= place + 1 - start <= LONGEST_TITLE:
                    pairs.append(Span(start, place + 1))
    return pairs


def _take_apart(folded: str, pair: Span, parent: int | None) -> Bracketed:
    """Split 《办法(草案)(送审稿)》(川府发〔2016〕12号) into title 办法, the last status and the number."""
    start, end = pair.start + 1, pair.end - 1
    inside = _STATUS_AT_END.search(folded, start, end)
    if inside and inside.start() > start:
        end = inside.start()
    after = _STATUS_AFTER.match(folded, pair.end)
    number = _NUMBER_AFTER.match(folded, after.end() if after else pair.end)
    status = _last_status(folded, after) or (_last_status(folded, inside) if inside and end < pair.end - 1 else None)
    return Bracketed(pair, Span(start, end), status, Span(*number.span(1)) if number else None, parent)


def _last_status(folded: str, match: re.Match[str] | None) -> Span | None:
    if match is None:
        return None
    each = [Span(*found.span(1)) for found in _ONE_STATUS.finditer(folded, *match.span())]
    return each[-1] if each else Span(*match.span())
