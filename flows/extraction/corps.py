"""Bodies of the Xinjiang Production and Construction Corps: 新疆生产建设兵团, 兵团第四师, 一五〇团, 一五〇团党委.

Goes in: the text, its setting. Comes out: mentions of the corps, its divisions and regiments as bodies. 师市党委 and
兵团党委 are known forms, see `bodies`.
"""

import re
from collections.abc import Iterator

from flows.extraction.bodies import Body
from flows.extraction.canonical import prefix_of
from flows.extraction.setting import Setting

_CORPS = "新疆生产建设兵团"
_DIVISION = re.compile(rf"(?:{_CORPS}|兵团)(?P<division>第[一二三四五六七八九十]{{1,2}}师)|{_CORPS}")
_OWN_DIVISION = re.compile("(?P<division>第[一二三四五六七八九十]{1,2}师)(?=副?师长|副?政委|军事部|机关)")
"""第一师|师长, in an article of the corps; 第一师阿拉尔市 is a place, 第一师阿拉尔市党委 a known form."""
_REGIMENT = re.compile(
    r"(?P<name>(?:[一二三四五六七八九][〇零一二三四五六七八九十]{1,3}|\d{2,3})团)(?P<organ>党委)?(?!体|员|队|结|长|以上|以下|级)"
)
_FARM = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,4}(?:农场|牧场|总场|良繁场|种畜场))(?P<organ>党委)?"
    r"(?=[、,。;和作党]|负责|主要|有关|相关|等)"
)
"""皮山农场, a farm that is no regiment, named in a list or where it speaks."""
_KIND_OF_FARM = re.compile("各|有关|相关|家庭|国有|国营|示范|生态|现代|团|智慧|规模|数字|军垦")
_BOTH = re.compile(r"副?书记、(?:团长|政委|副团长)")
"""一四七团党委副书记、团长 holds a post of the committee and one of the regiment."""


def find_corps(text: str, setting: Setting, start: int, end: int) -> list[Body]:
    """Return the mentions of the corps, its divisions and regiments in ``text[start:end]``."""
    at_home = bool(setting.home and setting.home.code.startswith("66"))
    if not at_home and text.find("兵团", start, end) < 0:
        return []
    found = [*_divisions(text, start, end, _DIVISION)]
    if at_home:
        found += [*_divisions(text, start, end, _OWN_DIVISION), *_regiments(text, setting, start, end)]
    return sorted(found, key=lambda body: body.start)


def _divisions(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[Body]:
    for match in pattern.finditer(text, start, end):
        name = _CORPS + (match["division"] or "")
        yield Body(match.start(), match.end(), name, "other", None, None, "body.corps", 0.8)


def _regiments(text: str, setting: Setting, start: int, end: int) -> Iterator[Body]:
    assert setting.home
    prefix = prefix_of(setting.home)
    for match in (*_REGIMENT.finditer(text, start, end), *_farms(text, start, end)):
        name, type_ = prefix + match["name"], "township"
        if match["organ"] and _BOTH.match(text, match.end()):
            yield Body(match.start(), match.end("name"), name, type_, setting.home.code, None, "body.corps", 0.8)
        if match["organ"]:
            name, type_ = f"中共{name}委员会", "party-committee"
        yield Body(match.start(), match.end(), name, type_, setting.home.code, None, "body.corps", 0.8)


def _farms(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Farms beside the regiments: those in whose names no general word stands (家庭农场, 各农场)."""
    for match in _FARM.finditer(text, start, end):
        if not _KIND_OF_FARM.search(match["name"]):
            yield match
