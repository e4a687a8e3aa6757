"""Organs of the house that an article is about, which bear no name: 院党组, 校纪委, 审判委员会, 常委会办公厅.

Goes in: the text and the bodies found so far. Comes out: the bodies that hang on the court, school, firm, bureau or
congress that the text names last before them (else first after them). Nothing where it names none.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flows.extraction.bodies import Body
from flows.extraction.canonical import spell_out
from flows.extraction.patterns import found_from

_FREE = r"(?<![\u4e00-\u9fff])|(?<=[和与及由向对受经按会次兼了的前])|(?<=召开)|(?<=主持)|(?<=代表)|(?<=听取)|(?<=表示)"
"""What may stand before an organ that bears no name."""
_IS_FREE = re.compile(_FREE)
_HEAD = re.compile(
    rf"(?:{_FREE}|(?<=[^\u4e00-\u9fff][省市区县州盟旗]))(?P<head>医院|学校|公司|集团|院|校|局|厅|部)(?P<organ>党组|党委|纪委)"
    r"(?P<inner>常委会|理论学习中心组)?(?!会议室|换届|负总责)"
)
_LEVELS = re.compile("[省市区县州盟旗]")
_HEAD_OPENERS = re.compile("[医学公集院校局厅部](?=[院校司团党纪])")
_COURTS = re.compile(
    rf"(?:{_FREE})(?:(?P<court>审判委员会|审委会|(?:民事|刑事|行政|立案|审判监督)(?:审判)?(?:第?[一二三四五])?庭)"
    r"|(?P<office>检察委员会|检委会)|(?P<both>执行局|政治部))(?=专职|委员|副?庭长|副?局长|副?主任)"
)
_COURT_OPENERS = re.compile("[审民刑行立检执政](?=[判委事政案察行治])")
_HOUSE_SPEAKS = re.compile("[校院]党委|学校|我校|我院|(?:公司|集团|医院|大学|学院)党委")
_DISCIPLINE = "纪委"
_AFTER_COMMITTEE = re.compile("(?P<committee>党委)(?:副?书记|常委|委员)、(?P<organ>纪委)(?=副?书记)")
_INNER = ("body.inner", "body.house")
_PROJECT = "专项小组"
_REFORM = ("全面深化改革领导小组", "全面深化改革委员会")
_POLICE = "公安局"
_UNITS = re.compile(
    rf"(?:{_FREE})(?:(?:刑侦|刑警|治安|禁毒|经侦|网安|特警|巡警|巡特警|防暴|交警|国保|监管|户政|出入境|反诈|反恐|技侦|食药环侦)"
    r"(?:总队|支队|大队|中队)"
    r"|(?![各有相])[\u4e00-\u9fff]{2,3}(?<!公安)分局)\Z"
)
_UNIT_ENDINGS = re.compile("(?:[总支大中]队|分局)(?!长)")
_LONGEST_UNIT = 4
"""How many characters stand before such an ending at most."""
_STANDING = re.compile(rf"(?:{_FREE})常委会(?P<organ>办公[厅室]|研究室|党组|法制工作委员会)(?!主持)")
_STANDING_COMMITTEE = "人民代表大会常务委员会"
_STANDING_OPENERS = re.compile("常委会(?=[办研党法])")
_SCHOOLS = re.compile(rf"(?:{_FREE})(?P<organ>[\u4e00-\u9fff]{{2,8}}(?:处|部))(?=副?[处部]长)")
_HOUSE_IS_SCHOOL = re.compile("校党委|校纪委|校领导|我校|校长")
_LONG = {"审委会": "审判委员会", "检委会": "检察委员会"}
_KINDS = {
    "院": ("court", "procuratorate", "hospital", "school", "research-institute"),
    "医院": ("hospital",),
    "学校": ("school",),
    "校": ("school",),
    "公司": ("enterprise",),
    "集团": ("enterprise",),
    "局": ("government-department",),
    "厅": ("government-department",),
    "部": ("government-department",),
}
_WHOLE = ("大学", "学校", "职业学院", "技术学院", "师范学院", "中学", "小学", "党校")
_ENDS = {"院": ("院",), "医院": ("院",), "学校": _WHOLE, "校": _WHOLE, "局": ("局",), "厅": ("厅",), "部": ("部",),
         "公司": ("公司",), "集团": ("集团", "公司")}  # fmt: skip
_OF_COURT = re.compile(r"(?<=法院|察院).+")
_TYPES = {"党组": "party-leading-group", "党委": "party-committee", "纪委": "discipline-inspection"}
_PARTYS = {"党委": "中共{}委员会", "纪委": "中共{}纪律检查委员会"}


def with_house(text: str, start: int, end: int, bodies: list[Body]) -> list[Body]:
    """Return `bodies`, a university's colleges under its name, and the organs without a name in ``text[start:end]``."""
    if text.find("党委", start, end) >= 0:
        bodies = _of_committee(text, start, end, _departments(text, start, end, bodies))
    if text.find(_PROJECT, start, end) >= 0:
        bodies = _of_reform(bodies)
    finders = [_of_head, _of_court, _of_congress]
    if text.find(_POLICE, start, end) >= 0:
        finders.append(_of_police)
    if text.find("校", start, end) >= 0 and _HOUSE_IS_SCHOOL.search(text, start, end):
        bodies = _colleges(bodies)
        finders.append(_of_school)
    found = [body for finder in finders for body in finder(text, start, end, bodies)]
    return beside(bodies, sorted(found, key=lambda body: (body.start, body.end))) if found else bodies


