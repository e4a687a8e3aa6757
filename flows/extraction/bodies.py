"""Bodies with a known form in a text: 区委, 成都市新都区人民政府, 阿勒泰地区人大工委, 住建局, 国务院.

Goes in: the folded text and its setting. Comes out: mentions with canonical names, by their place in the text.
Open forms (companies, schools, commissions of any name) are the subject of `open_bodies`.
"""

import re
from dataclasses import dataclass
from functools import cache

from flows.extraction.canonical import Form, bare_forms, fill, levelled_forms
from flows.extraction.lexicon import Automaton
from flows.extraction.setting import LEVEL_TOKENS, LEVELS, Setting
from flows.extraction.townships import TOKENS, township_prefix, township_start
from flows.gazetteer.divisions import Division, Match, gazetteer
from flows.gazetteer.institutions import institutions


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the automaton finds: a national body, a form after a level token, or a bare form."""

    token: str | None
    form: Form | None
    national: tuple[str, str] | None = None


_NOT_A_LEVEL = {
    "区": frozenset("社园景校辖灾山片库牧林矿军战地小禁特湖湾"),
    "市": frozenset("城超都门股楼夜早集上"),
    "县": frozenset(""),
    "州": frozenset("神九"),
    "旗": frozenset("红国党队军锦"),
    "盟": frozenset("同联加欧"),
    "省": frozenset("反节"),
    "地": frozenset("本当各土基场工驻属"),
    "镇": frozenset("城乡"),
}
"""Characters before a level token that make another word of it: 社区, 城市, 红旗."""
_AFTER_COMMITTEE = frozenset("员托派任屈婉以")
"""What follows 委 where it is no committee: 委员 is a person, 委托 a verb. 区委员会 is read as a long form."""

_BARE_LEFT = re.compile(r"(?:\A|[、,。;:!?()\[\]<>《》“”\"\s|—和与及由对向在经从是兼了到]|听取|召开|会同|联合|委托|有关|其中|时任|原任)\Z")
"""What stands before a body named without level or place; after anything else it is the end of another's name."""


_TOO_SHORT = frozenset(["中央"])
"""Names that the press uses loosely (中央、省、市有关会议): no bodies by themselves."""


@cache
def _automaton() -> Automaton[_Entry]:
    entries: dict[str, _Entry] = {text: _Entry(None, form) for text, form in bare_forms().items()}
    bare = ("政府", "党委", "人大", "政协", "纪委", "监委", "法院", "党组", "工委", "妇联", "人大常委会", "党工委")
    entries.update({text: _Entry(None, levelled_forms()[text]) for text in bare if text in levelled_forms()})
    for token in LEVEL_TOKENS:
        for text, form in levelled_forms().items():
            if token not in ("自治区", "地区", "兵团", "师市") or not text.startswith("委"):
                entries[token + text] = _Entry(token, form)
    for surface, known in institutions().items():
        if surface not in _TOO_SHORT:
            entries[surface] = _Entry(None, None, (known.canonical, known.type))
    return Automaton(entries.items())


def find_bodies(text: str, setting: Setting, start: int, end: int) -> list[Body]:
    """Return the bodies of known form in ``text[start:end]``, in order, not overlapping."""
    found: list[Body] = []
    for first, last, entry in _automaton().longest(text, start, end):
        if entry.national:
            body: Body | None = Body(first, last, entry.national[0], entry.national[1], None, None, "body.national", 0.95)
        elif entry.token and entry.form:
            body = _levelled(text, setting, first, last, entry.token, entry.form)
        else:
            body = _bare(text, setting, first, last, entry.form, found[-1] if found else None)
        if body:
            found.append(body)
    return found


def _levelled(text: str, setting: Setting, first: int, last: int, token: str, form: Form) -> Body | None:
    if form.text.endswith("委") and text[last : last + 1] in _AFTER_COMMITTEE and not text.startswith("委员会", last - 1):
        if not text.startswith("委员", last - 1) or len(form.text) < 2:
            return None
    if token in TOKENS:
        return _of_township(text, setting, first, last, token, form)
    place = _place_before(setting, first, token)
    if place:
        division = setting.named(place, text)
        return _body(place.start, last, form, division, text, "body.place", 0.95)
    if text[first - 1 : first] in _NOT_A_LEVEL.get(token, ()) and first:
        return None
    division = setting.relative(token) or _last_named(text, setting, first, token)
    if LEVELS[token] in ("zone", "corps") and not division:
        return None
    return _body(first, last, form, division, text, "body.relative", 0.9 if division else 0.6)


def _place_before(setting: Setting, first: int, token: str) -> Match | None:
    """The place name that the body's name begins with: 新都 + 区委, or 新都区 + 委 (sharing the level)."""
    return setting.ending.get(first + len(token)) or setting.ending.get(first)


def _last_named(text: str, setting: Setting, before: int, token: str) -> Division | None:
    """Where the home has no such level, 县委 is that of the county named last."""
    for match in reversed(setting.places):
        if match.end <= before and text[match.start : match.end].endswith(token):
            return setting.named(match, text)
    return None


def _of_township(text: str, setting: Setting, first: int, last: int, token: str, form: Form) -> Body | None:
    """龙桥镇党委: the name stands before the token; it is read back to the last character that cannot be part of it."""
    start = township_start(text, first)
    if start is None:
        return None
    name = text[start : first + len(token)]
    return township_body(name, start, last, form, setting)


def township_body(name: str, start: int, last: int, form: Form | None, setting: Setting) -> Body:
    """Return the body of a township, or the township itself (`form` None), within the home county."""
    prefix, code = township_prefix(name, setting)
    canonical = form.template.format(p=prefix, court="人民法院") if form else prefix
    type_ = form.type if form else ("subdistrict" if name.endswith("街道") else "township")
    parent = form.parent.format(p=prefix) if form and form.parent else None
    return Body(start, last, canonical, type_, code, parent, "body.township", 0.9)


def _bare(
    text: str, setting: Setting, first: int, last: int, form: Form | None, previous: Body | None
) -> Body | None:
    if form is None:
        return None
    place = setting.ending.get(first)
    if place:
        return _body(place.start, last, form, setting.named(place, text), text, "body.place", 0.95)
    if form.text not in bare_forms() or not _BARE_LEFT.search(text, max(0, first - 4), first):
        return None
    division = setting.home
    if previous and text[previous.end : first] in ("、", "和") and previous.division:
        division = gazetteer().by_code(previous.division, setting.year) or division
    return _body(first, last, form, division, text, "body.bare", 0.75)


def _body(
    start: int, end: int, form: Form, division: Division | None, text: str, rule: str, confidence: float
) -> Body:
    if division is None:
        return Body(start, end, text[start:end], form.type, None, None, rule, min(confidence, 0.5))
    parent = fill(form.parent, division) if form.parent else None
    return Body(start, end, fill(form.template, division), form.type, division.code, parent, rule, confidence)
