"""Bodies within bodies: 省安委会|第三督查组, 区人大常委会|城建环保工委, 县政协|提案委, 县公安局|交警大队.

Goes in: the bodies of known form and what follows them in the text. Comes out: the bodies that reach over their inner
organ, named by the whole and the organ spelled out; the whole itself stays where the organ is only sent out by it.
"""

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cache

from flows.extraction.bodies import Body
from flows.extraction.canonical import spell_out
from flows.extraction.lexicon import Automaton, rows, terms

_RUN = re.compile(r"[\u4e00-\u9fff\d]{1,18}")
_NOT_INNER = re.compile(
    r"组成|组建|派出(?!所)|抽调|牵头|书记|主任|主席|局长|组长|部长|常委|委员(?!会)|领导(?!小组)|干部|代表(?!资格|工|联络|人事)|全体|各|有关|相关|直属|所属|[省市区县州旗盟]委|政府|人大|政协|分管|办公[会楼]|会议|机关(?!党[组委]|纪委)|总理|[和同与](?=委\Z)|\d个|\A原|工作报告|[和与及](?=[省市区县州旗盟镇乡][委纪政党人]|[^和与及]{2,6}党委\Z)"
)
_NOT_AFTER = {
    "委": frozenset("员托派任会屈内"),
    "委员会": frozenset("议"),
    "办": frozenset("理公法好学事案实的会主结完成"),
    "室": frozenset("内外"),
    "团": frozenset("队结员体"),
    "组": frozenset("织成建合长"),
    "党委": frozenset("会"),
    "党组": frozenset("织"),
    **dict.fromkeys(("大队", "中队", "支队"), frozenset("长")),
}
_OF_SESSION = re.compile(r"第?[一二三四五六七八九十百\d]+届")
_SENT = (
    "督导组",
    "督查组",
    "巡察组",
    "巡视组",
    "检查组",
    "调研组",
    "考核组",
    "工作组",
    "宣讲团",
    "专班",
    "验收组",
    "考察组",
    "督察组",
    "巡查组",
    "指导组",
    "评估组",
    "核查组",
    "暗访组",
    "慰问组",
    "评议组",
)
_PARTY = ("party-committee", "party-central")


@cache
def _automaton() -> Automaton[frozenset[str]]:
    """The endings, each with the types of the whole that have such an organ; ``any`` for what any body sends out."""
    return Automaton((row["ending"], frozenset(row["types"].split())) for row in rows("inner_organs"))


@cache
def _breakers() -> Automaton[int]:
    sent = "".join(_SENT)
    words = (
        w for w in terms("org_breakers") if w not in sent and w != "代表" and (len(w) > 1 or w in "的了在是由被把将要")
    )
    return Automaton((word, 0) for word in words)


@cache
def _spelled() -> dict[str, str]:
    return {row["form"]: row["canonical"] for row in rows("party_departments")}


def with_inner(text: str, bodies: list[Body], *, only_open: bool = False) -> list[Body]:
    """Return `bodies`, each that an inner organ follows reaching over it, in order; or only those with open names."""
    found: list[Body] = []
    taken = 0
    for index, body in enumerate(bodies):
        if body.start < taken and body.rule != "body.shared":
            continue
        if only_open and not body.rule.startswith("body.open"):
            found.append(body)
            continue
        ceiling = bodies[index + 1].start if index + 1 < len(bodies) else len(text)
        if (agent := _AS_AGENT.get(body.type)) and agent.match(text, body.end):
            end = body.end + len("常委会")
            name = body.canonical + "常务委员会"
            found += [
                body,
                replace(body, end=end, canonical=name, parent=body.canonical, rule="body.inner", confidence=0.75),
            ]
            continue
        post = _posted(text, body) if text.startswith(_POSTED, body.end) else None
        if post:
            found.append(post)
            continue
        last = _inner_end(text, body, ceiling)
        if last is None:
            found.append(body)
            continue
        taken = last
        organ = text[body.end : last]
        if (organ.endswith(_SENT) and body.type not in _PARTY) or _posts_of_both(text, last, organ):
            found.append(body)
        elif organ.endswith(_BESIDE) or organ.startswith("党委") or body.type in _WITH_WHOLE:
            found.append(replace(body, rule="body.whole"))
        found.append(_joined(body, text[body.start : last], organ, last))
    return found