def _of_committee(text: str, start: int, end: int, bodies: list[Body]) -> list[Body]:
    """市立医院党委副书记、|纪委|书记 is of the hospital, and so after a bare 党委 where a house's was named before."""
    if text.find(_DISCIPLINE, start, end) < 0:
        return bodies
    houses = [body for body in bodies if body.type == "party-committee" and body.rule in _INNER and body.parent]
    ends = {body.end: body for body in bodies}
    found: dict[int, Body] = {}
    for match in _AFTER_COMMITTEE.finditer(text, start, end) if houses else ():
        at, owner = match.start("organ"), ends.get(match.end("committee"))
        if owner is None and _IS_FREE.match(text, match.start()):
            owner = _owner(houses, at)
        if owner in houses:
            name = _PARTYS[_DISCIPLINE].format(owner.parent)
            found[at] = replace(owner, start=at, end=match.end(), canonical=name, type=_TYPES[_DISCIPLINE])
    return sorted([*(body for body in bodies if body.start not in found), *found.values()], key=lambda body: body.start)


def _departments(text: str, start: int, end: int, bodies: list[Body]) -> list[Body]:
    """党委宣传部 is that of the school, hospital or firm that speaks; none where the house bears no name."""
    bare = {body.start for body in bodies if body.rule == "body.bare" and text.startswith("党委", body.start)}
    if not bare or not _HOUSE_SPEAKS.search(text, start, end):
        return bodies
    led = {body.parent for body in bodies if body.type == "party-committee"}
    houses = [body for body in bodies if body.type in ("school", "hospital", "enterprise") and body.canonical in led]
    houses = houses or [body for body in bodies if _bears(body, "校")]
    found = []
    for body in bodies:
        if body.start not in bare:
            found.append(body)
        elif owner := _owner(houses, body.start):
            name = f"中共{owner.canonical}委{body.canonical.rpartition('委')[2]}"
            found.append(replace(body, canonical=name, parent=owner.canonical, division=owner.division))
    return found


def _of_reform(bodies: list[Body]) -> list[Body]:
    """农村改革专项小组 is of its division's group or commission for reform, if the article names that."""
    groups = {body.division: body.canonical for body in bodies if body.canonical.endswith(_REFORM)}
    return [
        replace(body, canonical=groups[body.division] + body.canonical[body.start - body.end :], rule="body.house")
        if body.rule == "body.open-local" and body.canonical.endswith(_PROJECT) and body.division in groups
        else body
        for body in bodies
    ]


def beside(bodies: Sequence[Body], further: Iterable[Body]) -> list[Body]:
    """Return `bodies` and those of `further` that touch none of them, in order."""
    further = list(further)
    if not further:
        return list(bodies)
    found = list(bodies)
    starts = [body.start for body in bodies]
    for body in further:
        at = bisect_right(starts, body.start) - 1
        if (at < 0 or bodies[at].end <= body.start) and (at + 1 >= len(bodies) or bodies[at + 1].start >= body.end):
            found.append(body)
    return sorted(found, key=lambda body: (body.start, body.end))


def _owner(owners: Sequence[Body], position: int) -> Body | None:
    """Return the one of `owners` that is named last before `position`, else the first one after it."""
    at = bisect_left(owners, position, key=lambda body: body.start)
    return owners[at - 1] if at else next(iter(owners), None)


def _organ(owner: Body, match: re.Match[str], name: str, type_: str) -> Body:
    return Body(match.start(), match.end(), name, type_, owner.division, owner.canonical, "body.house", 0.7)


