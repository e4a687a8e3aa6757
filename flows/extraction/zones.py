"""Development zones that no table lists: 柳东新区党工委, 义乌经济技术开发区管委会, 高新区管委会.

Goes in: the text, its setting, where a zone's type (新区, 开发区 …) stands. Comes out: what the names of its bodies
begin with. A name that begins with a place stands as it is written; one that is only a type is called after the short
name of whose it is (县工业园区 → 浦城工业园区); another hangs on the home.
"""

import re

from flows.extraction.canonical import prefix_of, short_name
from flows.extraction.name_starts import name_start
from flows.extraction.setting import LEVELS, Setting
from flows.gazetteer.divisions import Division, gazetteer

_LONG = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区"}
_KINDS = ("", "工业", "产业", "经济", "化工", "农业", "物流", "食品", "循环经济", "现代农业")
"""What makes of a zone's type no name: 县|工业|园区."""
_LONGEST = 8


def zone_prefix(text: str, setting: Setting, first: int, token: str) -> tuple[int, str, str | None] | None:
    """Return where the zone's name begins whose `token` stands at `first`, its full name, its division's code."""
    start = name_start(text, setting, first)
    stem = text[start.at : first]
    if start.kind == "place":
        place = setting.starting[start.at] if start.place_at == start.at else None
        division = setting.named(place, text) if place and not place.short else None
        short = place is not None and place.short
        name = text[start.at : first] + (_LONG.get(token, token) if short else token)
        if place and division:
            name = prefix_of(division) + text[place.end : first + len(token)]
        return start.at, name, division.code if division else None
    if start.kind == "level" and text[start.at : start.bare_end] in LEVELS:
        owner, stem = setting.relative(text[start.at : start.bare_end]), text[start.bare_end : first]
    else:
        owner = setting.home
    if owner is None or owner.level == "country" or len(stem) > _LONGEST:
        return None
    if not stem and start.kind == "word":
        return _only_one(setting, start.at, token)
    if stem == short_name(owner):
        return start.at, stem + _LONG.get(token, token), owner.code
    name = stem + (token if stem else _LONG.get(token, token))
    if token in ("园区", "集聚区") and stem and start.kind == "word":
        return start.at, name, owner.code
    return start.at, (short_name(owner) if stem in _KINDS else prefix_of(owner)) + name, owner.code


_STATISTICAL = re.compile(r"(?<=.)市(?=高新技术|经济技术|经济开发区)")


def _own_name(zone: Division) -> str:
    """A zone keeps its own name, whatever the statistics call it: 江城市高新技术开发区 → 江城高新技术产业开发区."""
    name = _STATISTICAL.sub("", prefix_of(zone), count=1)
    return name.replace("高新技术开发区", "高新技术产业开发区")


def _only_one(setting: Setting, at: int, token: str) -> tuple[int, str, str | None] | None:
    """高新区 alone: the home itself, the one zone of that name near it, or the home's own of that type."""
    home = setting.home
    if home is None or token in ("园区", "开发区", "新区"):
        zone = home if home and home.zone else None
        return (at, _own_name(zone), zone.code) if zone else None
    known = home if home.zone else gazetteer().resolve(token, home, setting.year)
    if known and known.zone:
        return at, _own_name(known), known.code
    return at, short_name(home) + _LONG.get(token, token), home.code
