"""Towns, townships and subdistricts (镇、乡、街道): where their names begin, which county they belong to.

Towns abolished long ago are in no table; they resolve by their form and the article's home county.
"""

import re
from bisect import bisect_right

from flows.extraction.canonical import of_branch, prefix_of, spell_out
from flows.extraction.lexicon import rows
from flows.extraction.setting import Setting
from flows.gazetteer.divisions import Division, Match, gazetteer

TOKENS = ("街道", "镇", "乡", "苏木")
_NAME = re.compile(r"[\u4e00-\u9fff]{1,6}\Z")
_BOUNDARY = re.compile(
    r".*(?:来到|前往|走进|深入|奔赴|抵达|会议|代表|选举|同志|听取|组织|其中|最后|随后|以及|新一届|上一?届|本届|[和与及暨在到赴对由向从为了的好把将给让请是县区市州旗、,。;:(])",
    re.DOTALL,
)
_GENERIC = re.compile(
    r"^(?:个|名|位|三|四|五|六|有关|相关|部分|[多几\d一二三四五六七八九十余]{1,5}个|乡|苏木|城|村|重点|中心|特色|小|古|强|我|\d)*(?:[各全该本每两].*)?$"
)


_KINDS = frozenset(
    ["试点", "示范", "先进", "后进", "贫困", "边境", "受灾", "产业", "旅游", "农业", "工业", "文化", "卫生", "生态",
     "经济", "中心", "建制", "片区", "牵头", "包联", "联系", "挂点", "移民", "民族", "易地", "搬迁", "重灾", "薄弱"]
)  # fmt: skip
"""试点|镇 and 民族|乡 are kinds of towns, unless a town is called so."""
_ENDS_A_KIND = frozenset("城小古水故家老他异返下集重强名")
"""What makes a kind of 镇 or 乡, not a name: 水乡, 古镇, 下乡; names that are known may end so."""
_LONGEST_UNKNOWN = 3
"""A town that no table lists (abolished long ago) is believed up to this length: 龙桥, but not 制定好."""


def _is_known(text: str, token_start: int, stem: str) -> bool:
    token = next((token for token in TOKENS if text.startswith(token, token_start)), "")
    return bool(gazetteer().candidates(stem + token))


def township_start(text: str, token_start: int) -> int | None:
    """Return where the name begins whose type (镇 …) stands at `token_start`; None where it is no name."""
    window = text[max(0, token_start - 7) : token_start]
    name = _NAME.search(window)
    if not name:
        return None
    cut = _BOUNDARY.match(name.group())
    stem = name.group()[cut.end() :] if cut else name.group()
    both = stem.endswith("乡") and text.startswith("镇", token_start)  # 召开|乡镇|党委书记述职会
    if not 1 <= len(stem) <= 6 or both or _GENERIC.match(stem):
        return None
    doubtful = len(stem) > _LONGEST_UNKNOWN or stem[-1] in _ENDS_A_KIND or stem in _KINDS
    if doubtful and not _is_known(text, token_start, stem):
        return None
    return token_start - len(stem)


def last_township(text: str, setting: Setting, before: int, token: str) -> str | None:
    """Return the town that 镇党委 without a name means: the home itself, or the one named last before it."""
    if setting.home and setting.home.level == "township":
        return setting.home.name if setting.home.name.endswith(token) else None
    match = named_before(text, setting, before, token)
    if match is None:
        return _unlisted_before(text, before, token)
    start = township_start(text, match.end - len(token))
    if start is None and not match.short:
        start = match.start  # 中国共产党|龙桥镇: a town that is known, whatever stands before it
    return text[start : match.end] if start is not None else None


_ITS_OWN = re.compile(r"党委|党工委|纪委|人大|(?:人民)?政府|召开|举行|第")
"""What tells that the words before it are a town's name: 马衙镇|召开第十九届人民代表大会."""
_AROUND = 300


def _unlisted_before(text: str, before: int, token: str) -> str | None:
    """Return the town that no table lists (abolished since) whose body or meeting the text named last."""
    at = text.rfind(token, max(0, before - _AROUND), before)
    while at >= 0:
        start = township_start(text, at) if _ITS_OWN.match(text, at + len(token)) else None
        if start is not None:
            return text[start : at + len(token)]
        at = text.rfind(token, max(0, before - _AROUND), at)
    return None


_FARTHEST = 60


def named_before(text: str, setting: Setting, before: int, token: str) -> Match | None:
    """Return the place of the type `token` that the text names last before a position, among the last few places."""
    at = bisect_right(setting.places, before, key=lambda match: match.end)
    for match in reversed(setting.places[max(0, at - _FARTHEST) : at]):
        if text.endswith(token, match.start, match.end):
            return match
    return None


def township_prefix(name: str, setting: Setting) -> tuple[str, str | None]:
    """Return the canonical name of a township as the home means it, and its code or that of the home county."""
    home = setting.home
    if home and home.level == "township":
        home = gazetteer().ancestors(home)[-1]
    known = gazetteer().resolve(name, home, setting.year)
    if known and home and known.code[:6] == home.code:
        return gazetteer().canonical_prefix(home) + name, known.code
    if known and (home is None or known.code.startswith(home.code.rstrip("0"))):
        return gazetteer().canonical_prefix(known), known.code
    if home and home.level == "county":
        return gazetteer().canonical_prefix(home) + name, home.code
    return name, None


_TYPE = re.compile(r"(?:街道|镇|乡|苏木)\Z")


def in_town(town: str, rest: str, setting: Setting, division: Division | None = None) -> tuple[str, str | None]:
    """Return the name of a town's `rest` (财政所) and a code; 派出所 is the county's, called after the town."""
    prefix, code = (prefix_of(division), division.code) if division else township_prefix(town, setting)
    county = gazetteer().by_code(code[:6], setting.year) if code else None
    station = station_of(_TYPE.sub("", town) + rest, county) if county else None
    return station or prefix + spell_out(rest), code


_OF_LINES = re.compile("铁路|高铁|车站|机场|港口")
"""What the police of railways, airports and harbours watch: 铁路派出所 is none of the county's."""


def station_of(name: str, county: Division) -> str | None:
    """Return the full name of a station that a county's bureau has in its towns: 龙桥派出所; None for other names."""
    row = next((row for row in rows("town_stations") if name.endswith(row["station"])), None)
    if row is None or county.level != "county" or len(name) == len(row["station"]) or _OF_LINES.search(name):
        return None
    if county.name.endswith("区") and row["bureau"] == "公安":
        return of_branch(row["bureau"], county) + name
    return f"{prefix_of(county)}{row['bureau']}局{name}"
