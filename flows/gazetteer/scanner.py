"""Find place names in a text: one pass of an Aho-Corasick automaton for counties and above, one over the types of towns.

Goes in: folded text. Comes out: matches with the codes they may mean. Does not know which of several is meant.
"""

import re
from collections.abc import Callable, Mapping, Sequence

import ahocorasick

from flows.gazetteer.division import Division, Match

_OLD = 1995
"""Names given up before this year are not looked for: no text of 2005 and later uses them."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BEFORE_SHORT_COUNTY = frozenset("、和与及在到赴从为是自省市州")
_AFTER_SHORT_COUNTY = re.compile(r"[长级直属域]|委[^县]")
_RIVER_SIDES = re.compile(r"[黄长大沿]")
_SIDES = frozenset({"河南", "河北", "江西", "江北", "江南", "湖南", "湖北", "山东", "山西"})
_AFTER_SIDE = re.compile(r"[岸路街侧麓坡]|大道|中路|[东南西北]路")
_TOWN = re.compile(r"街道|[镇乡]|苏木")
_LONGEST_TOWN = 14
_NOT_A_TOWN = re.compile(r"[\u4e00-\u9fff]?[各全本该乡镇小城][镇乡]|街道")

Found = tuple[tuple[str, ...], bool]


class Scanner:
    """The automaton and its rules of context."""

    def __init__(
        self,
        named: Mapping[str, Sequence[Division]],
        short: Mapping[str, Sequence[Division]],
        unsafe: frozenset[str],
        uppers: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._unsafe = unsafe
        self._uppers = uppers
        self._automaton = ahocorasick.Automaton()
        for forms, is_short in ((short, True), (named, False)):
            for form, divisions in forms.items():
                codes = tuple(dict.fromkeys(d.code for d in divisions if d.end is None or d.end >= _OLD))
                if codes and len(form) > 1 and form not in unsafe:
                    self._automaton.add_word(form, (len(form), codes, is_short))
        self._automaton.make_automaton()

    def scan(self, text: str, start: int, end: int, towns: Mapping[str, Sequence[str]]) -> list[Match]:
        """Return all matches in ``text[start:end]`` from left to right; none overlaps another."""
        found = [
            Match(last + 1 - length, last + 1, codes, is_short)
            for last, (length, codes, is_short) in self._automaton.iter_long(text, start, end)
            if self._fits(text, last + 1 - length, last + 1, is_short)
        ]
        return self._joined(self._with_towns(text, start, end, found, towns))

    def _fits(self, text: str, start: int, end: int, is_short: bool) -> bool:
        """Tell whether the context lets the name stand: ``代县长`` is no 代县, ``黄河南岸`` no 河南."""
        before, name = text[start - 1 : start], text[start:end]
        if is_short:
            side = name in _SIDES and (_RIVER_SIDES.match(before) or _AFTER_SIDE.match(text, end))
            return not side
        if len(name) == 2:
            bound = not _HAN.match(before) or before in _BEFORE_SHORT_COUNTY
            return bound and not _AFTER_SHORT_COUNTY.match(text, end)
        return True

    def _with_towns(
        self, text: str, start: int, end: int, found: list[Match], towns: Mapping[str, Sequence[str]]
    ) -> list[Match]:
        """Add the townships, found backwards from their type; one may hold a short form, as 新都镇 does."""
        full = [match for match in found if not match.short]
        extra = []
        floor, index = start, 0
        for match in _TOWN.finditer(text, start, end):
            while index < len(full) and full[index].start < match.start():
                floor = max(floor, full[index].end)
                index += 1
            if town := self._town(text, floor, match.end(), towns):
                extra.append(town)
                floor = town.end
        kept = [m for m in found if not (m.short and any(t.start < m.end and m.start < t.end for t in extra))]
        return sorted([*kept, *extra], key=lambda match: match.start) if extra else found

    def _town(self, text: str, floor: int, end: int, towns: Mapping[str, Sequence[str]]) -> Match | None:
        for begin in range(max(floor, end - _LONGEST_TOWN), end - 2):
            name = text[begin:end]
            if name in towns and name not in self._unsafe and not _NOT_A_TOWN.fullmatch(name):
                return Match(begin, end, tuple(towns[name]))
        return None

    def _joined(self, found: list[Match]) -> list[Match]:
        """Join names that touch and lie in each other: 四川省 成都市 新都区 is one match."""
        joined: list[Match] = []
        for match in found:
            last = joined[-1] if joined else None
            if last and last.end == match.start and (inner := self._inner(last.divisions, match.divisions)):
                joined[-1] = Match(last.start, match.end, inner, match.short)
            else:
                joined.append(match)
        return joined

    def _inner(self, outer: tuple[str, ...], codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code for code in codes if any(upper in outer for upper in self._uppers(code)))
