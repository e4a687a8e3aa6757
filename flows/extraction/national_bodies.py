"""Bodies of the whole country by the names of institutions.csv: 国务院, 全国人大农业与农村委员会; and what is none.

Goes in: the text and where such a name stands. Comes out: where the mention begins and ends, its canonical name, rule
and confidence. Does not know divisions; whose ministries are another country's is the subject of `foreign_bodies`.
"""

import re

from flows.extraction.foreign_bodies import abroad
from flows.extraction.lexicon import is_common_word
from flows.gazetteer.institutions import Institution, institutions

_CHINA = "中华人民共和国"
_OF_STATES = frozenset(["government-department", "people-government", "court", "procuratorate", "enterprise",
                        "commission", "party-central"])  # fmt: skip
_SITE = re.compile(r"网|记者|消息|客户端|讯|微信|微博")
"""央视|网消息, 新华社|记者 say who reports."""
_LONG = "员会"
_STATE = ("国务院", "国家", "全国")


def national_body(
    text: str, first: int, last: int, canonical: str, type_: str
) -> tuple[int, int, str, str, float] | None:
    """Return the mention at ``[first, last)``; 十二届全国人大 names a session of it, for another mention to name."""
    if _is_other_word(text, first, last, canonical) or (type_ == "media" and _SITE.match(text, last)):
        return None
    foreign = abroad(text, first, last) if type_ in _OF_STATES else None
    if foreign:
        start, country = foreign
        return (start, last, country + text[first:last], "body.foreign", 0.85) if country else None
    if text[last - 1] == "委" and text.startswith(_LONG, last):
        last += len(_LONG)  # 全国人大农业与农村委|员会, which no table spells in full
    if canonical.startswith(_CHINA) and text.endswith("中国", 0, first):
        return first - 2, last, canonical, "body.national", 0.95
    if first and text[first - 1] == "届":
        return first, last, canonical, "body.session", 0.9
    return first, last, canonical, "body.national", 0.95


def _is_other_word(text: str, first: int, last: int, canonical: str) -> bool:
    """交通部|门; 中办|发, 驻某国中办|事处; 安|全总|监 is 安全 and 总监."""
    if canonical.endswith("部") and text.startswith("门", last):
        return True
    if last - first != 2:
        return False
    if text.startswith(("发", "事"), last):
        return True
    return is_common_word(text[max(0, first - 1) : first + 1]) and is_common_word(text[last - 1 : last + 1])


def of_the_state(form: str) -> Institution | None:
    """Return the body that a bare name means in an article of the whole country: 农业部、|法制办 → 国务院法制办公室."""
    return next((known for lead in _STATE if (known := institutions().get(lead + form))), None)
