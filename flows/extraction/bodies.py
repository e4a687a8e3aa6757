"""Bodies with a known form in a text: 区委, 成都市新都区人民政府, 阿勒泰地区人大工委, 住建局, 国务院.

Goes in: the folded text and its setting. Comes out: mentions with canonical names, by their place in the text.
Open forms (companies, schools, commissions of any name) are the subject of `open_bodies`, inner organs of
`inner_bodies`, names split by a session of `sessions`.
"""

import re
from dataclasses import replace
from functools import cache

from flows.extraction.canonical import BRANCHES, Form, affiliates, bare_forms, dated, fill, levelled_forms, of_branch
from flows.extraction.lexicon import ReversedAutomaton
from flows.extraction.national_bodies import national_body, of_the_state
from flows.extraction.setting import LEVEL_TOKENS, LEVELS, NOT_A_LEVEL, Setting, fits_token
from flows.extraction.townships import TOKENS, last_township, named_before, township_prefix, township_start
from flows.extraction.zones import zone_prefix
from flows.gazetteer.divisions import Division, Match, gazetteer
from flows.gazetteer.institutions import institutions
from flows.values import value


@value()
class Body:
    """A mention of a body: ``[start, end)`` in the text, its canonical name, type, division and parent's name."""

    start: int
    end: int
    canonical: str
    type: str
    division: str | None
    parent: str | None
    rule: str
    confidence: float


@value()
class _Entry:
    """What the automaton finds: a national body, a form after a level token, or a bare form."""

    token: str | None
    form: Form | None
    national: tuple[str, str] | None = None


_NOT_AFTER = {"委": frozenset("员托派任屈婉以会"), "办": frozenset("事理公学法好实"), "部": frozenset("门")}
"""What makes another word of a form's end: 委员 is a person, 委托 a verb; 区委员会 is read as a long form."""
_BARE_LEFT = re.compile(
    r"(?:\A|(?<!政府)[(]|[、,。;:!?)\[\]<>《》“”\"\s|—和与及由对向在经从是为兼了到]|听取|召开|会同|联合|委托|有关|其中|时任|原任|汇报|成员|召集|组织|邀请|通知|代表|一届)\Z"
)
"""What stands before a body named without level or place; after anything else it is the end of another's name."""
_CHAINED = re.compile(
    r"[、和及]?|[^、,。;:\n]{0,6}(?:书记|常委|委员|主席|主任|成员|[省市区县州旗]长)[^。;:,\n]{0,7}[、,兼]"
)
"""What stands between a body and one that goes on from it: 省委|常委、|宣传部; 县委|、|政府; 纪委||监委."""
_HOLDS = ("召开", "举行")
_ITS_COMMITTEES = re.compile(r"(?:各|有关|相关)(?:专门?委员?会|专委|工作机构|委室|工委)")
"""县人大各专门委员会 are a group, not the congress."""
_EACH = ("全", "各", *(f"各{level}" for level in "省市县州旗"))
_OPTIONAL_LEVELS = re.compile(r"\([省市区县州旗、]+\)\Z")
"""各县(市)区政府 are a group."""
_LINKED = re.compile(r"[、和及]?")
_SHORT = frozenset(["政府", "人大", "政协", "纪委", "监委", "法院", "检察院", "妇联", "人武部", "行署"])
"""Bare forms of two characters or so: bodies where they go on from one, or where a post follows."""
_POST_AFTER = re.compile(r"党组|召开|常务副|副?(?:书记|主任|部长|主席|院长|检察长)|政委")
_MAY_STAND_ALONE = frozenset(["纪委", "监委", "法院", "检察院", "人武部", "妇联", "行署"])
_TOO_SHORT = frozenset(["中央", "国资委", "新疆生产建设兵团", "兵团"])
"""Names that the press uses loosely (中央、省、市有关会议) or that stand in others'."""
_CENTRAL, _POLITBURO = "中共中央", "中国共产党中央委员会政治局"
_PARTY_BEFORE = ("中共", "中国共产党")
_CORPS = "66"
"""Divisions of the corps: 第八师石河子市党委, 宣传部 are those of division and city together, 第八师党委 is not."""
_GRID = "国网"
_LEADS = {"税务局": ("国家税务总局",), "供电公司": (_GRID,), "供电局": (_GRID,)}
"""What may stand before a place in the names of bodies that a whole country's body has there."""


