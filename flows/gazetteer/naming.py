"""Short forms of division names by rule: 新都区 → 新都, 延边朝鲜族自治州 → 延边州, 延边.

Goes in: a full name. Comes out: its short forms, longest first. Does not know which of them are safe to look for
in running text (see unsafe.txt), nor the irregular ones (see aliases.csv).
"""

import re
from collections.abc import Iterable, Sequence

_SUFFIX = re.compile(r"(特别行政区|自治[州县旗区]|地区|林区|特区|新区|(?<=.)[省市县区旗盟])$")
_SHORT_SUFFIX = {"自治州": "州", "自治县": "县", "自治旗": "旗"}
_NO_SHORT = re.compile(r"(矿区|城区|郊区|群岛|海域|镇|[左右前中后]旗)$")
_ZONE_FORMS = (
    (re.compile(r"高新?技术(?:产业)?(?:开发区|园区)$"), ("高新区",)),
    (re.compile(r"经济技术开发区$"), ("经开区", "开发区", "经济开发区")),
    (re.compile(r"经济开发区$"), ("经开区", "开发区")),
    (re.compile(r"城乡一体化示范区$"), ("示范区",)),
    (re.compile(r"航空港经济综合实验区$"), ("航空港区", "港区")),
)


def stem(name: str, nationalities: Iterable[str] = ()) -> str:
    """Return `name` without its type and its nationalities: 玉屏侗族自治县 → 玉屏; 和县 stays whole."""
    match = _SUFFIX.search(name)
    if not match or _NO_SHORT.search(name):
        return name
    rest = name[: match.start()]
    if match.group().startswith("自治"):
        rest = _without_nationalities(rest, tuple(nationalities))
    return rest if len(rest) >= 2 else name


def _without_nationalities(text: str, nationalities: tuple[str, ...]) -> str:
    while cut := next((n for n in nationalities if text.endswith(n) and len(text) - len(n) >= 2), ""):
        text = text[: -len(cut)]
    return text.removesuffix("族")


def short_forms(name: str, nationalities: Iterable[str]) -> tuple[str, ...]:
    """Return the regular short forms of a division's name, longest first."""
    base = stem(name, nationalities)
    if base == name:
        return ()
    match = _SUFFIX.search(name)
    suffix = _SHORT_SUFFIX.get(match.group(), "") if match else ""
    return (base + suffix, base) if suffix else (base,)


def zone_forms(name: str, above: Sequence[str], nationalities: Iterable[str]) -> tuple[str, ...]:
    """Return the short forms of a zone below the places `above`: 济南高新技术产业开发区 → 济南高新区, 高新区."""
    known = tuple(nationalities)
    stems = [stem(place, known) for place in above]
    bare = name
    for prefix in (part for pair in zip(above, stems, strict=True) for part in pair):
        bare = bare.removeprefix(prefix)
    forms = {bare}
    for pattern, shorts in _ZONE_FORMS:
        if match := pattern.search(bare):
            forms.update(bare[: match.start()] + short for short in shorts)
            break
    city = stems[-1] if stems else ""
    forms |= {city + form for form in forms if city not in form}
    return tuple(sorted(forms - {"", name}, key=lambda form: (-len(form), form)))
