"""All mentions of bodies in an article: known forms, inner organs, sessions, open names, put in order.

Goes in: the folded text, its setting, the spans that report. Comes out: the mentions, without those inside 《》 (which
name no body that acts) and without the medium and its people in the lead (本报讯, 某某网-某融媒体中心(记者 …)).
"""

import re
from bisect import bisect_right
from collections.abc import Set
from dataclasses import replace

from flows.extraction.bodies import Body, find_bodies
from flows.extraction.builders import find_builders
from flows.extraction.corps import find_corps
from flows.extraction.foreign_bodies import parliaments
from flows.extraction.house_bodies import beside, with_house
from flows.extraction.inner_bodies import elided_committees, elided_offices, with_inner
from flows.extraction.open_bodies import NEEDS_LONGER, find_open_bodies
from flows.extraction.sessions import find_owned, find_session, find_split
from flows.extraction.setting import Setting

_LEAD = re.compile(
    r"[^\S\n]*[^\n。,]{0,40}?\([^()\n]{0,12}(?:记者|通讯员|供稿|摄影|文/图|作者|实习|见习|报道员|全媒体)[^()\n]{0,80}\)|"
    r"[^\S\n]*(?:本报|本台|本网|新华社|人民网|中新社|新华网)[^\n。,;]{0,24}?[电讯](?![^\s(])|\S{2,14}网讯|[^\n。,]{2,24}讯(?=\s|\()"
)
_IN_BRACKETS = (
    r"(?:[^()\[\]\n]{0,10}(?:记者|通讯员|供稿|责任?编|编辑|来源|图片|摄影|供图)|图/|文/)[^()\[\]\n]{0,60}[)\]]"
)
_NOTE = re.compile(rf"[(\[来稿](?:(?<=[(\[]){_IN_BRACKETS}|(?<=[来稿])源:\s*\S{{2,20}})")
_FOOT = re.compile(
    r"[^\S\n]*(?:来源|供稿|作者|编辑|责编|审核|一审|图片|稿源|文字|摄影|监制|校对|转自|原标题)[^\n]{0,3}[:/|][^\n]*"
)


def find_mentions(text: str, setting: Setting, spans: list[tuple[int, int]]) -> list[Body]:
    """Return the mentions of bodies within `spans` of the text, in order."""
    spans = [(start, end) for start, end in spans if start < end]
    session = next((s for start, end in spans if (s := find_session(text, setting, start, end))), None)
    found: list[Body] = []
    for start, end in spans:
        known = _merged(find_bodies(text, setting, start, end), find_split(text, setting, start, end))
        known = with_inner(text, known)
        further = [*find_corps(text, setting, start, end), *_abroad(text, start, end), *find_builders(text, start, end)]
        known = beside(known, [*elided_offices(text, known), *elided_committees(text, known), *further])
        if session:
            known = _merged(known, find_owned(text, setting, session, start, end))
        named = _merged(known, find_open_bodies(text, setting, start, end, known))
        found += with_inner(text, named, only_open=True)
    for start, end in spans:
        found = with_house(text, start, end, found)
    heard, unheard = _heard(found, _silent(text, spans))
    return _within_longer(heard, unheard, text)


def _abroad(text: str, start: int, end: int) -> list[Body]:
    """The parliaments of other countries: 肯尼亚国民议会."""
    return [
        Body(first, last, text[first:last], "other", None, None, "body.foreign", 0.85)
        for first, last in parliaments(text, start, end)
    ]


def _merged(bodies: list[Body], further: list[Body]) -> list[Body]:
    """Return both in order; of `bodies`, those that lie within one of `further` give way to it."""
    if not further:
        return bodies
    starts = [body.start for body in further]
    kept = []
    for body in bodies:
        at = bisect_right(starts, body.start) - 1
        if at < 0 or further[at].end < body.end:
            kept.append(body)
    return sorted([*kept, *further], key=lambda body: (body.start, body.end))


