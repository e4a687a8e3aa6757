"""Bodies whose names are open: companies, schools, hospitals, leading groups, commissions, zones, villages, towns.

Goes in: the text, its setting, the bodies of known form. Comes out: further mentions. A suffix (公司, 领导小组) ends
the name; `name_starts` says where it begins; here it is decided whether that is a name, and what it is in full.
"""

import re
from functools import cache

from flows.extraction.bodies import Body, township_body
from flows.extraction.canonical import department_type, fill, of_branch, prefix_of, short_name, spell_out
from flows.extraction.lexicon import ReversedAutomaton, rows, terms
from flows.extraction.name_starts import Start, name_start
from flows.extraction.numerals import NUMERAL
from flows.extraction.setting import LEVELS, Setting
from flows.extraction.townships import (
    TOKENS,
    in_town,
    last_township,
    named_before,
    station_of,
    township_prefix,
    township_start,
)
from flows.gazetteer.divisions import Division, gazetteer
from flows.values import value

NEEDS_LONGER = 0.2
"""Confidence of a name that is a body only as the short form of a longer one in the article."""

_LONGEST_STEM = 26
_BEYOND = ("71", "81", "82")
"""香港中华厂商联合会, 澳门海关, 台湾工业总会: there a name begins with the place as it is written."""
_OWN_NAMES = frozenset(["hospital", "school", "public-institution", "research-institute"])
"""Types whose names begin with a place's short name as they are written: 天津图书馆, 北京星河医院."""
_LONGEST_OF_TOWN = 12
_QUANTIFIED = re.compile(
    r"各|有关|相关|主要|国有|民营|优质|薄弱|重点|龙头|骨干|上市|规模|大型|中小|所有|全部|一些|多[个家所]|[一二两三四五六七八九十百千余\d][家个所名支]|部分|不少|众多|首[个家批所例]|[这那][家所个]|多支|许多|大多数|等"
)
"""What makes a name after a place a group's: 成都市各学校, 四川重点企业."""
_SENT = ("督导组", "督查组", "检查组", "巡视组", "巡察组", "工作组", "专班", "调研组", "考核组", "宣讲团",
         "督察组", "巡查组", "指导组", "评估组", "核查组", "暗访组", "慰问组", "评议组")  # fmt: skip
_LOCAL = frozenset(["leading-group", "commission", "headquarters", "government-department", "public-institution",
                    "court", "procuratorate", "development-zone", "hospital"])  # fmt: skip
"""Types whose bare names belong to the home: 河湖管护领导小组 is the home's."""
_NATIONAL = ("中央", "国家", "全国", "国务院", "中国", "中华")
_OF_TERM = re.compile(rf"第?{NUMERAL}届(?:常务)?\Z")
"""县委召开八届|常务委员会|第119次会议: the committee is that of a body named before."""
_COUNTED = re.compile(rf"(?:\d{{4}}年)?第{NUMERAL}次(?:会议)?")
"""What is counted is a meeting: 第一次|领导小组|会议, 2020年第1次|国土空间规划委员会|会议."""
_ENDS_OF_NAMES = ("委员会", "常委会", "大会", "届", "次会议")
"""What begins the rest of a known body's name: 全国|委员会常务委员会."""
_VENUE = re.compile(r"(?:召开|举行|举办|收听|收看|设|参加)")
_VILLAGE = re.compile(r"(?:村|社区|嘎查)(?P<organ>党总支|党支部|党委|联合党委)\Z")
_PARTY_ORGANS = {"党总支": "总支部委员会", "党支部": "支部委员会", "党委": "委员会", "联合党委": "联合委员会"}
_COMPOSED = ("委", "办")
_AFTER_OFFICE = re.compile(r"副?主任|[、,。;]|和|与|汇报|负责|等|要|牵头|会同|相关|有关|分别|就")
_CONVENED = re.compile("副?(?:总?召集人|成员单位)|负责同志")
"""市信访联席会议|召集人 is of a body, 召开联席会议 a meeting."""
_OF_FIRM = re.compile("(?:有限|集团|股份)公司")
_FIRMS_OWN = ("公司", "集团", "分行", "支行", "厂", "煤矿", "学校", "医院", "电站")
"""What may end the name of a firm's own body; 某有限公司|调度中心 is a room of the firm."""
_NUMBERED_SCHOOL = re.compile(f"第?{NUMERAL}(?:初级|高级)?中学")
"""第十六中学 in a district is one of its city's."""
_WHOLE_SCHOOL = re.compile("校(?![长园内外友区服医门风级舍训史庆务])")
"""第十六中学|校, but 第十六中学|校长."""
_CAMPUS = re.compile(r"\([\u4e00-\u9fff]{2,6}\)")
_ACTS = re.compile("(?:中心|[局办委站所院队厅处会])组织(?![部委员处人机])")
_NOT_AFTER = re.compile(
    r"长|们|织|生|习|议|客厅|校园|化|级|制(?!药)|式|型|性|性质|领导班子换届|长期|治理|面|势|限|促|中心城|里|部委|成立|合作社|建设(?:项目|工程)|(?:新建|改?扩建|迁建|改建|改造)(?:、|等|和|工程|项目)|管理|负责制"
)


