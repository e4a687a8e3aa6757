"""Find place names in a text, from left to right and longest first, by a dictionary of their first two characters.

Goes in: folded text. Comes out: matches with the codes they may mean. Does not know which of several is meant.
One regular expression over first and second characters, then a dictionary, takes a third of the time of an
Aho-Corasick automaton here (pyahocorasick 2), and needs no time to build.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from flows.gazetteer.division import COUNTRY, LEVELS, Division, Match

_OLD = 1995
"""Names given up before this year are not looked for, nor short forms given up before `_OLD_SHORT`."""
_OLD_SHORT = 2005
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BEFORE_SHORT_COUNTY = frozenset("、和与及在到赴从为是自省市州")
_CLOSED = frozenset("》”)")
"""《…的请示》和县妇联《…》: what ends before 和 makes it a conjunction."""
_AFTER_SHORT_COUNTY = re.compile(r"[长级直属域]|委[^县]")
_RIVER_SIDES = frozenset("黄长大沿")
_TOWN_ENDS = frozenset("镇乡")
_WORDS_ACROSS = frozenset({"召开", "公开", "展开", "召集"})
"""Words whose end begins a name by chance: 召开州委会议 has no 开州."""
_SIDES = frozenset({"河南", "河北", "江西", "江北", "江南", "湖南", "湖北", "山东", "山西"})
_AFTER_SIDE = re.compile(r"[岸路街侧麓坡]|大道|中路|[东南西北]路")
_TOWN = re.compile(r"街道|镇(?![江静痛压])|乡(?![村镇情土亲愁音])|苏木")
_LONGEST_TOWN = 14
_NOT_A_TOWN = re.compile(r"[\u4e00-\u9fff]?[各全本该乡镇小城古][镇乡]|街道")


class _Form(NamedTuple):
    """What a name or short form may mean."""

    codes: tuple[str, ...]
    short: bool


class Scanner:
    """The forms of county level and above, by their first two characters, and the rules of context."""

    def __init__(
        self,
        named: Mapping[str, Sequence[Division]],
        short: Mapping[str, Sequence[Division]],
        everyday: frozenset[str],
        anchored: frozenset[str],
        uppers: Callable[[str], tuple[str, ...]],
    ) -> None:
        self._anchored = anchored
        self._uppers = uppers
        self._forms: dict[str, _Form] = {}
        for forms, is_short in ((short, True), (named, False)):
            since = _OLD_SHORT if is_short else _OLD
            for form, divisions in forms.items():
                recent = sorted(divisions, key=lambda d: (-(d.end or 9999), LEVELS.index(d.level)))
                codes = tuple(dict.fromkeys(d.code for d in recent if d.end is None or d.end >= since))
                if codes and len(form) > 1 and form not in everyday and codes != (COUNTRY,):
                    self._forms[form] = _Form(codes, is_short)
        lengths: dict[str, set[int]] = {}
        for form in self._forms:
            lengths.setdefault(form[:2], set()).add(len(form))
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}
        first, second = ("".join(sorted({head[i] for head in lengths})) for i in (0, 1))
        self._head = re.compile(f"[{re.escape(first)}](?=[{re.escape(second)}])")

    def scan(self, text: str, start: int, end: int, towns: Mapping[str, Sequence[str]]) -> list[Match]:
        """Return all matches in ``text[start:end]`` from left to right; none overlaps another."""
        places: list[Match] = []
        lengths, forms, free = self._lengths, self._forms, start
        for begin in map(re.Match.start, self._head.finditer(text, start, end)):
            sizes = lengths.get(text[begin : begin + 2])
            if sizes is None or begin < free:
                continue
            for size in sizes:
                form = forms.get(text[begin : begin + size])
                if form and begin + size <= end and self._take(text, Match(begin, begin + size, *form), places):
                    free = begin + size
                    break
        return self._with_towns(text, start, end, places, towns)

    def _take(self, text: str, match: Match, places: list[Match]) -> bool:
        """Add `match` to `places`, or widen the last one by it, if the context lets it stand."""
        if places and places[-1].end == match.start and (joined := self._joined(places[-1], match)):
            places[-1] = joined
            return True
        name = text[match.start : match.end]
        if not self._stands(text, match, name):
            return False
        places.append(match)
        return True

    def _stands(self, text: str, match: Match, name: str) -> bool:
        """Tell whether a name stands by itself: no 代县 in ``代县长``, 察县 in ``视察县``, 河南 in ``黄河南岸``."""
        before = text[match.start - 1 : match.start]
        if text[match.start - 1 : match.start + 1] in _WORDS_ACROSS:
            return False
        if match.short and name[0] in _TOWN_ENDS and not match.divisions[0].endswith("00"):
            # 龙桥镇|安全: the end of a town's name and a word are no 镇安
            return not _HAN.match(before) or before in _BEFORE_SHORT_COUNTY
        if name == "和县" and before in _CLOSED:
            return False
        if match.short and len(name) == 2 and name.endswith("县"):
            return not _HAN.match(before) or before in _BEFORE_SHORT_COUNTY
        if match.short:
            side = name in _SIDES and (before in _RIVER_SIDES or _AFTER_SIDE.match(text, match.end))
            return not side and name not in self._anchored
        if len(name) == 2:
            bound = not _HAN.match(before) or before in _BEFORE_SHORT_COUNTY
            return bound and not _AFTER_SHORT_COUNTY.match(text, match.end)
        return True

    def _joined(self, outer: Match, inner: Match) -> Match | None:
        """Return two names that touch as one, if the second lies in the first: 四川省 成都市, 江苏 扬中."""
        codes = tuple(code for code in inner.divisions if not set(self._uppers(code)).isdisjoint(outer.divisions))
        return Match(outer.start, inner.end, codes, inner.short) if codes else None

    def _with_towns(
        self, text: str, start: int, end: int, places: list[Match], towns: Mapping[str, Sequence[str]]
    ) -> list[Match]:
        """Return `places` and the townships, found backwards from their type; one may hold a short form: 新都镇."""
        found: list[Match] = []
        index = 0
        for type_ in _TOWN.finditer(text, start, end):
            while index < len(places) and places[index].end <= type_.start():
                found.append(places[index])
                index += 1
            if index < len(places) and places[index].start < type_.end():
                continue
            floor = next((match.end for match in reversed(found) if not match.short), start)
            if town := self._town(text, max(floor, type_.end() - _LONGEST_TOWN), type_.end(), towns):
                self._add_town(text, town, found)
        return found + places[index:]

    def _add_town(self, text: str, town: Match, found: list[Match]) -> None:
        """Add a township to `found`, instead of the short forms that it holds."""
        while found and found[-1].end > town.start:
            found.pop()
        last = found[-1] if found else None
        if last and last.end == town.start and (joined := self._joined(last, town)):
            found[-1] = joined
        elif text[town.start : town.end] not in self._anchored:
            found.append(town)

    def _town(self, text: str, floor: int, end: int, towns: Mapping[str, Sequence[str]]) -> Match | None:
        """Return the longest name of a township in ``text[floor:end]`` that ends where the text does."""
        for begin in range(floor, end - 2):
            name = text[begin:end]
            if name in towns and not _NOT_A_TOWN.fullmatch(name):
                return Match(begin, end, tuple(towns[name]))
        return None
