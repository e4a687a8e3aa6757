"""How divisions hang together: the chain above one, its full name, the name its organizations begin with.

Goes in: the dated records. Comes out: names. Knows nothing of texts, and nothing of short forms.
"""

from collections.abc import Mapping, Sequence

from flows.gazetteer.division import COUNTRY, MUNICIPALITIES, Division, kind
from flows.gazetteer.naming import stem

_CITY_PARTS = frozenset({"district", "forestry-district", "development-zone"})


class Chains:
    """The tree of divisions, each record looked up in the year that fits the one below it."""

    def __init__(self, records: Mapping[str, Sequence[Division]]) -> None:
        self._records = records
        self._paths: dict[tuple[str, int | None], tuple[Division, ...]] = {}

    def record(self, code: str, year: int | None = None) -> Division | None:
        """Return the record of `code` in use in `year`, else the newest one; None for an unknown code."""
        found = self._records.get(code, ())
        return next((d for d in reversed(found) if d.used_in(year)), found[-1] if found else None)

    def ancestors(self, division: Division) -> tuple[Division, ...]:
        """Return the divisions above `division`, from the province down."""
        return self._path(division.parent, division.end - 1 if division.end else None)

    def _path(self, code: str | None, year: int | None) -> tuple[Division, ...]:
        """Return the divisions from the province down to `code`, under the names they had in `year`; kept."""
        if not code or code == COUNTRY:
            return ()
        if (code, year) not in self._paths:
            last = self.record(code, year)
            self._paths[code, year] = (*self._path(last.parent, year), last) if last else ()
        return self._paths[code, year]

    def full_name(self, division: Division) -> str:
        """Return the name with all that is above it: 四川省成都市新都区, 北京市朝阳区, 河南省济源市.

        A zone that carries a place in its own name gets nothing below that place: 四川天府新区.
        """
        above = self.ancestors(division)
        if division.zone:
            held = (i for i, upper in enumerate(above) if stem(upper.name) in division.name)
            above = above[: next(held, len(above))]
        return "".join(d.name for d in above) + division.name

    def canonical_prefix(self, division: Division) -> str:
        """Return what the names of its organizations begin with: 成都市新都区, 阜城县, 阜城县霞口镇."""
        above = self.ancestors(division)
        if not above:
            return division.name
        parent = above[-1]
        if division.level == "township":
            return self.canonical_prefix(parent) + division.name
        if parent.code.startswith("66"):
            return self.full_name(division)
        carries_city = division.level == "county" and kind(division) in _CITY_PARTS
        if not carries_city or (parent.level == "province" and parent.code not in MUNICIPALITIES):
            return division.name
        if division.zone and any(stem(upper.name) in division.name for upper in above):
            return division.name
        return parent.name + division.name