@cache
def _automaton() -> ReversedAutomaton[_Entry]:
    entries: dict[str, _Entry] = {text: _Entry(None, form) for text, form in bare_forms().items()}
    bare = (*_MAY_STAND_ALONE, *("政府", "党委", "人大", "政协", "党组", "工委", "党工委", "党校", "总工会"))
    entries.update({text: _Entry(None, levelled_forms()[text]) for text in bare if text in levelled_forms()})
    for affiliated in affiliates():
        entries.setdefault(affiliated, _Entry(None, Form(affiliated, "", "", None)))
        entries.update({token + affiliated: _Entry(token, Form(affiliated, "", "", None)) for token in LEVEL_TOKENS})
    for token in LEVEL_TOKENS:
        for text, form in levelled_forms().items():
            if token not in ("自治区", "地区", "兵团", "师市") or not text.startswith("委"):
                entries[token + text] = _Entry(token, form)
    entries["街道办"] = _Entry("街道", Form("办", "{p}办事处", "people-government", None))
    for surface, known in institutions().items():
        if surface not in _TOO_SHORT:
            entries[surface] = _Entry(None, None, (known.canonical, known.type))
    return ReversedAutomaton(entries.items())


def find_bodies(text: str, setting: Setting, start: int, end: int) -> list[Body]:
    """Return the bodies of known form in ``text[start:end]``, in order, not overlapping."""
    found: list[Body] = []
    for first, last, entry in _automaton().longest(text, start, end):
        if entry.national:
            body: Body | None = _national(text, first, last, *entry.national)
        elif entry.token and entry.form:
            body = _levelled(text, setting, first, last, entry.token, entry.form)
        else:
            body = _bare(text, setting, first, last, entry.form, found[-1] if found else None)
        if body:
            while found and found[-1].end > body.start:
                found.pop()
            found.extend(_sharing(text, setting, body, entry.form))
            found.extend(_above(text, body))
            found.append(body)
    return found


def _national(text: str, first: int, last: int, canonical: str, type_: str) -> Body | None:
    found = national_body(text, first, last, canonical, type_)
    if found is None:
        return None
    start, end, name, rule, confidence = found
    return Body(start, end, name, type_, None, None, rule, confidence)


def _levelled(text: str, setting: Setting, first: int, last: int, token: str, form: Form) -> Body | None:
    if _is_other_word(text, last, form):
        shorter = levelled_forms().get(form.text[:-1])
        if shorter is None or not form.text.endswith("办"):
            return None
        form, last = shorter, last - 1  # 县政府|办理
    if first and text[first - 1] == ")" and _OPTIONAL_LEVELS.search(text, max(0, first - 8), first):
        return None
    place = _place_before(text, setting, first, token)
    affiliate = _affiliate(text, place.start if place else first, form.text)
    if affiliate:
        lead, form = affiliate
    else:
        lead = place.start if place else first
    if not form.template:
        return _of_affiliated_town(text, setting, first, last, token, form) if token in TOKENS else None
    if token in TOKENS and form.type == "cppcc":
        return None  # 船寮镇|政协委员工作室: towns have no conference of their own
    if token in TOKENS and not place:
        return _of_township(text, setting, first, last, token, form)
    if place:
        division = setting.named(place, text)
        if division is None and token in TOKENS:
            return _of_township(text, setting, first, last, token, form)
        if division and setting.home and division.level == "township" and division.code[:6] == setting.home.code:
            return township_body(division.name, lead, last, form, setting)
        return body_of(lead, last, form, division, text, setting, "body.place", 0.95, token if division else None)
    if first and not affiliate and (text[first - 1] in NOT_A_LEVEL.get(token, ()) or text.endswith(_EACH, 0, first)):
        return None  # 社|区委; 全|市人大, 各|县政协, 各县|区政协 are all of them
    if _ITS_COMMITTEES.match(text, last):
        return None
    if LEVELS[token] == "zone":
        return _of_zone(text, setting, first, last, token, form)
    division = setting.relative(token) or _last_named(text, setting, first, token)
    if LEVELS[token] == "corps" and not division:
        return None
    if division is None and setting.home is None and (named := named_before(text, setting, first, token)):
        return _of_namesakes(lead, last, form, text, named)
    sure = 0.9 if setting.relative(token) else 0.7
    return body_of(lead, last, form, division, text, setting, "body.relative", sure, token)