@value()
class _Suffix:
    """What ends an open name: its type, whether it needs a place, makes a name right after one, stands as written."""

    text: str
    type: str
    place: bool
    alone: bool
    own: bool


@cache
def _suffixes() -> ReversedAutomaton[_Suffix]:
    found = (
        _Suffix(row["suffix"], row["type"], bool(row["place"]), bool(row["alone"]), bool(row["own"]))
        for row in rows("org_suffixes")
    )
    return ReversedAutomaton((suffix.text, suffix) for suffix in found)


@cache
def _generic() -> re.Pattern[str]:
    words = "|".join(sorted(terms("org_generic"), key=len, reverse=True))
    return re.compile(rf"(?:{words}|[一二两三四五六七八九十百千余\d])*等?\Z")


def find_open_bodies(text: str, setting: Setting, start: int, end: int, known: list[Body]) -> list[Body]:
    """Return the bodies of open form in ``text[start:end]`` that do not lie within a known one, in order."""
    covered = {position for body in known for position in range(body.start, body.end)}
    found: dict[int, Body] = {}
    for first, last, suffix in _suffixes().longest(text, start, end):
        if last - 1 in covered or _NOT_AFTER.match(text, last):
            continue
        body = _ending_at(text, setting, first, last, suffix, covered)
        if body and body.start not in covered:
            found[body.start] = body
    for body in _towns(text, setting, start, end, covered):
        found.setdefault(body.start, body)
    return _outermost(sorted(found.values(), key=lambda body: (body.start, -body.end)))


def _outermost(bodies: list[Body]) -> list[Body]:
    kept: list[Body] = []
    for body in bodies:
        if not kept or body.start >= kept[-1].end:
            kept.append(body)
    return kept


