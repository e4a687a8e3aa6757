"""Organizations: canonical name, surface form, type, division and parent; and groups named only in general."""

from pyoxigraph import NamedNode

from flows.articles.evidence import Evidence
from flows.extraction.facts import Facts, Organization
from flows.gazetteer.divisions import gazetteer
from flows.graph.divisions import write_division
from flows.graph.iris import canonical
from flows.graph.names import Names
from flows.graph.sheet import Sheet, chinese
from flows.graph.vocabulary import ORG, ORGANIZATION_CLASSES, ORGANIZATION_TYPE, SKOS, ZW


def write_organizations(sheet: Sheet, names: Names, facts: Facts) -> None:
    """Write every organization that the article names."""
    for body in facts.organizations:
        _write_organization(sheet, names, facts, body)


def write_named_organization(sheet: Sheet, names: Names, facts: Facts, name: str) -> NamedNode:
    """Write an organization known by name only; return it. One that the facts know keeps its identifier."""
    wanted = canonical(name)
    for body in facts.organizations:
        if canonical(body.canonical) == wanted:
            return names[body.id]
    organization = names.organization(name, None)
    _write_name(sheet, organization, ZW["Organization"], name)
    return organization


def write_group(sheet: Sheet, names: Names, surface: str, evidence: Evidence) -> NamedNode:
    """Write a group that the article names only in general (各乡镇); return it."""
    group = names.group(surface)
    sheet.thing(group, ZW["Group"], surface)
    if names.jurisdiction_code:
        sheet.add(group, ZW["jurisdiction"], names.iris.division(names.jurisdiction_code))
    sheet.cite(group, evidence)
    return group


def _write_organization(sheet: Sheet, names: Names, facts: Facts, body: Organization) -> None:
    organization = names[body.id]
    _write_name(sheet, organization, ORGANIZATION_CLASSES[body.type], body.canonical)
    sheet.add(organization, ZW["organizationType"], ORGANIZATION_TYPE[body.type])
    if body.surface != body.canonical:
        sheet.add(organization, SKOS["altLabel"], chinese(body.surface))
    if body.division:
        write_division(sheet, names.iris, body.division)
        sheet.add(organization, ZW["jurisdiction"], names.iris.division(body.division))
    if parent := _parent(sheet, names, facts, body):
        sheet.add(organization, ORG["subOrganizationOf"], parent)
    for mention in body.mentions[:1]:
        sheet.cite(organization, mention)


def _write_name(sheet: Sheet, organization: NamedNode, own_class: NamedNode, name: str) -> None:
    sheet.thing(organization, own_class, name)
    sheet.add(organization, SKOS["prefLabel"], chinese(name))


def _parent(sheet: Sheet, names: Names, facts: Facts, body: Organization) -> NamedNode | None:
    """Return the parent. One that the article does not name is written only where its division is sure."""
    if body.parent is None or body.parent == body.canonical:
        return None
    for other in facts.organizations:
        if other.canonical == body.parent:
            return names[other.id]
    division = gazetteer().by_code(body.division) if body.division else None
    if division is None or gazetteer().canonical_prefix(division) not in body.parent:
        return None
    parent = names.organization(body.parent, body.division)
    _write_name(sheet, parent, ZW["Organization"], body.parent)
    return parent
