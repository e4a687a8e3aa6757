"""Names that a session splits or owns: 县十七届人大常委会, 政协某市第八届委员会; a session's delegations.

Goes in: the text, its setting. Comes out: the bodies of the split names, marked by their rule, since another mention
should name the body; and the full name of the session that the article is about (第十四届人民代表大会第三次会议).
"""

import re
from dataclasses import replace

from flows.extraction.bodies import Body, body_of, township_body
from flows.extraction.canonical import Form, affiliates, levelled_forms, prefix_of
from flows.extraction.numerals import NUMERAL, number
from flows.extraction.patterns import found_from
from flows.extraction.setting import LEVELS, Setting
from flows.extraction.townships import TOKENS, township_start
from flows.gazetteer.divisions import Division
from flows.values import value

_TERM = "届"
_SPLIT = re.compile(
    rf"第?{NUMERAL}届(?P<form>人大常委会|人民代表大会常务委员会|人民代表大会|人大|政协|纪律检查委员会|委员会(?:常务委员会)?|(?:人民)?政府|纪委)(?!代表|员)"
)
_HELD_BY_TOWN = re.compile(r"[镇乡](?:召开|举行)了?\Z")
_REVERSED = re.compile(rf"(?:政协|中国人民政治协商会议)第?{NUMERAL}届(?=[\u4e00-\u9fff]{{2,12}}委员会)")
_FIGURE = NUMERAL[: NUMERAL.index("]") + 1]
_OPENERS = re.compile(rf"[第{_FIGURE[1:]}(?={_FIGURE}{{0,5}}{_TERM})")
"""How 第十七届 and 十七届 begin."""
_CPPCC = "中国人民政治协商会议"
_STANDING = "常务委员会"
_COMMITTEE = re.compile(rf"委员会(?:{_STANDING})?")
_NATIONAL_CPPCC = re.compile(rf"全国委员会(?:{_STANDING})?")
_SESSION = re.compile(
    rf"第?(?P<session>{NUMERAL})届(?P<body>人大|人民代表大会|政协|委员会)(?:第)?(?P<ordinal>{NUMERAL})次(?:会议|全体会议|全会)"
)
_CPPCC_SHORT = re.compile(rf"政协(?:第)?(?P<session>{NUMERAL})届(?:委员会)?(?:第)?(?P<ordinal>{NUMERAL})次会议")
_OWNED = re.compile(
    r"代表总?团(?!团长会)(?:临时党(?:总支|支部|委))?|大会主席团|大会临时党(?:总支|支部|委)|(?:大会)?秘书处(?=关于|要|负责|汇报|的报告)|主席团(?!常务主席|成员|会议|第)|"
    r"(?:财政经济|国民经济和社会发展计划|计划预算|预算|计划和预算|计划财政|议案|法案|法制|财经)审查委员会"
)
_DIGITS = "〇一二三四五六七八九"


@value()
class Session:
    """A session of a congress or a CPPCC committee by its full name, which its delegations and presidium bear."""

    name: str
    division: str


def find_split(text: str, setting: Setting, start: int, end: int) -> list[Body]:
    """Return the bodies whose names a session splits, in ``text[start:end]``."""
    if text.find(_TERM, start, end) < 0:
        return []
    found = [_split(text, setting, match) for match in found_from(_OPENERS, _SPLIT, text, start, end)]
    found += [_reversed(text, setting, match) for match in _REVERSED.finditer(text, start, end)]
    return sorted((body for body in found if body), key=lambda body: body.start)


def _reversed(text: str, setting: Setting, match: re.Match[str]) -> Body | None:
    """政协第十一届某县委员会, 政协第十一届全国委员会常务委员会: the session stands before the place."""
    at = match.end()
    if whole := _NATIONAL_CPPCC.match(text, at):
        name = _CPPCC + whole.group()
        return Body(match.start(), whole.end(), name, "cppcc", None, None, "body.session", 0.85)
    place = setting.starting.get(at)
    committee = _COMMITTEE.match(text, place.end) if place else None
    division = setting.named(place, text) if place else None
    if committee is None or division is None:
        return None
    form = _standing(levelled_forms()["政协"], committee.group())
    return body_of(match.start(), committee.end(), form, division, text, setting, "body.session", 0.85)


