"""Where an open name begins: at a place, at a level, or after the last word that cannot be part of it.

Goes in: the text, its setting, where the name's suffix stands. Comes out: the start, what kind it is, and how firm.
Hard words (召开, 听取) end what is before a name always, soft ones (建设, 服务) only where nothing else begins it.
"""

import re
from collections.abc import Set
from functools import cache
from typing import Literal

from flows.extraction.lexicon import Automaton, is_common_word, terms
from flows.extraction.names import countries, is_shaped
from flows.extraction.setting import Setting
from flows.gazetteer.divisions import Match
from flows.values import value

_LONGEST = 30
_TO_LAST_STOP = re.compile(r".*[、,。;:!?()\[\]<>《》“”\"\s/|—…]", re.DOTALL)
_LEVEL = re.compile(
    r"(?:自治区|自治州|地区(?=[\u4e00-\u9fff]{4})|兵团|师市|省|市|区|县|州|旗|盟|镇|乡)(?=[\u4e00-\u9fff]{2})"
)
_NOT_A_LEVEL = re.compile(
    r"市场|区域|镇街|乡镇|省级|市级|区级|县级|州级|镇级|市民|市区|县区|区县|县城(?!关|投|建|管|乡|市|发|区)|市政(?!府)|乡村|市辖|镇村|县域|市直|区直|县直|省直|州直|旗直"
)
_JOINED_BY_AND = re.compile(
    r"(?:发展|资源|住房|文化|工业|经济|科学|教育|规划|卫生|安全|财政|监察|民族|医疗|城镇|住宅|粮食|林业|计划|人口|档案|地质|农业|人力资源|信息|广播|体育|工信|行政审批|预算)\Z"
)
_HALF = re.compile(
    r"(?:[省市区县州旗盟](?![委直级长内外辖域民场属])|中国|全国|中华|国际)?"
    r"[^\W\d和与及同对向在由从把被将等各长员任记席]{2,8}"
    r"(?<![局委办厅部院会府室处队校司行社协联团站所长导门众统民级人员者区县市镇街业企们记席任表学馆台园店厂界])"
)
"""区政务服务|和行政审批局, 中国物流|与采购联合会: what began a name is no body yet, so that the name goes on."""
_NATIONAL = re.compile("中国|全国|中华|国际")
_OF_ALL = "全国"
_OF_ALL_ARE = ("指挥部", "领导小组", "协调小组", "委员会", "工作组", "联席会议", "交易中心")
"""What 全国 begins the names of (全国防治某病指挥部); before others it tells that all are meant (全国海关)."""
_OF_LEVEL = tuple(f"全{level}" for level in "省市区县州旗盟")
_OF_LEVEL_ARE = ("领导小组", "工作领导小组", "领导组", "协调小组", "指挥部")
"""全省|应对新冠肺炎疫情工作领导小组 is the province's; of other bodies (全县医院) all are meant."""
_LEADS = re.compile(
    r"(?:国网|武警|\S{2,4}(?:财险|产险|寿险|人寿)|邮储|工行|农行|中行|建行|民盟|民革|中煤|中铁|中建|中国\S{0,6}|国药|国能|华能|大唐|华电|中交|中核|中粮|中广核|\S{2,6}(?:公园|集团|大学|总局|海关|银行|铁路|电网|学院|医院|流域|水库|景区))\Z"
)


_FIRMS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
"""中国某某设计研究总院|有限公司: a firm that is called after the country is called by all that stands between."""
_FOREIGN_FIRM, _FOREIGN_LAND = "株式会社", re.compile("日本|韩国")
"""日本东和化学|株式会社 has its land before it, whatever stands between."""
_NO_PLACE_BEFORE = frozenset("山江河湖路岭")
"""What follows a short name that is no place there: 祁连山, 长白山."""
_TAKES_UP = re.compile(r"[\u4e00-\u9fff]{2,3}(?<![责主信常专委胜担兼])任(?![务职期命])")
"""Before the school that one leads: 张某某任|柳桥中学|校长."""
_BRACKETED = re.compile(r"[\u4e00-\u9fff]{2,10}\([\u4e00-\u9fff]{2,5}\)\Z")


@value()
class Start:
    """Where a name begins; `bare_end`: where the place or level that it begins with ends (else `at`).

    `firm`: a stop or a hard word stands before it. `place_at` is after `at` where words before a place belong to it.
    """

    at: int
    kind: Literal["place", "level", "word"]
    bare_end: int
    firm: bool
    place_at: int


@cache
def _hard() -> Automaton[int]:
    return Automaton((term, len(term)) for term in (*terms("org_breakers"), *terms("before_post")))


@cache
def _compounds() -> frozenset[str]:
    return frozenset(terms("org_compounds"))


@cache
def _soft() -> Automaton[int]:
    return Automaton((term, len(term)) for term in terms("org_soft_breakers"))