def _ending_at(text: str, setting: Setting, first: int, last: int, suffix: _Suffix, covered: set[int]) -> Body | None:
    start = name_start(text, setting, first, covered)
    if suffix.type in ("village", "party-committee") and _is_called_after(text, setting, start):
        start = Start(start.at, "word", start.at, True, start.at)
    stem = text[start.at : first]
    anchored = start.kind != "word"
    if suffix.text.endswith(("中学", "小学")) and _WHOLE_SCHOOL.match(text, last):
        last += 1
    if suffix.type in ("enterprise", "school") and (campus := _CAMPUS.match(text, last)):
        last = campus.end()
    if suffix.text in _SENT and not anchored and not stem.startswith(_NATIONAL):
        if text[start.at - 1 : start.at] == "各":
            return None
        return Body(start.at, last, text[start.at : last], "delegation", None, None, "body.open", NEEDS_LONGER)
    if suffix.text == "委员会" and _OF_TERM.search(stem):
        return None
    if counted := _COUNTED.match(text, start.bare_end, first):
        at = counted.end()
        start, stem, anchored = Start(at, "word", at, True, at), text[at:first], False
    if suffix.text == "联席会议" and not _CONVENED.match(text, last):
        return None
    if _OF_FIRM.search(stem) and not suffix.text.endswith(_FIRMS_OWN):
        return None
    if len(stem) > _LONGEST_STEM or (not anchored and not _is_name(stem, suffix, start)):
        return None
    if text[start.at - 1 : start.at] == "各":
        return None  # 各|开发区管委会
    if anchored and (
        _QUANTIFIED.search(text, start.bare_end, first)
        or (start.place_at == start.at and start.bare_end >= first and not suffix.alone)
    ):
        return None
    if anchored and "组织" in stem and _ACTS.search(stem):
        return None  # 敖包苏木综治中心|组织派出所
    if text.endswith(terms("org_not_endings"), start.at, last) or (suffix.text == "小学" and stem.endswith("中")):
        return None  # 工作布局, 民主协商会, 中小学
    if stem.endswith(suffix.text) or (
        suffix.text in _COMPOSED and not _is_composed(text, start, first, last, suffix.text)
    ):
        return None
    return _resolved(text, setting, start, last, suffix)


def _is_called_after(text: str, setting: Setting, start: Start) -> bool:
    """洪湖|村党支部: a village that is called as a place elsewhere is for short."""
    place = setting.starting.get(start.at)
    return bool(place and place.short and text.startswith(("村", "社区", "嘎查"), place.end))


def _is_composed(text: str, start: Start, first: int, last: int, suffix: str) -> bool:
    """市经济信息委, 区党政办: endings that end many words are believed after a level, before a post or in a list."""
    stem = text[start.bare_end : first]
    if start.kind != "level" or not 2 <= len(stem) <= 7:
        return False
    return bool(_AFTER_OFFICE.match(text, last)) if suffix == "办" else spell_out(stem + "局") != stem + "局"


def _is_name(stem: str, suffix: _Suffix, start: Start) -> bool:
    """An open name without place or level must be long enough, and not made of general words only (优质学校)."""
    if (
        suffix.text in _COMPOSED
        or (suffix.place and not stem.startswith(_NATIONAL))
        or not start.firm
        or stem.startswith(_ENDS_OF_NAMES)
        or stem.endswith("因")  # 城市因|大学|而盛
        or _generic().match(stem)
        or _QUANTIFIED.search(stem)
    ):
        return False
    return (4 if suffix.text == "委员会" else 2) <= len(stem) <= 16


def _resolved(text: str, setting: Setting, start: Start, last: int, suffix: _Suffix) -> Body | None:
    type_ = suffix.type
    written = text[start.at : last]
    village = _VILLAGE.search(written)
    if start.kind == "place" and start.place_at > start.at:
        return Body(start.at, last, written, type_, None, None, "body.open", 0.7)
    division, rest = _division_of(text, setting, start, last)
    if suffix.text.endswith("中心") and text[start.at - 1 : start.at] == "在" and _VENUE.match(text, last):
        return None  # 大会在|镇文化活动中心|召开
    if start.kind == "level" and (division is None or division.level == "township"):
        return _of_town(text, setting, start, last, rest, type_)
    if village:
        return _of_village(text, setting, start, last, division, rest, village["organ"])
    if division and division.level == "township":
        return _body(start, last, in_town(division.name, rest, setting, division)[0], type_, division, 0.8)
    if start.kind == "place" and type_ == "development-zone" and setting.starting[start.at].short:
        return _body(start, last, spell_out(written), type_, division, 0.8)
    if start.kind == "place" and division and division.code[:2] in _BEYOND and setting.starting[start.at].short:
        return _body(start, last, written, type_, division, 0.8)
    if start.kind == "place" and (suffix.own or "大学" in written or "学院" in written):
        return _body(start, last, written, type_, division, 0.85)
    if start.kind == "place" and type_ in _OWN_NAMES and setting.starting[start.at].short:
        return _body(start, last, written, type_, division, 0.8)
    if rest.startswith("海关") and start.kind == "place":
        return _body(start, last, f"中华人民共和国{written}", type_, division, 0.8)
    name = spell_out(rest)
    if rest != name and type_ == "government-department":
        type_ = department_type(name)
    if division is None:
        return _unanchored(text, setting, start, last, name, suffix, type_)
    if station := station_of(rest, division):
        return _body(start, last, station, type_, division, 0.8)
    if suffix.text == "分局" and division.level == "county" and start.kind == "level":
        return _body(start, last, of_branch(rest.removesuffix("分局"), division), type_, division, 0.8)
    return _body(start, last, prefix_of(division) + name, type_, division, 0.85)


