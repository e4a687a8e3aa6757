"""Bodies of other countries: 俄罗斯国防部, 俄国防部, 尼泊尔副总理兼外交部长, 肯尼亚国民议会, 陪同访华的有外交部部长.

Goes in: the text and where a name stands that Chinese ministries bear too. Comes out: whose it is and where the name
begins; and the parliaments, whose names no Chinese body bears. Does not know what the Chinese ministries are called.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from flows.extraction.lexicon import rows
from flows.extraction.names import countries

_NO_COUNTRY = frozenset(["中方", "我方", "双方", "各方", "对方", "联合国", "中东", "亚洲", "非洲", "我军"])
_CHINESE = ("中", "全国", "党", "共青团", "武警", "解放军", "新华")
"""How names begin that no other country's bodies bear."""
_OTHER_PARTY = re.compile(r"(?:共产|劳动|革命|国民|民主|人民|执政)\Z")
"""越南共产|党中央: the beginning of its name is no part of what was found."""
_PART = re.compile(r"(?:公共|联邦|国家|(?:过渡|临时|联合)?政府|帝国|王国)\Z")
"""黎巴嫩|公共|卫生部: part of the ministry's name there."""
_HEAD = re.compile(r"(?:第一)?副?(?:总理|首相|总统|主席)(?:兼|、)\Z")
"""尼泊尔|副总理兼|外交部长."""
_LETTER_AFTER = frozenset("据对向与和同由被经称但而")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_GROUP = re.compile(r"(?:[该两各多外]|[一二三四五六七八九十]+)国\Z|当地\Z")
_RETINUE = re.compile(r"陪同[^。\n]{1,24}访华的有[^。\n]*\Z")
_SOUNDS = (
    "列舒绍热伯安古丘岑鲍阿埃奥巴贝比波博布查德蒂杜多尔法费弗夫戈格哈赫霍基加杰卡科克库拉莱勒里利林卢鲁罗洛马迈曼梅蒙米莫姆穆纳内尼努诺佩普奇恰乔"
    "切萨塞森沙舍什施斯苏索塔特提图托瓦维沃乌西希谢雅亚耶伊尤约扎泽佐兹"
)
_MINISTER = re.compile(rf"部?长(?:[{_SOUNDS}]{{4}}|[{_SOUNDS}]{{1,6}}·)")
"""国防部长|列兹尼科夫: a minister whose name is written by its sounds."""
_SENTENCE, _PARAGRAPH = 120, 400


def abroad(text: str, first: int, last: int) -> tuple[int, str] | None:
    """Return where the name begins and its country, if the body at ``[first, last)`` is another country's.

    The country is empty where the text does not say which it is (两国外交部).
    """
    if text.startswith(_CHINESE, first):
        return (first, "") if _OTHER_PARTY.search(text, max(0, first - 2), first) else None
    if country := _country_before(text, first):
        return first - len(country), country
    if (part := _PART.search(text, max(0, first - 4), first)) and (country := _country_before(text, part.start())):
        return part.start() - len(country), text[part.start() - len(country) : first]
    if (head := _HEAD.search(text, max(0, first - 8), first)) and (country := _country_before(text, head.start())):
        return first, country
    if country := _by_letter(text, first):
        return first - 1, country
    if _GROUP.search(text, max(0, first - 4), first):
        return first, ""
    if _RETINUE.search(text, max(0, first - _SENTENCE), first):
        return first, _last_named(text, first)
    if _MINISTER.match(text, last) or _MINISTER.match(text, last - 1):
        start = max(text.rfind("\n", first - _PARAGRAPH if first > _PARAGRAPH else 0, first), 0)
        country = _last_named(text[start:first], first - start)
        return (first, country) if country else None
    return None


def _country_before(text: str, first: int) -> str:
    """Return the country's name that ends at `first`, or nothing: 俄罗斯|国防部 is no ministry of China."""
    found = (text[first - size : first] for size in range(min(8, first), 1, -1))
    return next((name for name in found if name in countries() and name not in _NO_COUNTRY), "")


_CHAMBERS = ("议会", "国会", "议院", "国民大会", "杜马", "大呼拉尔", "马吉利斯")
"""One of these is in each name: a text without any need not be searched for what may stand before."""
_PARLIAMENT = re.compile(
    r"(?:国民|联邦|人民|民族|国家|大国民|最高)?(?:议会(?:参议院|众议院|上院|下院)?|国会|参议院|众议院|国民大会|下议院|上议院|杜马|大呼拉尔|马吉利斯)"
    r"(?!民主|制|党|斗争|选举|外|大厦|山庄)"
)
"""肯尼亚|国民议会, 阿根廷|参议院; 议会|选举 names none."""


def parliaments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the parliaments of countries stand that the text names right before them."""
    named = any(text.find(word, start, end) >= 0 for word in _CHAMBERS)
    for match in _PARLIAMENT.finditer(text, start, end) if named else ():
        country = _country_before(text, match.start())
        if country:
            yield match.start() - len(country), match.end()


@cache
def _letters() -> dict[str, str]:
    return {row["letter"]: row["country"] for row in rows("country_letters")}


def _by_letter(text: str, first: int) -> str:
    """俄|国防部, where the text speaks of 俄罗斯 and no word goes on before the letter (20日|国防部)."""
    country = _letters().get(text[first - 1 : first], "")
    before = text[first - 2 : first - 1] if first > 1 else ""
    free = not before or (before not in _LETTER_AFTER and not _HAN.match(before) and not before.isdigit())
    return country if (free or before in _LETTER_AFTER) and country in _named(text) else ""


@cache
def _names() -> re.Pattern[str]:
    known = sorted(countries() - _NO_COUNTRY, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, known)))


@lru_cache(maxsize=4)
def _named(text: str) -> frozenset[str]:
    return frozenset(_names().findall(text))


def _last_named(text: str, before: int) -> str:
    """Return the country that the text names last before a position, among the few hundred characters before it."""
    return next(iter(reversed(_names().findall(text, max(0, before - _PARAGRAPH), before))), "")