def name_start(text: str, setting: Setting, first: int, covered: Set[int] = frozenset()) -> Start:
    """Return where the open name before `first` begins."""
    begin = max(0, first - _LONGEST)
    if stop := _TO_LAST_STOP.match(text, begin, first):
        begin = stop.end()
    firm = first - begin < _LONGEST
    if text.startswith(_FOREIGN_FIRM, first) and (land := _FOREIGN_LAND.search(text, begin, first)):
        return Start(land.start(), "word", land.start(), True, land.start())
    if begin > 1 and text[begin - 1] == ")" and (bracketed := _BRACKETED.search(text, max(0, begin - 18), begin)):
        begin = bracketed.start()
    while begin < first and begin in covered:
        begin += 1
    for at, to, size in _hard().all(text, begin, first):
        if to > begin and (
            _breaks(text, setting, begin, at, first)
            if size == 1
            else text[at : to + 2] != "代表资格" and text[at - 1 : to] not in _compounds()
        ):
            whole = at == begin and text.startswith(_OF_ALL, at) and text.startswith(_OF_ALL_ARE, first)
            begin, firm = at if whole else to, True
    office = _TAKES_UP.match(text, begin, first)
    if office and is_shaped(text[begin : office.end() - 1]):
        begin, firm = office.end(), True
    places = (at for at in range(begin, first) if at in setting.starting)
    place = next((at for at in places if _is_place(text, setting.starting[at], first)), None)
    if place is not None:
        return _from_place(text, setting, begin, place, firm)
    if text.endswith(_OF_LEVEL, 0, begin) and text.startswith(_OF_LEVEL_ARE, first):
        return Start(begin - 2, "level", begin, True, begin - 2)
    level = _LEVEL.match(text, begin, first + 2)
    if level and not _NOT_A_LEVEL.match(text, begin):
        return Start(begin, "level", level.end(), True, begin)
    of_state = firm and text.startswith("中国", begin) and text.startswith(_FIRMS, first)
    for _, to, _ in _soft().all(text, begin, first) if not of_state else ():
        if begin < to < first and not (
            firm and to - begin <= 3 and first - to >= 2 and text[begin:to] in _soft_openers()
        ):
            begin, firm = to, False
    level = _LEVEL.match(text, begin, first + 2)
    if level and not firm and not _NOT_A_LEVEL.match(text, begin):
        return Start(begin, "level", level.end(), True, begin)
    return Start(begin, "word", begin, firm, begin)


def _is_place(text: str, place: Match, first: int) -> bool:
    if place.end > first:
        return False
    return text[place.start - 1 : place.start] != "(" and not (place.short and text[place.end] in _NO_PLACE_BEFORE)


@cache
def _soft_openers() -> frozenset[str]:
    return frozenset(term for term in terms("org_soft_breakers") if len(term) > 1)


def _from_place(text: str, setting: Setting, begin: int, place: int, firm: bool) -> Start:
    """A name may begin before its place: 国网|新都|供电公司, 祁连山国家公园|青海省|管理局."""
    before = text[begin:place]
    if before and firm and _LEADS.fullmatch(before) and not is_common_word(before):
        return Start(begin, "place", setting.starting[place].end, True, place)
    return Start(place, "place", setting.starting[place].end, True, place)


def _breaks(text: str, setting: Setting, begin: int, at: int, first: int) -> bool:
    """A single character breaks a name unless it is known to stand in one: 发展和改革, 对外友好, 和平."""
    character, to = text[at], at + 1
    if text[at : at + 2] in _compounds() or text[at - 1 : to] in _compounds() or _within_place(setting, at):
        return False
    if character in "日晚":
        return text[at - 1 : at].isdigit()
    if character in "和与及同":
        joined = _JOINED_BY_AND.search(text, max(0, at - 4), at) or (
            character in "和与" and _is_half(text, setting, begin, at)
        )
        return not joined and not text.startswith(("平", "谐", "顺"), to)
    if character in "对由向为于都各等":
        return to <= first and not text.startswith(("外", "阳", "民"), to)
    return True


def _within_place(setting: Setting, at: int) -> bool:
    """Tell whether a character stands within a place's full name, where no word begins: 都 in 上都镇."""
    for before in (1, 2, 3, 4):
        place = setting.starting.get(at - before)
        if place:
            return place.end > at and not place.short
    return False


def _is_half(text: str, setting: Setting, begin: int, at: int) -> bool:
    """Tell whether what begins a name at a place, a level or 中国 and ends before 和 is half of it."""
    place, after = setting.starting.get(begin), at + 1
    if after in setting.starting or _NATIONAL.match(text, after) or _LEVEL.match(text, after) or _abroad(text, after):
        return False
    if place and place.end <= at:
        return bool(_HALF.fullmatch(text, place.end, at))
    return bool((_LEVEL.match(text, begin, at) or _NATIONAL.match(text, begin)) and _HALF.fullmatch(text, begin, at))


def _abroad(text: str, at: int) -> bool:
    return any(text[at : at + size] in countries() for size in range(2, 6))
