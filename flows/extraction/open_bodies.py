"""Bodies whose names are open: companies, schools, hospitals, leading groups, commissions, towns.

Goes in: the text, its setting, the bodies of known form. Comes out: further mentions. A suffix (公司, 领导小组) ends
the name; its beginning is the place or level it starts with, else the last word that cannot be part of it.
"""

import re
from collections.abc import Set
from functools import cache

from flows.extraction.bodies import Body, township_body
from flows.extraction.canonical import department_type, fill, spell_out
from flows.extraction.lexicon import Automaton, rows, terms
from flows.extraction.setting import LEVELS, Setting
from flows.extraction.townships import township_start
from flows.gazetteer.divisions import Division

_LONGEST = 30
_SEGMENT = re.compile(r"[^、,。;:!?()\[\]<>《》“”\"\s/|—…]*\Z")
_GENERIC_STEM = re.compile(
    r"^(?:各级?|有关|相关|全[省市区县州旗]?|该|本|我|[一二两三四五六七八九十百千\d]+[家个所名支]?|多|部分|国有|民营|"
    r"企业|重点|上市|龙头|总|分|子|母|下属|所属|乡镇|社区|村|农村|城市|专业|基层|行业|新|老|大型|中小|专项|成立|主管)*$"
)
_LEVEL_PREFIX = re.compile(r"(?:自治区|自治州|省|市|区|县|州|旗|盟)(?=[\u4e00-\u9fff]{3})")
_NEEDS_PLACE = frozenset(["局", "厅", "办公室", "大队", "支队", "总队", "部队", "法院", "检察院", "总会"])
"""Suffixes that also end ordinary words (布局, 客厅): believed only after a place or a level."""
_LOCAL = frozenset(["leading-group", "commission", "headquarters", "government-department", "public-institution",
                    "court", "procuratorate"])  # fmt: skip
"""Types whose bare names belong to the home: 依法治区领导小组 is the home's."""
_JOINED_BY_AND = re.compile(r"(?:发展|资源|住房|文化|工业|经济|科学|教育|规划|卫生|安全|财政|监察|民族|医疗|城镇|住宅)\Z")


@cache
def _suffixes() -> Automaton[tuple[str, str]]:
    return Automaton((row["suffix"], (row["suffix"], row["type"])) for row in rows("org_suffixes"))


@cache
def _breakers() -> Automaton[int]:
    return Automaton((term, len(term)) for term in (*terms("org_breakers"), *terms("before_post")))


def find_open_bodies(text: str, setting: Setting, start: int, end: int, known: list[Body]) -> list[Body]:
    """Return the bodies of open form in ``text[start:end]`` that do not lie within a known one, in order."""
    covered = {position for body in known for position in range(body.start, body.end)}
    found: dict[int, Body] = {}
    for first, last, (suffix, type_) in _suffixes().longest(text, start, end):
        if last - 1 in covered:
            continue
        body = _ending_at(text, setting, first, last, suffix, type_, covered)
        if body and body.start not in covered:
            found[body.end] = body
    for body in _towns(text, setting, start, end, covered):
        found.setdefault(body.end, body)
    return sorted(found.values(), key=lambda body: body.start)


def _ending_at(
    text: str, setting: Setting, first: int, last: int, suffix: str, type_: str, covered: set[int]
) -> Body | None:
    begin = name_start(text, setting, first, covered)
    stem = text[begin:first]
    anchored = begin in setting.starting or bool(_LEVEL_PREFIX.match(text, begin, last))
    if not stem or _GENERIC_STEM.match(stem) or len(stem) > _LONGEST - 4 or (suffix in _NEEDS_PLACE and not anchored):
        return None
    if len(stem) < (4 if suffix == "委员会" else 2) and not anchored:
        return None
    return _resolved(text, setting, begin, last, type_)


def name_start(text: str, setting: Setting, first: int, covered: Set[int] = frozenset()) -> int:
    """Return where the open name before `first` begins: at a place, a level, or after the last word not part of it."""
    segment = _SEGMENT.search(text, max(0, first - _LONGEST), first)
    begin = segment.start() if segment else first
    while begin < first and begin in covered:
        begin += 1
    for at, to, size in _breakers().all(text, begin, first):
        if size > 1 or _breaks(text, at, to, first):
            begin = max(begin, to)
    place = next((p for p in range(begin, first) if p in setting.starting and setting.starting[p].end <= first), None)
    if place is not None and place - begin <= 8:
        return place
    return begin


def _breaks(text: str, at: int, to: int, first: int) -> bool:
    """A single character breaks a name unless it is known to stand in one: 发展和改革, 对外友好, 和平."""
    character = text[at:to]
    if character in "和与及":
        return not _JOINED_BY_AND.search(text, max(0, at - 4), at) and not text.startswith("平", to)
    if character in "对由向为于都各等":
        return to < first and not text.startswith(("外", "阳", "民"), to)
    return True


def _resolved(text: str, setting: Setting, begin: int, last: int, type_: str) -> Body:
    division, rest = _division_of(text, setting, begin, last)
    name = spell_out(rest)
    if rest != name:
        type_ = department_type(name)
    if division:
        return Body(begin, last, fill("{p}", division) + name, type_, division.code, None, "body.open-anchored", 0.85)
    if type_ in _LOCAL and setting.home:
        return Body(begin, last, fill("{p}", setting.home) + name, type_, setting.home.code, None, "body.open-local", 0.7)
    return Body(begin, last, text[begin:last], type_, None, None, "body.open", 0.65)


def _division_of(text: str, setting: Setting, begin: int, last: int) -> tuple[Division | None, str]:
    """Split a name into the division it begins with and the rest: 区|依法治区领导小组, 新都区|人民医院."""
    place = setting.starting.get(begin)
    if place and place.end < last:
        return setting.named(place, text), text[place.end : last]
    level = _LEVEL_PREFIX.match(text, begin, last)
    if level and level.group() in LEVELS:
        division = setting.relative(level.group())
        if division:
            return division, text[level.end() : last]
    return None, text[begin:last]


_TOWN = re.compile("街道(?!办|社区|两侧|两旁|上|和社区)|镇(?!区|村|压|静|定|痛|政府|域|江)|乡(?!村|镇|亲|土|愁|贤|情|间|音|级|风)|苏木")
_AS_PLACE = re.compile(r"(?:来到|前往|走进|深入|奔赴|抵达|位于|到|赴|在)\Z")
_AS_BODY = re.compile(r"[、和]|等[\d一二两三四五六七八九十]*个?[镇乡街]|党|主要负责|负责|相关负责|有关负责|汇报|履行|作|就|分别|书记|人大|围绕|要")


def _towns(text: str, setting: Setting, start: int, end: int, covered: set[int]) -> list[Body]:
    """Towns that act: named in a list, reporting, with their party secretaries; not those that are only visited."""
    found: list[Body] = []
    for match in _TOWN.finditer(text, start, end):
        if match.start() in covered:
            continue
        begin = township_start(text, match.start())
        if begin is None or begin in covered:
            continue
        last = match.end()
        if _AS_PLACE.search(text, max(0, begin - 2), begin) or not _AS_BODY.match(text, last):
            continue
        found.append(township_body(text[begin:last], begin, last, None, setting))
    return found