def _silent(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of the text in which a name makes no body of the article: titles in 《》, leads, notes, feet."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        found += _titles(text, start, end)
        line = text.rfind("\n", 0, start) + 1  # blanks before the first word: '  新华社北京4月11日电 …'
        found += [match.span() for match in _NOTE.finditer(text, line, end)]
        while line < end:
            found += [match.span() for pattern in (_LEAD, _FOOT) if (match := pattern.match(text, line, end))]
            line = text.find("\n", line, end) + 1 or end
    return found


_TITLE_SIGN = re.compile("[《》\n]")


def _titles(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The outermost 《…》 of the text; one that is not closed within its line reaches nowhere."""
    if text.find("《", start, end) < 0:
        return []
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for sign in _TITLE_SIGN.finditer(text, start, end):
        if sign.group() == "《":
            opened.append(sign.start())
        elif sign.group() == "\n":
            opened.clear()
        elif opened:
            first = opened.pop()
            while found and found[-1][0] > first:
                found.pop()
            found.append((first, sign.end()))
    return found


def _heard(bodies: list[Body], silent: list[tuple[int, int]]) -> tuple[list[Body], list[Body]]:
    """Split `bodies` into those outside and those inside the `silent` parts."""
    parts: list[tuple[int, int]] = []
    for start, end in sorted(silent):
        if parts and start < parts[-1][1]:
            parts[-1] = (parts[-1][0], max(end, parts[-1][1]))
        else:
            parts.append((start, end))
    starts = [start for start, _ in parts]
    heard: list[Body] = []
    unheard: list[Body] = []
    for body in bodies:
        at = bisect_right(starts, body.start) - 1
        (unheard if at >= 0 and body.start < parts[at][1] else heard).append(body)
    return heard, unheard


_FIRM = re.compile(r"(?:集团)?(?:股份|有限|责任){0,3}(?:公司)?\Z")
_WHOLE_FIRM = ("有限公司", "有限责任公司")
_MOST_FIRMS = 40


def _whole_firm(name: str, firms: list[str]) -> str | None:
    """远盛集团 is 福建远盛农业集团有限公司, once that is named; a name that says what kind of firm it is is whole."""
    if name.endswith(_WHOLE_FIRM):
        return None
    stem = _FIRM.sub("", name)
    longer = (firm for firm in firms[:_MOST_FIRMS] if stem in firm and len(firm) > len(name))
    return next(longer, None) if len(stem) > 1 else None


def _of_whole_firm(body: Body, firms: list[str], names: Set[str]) -> Body:
    """远盛集团党委 is that of 福建远盛农业集团有限公司, once that is named."""
    if body.parent is None or body.parent not in names or (whole := _whole_firm(body.parent, firms)) is None:
        return body
    return replace(body, canonical=body.canonical.replace(body.parent, whole), parent=whole)


_OF_FIRMS = ("body.open", "body.whole")
_WEAK = ("body.open-local", "body.open")
_SHORTEST = 3


def _within_longer(bodies: list[Body], unheard: list[Body], text: str) -> list[Body]:
    """Name a short open name by a longer one that ends with it, wherever that stands; drop what needs one and has none.

    专家咨询委员会 → 新都区公园城市建设专家咨询委员会; 督查组 alone is a body only where 省安委会第三督查组 is named.
    """
    if not any(body.rule in _WEAK or body.type == "enterprise" for body in bodies):
        return bodies
    longer: dict[str, Body] = {}
    for body in (*bodies, *unheard):
        if body.rule not in _WEAK:
            for begin in range(body.start + 1, body.end - _SHORTEST + 1):
                longer.setdefault(text[begin : body.end], body)
    enterprises = [body for body in (*unheard, *bodies) if body.type == "enterprise"]
    firms = [text[body.start : body.end] for body in enterprises]
    names = {body.canonical for body in enterprises}
    found = []
    for body in bodies:
        name = text[body.start : body.end]
        whole = longer.get(name) if body.rule in _WEAK else None
        if body.rule.startswith(_OF_FIRMS) and body.type == "enterprise" and _whole_firm(name, firms):
            continue
        if whole:
            body = replace(
                body, canonical=whole.canonical, type=whole.type, division=whole.division, parent=whole.parent,
                rule="body.short", confidence=0.7,
            )  # fmt: skip
        if body.confidence > NEEDS_LONGER:
            found.append(_of_whole_firm(body, firms, names))
    return found