def _standing(form: Form, written: str) -> Form:
    """政协某省第九届委员会|常务委员会 is the committee's standing committee, a body of its own."""
    if form.type != "cppcc" or not written.endswith(_STANDING):
        return form
    return replace(form, text=written, template=form.template + _STANDING, parent=form.template)


def _split(text: str, setting: Setting, match: re.Match[str]) -> Body | None:
    begin, division = owner_before(text, setting, match.start())
    if text.endswith(TOKENS, 0, match.start()) and match["form"] == "委员会":
        return _of_town(text, setting, match)
    if begin == match.start() and _HELD_BY_TOWN.search(text, max(0, begin - 6), begin):
        return None  # 龙桥镇召开|第十九届人民代表大会|第一次会议: the town's, not the county's
    name = match["form"].replace("纪律检查委员会", "纪委")
    form: Form | None = levelled_forms().get(name)
    if match["form"].startswith("委员会"):
        lead = next((pair for pair in affiliates()["委员会"] if text.endswith(pair[0], 0, begin)), None)
        if lead is None:
            return None
        begin, form = begin - len(lead[0]), _standing(lead[1], name)
    if division is None or form is None:
        return None
    return body_of(begin, match.end(), form, division, text, setting, "body.session", 0.85)


def _of_town(text: str, setting: Setting, match: re.Match[str]) -> Body | None:
    """中共|白沙镇|第一届委员会: towns have no other committee that is counted by terms."""
    token = next(token for token in TOKENS if text.endswith(token, 0, match.start()))
    start = township_start(text, match.start() - len(token))
    if start is None:
        return None
    lead = next((lead for lead in ("中国共产党", "中共") if text.endswith(lead, 0, start)), "")
    town = text[start : match.start()]
    return township_body(town, start - len(lead), match.end(), levelled_forms()["党委"], setting)


def owner_before(text: str, setting: Setting, position: int) -> tuple[int, Division | None]:
    """Return the division named right before `position`, by name or by level, and where its name begins."""
    place = setting.ending.get(position)
    if place:
        return place.start, setting.named(place, text)
    for size in (3, 1):
        token = text[max(0, position - size) : position]
        if token in LEVELS and len(token) == size and (size == 3 or token in "省市区县州旗盟"):
            return position - size, setting.relative(token)
    return position, setting.home


def find_session(text: str, setting: Setting, start: int, end: int) -> Session | None:
    """Return the session of a congress (else of a CPPCC committee) that ``text[start:end]`` names first."""
    if text.find(_TERM, start, end) < 0:
        return None
    match = next(found_from(_OPENERS, _SESSION, text, start, end), None) or _CPPCC_SHORT.search(text, start, end)
    return _session(text, setting, match) if match else None


def _session(text: str, setting: Setting, match: re.Match[str]) -> Session | None:
    at = match.start()
    groups = match.groupdict()
    _, division = owner_before(text, setting, at)
    if division is None:
        return None
    term, ordinal = f"第{_chinese(groups['session'])}届", f"第{_chinese(groups['ordinal'])}次会议"
    if groups.get("body") in ("人大", "人民代表大会"):
        return Session(f"{prefix_of(division)}{term}人民代表大会{ordinal}", division.code)
    return Session(f"中国人民政治协商会议{prefix_of(division)}{term}委员会{ordinal}", division.code)


def find_owned(text: str, setting: Setting, session: Session, start: int, end: int) -> list[Body]:
    """Return the delegations, presidiums and their party groups that belong to `session`."""
    found: list[Body] = []
    for match in _OWNED.finditer(text, start, end):
        begin, name = match.start(), match.group()
        if name.startswith("代表"):
            place = setting.ending.get(begin)
            town = next((t for t in TOKENS if text.endswith(t, start, begin)), "")
            first = place.start if place else township_start(text, begin - len(town)) if town else None
            if first is None:
                continue
            begin = first
            name = text[begin : match.end()]
        type_ = "delegation" if name.endswith("团") else "party-leading-group" if "临时党" in name else "commission"
        canonical = session.name + name.removeprefix("大会")
        found.append(Body(begin, match.end(), canonical, type_, session.division, None, "body.of-session", 0.8))
    return found


def _chinese(numeral: str) -> str:
    """Return a numeral up to 99 as sessions are counted in their full names: 14 → 十四."""
    value = number(numeral)
    if not numeral.isdigit() or value is None or value > 99:
        return numeral
    tens, units = divmod(value, 10)
    return (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[units] if units else "")