_BESIDE = ("党组", "党委", "纪委", "党总支", "党支部", "大队", "中队", "支队", "派出所")
"""Organs beside which the whole is a body of the article too: 市中院|党组, 县公安局|交警大队."""
_WITH_WHOLE = ("court", "procuratorate")
"""Bodies that are of the article where only their organs are named: 省委全面深化改革委员会 is the 省委's."""
_AS_AGENT = {
    "party-committee": re.compile("常委会(?=委托|团结|带领|领导班子|自身|向全会|班子|进行|开展|作出)"),
    "discipline-inspection": re.compile("常委会(?=委托|作(?:了?工作)?报告|作了|主持[。,;])"),
}
"""县委常委会 is a body where it acts (受县委常委会委托), else it is the meeting (县委常委会召开)."""
_HOUSES = ("enterprise", "school", "hospital", "research-institute", "public-institution")
_HOUSE_ORGAN = re.compile(
    "党委(?:宣传|组织|统战|学工|学生工作|教师工作|研究生工作|保卫)部|党委(?:巡察)?办公室|"
    "(?:党委|纪委|党总支|党支部)(?=副?书记|常委(?!会)|委员(?!会)|班子)"
)
"""塔里木大学|党委|书记, 塔里木大学|党委宣传部: the party's organs in houses."""
_OF_MINISTRY = re.compile(
    r"(?!党组|机关|原|离退休|和|与|及|、)[\u4e00-\u9fff]{2,10}?(?:司|局)(?=副?[司局]长|[一二]级巡视员|副?巡视员|负责人|有关负责)"
)
"""教育部|发展规划司|司长, 司法部|人民参与和促进法治局|局长: where somebody leads it."""
_COUNTED_GROUP = re.compile("(?:巡[察视]|督[导查])[一二三四五六七八九十]{1,2}组")
"""市委|巡察三组."""
_CAMPAIGNS = tuple('党保深学贯开“"')
"""How the names of campaigns begin: a text without any need not be searched for one."""
_OF_CAMPAIGN = re.compile(
    r"(?:党的群众路线|保持共产党员先进性|(?:深入)?学习(?:实践|贯彻)[^\W\d委]{4,24}?|(?:深入)?贯彻中央八项规定精神|"
    r"(?:开展)?[“\"][^”\"\n]{2,24}[”\"][\u4e00-\u9fff]{0,4}?)"
    r"(?:(?:主题|学习|专题)?教育|(?:教育|学习)?(?:实践)?活动|专项行动)(?:工作)?"
    r"(?:(?:领导|协调)小组(?:办公室)?|专班|第?[一二三四五六七八九十\d]*(?:巡回)?[督指]导组)"
)
"""市委|“不忘初心、牢记使命”主题教育领导小组: names of campaigns hold words and signs that end others."""
_POSTED = "纪检监察组"


def _posted(text: str, body: Body) -> Body | None:
    """驻|县农业农村局|纪检监察组 is sent to the body by the discipline inspection of the same level."""
    if body.type != "government-department":
        return None
    lead = next((w for w in ("派驻", "驻") if text.endswith(w, 0, body.start)), None)
    if lead is None:
        return None
    owner = re.match(r".+?(?:自治[区州县旗]|[省盟旗县]|地区|市(?!.{1,4}区)|区)", body.canonical)
    name = f"{owner.group() if owner else ''}纪委监委驻{body.canonical}{_POSTED}"
    end = body.end + len(_POSTED)
    return Body(body.start - len(lead), end, name, "discipline-inspection", body.division, None, "body.posted", 0.7)


def _posts_of_both(text: str, last: int, organ: str) -> bool:
    """县教育局党组书记、局长 holds a post of the group and one of the bureau."""
    return organ in ("党组", "党委") and bool(re.compile(r"副?书记[、,兼]").match(text, last))