_TOWN_FIRST = re.compile(r"[\u4e00-\u9fff]{1,5}?(?:街道|[镇乡]|苏木)(?=[\u4e00-\u9fff]+(?:村|社区|嘎查))")


def _of_village(
    text: str, setting: Setting, start: Start, last: int, division: Division | None, rest: str, organ: str
) -> Body:
    """白石村党支部 is that of the village in the town that it is named with, else in the one named last."""
    town = _TOWN_FIRST.match(text, start.at, last) if division is None else None
    code: str | None
    if division:
        prefix, code = prefix_of(division), division.code
    elif town:
        (prefix, code), rest = township_prefix(town.group(), setting), text[town.end() : last]
    else:
        prefix, code = _town_before(text, setting, start.at)
    name = f"中共{prefix}{rest.removesuffix(organ)}{_PARTY_ORGANS[organ]}"
    return Body(start.at, last, name, "party-committee", code, None, "body.open-anchored", 0.7)


def _town_before(text: str, setting: Setting, at: int) -> tuple[str, str | None]:
    """The town of a village, which is named by itself: the home, or the town named last before; nothing without one."""
    if setting.home and setting.home.level == "township":
        return prefix_of(setting.home), setting.home.code
    towns = (match for token in TOKENS if (match := named_before(text, setting, at, token)))
    town = max(towns, key=lambda match: match.start, default=None)
    return township_prefix(text[town.start : town.end], setting) if town else ("", None)


def _of_town(text: str, setting: Setting, start: Start, last: int, rest: str, type_: str) -> Body | None:
    """镇财政所 is that of the town that is the home or was named last; 镇综治办 of a town that is not named is none."""
    token = text[start.at : start.bare_end]
    name = last_township(text, setting, start.at, token) if token in TOKENS else None
    if name is None or len(rest) > _LONGEST_OF_TOWN:
        return None
    canonical, code = in_town(name, rest, setting)
    return Body(start.at, last, canonical, type_, code, None, "body.open-anchored", 0.7)


def _body(start: Start, last: int, name: str, type_: str, division: Division | None, sure: float) -> Body:
    return Body(start.at, last, name, type_, division.code if division else None, None, "body.open-anchored", sure)


def _unanchored(text: str, setting: Setting, start: Start, last: int, name: str, suffix: _Suffix, type_: str) -> Body:
    """A name without place and level is the home's where its type is local, else its own."""
    if start.kind == "place" and text.endswith(TOKENS, start.at, start.bare_end):
        canonical, code = in_town(text[start.at : start.bare_end], text[start.bare_end : last], setting)
        return Body(start.at, last, canonical, type_, code, None, "body.open-anchored", 0.7)
    if start.kind == "place":  # 朝阳区教育局 of no 朝阳区 that is known
        return Body(start.at, last, text[start.at : start.bare_end] + name, type_, None, None, "body.namesake", 0.6)
    home = setting.home
    local = type_ in _LOCAL or suffix.text in ("小学", "中学", "幼儿园", "村委会", "居委会")
    national = text[start.at : last].startswith(_NATIONAL)
    own = home and text.startswith(short_name(home), start.at)
    if home and home.name.endswith("区") and _NUMBERED_SCHOOL.match(name):
        home = gazetteer().ancestors(home)[-1]
    if type_ == "village" and (prefix_code := _town_before(text, setting, start.at))[1]:
        return Body(start.at, last, prefix_code[0] + name, type_, prefix_code[1], None, "body.open-local", 0.6)
    if local and home and (station := station_of(name, home)):
        return Body(start.at, last, station, type_, home.code, None, "body.open-local", 0.6)
    if local and home and home.level != "country" and not national and not own:
        return Body(start.at, last, fill("{p}", home) + name, type_, home.code, None, "body.open-local", 0.6)
    return Body(start.at, last, text[start.at : last], type_, None, None, "body.open", 0.8 if national else 0.55)


