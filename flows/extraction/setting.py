"""Where and when an article speaks: its jurisdiction, its year, and the places that its text names.

Comes out: divisions for relative names (区, 市, 省) as the article means them. Does not know organizations.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from flows.extraction.lexicon import rows
from flows.extraction.namesakes import meant
from flows.gazetteer.divisions import COUNTRY, Division, Match, gazetteer

LEVELS: dict[str, str] = {row["token"]: row["level"] for row in rows("levels")}
"""Level tokens (区, 县, 自治州 …) and the level of division that each means."""
LEVEL_TOKENS = tuple(sorted(LEVELS, key=lambda token: -len(token)))
NOT_A_LEVEL = {
    "区": frozenset("社园景校辖灾山片库牧林矿军战地小禁特湖湾"),
    "市": frozenset("城超都门股楼夜早集上"),
    "县": frozenset(""),
    "州": frozenset("神九"),
    "旗": frozenset("红国党队军锦"),
    "盟": frozenset("同联加欧"),
    "省": frozenset("反节"),
    "地": frozenset("本当各土基场工驻属"),
    "镇": frozenset("城乡"),
}
"""Characters before a level token that make another word of it: 社区, 城市, 红旗."""


@dataclass(frozen=True)
class Setting:
    """The division whose portal speaks (None: unknown), the year of publication, and the places in the text."""

    home: Division | None
    year: int | None
    places: Sequence[Match]
    ending: dict[int, Match] = field(init=False)
    starting: dict[int, Match] = field(init=False)
    chain: tuple[Division, ...] = field(init=False)
    """The home division and what is above it, from the province down."""
    _relative: dict[str, Division | None] = field(init=False, default_factory=dict)
    _named: dict[str, Division | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ending", {match.end: match for match in self.places})
        object.__setattr__(self, "starting", {match.start: match for match in self.places})
        object.__setattr__(self, "chain", (*self._above(self.home), self.home) if self.home else ())

    def _above(self, home: Division) -> Iterator[Division]:
        """What is above the home, as it was then: 襄樊市 above 南漳县 in 2005, 毕节地区 above 大方县 in 2009."""
        known = gazetteer().named(home.name) if not home.used_in(self.year) else ()
        before = (d for d in known if home.code in d.successors and d.used_in(self.year))
        for division in gazetteer().ancestors(next(before, home)):
            then = gazetteer().by_code(division.code, self.year)
            yield then if then and then.used_in(self.year) else division

    def relative(self, token: str) -> Division | None:
        """Return what a bare level token means here: 区 in a Xindu article is 新都区, 市 is 成都市, 省 is 四川省.

        市 is the home itself where that is a county-level city; 区 in an article of an autonomous region is the region.
        """
        if token not in self._relative:
            fits = [division for division in self.chain if fits_token(division, token)]
            self._relative[token] = fits[-1] if fits else None
        return self._relative[token]

    def named(self, match: Match, text: str) -> Division | None:
        """Return the division that a place name of the text means here."""
        name = text[match.start : match.end]
        if name not in self._named:
            self._named[name] = gazetteer().resolve(name, self.home, self.year) or meant(
                name, text, self.places, self.year
            )
        return self._named[name]


def fits_token(division: Division, token: str) -> bool:
    """Tell whether a bare level token can stand for `division`: 市 for 昆山市 and 成都市, 州 for 甘孜藏族自治州."""
    level = LEVELS[token]
    if division.code == COUNTRY:
        return False
    if level == "city":
        return division.name.endswith("市") and division.level in ("province", "prefecture", "county")
    if token == "区":
        return (division.level == "county" and division.name.endswith("区")) or division.name.endswith("自治区")
    if level == "zone":
        return division.zone
    if level == "corps":
        return division.code.startswith("66")
    if token == "省":
        return division.level == "province" and division.name.endswith("省")
    return division.level == level and division.name.endswith({"地": "地区", "特区": "特别行政区"}.get(token, token))