def _of_zone(text: str, setting: Setting, first: int, last: int, token: str, form: Form) -> Body | None:
    """柳东新区党工委: the zone is in no table, its name is read back from its type."""
    zone = zone_prefix(text, setting, first, token)
    if zone is None:
        return None
    start, prefix, code = zone
    canonical = form.template.format(p=prefix, s=prefix, court="人民法院")
    return Body(start, last, canonical, form.type, code, None, "body.zone", 0.75)


def _is_other_word(text: str, last: int, form: Form) -> bool:
    """区委|员, 铁路办|事处, 组织部|门: the next character makes another word of the form."""
    if form.text.endswith("部") and text.startswith("长会", last):
        return True  # 全市组织部|长会议
    return text[last : last + 1] in _NOT_AFTER.get(form.text[-1:], ()) and not text.startswith("以及", last)


def _affiliate(text: str, place: int, ending: str) -> tuple[int, Form] | None:
    """民盟|岳阳市|委, 团|县|委: what stands before the place makes another body of it."""
    for prefix, form in affiliates().get(ending, ()):
        if text.endswith(prefix, 0, place):
            if prefix == "团" and text[place - 2 : place - 1] in ("集", "兵", "师", "社", "旅"):
                return None
            return place - len(prefix), form
    return None


def _place_before(text: str, setting: Setting, first: int, token: str) -> Match | None:
    """The place name that the body's name begins with: 新都 + 区委, or 新都区 + 委 (sharing the level).

    和县 is a county, but 和|县法院 is more often the end of a list; so is 会同|县财政局.
    """
    place = setting.ending.get(first + len(token))
    if place is None and LEVELS[token] != "zone":
        place = setting.ending.get(first)
    if place and text.startswith(("和县", "会同县"), place.start) and setting.relative(token):
        return None
    return place


def _last_named(text: str, setting: Setting, before: int, token: str) -> Division | None:
    """Where the home has no such level, 县委 is that of the county named last."""
    match = named_before(text, setting, before, token)
    division = setting.named(match, text) if match else None
    return division if division and fits_token(division, token) else None


def _sharing(text: str, setting: Setting, body: Body, form: Form | None) -> list[Body]:
    """A市、B县人大常委会 is two bodies, 省、市防总 too: the places that share the form stand before it."""
    if form is None or not form.template or body.rule not in ("body.place", "body.relative"):
        return []
    found: list[Body] = []
    start = body.start
    while start >= 2 and text[start - 1] in "、和":
        place = setting.ending.get(start - 1)
        token = text[start - 2]
        if place and not place.short and body.rule == "body.place":
            division, begin = setting.named(place, text), place.start
        elif place is None and token in "省市县区州盟" and _BARE_LEFT.search(text, max(0, start - 6), start - 2):
            division, begin = setting.relative(token), start - 2
        else:
            break
        if division is None or division.level == "township":
            break
        shared = body_of(begin, body.end, form, division, text, setting, "body.shared", 0.7)
        found += [shared] if shared else []
        start = begin
    return found[::-1]


def _above(text: str, body: Body) -> list[Body]:
    """中共中央|政治局 names the central committee, too; 省委|组织部 is a body of its own, which names no 省委."""
    if not (body.canonical.startswith(_POLITBURO) and text.startswith(_CENTRAL, body.start)):
        return []
    whole = _POLITBURO.removesuffix("政治局")
    return [replace(body, end=body.start + len(_CENTRAL), canonical=whole, rule="body.whole")]


