"""Finds what was asked: the directives of every speaker in an article, numbered or not, with their clauses.

In: the text, folded and as kept, and who speaks where. Out: `Directive`, parents before
their children, in the order of the text. Does not resolve addressees to organizations.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from flows.articles.evidence import Evidence, Span
from flows.extraction.demands import Demand, DemandFinder
from flows.extraction.directive_heads import head_of
from flows.extraction.facts import Addressee, Directive
from flows.extraction.ordinals import Item, find_items
from flows.extraction.speakers import Passage
from flows.extraction.text import Text
from flows.values import value

_SEGMENT = re.compile(r"[^。;!?\n]*[。;!?]*[”’)]*")
_INTRODUCES = re.compile(
    r"(?:以下|下列|如下|[一二两三四五六七八九十几](?:个?方面|点|项|件|个|条))[^,。“”]{0,8}"
    r"(?:工作|要求|意见|建议|文章|事|任务|问题|举措|措施|重点|下功夫|发力)[。:;]?$"
)
_RESULTS = re.compile(
    r"(?<![为除解明罢])了(?!解)|取得|存在|不够|不足|不到位|明显|仍然|有待|得到|较为|滞后|缺乏|薄弱|稳中|强劲|完成[^,。;]{0,14}\d|增长\d|同比"
)
_ENDS = re.compile(r"[。;!?][”’)]*$|”$")
LEAD_IN = 40
"""A segment's words before its demand no longer than this are part of it: 对未完成任务的,要约谈."""
THEME_LENGTH = 30
"""A first sentence of a numbered item no longer than this is its theme, not one of its clauses."""


@value()
class _Unit:
    """One demand found in a passage, before it gets its path."""

    span: Span
    demand: Demand
    numbered: bool
    confidence: float
    parts: tuple["_Unit", ...] = ()


def _unit(span: Span, demand: Demand, *, later: bool = False) -> _Unit:
    """Return an unnumbered demand; in a `later` paragraph of a passage somebody else may speak by then."""
    return _Unit(span, demand, False, 0.8 if not demand.explicit else 0.85 if later else 0.95)


def find_directives(
    text: Text, source: str, passages: Sequence[Passage], bodies: Iterable[Span] = ()
) -> tuple[Directive, ...]:
    """Return the directives that the passages (`find_passages`) hold; heads are cut from `source`, the text as kept.

    `bodies` are the places where bodies are named: what they are charged with counts without 要.
    """
    finder = DemandFinder(text.folded, {body.start: body.end for body in bodies})
    found: list[Directive] = []
    seen: set[str] = set()
    for passage in passages:
        units = [unit for unit in _units(finder, passage) if _is_new(unit.span.of(text.folded), seen)]
        _append(found, units, passage, text.folded, source, None)
    return tuple(found)


def _is_new(words: str, seen: set[str]) -> bool:
    """Tell whether the words were not yet read: leads of an article are often repeated word for word."""
    if words in seen:
        return False
    seen.add(words)
    return True


def _append(
    found: list[Directive],
    units: Sequence[_Unit],
    passage: Passage,
    folded: str,
    source: str,
    parent: Directive | None,
) -> None:
    for number, unit in enumerate(units, start=1):
        path = f"{parent.path}.{number}" if parent else str(number)
        directive = _directive(f"directive-{len(found) + 1}", path, unit, passage, source, folded, parent)
        found.append(directive)
        _append(found, unit.parts, passage, folded, source, directive)


def _directive(
    identity: str, path: str, unit: _Unit, passage: Passage, source: str, folded: str, parent: Directive | None
) -> Directive:
    rule = "directive-numbered" if unit.numbered else "directive-clause" if parent else "directive"
    confidence = min(passage.lead.confidence, unit.confidence)
    head = Span(unit.demand.start, unit.span.end)
    return Directive(
        id=identity,
        path=path,
        numbered=unit.numbered,
        speaker=passage.speaker_id,
        speaker_text=passage.speaker,
        meeting=passage.meeting,
        head=head_of(folded, head).of(source),
        span=unit.span,
        addressees=tuple(
            Addressee(place.of(source), None, Evidence(place, "directive-addressee", 0.85))
            for place in unit.demand.addressees
        ),
        modality=unit.demand.modality,
        parent=parent.id if parent else None,
        evidence=Evidence(unit.span, rule, confidence),
    )


def _units(finder: DemandFinder, passage: Passage) -> Iterator[_Unit]:
    """Yield the demands of a passage: its numbered items whole, and its segments before, between and after them."""
    if passage.kind == "mute":
        return
    folded = finder.folded
    place = passage.span.start
    for items in find_items(folded, passage.span):
        if not _are_demands(finder, items, passage):
            continue
        yield from _free(finder, Span(place, items[0].start), passage, before_list=True)
        for item in items:
            yield _numbered(finder, item)
        place = max(place, items[-1].span.end)
    yield from _free(finder, Span(place, max(place, passage.span.end)), passage, before_list=False)


