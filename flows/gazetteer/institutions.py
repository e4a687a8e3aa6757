"""The bodies of national level by the names that texts use: 国家发改委 → 国家发展和改革委员会.

Goes in: nothing but institutions.csv. Comes out: a table from surface to canonical name and type. Knows nothing of
local bodies, whose names depend on the article's jurisdiction.
"""

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from flows.gazetteer.tables import DATA
from flows.values import value


@value()
class Institution:
    """A body of national level: its canonical name and the code of its type (``government-department`` …)."""

    canonical: str
    type: str


@cache
def institutions() -> Mapping[str, Institution]:
    """Return all institutions by surface: short names, former names and the canonical names themselves."""
    with (DATA / "institutions.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return MappingProxyType({surface: Institution(canonical, type_) for surface, canonical, type_ in rows})
