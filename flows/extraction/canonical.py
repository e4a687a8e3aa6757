"""Canonical full names of bodies: what 区委, 市监局 or 县政协 of a division is called in full (design §7).

Goes in: a division and a form. Comes out: the canonical name, the type, the parent's name. Pure tables.
"""

from functools import cache, lru_cache

from flows.extraction.lexicon import rows, terms
from flows.gazetteer.divisions import Division, gazetteer
from flows.values import value


@value()
class Form:
    """One way to write a body after a level or a place: 委, 政府, 人大常委会, 市监局 …"""

    text: str
    template: str
    type: str
    parent: str | None


_COMMITTEE = "中共{p}委员会"
_GOVERNMENT = "{p}人民政府"
_CONGRESS = "{p}人民代表大会"
_STANDING = "{p}人民代表大会常务委员会"
_CPPCC = "中国人民政治协商会议{p}委员会"
_PARENTS = {
    "party-department": _COMMITTEE,
    "government-department": _GOVERNMENT,
    "government-office": _GOVERNMENT,
    "people-congress-standing-committee": _CONGRESS,
}


BRANCHES = ("公安分局", "生态环境分局", "环保分局", "国土分局", "国土资源分局", "规划分局", "自然资源分局",
            "自然资源和规划分局", "规划和自然资源分局", "市场监管分局", "税务分局")  # fmt: skip
"""What a city's bureau has in each of its districts: 区公安分局 is 南京市公安局鼓楼分局."""


def _parent(template: str, type_: str) -> str | None:
    for whole in (_STANDING, _CPPCC, _COMMITTEE, _GOVERNMENT):
        if template.startswith(whole) and template != whole:
            return whole
    parent = _PARENTS.get(type_)
    return parent if parent != template else None


def _form(text: str, template: str, type_: str) -> Form:
    return Form(text, template, type_, _parent(template, type_))


def department_type(name: str) -> str:
    """Return the organization type of a department by its canonical name."""
    endings = (("医院", "hospital"), ("保健院", "hospital"), ("融媒体中心", "media"), ("电视台", "media"),
               ("公司", "enterprise"), ("中心", "public-institution"), ("馆", "public-institution"))  # fmt: skip
    return next((type_ for ending, type_ in endings if name.endswith(ending)), "government-department")


@cache
def levelled_forms() -> dict[str, Form]:
    """Return the forms that stand after a level token or a place name: 委, 委组织部, 政府, 发改局 …"""
    forms = {row["form"]: _form(row["form"], f"{{p}}{row['canonical']}", department_type(row["canonical"]))
             for row in rows("departments")}  # fmt: skip
    for row in rows("party_departments"):
        for committee in ("委", "党委"):
            text = committee + row["form"]
            forms[text] = Form(text, f"中共{{p}}委{row['canonical']}", row["type"], _COMMITTEE)
    party = {row["form"]: row for row in rows("party_departments")}
    for name in (
        "组织部",
        "宣传部",
        "统战部",
        "政法委",
        "编办",
        "网信办",
        "文明办",
        "政研室",
        "史志办",
        "党史办",
        "改革办",
        "深改委",
        "深改办",
        "社治委",
        "社工部",
        "社会工作部",
        "巡察办",
        "国安办",
        "财经办",
        "农办",
        "机关工委",
        "老干部局",
        "编委办",
        "全面深化改革委员会",
        "深改领导小组",
        "全面深化改革领导小组",
    ):
        forms[name] = Form(name, f"中共{{p}}委{party[name]['canonical']}", party[name]["type"], _COMMITTEE)
    forms.update({row["form"]: _form(row["form"], row["template"], row["type"]) for row in rows("institutions")})
    forms.update({name: _form(name, f"{{p}}{name}", "government-department") for name in BRANCHES})
    return forms


@cache
def bare_forms() -> dict[str, Form]:
    """Return the forms that are names by themselves, without level or place: 住建局, 政法委, 组织部, 人大常委会."""
    return {
        text: form
        for text, form in levelled_forms().items()
        if len(text) >= 3 and not text.startswith("委") and "银行" not in form.template
    }


@cache
def affiliates() -> dict[str, list[tuple[str, Form]]]:
    """Return, by the form at a name's end (委, 支队), what may stand before its place: 民盟|岳阳市|委."""
    found: dict[str, list[tuple[str, Form]]] = {}
    for row in rows("affiliates"):
        form = Form(row["form"], row["template"], row["type"], None)
        found.setdefault(row["form"], []).append((row["prefix"], form))
    return {form: sorted(prefixes, key=lambda pair: -len(pair[0])) for form, prefixes in found.items()}


