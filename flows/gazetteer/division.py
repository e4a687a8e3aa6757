"""What a division is: one dated record of the table, its level and its kind.

Goes in: nothing. Comes out: the records that the gazetteer hands around. Knows no file and no other record.
"""

from dataclasses import field
from typing import Literal, get_args

from flows.values import value

Level = Literal["country", "province", "prefecture", "county", "township"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""From the top down."""

COUNTRY = "100000"
"""Code of the whole country."""
CORPS = "660000"
"""Code of the Xinjiang Production and Construction Corps, as statistics write it."""
MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})

_KINDS: tuple[tuple[str, str, str], ...] = (
    ("township", "街道", "subdistrict"),
    ("township", "镇", "town"),
    ("township", "民族乡", "ethnic-township"),
    ("township", "族乡", "ethnic-township"),
    ("township", "乡", "rural-township"),
    ("township", "苏木", "sumu"),
    ("township", "团", "regiment"),
    ("province", "特别行政区", "special-administrative-region"),
    ("province", "自治区", "autonomous-region"),
    ("province", "省", "province"),
    ("province", "市", "municipality"),
    ("prefecture", "自治州", "autonomous-prefecture"),
    ("prefecture", "地区", "prefecture"),
    ("prefecture", "盟", "league"),
    ("prefecture", "市", "prefecture-level-city"),
    ("county", "自治县", "autonomous-county"),
    ("county", "自治旗", "autonomous-banner"),
    ("county", "林区", "forestry-district"),
    ("county", "特区", "special-district"),
    ("county", "县", "county"),
    ("county", "旗", "banner"),
    ("county", "市", "county-level-city"),
    ("county", "区", "district"),
)


@value()
class Division:
    """One division under one name. A renamed division has one record a name, all with the same code."""

    code: str
    """GB/T 2260; nine figures for townships; a letter in it for zones that the standard does not list."""
    name: str
    level: Level
    parent: str | None
    """Code of the division above: a province's is the country."""
    start: int | None
    """First year of this name, None where not known."""
    end: int | None
    """Year in which it was abolished or renamed, None while in use."""
    successors: tuple[str, ...] = ()
    """Codes of what it became; its own code where it was only renamed."""
    short: tuple[str, ...] = field(default=(), compare=False)
    """Short forms, longest first."""
    zone: bool = False
    """True for development zones, new areas and the like, which are no divisions by law."""

    def used_in(self, year: int | None) -> bool:
        """Tell whether this name was in use in `year`; in the year of a change both names were. None is today."""
        if year is None:
            return self.end is None
        return (self.start is None or self.start <= year) and (self.end is None or year <= self.end)


@value()
class Match:
    """A place name in a text: ``[start, end)``, the codes it may mean, and whether it is a short form."""

    start: int
    end: int
    divisions: tuple[str, ...]
    short: bool = False


def kind(division: Division) -> str:
    """Return the kind of a division: ``district``, ``county``, ``banner``, ``development-zone``, ``subdistrict`` …"""
    if division.zone:
        return "development-zone"
    if division.code.startswith(CORPS[:2]):
        return "corps" if division.code == CORPS else "corps-division"
    found = (name for level, suffix, name in _KINDS if level == division.level and division.name.endswith(suffix))
    return next(found, division.level)
