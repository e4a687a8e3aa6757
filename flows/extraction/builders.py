"""Builders by their numbers: 中建四局, 中铁十一局, which are firms though their names end as those of bureaus do.

Goes in: the text. Comes out: mentions with the firms' full names. Their branches (中建四局安装公司) are open names.
"""

import re
from collections.abc import Iterator

from flows.extraction.bodies import Body

_BUILDER = re.compile(
    r"(?P<group>中[建铁])(?P<number>[一二三四五六七八九十]{1,3})局(?P<organ>党委|纪委)?(?!集团|[^\W和与及党]{1,6}公司)"
)
_NAMES = {"中建": "中国建筑第{}工程局有限公司", "中铁": "中铁{}局集团有限公司"}
_ORGANS = {"党委": ("中共{}委员会", "party-committee"), "纪委": ("中共{}纪律检查委员会", "discipline-inspection")}


def find_builders(text: str, start: int, end: int) -> Iterator[Body]:
    """Yield the mentions of builders in ``text[start:end]``, and of their committees: 中建七局|党委."""
    for match in _BUILDER.finditer(text, start, end):
        name = _NAMES[match["group"]].format(match["number"])
        first, last = match.span()
        organ = match["organ"]
        if organ:
            committee, type_ = _ORGANS[organ]
            yield Body(first, last - len(organ), name, "enterprise", None, None, "body.whole", 0.8)
            yield Body(first, last, committee.format(name), type_, None, name, "body.inner", 0.8)
        else:
            yield Body(first, last, name, "enterprise", None, None, "body.builder", 0.8)