def _of_township(text: str, setting: Setting, first: int, last: int, token: str, form: Form) -> Body | None:
    """龙桥镇党委: the name stands before the token; it is read back to the last character that cannot be part of it."""
    start = township_start(text, first)
    if start is not None:
        return township_body(text[start : first + len(token)], start, last, form, setting)
    if first and not _BARE_LEFT.search(text, max(0, first - 2), first):
        return None
    name = last_township(text, setting, first, token)
    if name is None:
        return None
    body = township_body(name, first, last, form, setting)
    return Body(first, last, body.canonical, body.type, body.division, body.parent, "body.township-bare", 0.75)


def _of_affiliated_town(text: str, setting: Setting, first: int, last: int, token: str, form: Form) -> Body | None:
    """中共|阜城县|白沙镇|委员会: what makes it the party's stands before the town, or before its county."""
    start = township_start(text, first)
    place = setting.ending.get(start) if start is not None else None
    affiliate = _affiliate(text, place.start if place else start, form.text) if start is not None else None
    return (
        township_body(text[start : first + len(token)], affiliate[0], last, affiliate[1], setting)
        if affiliate
        else None
    )


def township_body(name: str, start: int, last: int, form: Form | None, setting: Setting) -> Body:
    """Return the body of a township, or the township itself (`form` None), within the home county."""
    prefix, code = township_prefix(name, setting)
    canonical = form.template.format(p=prefix, s=name, court="人民法院") if form else prefix
    type_ = form.type if form else ("subdistrict" if name.endswith("街道") else "township")
    parent = form.parent.format(p=prefix) if form and form.parent else None
    return Body(start, last, canonical, type_, code, parent, "body.township", 0.9 if code else 0.6)


def _bare(text: str, setting: Setting, first: int, last: int, form: Form | None, previous: Body | None) -> Body | None:
    if form is None or _is_other_word(text, last, form) or text.startswith("办事处)", first):
        return None
    place = setting.ending.get(first)
    if place:
        affiliate = _affiliate(text, place.start, form.text)
        lead, form = affiliate or (place.start, form)
        if not form.template:
            return None
        if place.short and form.type == "enterprise":
            lead -= 2 if text.endswith(_GRID, 0, lead) else 0
            return Body(lead, last, text[lead:last], form.type, None, None, "body.place", 0.85)
        return body_of(lead, last, form, setting.named(place, text), text, setting, "body.place", 0.95)
    if form.text in _OF_ZONES:
        return _of_zone_alone(text, first, last, form, previous, setting)
    between = text[previous.end : first] if previous and first - previous.end <= 24 else "。"
    linked = _LINKED.fullmatch(between) or _CHAINED.fullmatch(between)
    if previous and form.text in _TOWNS_OWN and linked and (body := _of_last_town(first, last, form, previous)):
        return body
    if form.text == "办事处":
        return _of_township(text, setting, first, last, "街道", form)
    owner = _goes_on(previous, between, setting) if previous else None
    if form.text in _SHORT:
        joined = owner and (form.text in _MAY_STAND_ALONE or _LINKED.fullmatch(between))
        alone = form.text == "行署" or (form.text in _MAY_STAND_ALONE and _POST_AFTER.match(text, last))
        if not (joined or (alone and _BARE_LEFT.search(text, max(0, first - 4), first))):
            return None
    elif (
        form.text not in bare_forms()
        or _is_second_half(text, first, previous)
        or not _BARE_LEFT.search(text, max(0, first - 4), first)
    ):
        return None
    half = form.text in _SHORT and form.text not in _MAY_STAND_ALONE
    rule = "body.linked" if half or not between or form.type in ("leading-group", "commission") else "body.bare"
    return body_of(first, last, form, owner or setting.home, text, setting, rule, 0.85 if owner else 0.75)


_OF_ZONES = frozenset(["管委会", "管理委员会", "党工委"])
_ZONE = re.compile(r"中共(.+)工作委员会|(.+)管理委员会")


