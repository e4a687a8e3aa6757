"""Articles without end, composed from the project's own templates: of real divisions, with invented persons.

In: the number of an article. Out: that article, the same each time and on each machine. Dates run on with the number,
as many articles a day at each size; each county has its own persons, who change every third year, so that facts neither
all merge nor are all new. The templates stand in `templates.toml`.
"""

import random
import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from flows.articles.reading import Incoming
from flows.gazetteer.division import COUNTRY, Division
from flows.gazetteer.divisions import gazetteer
from flows.gazetteer.surnames import frequent_surnames

_FIRST = datetime(2016, 9, 10, 17, 30)
_A_DAY = 27
_YEARS = 3
_TENS = ("", "十", "二十", "三十", "四十", "五十")
_UNITS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")


def composed(title: str, published: datetime, source: str, text: str) -> str:
    """Return an article in the form of the seeds."""
    head = f"{title}\n发布时间:{published:%Y-%m-%d %H:%M:%S}\n"
    return f"{head}{text}\n浏览量:1\n来源:{source} 记者:\n编辑: 编审:\n0条评论\n"


def compose(number: int) -> Incoming:
    """Return the article with this number, from 0 up."""
    chance = random.Random(number)
    published = _FIRST + timedelta(days=number // _A_DAY, minutes=number % _A_DAY)
    county = chance.choice(_counties())
    words = _Words(chance, _facts(chance, county, published))
    kind = chance.choice(_templates()["kinds"])
    title, body, speaker = (words.filled(kind[part]) for part in ("title", "body", "speaker"))
    demands = "\n".join(f"{each}要{words.demand()}" for each in _words("numeral"))
    text = composed(title, published, f"{county.short[0]}融媒", f"{body}\n{speaker}强调:\n{demands}")
    return Incoming(f"composed-{number:07}.txt", text.encode(), jurisdiction=gazetteer().full_name(county))


class _Words:
    """Fills templates: with what is settled for the whole article, else with a word by chance."""

    def __init__(self, chance: random.Random, settled: dict[str, str]) -> None:
        self._chance, self._settled = chance, settled

    def __getitem__(self, name: str) -> str:
        return self._settled.get(name) or self._chance.choice(_words(name))

    def filled(self, template: str) -> str:
        """Return `template` with a word in each place."""
        return template.format_map(self)

    def demand(self) -> str:
        """Return what is asked, in one clause or two, the second of which is asked of somebody by name."""
        clauses = _templates()["clauses"]
        first, second, addressee = (self.filled(self._chance.choice(clauses[of])) for of in ("any", "any", "addressee"))
        return self._chance.choice((f"{first}。", f"{first}。{addressee}要{second}。"))


def _facts(chance: random.Random, county: Division, published: datetime) -> dict[str, str]:
    """Return what is settled for an article: when, where, and who holds which post there and then."""
    event = published - timedelta(days=1)
    days = (published - _FIRST).days
    town = chance.choice(gazetteer().children(county.code)).name
    subject, matter, bureau = (chance.choice(_words(name)) for name in ("subject", "matter", "bureau"))
    posts = ("secretary", "mayor", "chairman", f"deputy {chance.randrange(6)}", f"director {bureau}", f"leader {town}")
    people = {post.split()[0]: _person(f"{county.code} {published.year // _YEARS} {post}") for post in posts}
    return people | {
        "day": f"{event.month}月{event.day}日",
        "division": county.name,
        "seat": county.name[-1],
        "town": town,
        "bureau": bureau,
        "topic": subject + matter,
        "ordinal": str(days % 1800 // 7 + 1),
        "number": _TENS[days // 30 % 5] + _UNITS[days // 150 % 9 + 1],
    }


def _person(who: str) -> str:
    chance = random.Random(who)
    return chance.choice(_surnames()) + "".join(chance.sample(_words("given"), 2))


@cache
def _counties() -> tuple[Division, ...]:
    """Return the districts and counties with towns; what else there is at their level calls its bodies otherwise."""
    known = gazetteer()
    provinces = known.children(COUNTRY)
    below = (county for province in provinces for county in _at_county_level(province))
    return tuple(each for each in below if each.name[-1] in "区县" and each.short and known.children(each.code))


def _at_county_level(division: Division) -> list[Division]:
    if division.level == "county":
        return [division]
    if division.level == "township":
        return []
    return [county for below in gazetteer().children(division.code) for county in _at_county_level(below)]


@cache
def _surnames() -> tuple[str, ...]:
    return tuple(sorted(name for name in frequent_surnames() if len(name) == 1))


@cache
def _words(name: str) -> tuple[str, ...]:
    written: str = _templates()["words"][name]
    return tuple(written.split() if " " in written else written)


@cache
def _templates() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "templates.toml").read_text(encoding="utf-8"))