def _inner_end(text: str, body: Body, ceiling: int) -> int | None:
    """Return where the organ ends that follows `body`, None where none does; `ceiling`: where the next body begins."""
    own = _HOUSE_ORGAN.match(text, body.end) if body.type in _HOUSES else None
    if body.rule == "body.national" and body.type == "government-department":
        own = _OF_MINISTRY.match(text, body.end)
    if own or (not body.division and body.rule != "body.national"):
        return own.end() if own else None
    if body.type in _PARTY and text.startswith(_CAMPAIGNS, body.end):
        campaign = _OF_CAMPAIGN.match(text, body.end)
        if campaign:
            return campaign.end()
    if body.type in _PARTY and (counted := _COUNTED_GROUP.match(text, body.end)):
        return counted.end()
    run = _RUN.match(text, body.end)
    if not run:
        return None
    organs = list(_automaton().all(text, body.end, run.end()))
    cut = next(_breakers().all(text, body.end, run.end()), None) if organs else None
    best: int | None = None
    for first, last, types in organs:
        if cut and last > cut[0]:
            break
        if not ("any" in types or body.type in types) or (ceiling < last and not _covers(text, ceiling, last)):
            continue
        if _is_organ(text, body, first, last) and (best is None or last - best <= 7):
            best = last
    return best


def _covers(text: str, ceiling: int, last: int) -> bool:
    """A body found within the organ's name (安委会|办公室) is part of it, unless a level begins it."""
    return text[ceiling] not in "省市区县州旗盟"


def _is_organ(text: str, body: Body, first: int, last: int) -> bool:
    stem, ending = text[body.end : first], text[first:last]
    heads = ending == "办" and text.startswith("主任", last)
    if not heads and text[last : last + 1] in _NOT_AFTER.get(ending, _NOT_AFTER.get(ending[-1:], ())):
        return False
    if _NOT_INNER.search(text[body.end : last]) or text.endswith(terms("org_not_endings"), body.end, last):
        return False  # 县政府|主办, 党中央|统筹两个大局, 县财政局|原党组
    if ending in ("委", "办", "室", "局", "委员会") and not stem:
        return False
    return len(stem) <= 12 and not stem.startswith(("、", "和", "与", "及", "同", "等")) and not _OF_SESSION.match(stem)


_OFFICE = re.compile(r"[办研](?:(?<=办)公[室厅]|(?<=研)究室)(?=副?主任|有关|相关|负责|主要负责)")
_OFFICES = ("办公室", "办公厅", "研究室")


def elided_offices(text: str, bodies: list[Body]) -> list[Body]:
    """县人大常委会副主任…,办公室主任…: an office without a name is that of the body named last in its sentence."""
    if not bodies or not any(text.find(office, bodies[0].end) >= 0 for office in _OFFICES):
        return []
    found: list[Body] = []
    index, before = 0, None
    ends = {body.end for body in bodies}
    for match in _OFFICE.finditer(text, bodies[0].end, bodies[-1].end + 200):
        while index < len(bodies) and bodies[index].start < match.start():
            before, index = bodies[index], index + 1
        if before is None or match.end() in ends or before.end > match.start() or before.type not in _WITH_OFFICE:
            continue
        between = text[before.end : match.start()]
        if between[-1:] in ("、", ",", "兼", ";") and not re.search(r"[。\n]", between):
            owner = replace(before, canonical=before.canonical.removesuffix("办公厅").removesuffix("办公室"))
            whole = _joined(owner, "", match.group(), match.end())
            found.append(replace(whole, start=match.start(), rule="body.elided", confidence=0.75))
    return found


_WITH_COMMITTEES = ("people-congress", "people-congress-standing-committee", "cppcc")
_SHORT_COMMITTEE = re.compile(r"[、,;兼](?P<name>[\u4e00-\u9fff]{1,8}委)\Z")
_HEADED = ("委主任", "委副主任")


