"""Organizations: names, type, division, parent and successor; and groups named only in general."""

from flows.articles.article import Stated
from flows.articles.evidence import Evidence
from flows.extraction.facts import Facts, Organization
from flows.gazetteer.reforms import successor
from flows.graph.divisions import write_division
from flows.graph.iris import canonical
from flows.graph.names import Names, division_of_body
from flows.graph.notation import Term
from flows.graph.sheet import Sheet, chinese, typed
from flows.graph.vocabulary import DCTERMS, ORG, ORGANIZATION_CLASSES, ORGANIZATION_TYPE, SKOS, ZW

_OF_STATE = frozenset(
    (ZW["PartyBody"], ZW["CongressBody"], ZW["GovernmentBody"], ZW["ConsultativeBody"], ZW["JusticeBody"])
)
"""Classes of bodies that a division has whatever it is called; its schools, enterprises and groups may go on."""


def write_organizations(sheet: Sheet, names: Names, facts: Facts) -> None:
    """Write every organization that the article names."""
    for body in facts.organizations:
        _write_organization(sheet, names, facts, body)


def write_publisher(sheet: Sheet, names: Names, facts: Facts, source: Stated[str]) -> Term:
    """Write the medium that published the article; return it. One that the facts know keeps its identifier."""
    wanted = canonical(source.value)
    for body in facts.organizations:
        if canonical(body.canonical) == wanted:
            return names[body.id]
    publisher = names.organization(source.value, None)
    _write_name(sheet, publisher, "media", source.value)
    sheet.cite(publisher, source.evidence)
    return publisher


def write_group(sheet: Sheet, names: Names, surface: str, evidence: Evidence) -> Term:
    """Write a group that the article names only in general (各乡镇); return it."""
    group = names.group(surface)
    sheet.thing(group, ZW["Group"], surface)
    if names.jurisdiction_code:
        sheet.add(group, ZW["jurisdiction"], names.iris.division(names.jurisdiction_code))
    sheet.cite(group, evidence)
    return group


def _write_organization(sheet: Sheet, names: Names, facts: Facts, body: Organization) -> None:
    organization = names[body.id]
    _write_name(sheet, organization, body.type, body.canonical)
    if body.surface != body.canonical and not body.implied:
        sheet.add(organization, SKOS["altLabel"], chinese(body.surface))
    if code := division_of_body(body):
        write_division(sheet, names.iris, code)
        sheet.add(organization, ZW["jurisdiction"], names.iris.division(code))
    for other in facts.organizations:
        if other.canonical == body.parent and other.id != body.id:
            sheet.add(organization, ORG["subOrganizationOf"], names[other.id])
    _write_successors(sheet, names, body)
    for mention in body.mentions[:1]:
        sheet.cite(organization, mention)


def _write_successors(sheet: Sheet, names: Names, body: Organization) -> None:
    """Lead from a body that was reformed, or whose division was abolished, to the one in its place, step by step."""
    before, name, code, type_ = names[body.id], body.canonical, body.division or "", body.type
    while ORGANIZATION_CLASSES[type_] in _OF_STATE and (after := successor(name, code)):
        name, code, type_ = after.name, after.code, after.type or type_
        node = names.organization(name, code or None)
        _write_name(sheet, node, type_, name)
        if division := code or division_of_body(body):
            write_division(sheet, names.iris, division)
            sheet.add(node, ZW["jurisdiction"], names.iris.division(division))
        sheet.add(before, DCTERMS["isReplacedBy"], node)
        if after.year:
            sheet.add(before, ZW["replacedIn"], typed(str(after.year), "gYear"))
        before = node


def _write_name(sheet: Sheet, organization: Term, code: str, name: str) -> None:
    sheet.thing(organization, ORGANIZATION_CLASSES[code], name)
    sheet.add(organization, ZW["organizationType"], ORGANIZATION_TYPE[code])
    sheet.add(organization, SKOS["prefLabel"], chinese(name))