def _of_zone_alone(
    text: str, first: int, last: int, form: Form, previous: Body | None, setting: Setting
) -> Body | None:
    """柳东新区党工委、|管委会: alone it is the zone's that was named just before, or whose article this is."""
    match = _ZONE.fullmatch(previous.canonical) if previous and first - previous.end <= 12 else None
    if previous and match:
        canonical = form.template.format(p=match[1] or match[2])
        return Body(first, last, canonical, form.type, previous.division, None, "body.linked", 0.75)
    if setting.home and setting.home.zone and _BARE_LEFT.search(text, max(0, first - 4), first):
        return body_of(first, last, form, setting.home, text, setting, "body.bare", 0.75)
    return None


_TOWNS_OWN = frozenset(["政府", "人大", "党委", "纪委", "工会", "人民政府", "办事处", "武装部", "人武部"])
_TOWN = re.compile(r"\A中共(.+(?:镇|乡|街道|苏木))(?:工作)?委员会\Z|\A(.+(?:镇|乡|街道|苏木))人民")


def _of_last_town(first: int, last: int, form: Form, previous: Body) -> Body | None:
    """龙桥镇党委、|政府: after a town's body it is the town's, whatever table the town is in."""
    town = _TOWN.search(previous.canonical)
    if town is None:
        return None
    canonical = form.template.format(p=town[1] or town[2])
    return Body(first, last, canonical, form.type, previous.division, None, "body.linked", 0.8)


_FIRST_HALF = re.compile(r"[省市区县州旗盟][\u4e00-\u9fff]{2,8}(?<![导门众表民长])[和与]\Z")


def _is_second_half(text: str, first: int, previous: Body | None) -> bool:
    """旗工信和|科技局: what follows 和 is the end of one department's name, unless a body stands before 和."""
    if previous and previous.end == first - 1:
        return False
    committee = text.endswith("和", 0, first) and text.startswith("经济委员会", first)
    return committee or bool(_FIRST_HALF.search(text, max(0, first - 12), first))


def _goes_on(previous: Body, between: str, setting: Setting) -> Division | None:
    """A body without level or place is of that which it goes on from: 省委常委、宣传部; 市委召开|深改领导小组."""
    held = between in _HOLDS and previous.type == "party-committee"
    if previous.division is None or len(previous.division) > 6 or not (held or _CHAINED.fullmatch(between)):
        return None
    return gazetteer().by_code(previous.division, setting.year)


def body_of(
    start: int, end: int, form: Form, division: Division | None, text: str, setting: Setting,
    rule: str, confidence: float, token: str | None = None,
) -> Body | None:  # fmt: skip
    """Return the body of `form` of `division`, 中共 before it included; None where no division is known."""
    leads = _PARTY_BEFORE if form.type.startswith("party") else _LEADS.get(form.text, ())
    led = text.endswith(leads, 0, start)
    lead = next(lead for lead in leads if text.endswith(lead, 0, start)) if led else ""
    start -= len(lead)
    if division and division.level == "country" and (known := of_the_state(form.text)):
        return Body(start, end, known.canonical, known.type, None, None, rule, 0.75)
    if division is None or division.level == "country":
        place = setting.starting.get(start) if rule == "body.place" else None
        return _of_namesakes(start, end, form, text, None if division else place)
    form = dated(form, setting.year)
    if form.type == "military":
        confidence = min(confidence, 0.85)  # named in full now with, now without 中国人民解放军
    if form.text in BRANCHES and division.level == "county":
        name = of_branch(form.text.removesuffix("分局"), division)
        return Body(start, end, name, form.type, division.code, None, rule, min(confidence, 0.85))
    if division.code.startswith(_CORPS) and (rule != "body.place" or "市" in text[start + 1 : end]):
        token = "师市" if token in (None, "市") else token
    parent = fill(form.parent, division, token) if form.parent else None
    name = (lead if lead == _GRID else "") + fill(form.template, division, token)
    return Body(start, end, name, form.type, division.code, parent, rule, confidence)


def _of_namesakes(start: int, end: int, form: Form, text: str, place: Match | None) -> Body | None:
    """朝阳区政府 where nothing says which 朝阳区: the body is named by what stands there, and has no division."""
    if place is None or place.short:
        return None
    name = text[place.start : place.end]
    canonical = form.template.format(p=name, s=name, court="人民法院")
    return Body(start, end, canonical, form.type, None, None, "body.namesake", 0.6)