def spell_out(form: str) -> str:
    """Return the long name of a department's short name, or the name itself: 市监局 → 市场监督管理局."""
    found = levelled_forms().get(form)
    if found and found.template.startswith("{p}"):
        return found.template.removeprefix("{p}").replace("{court}", "人民法院")
    for short, long in _ENDINGS:
        if form.endswith(short):
            stem = form.removesuffix(short)
            return (_composed(stem) or stem) + (long or short)
    return form


_ENDINGS = (("委员会", ""), ("局", ""), ("厅", ""), ("工委", "工作委员会"), ("委", "委员会"), ("管委会", "管理委员会"),
            ("村委会", "村民委员会"), ("居委会", "居民委员会"), ("办公室", ""), ("办", "办公室"),
            ("人武部", "人民武装部"))  # fmt: skip


@cache
def _morphemes() -> dict[str, str]:
    return {row["short"]: row["long"] for row in rows("org_morphemes")}


def _composed(stem: str) -> str | None:
    """Return a department's stem with its parts in full: 住建水利 → 住房城乡建设和水利; None where one is unknown."""
    parts: list[str] = []
    rest = stem
    while rest:
        size = next((n for n in range(min(6, len(rest)), 1, -1) if rest[:n] in _morphemes()), 0)
        if not size:
            return None
        parts.append(_morphemes()[rest[:size]])
        rest = rest[size:]
    if len(parts) > 1 and "和" not in parts[-1]:
        return "".join(parts[:-1]).replace("和", "") + "和" + parts[-1]
    return "".join(parts)


@cache
def _eras() -> dict[str, tuple[dict[str, str], ...]]:
    found: dict[str, tuple[dict[str, str], ...]] = {}
    for row in rows("eras"):
        found[row["form"]] = (*found.get(row["form"], ()), row)
    return found


def dated(form: Form, year: int | None) -> Form:
    """Return the form as it is meant in `year`: 交通局 was a name of its own until 2009, then it is 交通运输局."""
    for row in _eras().get(form.text, ()):
        if _within(row, year):
            return Form(form.text, row["template"], form.type, form.parent)
    return form


def _within(row: dict[str, str], year: int | None) -> bool:
    if year is None:
        return not row["until"]
    return (not row["from"] or year >= int(row["from"])) and (not row["until"] or year <= int(row["until"]))


@lru_cache(maxsize=4096)
def short_name(division: Division) -> str:
    """Return a division's name without its type: 鼓楼区 → 鼓楼; a name that has no shorter one stays."""
    forms = [form for form in gazetteer().short_forms(division) if len(form) > 1 and division.name.startswith(form)]
    return min(forms, key=len, default=division.name)


def of_branch(stem: str, division: Division) -> str:
    """Return the name of a city's branch in its district: 公安 in 鼓楼区 → 南京市公安局鼓楼分局."""
    above = gazetteer().ancestors(division)
    owner = gazetteer().canonical_prefix(above[-1]) if above else ""
    bureau = spell_out(stem + "局").removesuffix("局")
    district = division.name if owner in terms("branch_cities") else short_name(division)
    return f"{owner}{bureau}局{district}分局"


@cache
def _corps_cities() -> dict[str, str]:
    return {row["division"]: row["city"] for row in rows("corps_cities")}


@lru_cache(maxsize=4096)
def prefix_of(division: Division, token: str | None = None) -> str:
    """Return what names of the division's bodies begin with; 师市 names a corps division together with its city."""
    prefix = gazetteer().canonical_prefix(division)
    return prefix + _corps_cities().get(division.name, "") if token == "师市" else prefix


_TYPHOON_PROVINCE = "44"
"""Guangdong's flood headquarters also fight wind: 防汛防旱防风."""


@lru_cache(maxsize=4096)
def fill(template: str, division: Division, token: str | None = None) -> str:
    """Return a template's canonical name for `division`, called by `token` (师市) where that changes the name."""
    if template == "{s}军区" and division.name.endswith("省"):
        return prefix_of(division) + "军区"  # 山西省军区, but 广西军区
    courts = {"province": "高级人民法院", "prefecture": "中级人民法院"}
    if division.level != "county" and "银行" in template:
        template = template.removesuffix("支行") + "分行"
    if division.level == "province" and template.endswith("人民政府办公室"):
        template = template.replace("办公室", "办公厅")
    if division.name.endswith("特别行政区"):
        template = template.replace("{p}人民政府", "{p}政府")
    if division.code.startswith(_TYPHOON_PROVINCE):
        template = template.replace("防汛抗旱", "防汛防旱防风")
    court = courts.get(division.level, "人民法院")
    return template.format(p=prefix_of(division, token), s=short_name(division), court=court)