def _are_demands(finder: DemandFinder, items: list[Item], passage: Passage) -> bool:
    """Leave out lists of results and faults (一是…取得了…;二是…不够…), which nobody is asked to do."""
    first = [Span(item.span.start, _segment_end(finder.folded, item.span)) for item in items]
    asking = sum(finder.asks(span, bare=False, opening=True, urged=True) for span in first)
    telling = sum(_RESULTS.search(finder.folded, span.start, span.end) is not None for span in first)
    if passage.kind == "soft":
        return asking * 2 > len(items)
    if passage.kind == "plain" and not asking and items[0].style not in ("must", "should"):
        bare = sum(finder.asks(span, bare=True, opening=True) for span in first)
        return bare * 2 >= len(items) and telling * 2 <= len(items)
    return asking > 0 or telling * 2 <= len(items)


def _segment_end(folded: str, span: Span) -> int:
    match = _SEGMENT.match(folded, span.start, span.end)
    return match.end() if match else span.end


def _numbered(finder: DemandFinder, item: Item) -> _Unit:
    demand = Demand(item.span.start, (), "must", True)
    if item.inner:
        return _Unit(item.span, demand, True, 0.95, tuple(_numbered(finder, inner) for inner in item.inner))
    segments = list(_segments(finder.folded, item.span))
    parts = _parts(finder, segments)
    opening = finder.find(segments[0], bare=True, opening=True) if segments else None
    if opening:
        demand = Demand(item.span.start, opening.addressees, opening.modality, True)
    return _Unit(item.span, demand, True, 0.95, parts)


def _parts(finder: DemandFinder, segments: list[Span]) -> tuple[_Unit, ...]:
    """Return the demands inside a numbered item; its short first sentence is its theme, a single clause is itself."""
    if segments and segments[0].end - segments[0].start <= THEME_LENGTH and finder.folded[segments[0].end - 1] == "。":
        segments = segments[1:]
    elif len(segments) < 2:
        return ()
    found = ((segment, finder.find(segment, bare=True, opening=True)) for segment in segments)
    return tuple(_unit(segment, demand) for segment, demand in found if demand)


def _free(finder: DemandFinder, span: Span, passage: Passage, *, before_list: bool) -> Iterator[_Unit]:
    """Yield the unnumbered demands; bare verbs count after a demand of the same paragraph, or right after 强调, 要求.

    A later paragraph of a passage is silent until it says 要: a speech may have ended unnoticed.
    """
    folded = finder.folded
    opens = span.start == passage.span.start
    strict = passage.kind == "soft"
    bare, paragraph = opens and not strict, span.start
    for segment in _segments(folded, span):
        line = folded.rfind("\n", span.start, segment.start)
        if line >= 0 and line != paragraph:
            paragraph, bare = line, folded[segment.start - 1] == "—" and not strict
        if _leads_in(folded, segment) or (before_list and _introduces(folded, segment, span.end)):
            bare = bare or not strict
            continue
        later = paragraph != span.start or not opens
        opening = not strict and (bare or not later)
        demand = finder.find(segment, bare=bare, opening=opening, urged=passage.kind == "urge")
        if demand is None and opens and segment.start == passage.span.start and passage.kind == "force":
            demand = Demand(segment.start, (), "must", False)
        if demand:
            bare = not strict
            start = segment.start if demand.start - segment.start <= LEAD_IN else demand.start
            yield _unit(Span(start, segment.end), demand, later=later)


def _leads_in(folded: str, segment: Span) -> bool:
    """Tell the words before a list without numbers: 要重点抓好以下工作: / ——…"""
    return folded[segment.end - 1] == ":" and _INTRODUCES.search(folded, segment.start, segment.end) is not None


def _introduces(folded: str, segment: Span, before: int) -> bool:
    """Tell the words that only lead to the list that begins at `before`: 要做好以下三项工作。 / …,要:"""
    if segment.end < before - 2:
        return False
    return _ENDS.search(folded, segment.start, segment.end) is None or bool(
        _INTRODUCES.search(folded, segment.start, segment.end)
    )


def _segments(folded: str, span: Span) -> Iterator[Span]:
    for match in _SEGMENT.finditer(folded, span.start, span.end):
        start, end = match.span()
        while start < end and folded[start] in " \n—":
            start += 1
        while end > start and folded[end - 1] in " \n":
            end -= 1
        if end - start >= 4:
            yield Span(start, end)
