"""Canonical full names of bodies: what 区委, 市监局 or 县政协 of a division is called in full (design §7).

Goes in: a division and a form. Comes out: the canonical name, the type, the parent's name. Pure tables.
"""

from dataclasses import dataclass
from functools import cache

from flows.extraction.lexicon import rows
from flows.gazetteer.divisions import Division, gazetteer


@dataclass(frozen=True, slots=True)
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
    for name in ("组织部", "宣传部", "统战部", "政法委", "编办", "网信办", "文明办", "政研室", "史志办", "党史办", "改革办"):
        forms[name] = Form(name, f"中共{{p}}委{party[name]['canonical']}", party[name]["type"], _COMMITTEE)
    forms.update({row["form"]: _form(row["form"], row["template"], row["type"]) for row in rows("institutions")})
    return forms


@cache
def bare_forms() -> dict[str, Form]:
    """Return the forms that are names by themselves, without level or place: 住建局, 政法委, 组织部, 人大常委会."""
    return {text: form for text, form in levelled_forms().items() if len(text) >= 3 and not text.startswith("委")}


def spell_out(form: str) -> str:
    """Return the long name of a department's short name, or the name itself: 市监局 → 市场监督管理局."""
    found = levelled_forms().get(form)
    return found.template.removeprefix("{p}") if found and found.template.startswith("{p}") else form


def fill(template: str, division: Division) -> str:
    """Return a template's canonical name for `division`."""
    prefix = gazetteer().canonical_prefix(division)
    courts = {"province": "高级人民法院", "prefecture": "中级人民法院"}
    if division.level in ("province", "prefecture") and template.endswith("人民政府办公室"):
        template = template if division.level == "prefecture" else template.replace("办公室", "办公厅")
    return template.format(p=prefix, court=courts.get(division.level, "人民法院"))
