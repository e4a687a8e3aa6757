"""The names of those who are appointed: all that stands between the verb and 为, or before 当选, must be names.

Goes in: the text and where the names stand. Comes out: the place of each name, or nothing where something else stands
there too. Does not know posts.
"""

import re
from collections.abc import Iterator

from flows.articles.evidence import Span
from flows.extraction.lexicon import is_common_word, terms
from flows.extraction.names import candidates, is_shaped, not_names, other_candidates

_LONGEST = 150
_PIECE = re.compile(r"[^、]+")
_NOTE = re.compile(r"\([^()\n]{1,20}\)")
_BEFORE = re.compile(r"[、,:\s]{0,3}(?:同志)?[:\s]{0,2}")
_AFTER = re.compile(
    r"(?:等?[\d一二三四五六七八九十两]{0,3}[名位人]?(?:同志)?)?(?:因[^,。;不]{1,12})?(?:[自从于][\d年月日]{2,11}起?)?"
    r"(?:分别|全票|高票|已|均|正式|依法|同时|继续)?(?:[依经]法?选举)?\Z"
)
"""What may stand between the names and the verb: 张某、李某2名同志|分别."""
_JOINTS = "和与及"
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8}){1,3}")


def appointed_names(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the names that fill ``text[start:end]``, or nothing."""
    if end - start > _LONGEST:
        return ()
    before = _BEFORE.match(text, start, end)
    begin = before.end() if before else start
    after = _AFTER.search(text, max(begin, end - 30), end)
    stop = after.start() if after else end
    names = tuple(span for piece in _PIECE.finditer(text, begin, stop) for span in _of_piece(text, piece))
    return names if names and all(_is_name(text, span) for span in names) else ()


def are_sure(text: str, names: tuple[Span, ...]) -> bool:
    """Tell whether all are names by themselves, as they must be before a mere 任; 主要领导|任组长 are none."""
    return all(_is_whole(name.of(text)) and not _is_worded(name.of(text)) for name in names)


def _is_worded(name: str) -> bool:
    """社会|担任, 曾|长期|担任: words that are shaped like a name."""
    return is_common_word(name) or (name[0] in "曾同" and is_common_word(name[1:]))


def _is_whole(name: str) -> bool:
    return is_shaped(name) or _DOTTED.fullmatch(name) is not None


def _of_piece(text: str, piece: re.Match[str]) -> Iterator[Span]:
    """The names of a piece between two marks: one, or some that 和 or blanks join."""
    note = _NOTE.search(text, piece.start(), piece.end())
    whole = Span(piece.start(), note.start() if note else piece.end())
    if note and note.end() < piece.end():
        yield whole
        yield from _split(text, Span(note.end(), piece.end()))
    else:
        yield from _split(text, whole)


def _split(text: str, span: Span) -> Iterator[Span]:
    if _is_name(text, span):
        yield span
        return
    for joint in range(span.start + 2, span.end - 1):
        left, right = Span(span.start, joint), Span(joint + 1, span.end)
        if (text[joint] in _JOINTS or text[joint].isspace()) and _is_name(text, left):
            yield left
            yield from _split(text, right)
            return
    yield Span(span.start + (text[span.start] in _JOINTS), span.end) if span.start < span.end else span


def _is_name(text: str, span: Span) -> bool:
    name = span.of(text)
    if not 2 <= len(name) <= 18 or name in not_names() or (name[0] in "由以" and name[1:] in terms("titles")):
        return False  # 书记|由团长|担任
    if _is_whole(name):
        return True
    finders = (candidates, other_candidates)
    return any(item.end == span.end for find in finders for item in find(text, span.start, expected=True))