def _division_of(text: str, setting: Setting, start: Start, last: int) -> tuple[Division | None, str]:
    """Split a name into the division it begins with and the rest: 县|河湖管护领导小组, 青禾县|人民医院."""
    if start.kind == "place":
        place = setting.starting[start.at]
        return setting.named(place, text), text[place.end : last]
    if start.kind == "level":
        token = text[start.at : start.bare_end].removeprefix("全")
        return setting.relative(token) if token in LEVELS else None, text[start.bare_end : last]
    return None, text[start.at : last]


_TOWN = re.compile(
    "街道(?!办|社区|两侧|两旁|上|和社区)|镇(?!区|村|压|静|定|痛|政府|域|江)|乡(?!村|镇|亲|土|愁|贤|情|间|音|级|风)|苏木"
)
_AS_PLACE = re.compile(
    r"(?:来到|前往|走进|深入|奔赴|抵达|位于|到|赴|在)\Z"
    r"|(?:来到|走进|深入|观摩|参观|察看|查看|考察|视察)了?(?:[\u4e00-\u9fff]{1,6}[县市区旗])?\Z"
)
"""What stands before a town that is a place: 来到|龙桥镇, 观摩了某县|龙桥镇."""
_AS_BODY = re.compile(
    r"[、和]|等[\d一二三四五六七八九十]*个?[镇乡街]|党|主要负责|负责|相关负责|有关负责|汇报|履行|作|就|分别|书记|人大|围绕|要|会同|等受|关于|先行|率先|牵头|已|正在|成立|组织|召开|举行|要"
)


_LAND = re.compile(
    r"(?:[、和及与][\u4e00-\u9fff]{1,5}(?:街道|[镇乡]))*(?:部分地[块段]|部分区域|境内|辖区内|交界|地块|一带|沿线)"
)
"""梅山镇|、吴家店镇部分地块: the land of towns."""
_VISITED = re.compile(r"(?:来到|前往|走进|深入|奔赴)[^。;\n]*\Z")
"""来到县医院和龙桥镇部分群众家中: a town at the end of a list of what was visited."""


def _towns(text: str, setting: Setting, start: int, end: int, covered: set[int]) -> list[Body]:
    """Towns that act: named in a list, reporting, with their party secretaries; not those that are only visited."""
    found: list[Body] = []
    visited = -1
    for match in _TOWN.finditer(text, start, end):
        if match.start() in covered:
            continue
        begin = township_start(text, match.start())
        if begin is None or begin in covered:
            continue
        last = match.end()
        before = text[max(0, begin - 12) : begin]
        if (
            _LAND.match(text, last)
            or _AS_PLACE.search(before)
            or (visited == begin - 1 and text[visited] in "、和与及")
        ):
            visited = last
            continue
        listed = before[-1:] in ("、", "和") and ((found and found[-1].end == begin - 1) or begin - 2 in covered)
        if not _AS_BODY.match(text, last) and (not listed or _VISITED.search(text, max(0, begin - 60), begin)):
            continue
        town = township_body(text[begin:last], begin, last, None, setting)
        if town.division and not (
            setting.home and setting.home.level == "township" and town.division == setting.home.code
        ):
            found.append(town)
    return found