def _of_head(text: str, start: int, end: int, bodies: Sequence[Body]) -> Iterator[Body]:
    """院党组, 学校党委, 校党委常委会, 局党组理论学习中心组, 部党组, 市局党委."""
    for match in found_from(_HEAD_OPENERS, _HEAD, text, start, end):
        level = "" if _IS_FREE.match(text, match.start()) else text[match.start() - 1]
        led = {body.parent for body in bodies if body.type == "party-committee"}
        heads = [body for body in bodies if _bears(body, match["head"]) and _is_of(text, body, level)]
        owner = _owner([body for body in heads if body.canonical in led] or heads, match.start())
        if owner:
            organ = _organ(owner, match, *_party_organ(owner.canonical, match["organ"], match["inner"] or ""))
            yield replace(organ, start=organ.start - len(level))


def _party_organ(house: str, organ: str, inner: str) -> tuple[str, str]:
    name = _PARTYS[organ].format(house) if organ in _PARTYS else house + organ
    if inner == "常委会":
        return name + "常务委员会", _TYPES[organ]
    return (name.removesuffix("员会") + inner, "party-department") if inner else (name, _TYPES[organ])


def _is_of(text: str, body: Body, level: str) -> bool:
    """市局 is a bureau that the text calls 市公安局, not 县公安局; one without a level may be any."""
    levels = _LEVELS.findall(text, body.start, body.end) if level else [""]
    return bool(levels) and levels[-1] == level


def _bears(body: Body, head: str) -> bool:
    return body.type in _KINDS[head] and body.canonical.endswith(_ENDS[head]) and body.rule != "body.house"


def _of_court(text: str, start: int, end: int, bodies: Sequence[Body]) -> Iterator[Body]:
    """审判委员会专职委员, 民事审判第二庭庭长, 政治部主任: the court's or the procuratorate's that was named last."""
    both = [body for body in bodies if body.type in ("court", "procuratorate")]
    courts = [body for body in both if body.type == "court"]
    offices = [body for body in both if body.type == "procuratorate"]
    for match in found_from(_COURT_OPENERS, _COURTS, text, start, end) if both else ():
        owner = _owner(courts if match["court"] else offices if match["office"] else both, match.start())
        if owner:  # the court itself where one of its organs was named last
            house = _OF_COURT.sub("", owner.canonical)
            organ = match.group()
            yield _organ(replace(owner, canonical=house), match, house + _LONG.get(organ, organ), owner.type)


def _of_congress(text: str, start: int, end: int, bodies: Sequence[Body]) -> Iterator[Body]:
    """常委会办公厅 is that of the congress's standing committee that was named last."""
    for match in found_from(_STANDING_OPENERS, _STANDING, text, start, end):
        owner = _owner([body for body in bodies if body.canonical.endswith(_STANDING_COMMITTEE)], match.start())
        if owner:
            yield _organ(owner, match, owner.canonical + match["organ"], owner.type)


def _of_police(text: str, start: int, end: int, bodies: Sequence[Body]) -> Iterator[Body]:
    """刑侦支队, 红花岗分局: units and branches of the police whose bureau is the one named last."""
    bureaus = [body for body in bodies if body.type == "government-department" and body.canonical.endswith("局")]
    if not any(body.canonical.endswith(_POLICE) for body in bureaus):
        return
    for ending in _UNIT_ENDINGS.finditer(text, start, end):
        match = _UNITS.search(text, max(start, ending.start() - _LONGEST_UNIT), ending.end())
        owner = _owner(bureaus, match.start()) if match else None
        if match and owner and owner.canonical.endswith(_POLICE):
            yield _organ(owner, match, owner.canonical + spell_out(match.group()), owner.type)


def _colleges(bodies: list[Body]) -> list[Body]:
    """材料科学与工程学院 is a college of the university whose news it is."""
    wholes = [body for body in bodies if _bears(body, "校")]
    return [
        replace(body, canonical=owner.canonical + body.canonical, parent=owner.canonical, rule="body.house")
        if body.rule == "body.open" and body.canonical.endswith("学院") and (owner := _owner(wholes, body.start))
        else body
        for body in bodies
    ]


def _of_school(text: str, start: int, end: int, bodies: Sequence[Body]) -> Iterator[Body]:
    """发展规划处处长, in the news of a school."""
    owners = [body for body in bodies if _bears(body, "校")]
    for match in _SCHOOLS.finditer(text, start, end) if owners else ():
        owner = _owner(owners, match.start())
        if owner:
            yield _organ(owner, match, owner.canonical + match.group(), "school")
