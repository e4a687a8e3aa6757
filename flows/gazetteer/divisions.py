"""China's administrative divisions: look-up by code, by full name, and by a name as an article means it.

Goes in: names, codes, years, and the division whose portal speaks. Comes out: divisions, or None where nothing decides.
Does not know towns abolished before the snapshot of 2023, nor villages.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from flows.gazetteer import tables
from flows.gazetteer.chains import Chains
from flows.gazetteer.choice import BELOW, SAME_PROVINCE, choose, closeness
from flows.gazetteer.division import COUNTRY, Division, Level, Match, kind
from flows.gazetteer.scanner import Scanner

__all__ = ["COUNTRY", "Division", "Gazetteer", "Level", "Match", "gazetteer", "kind"]

_FILLERS = ("市辖区", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县级行政单位")
_LONGEST_NAME = 24


class Gazetteer:
    """All divisions. Build it once with `gazetteer()`; every look-up takes microseconds."""

    def __init__(self) -> None:
        self._records: dict[str, list[Division]] = defaultdict(list)
        self._named: dict[str, list[Division]] = defaultdict(list)
        self._short: dict[str, list[Division]] = defaultdict(list)
        self._below: dict[str, list[str]] = defaultdict(list)
        self._uppers: dict[str, tuple[str, ...]] = {}
        for division in tables.read_divisions():
            self._add(division)
        self._chains = Chains(self._records)

    def _add(self, division: Division) -> None:
        if division.code not in self._records and division.parent:
            self._below[division.parent].append(division.code)
        self._records[division.code].append(division)
        self._named[division.name].append(division)
        for form in division.short:
            self._short[form].append(division)

    @cached_property
    def _townships(self) -> dict[str, list[tuple[str, str]]]:
        return tables.read_townships()

    @cached_property
    def _township_codes(self) -> dict[str, list[str]]:
        codes: dict[str, list[str]] = defaultdict(list)
        for towns in self._townships.values():
            for code, name in towns:
                codes[name].append(code)
        return codes

    @cached_property
    def _words(self) -> frozenset[str]:
        return tables.read_forms("everyday") | tables.read_forms("anchored")

    @cached_property
    def _scanner(self) -> Scanner:
        everyday, anchored = tables.read_forms("everyday"), tables.read_forms("anchored")
        return Scanner(self._named, self._short, everyday, anchored, self.ancestor_codes)

    def by_code(self, code: str, year: int | None = None) -> Division | None:
        """Return the division with `code`, under the name it had in `year` (today's, or its last, without one)."""
        if len(code) == 9:
            name = next((name for town, name in self._townships.get(code[:6], ()) if town == code), None)
            return Division(code, name, "township", code[:6], None, None) if name else None
        return self._chains.record(code, year)

    def ancestors(self, division: Division) -> tuple[Division, ...]:
        """Return the divisions above `division`, from the province down."""
        return self._chains.ancestors(division)

    def ancestor_codes(self, code: str) -> tuple[str, ...]:
        """Return the codes above `code`, from the province down."""
        if len(code) == 9:
            return (*self.ancestor_codes(code[:6]), code[:6])
        if code not in self._uppers:
            division = self.by_code(code)
            self._uppers[code] = tuple(upper.code for upper in self.ancestors(division)) if division else ()
        return self._uppers[code]

    def children(self, code: str, year: int | None = None) -> tuple[Division, ...]:
        """Return the divisions directly below `code` in `year`; townships below a county."""
        below = [
            d for child in self._below.get(code, ()) if (d := self._chains.record(child, year)) and d.used_in(year)
        ]
        towns = self._townships.get(code, ()) if not below else ()
        return (*below, *(Division(town, name, "township", code, None, None) for town, name in towns))

    def full_name(self, division: Division) -> str:
        """Return the name with all that is above it: 四川省成都市新都区, 北京市朝阳区, 河南省济源市."""
        return self._chains.full_name(division)

    def canonical_prefix(self, division: Division) -> str:
        """Return what the names of its organizations begin with: 成都市新都区, 阜城县, 成都市新都区大丰街道."""
        return self._chains.canonical_prefix(division)

    def short_forms(self, division: Division) -> tuple[str, ...]:
        """Return the short forms, longest first: 新都; 延边州, 延边; 四川, 川, 蜀."""
        return division.short

    def candidates(self, name: str) -> Sequence[Division]:
        """Return every division, of any time, that is called `name`, in full or for short; townships in full."""
        found = self._named.get(name) or self._short.get(name)
        if found:
            return found
        towns = self._township_codes.get(name, ())
        return [Division(code, name, "township", code[:6], None, None) for code in towns]

    def named(self, name: str) -> Sequence[Division]:
        """Return every division of county level and above that is called `name`, in full or for short."""
        return self._named.get(name) or self._short.get(name) or ()

    def resolve(self, name: str, near: Division | None = None, year: int | None = None) -> Division | None:
        """Return the division that an article of `near` in `year` means by `name`, or None where nothing decides.

        Nearest first: `near` itself, what is above it, below it, beside it, in its prefecture, in its province; then
        the whole country, where the name must be unique. A chain (成都市新都区) is read as one. A township is only
        looked for below `near`, a word such as 和平 or 高新区 only in its province.
        """
        if near and near.level == "country":
            near = None
        found = self.candidates(name)
        if not found:
            return self._chain(name, near, year)
        best = choose(found, near, year, self.ancestor_codes)
        return best if best and self._may_mean(name, best, near) else None

    def _may_mean(self, name: str, division: Division, near: Division | None) -> bool:
        """Tell whether `name` by itself can mean a division so far off: an abolished town has namesakes elsewhere."""
        if division.level == "township":
            return near is None or closeness(division, near, self.ancestor_codes) <= BELOW
        if division.level != "county" or name == division.name or name not in self._words:
            return True
        return near is not None and closeness(division, near, self.ancestor_codes) <= SAME_PROVINCE

    def parse_full(self, text: str) -> Division | None:
        """Return the division that `text` names, whole or in part: 四川省成都市新都区, 四川新都, 新都区."""
        name = text.strip()
        for filler in _FILLERS:
            name = name.replace(filler, "")
        return self.resolve(name) if self.candidates(name) else self._chain(name, None, None)

    def _chain(self, text: str, near: Division | None, year: int | None) -> Division | None:
        ends = list(self._read_chain(text, ()))
        return choose(ends, near, year, self.ancestor_codes) if ends else None

    def _read_chain(self, text: str, above: tuple[str, ...]) -> Iterator[Division]:
        """Yield what the last name of a chain may mean, given the codes that the names before it may mean."""
        for length in range(min(len(text), _LONGEST_NAME), 1, -1):
            fitting = [d for d in self.candidates(text[:length]) if not above or self._is_below(d, above)]
            if length == len(text):
                yield from fitting
            elif fitting:
                yield from self._read_chain(text[length:], tuple({d.code for d in fitting}))

    def _is_below(self, division: Division, codes: tuple[str, ...]) -> bool:
        if division.code == COUNTRY:
            return False
        return COUNTRY in codes or any(upper.code in codes for upper in self.ancestors(division))

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Match]:
        """Return the place names in `text`, longest first from the left, chains as one; townships by full name."""
        return self._scanner.scan(text, start, len(text) if end is None else end, self._township_codes)


@cache
def gazetteer() -> Gazetteer:
    """Return the one gazetteer of this process."""
    return Gazetteer()