def elided_committees(text: str, bodies: list[Body]) -> list[Body]:
    """县人大常委会副主任…,财经工委主任…: the committee is that of the congress or CPPCC named last in its sentence."""
    owners = [body for body in bodies if body.type in _WITH_COMMITTEES]
    if not owners:
        return []
    starts = [body.start for body in owners]
    known = {row["form"] for row in rows("congress_organs")}
    found: list[Body] = []
    for headed in _HEADED:
        at = text.find(headed, owners[0].end)
        while at >= 0:
            last = at + 1
            match = _SHORT_COMMITTEE.search(text, max(0, last - 10), last)
            owner = owners[bisect_right(starts, at) - 1]
            if match and match["name"] in known and owner.end <= match.start("name") <= owner.end + _FARTHEST:
                organ = replace(_joined(owner, "", match["name"], last), start=match.start("name"))
                if not _ENDS.search(text, owner.end, organ.start):
                    found.append(replace(organ, rule="body.elided", confidence=0.75))
            at = text.find(headed, last)
    return found


_FARTHEST = 120
_ENDS = re.compile(r"[。\n]")
_WITH_OFFICE = frozenset(["people-congress", "people-congress-standing-committee", "cppcc", "people-government",
                          "party-committee"])  # fmt: skip


def _organ_name(organ: str, type_: str) -> str:
    """An organ's name in full: 市政府|外办 → 外事办公室; congresses keep short fields (城建环保工作委员会)."""
    if type_ not in ("people-congress", "people-congress-standing-committee", "cppcc", "court", "procuratorate"):
        return spell_out(organ).removeprefix("人民政府" if type_ == "people-government" else "")
    known = next((row["canonical"] for row in rows("congress_organs") if row["form"] == organ), None)
    if known:
        return known
    for short, long in (("工委", "工作委员会"), ("委", "委员会"), ("办", "办公室")):
        if organ.endswith(short):
            return organ.removesuffix(short).replace("财经", "财政经济") + long
    return organ


_PARTYS_OWN = {
    "党委": ("委员会", "party-committee"),
    "纪委": ("纪律检查委员会", "discipline-inspection"),
    "党总支": ("总支部委员会", "party-committee"),
    "党支部": ("支部委员会", "party-committee"),
}


def _joined(body: Body, surface: str, organ: str, last: int) -> Body:
    """The whole's name and the organ's; the party's organs hang on its short name, 中共…区委 (design §7)."""
    confidence = min(body.confidence, 0.85)
    whole, type_ = body.canonical, body.type
    if organ in ("党组",):
        return Body(
            body.start, last, whole + organ, "party-leading-group", body.division, whole, "body.inner", confidence
        )
    if organ in _PARTYS_OWN:
        ending, type_ = _PARTYS_OWN[organ]
        return Body(body.start, last, f"中共{whole}{ending}", type_, body.division, whole, "body.inner", confidence)
    if type_ in _HOUSES and organ.startswith("党委"):
        department = f"中共{whole}委{spell_out(organ.removeprefix('党委'))}"
        return Body(body.start, last, department, "party-department", body.division, whole, "body.inner", confidence)
    if type_ == "enterprise":
        return Body(body.start, last, surface, type_, body.division, None, "body.inner", 0.7)
    if type_ == "party-committee":
        whole = whole.removesuffix("委员会") + "委"
        type_ = "delegation" if organ.endswith(_SENT) else "party-department"
    elif body.rule == "body.national" and whole.endswith("国务院"):
        whole = "国务院"
    elif type_ == "people-congress" and organ.endswith(("工委", "工作委员会")):
        whole += "常务委员会"
    elif organ.endswith(_SENT):
        type_ = "delegation"
    elif type_ == "people-government":
        type_ = "government-office" if organ in ("办公室", "办公厅") else "government-department"
    name = _spelled().get(organ) if body.type == "party-committee" else None
    spelled = name or _organ_name(organ, body.type)
    if whole.endswith("局") and spelled.startswith(whole[-3:]):
        spelled = spelled.removeprefix(whole[-3:])
    return Body(body.start, last, whole + spelled, type_, body.division, body.canonical, "body.inner", confidence)
