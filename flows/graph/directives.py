"""Directives: what was asked, by whom, of whom, how bindingly, and of which directive it is a part."""

from flows.extraction.facts import Directive, Facts
from flows.graph.names import Names
from flows.graph.notation import Term
from flows.graph.organizations import write_group
from flows.graph.sheet import Sheet, chinese, number, plain, truth
from flows.graph.vocabulary import DCTERMS, MODALITY, ZW


def write_directives(sheet: Sheet, names: Names, facts: Facts, text: str) -> None:
    """Write every directive, with its full text as it stands in `text`."""
    for directive in facts.directives:
        _write_directive(sheet, names, directive, directive.span.of(text))


def _write_directive(sheet: Sheet, names: Names, directive: Directive, wording: str) -> None:
    node = names[directive.id]
    sheet.thing(node, ZW["Directive"], directive.head)
    sheet.add(node, ZW["text"], chinese(wording))
    sheet.add(node, ZW["ordinalPath"], plain(directive.path))
    last = directive.path.rpartition(".")[2]
    if last.isdecimal() and int(last) > 0:
        sheet.add(node, ZW["ordinal"], number(int(last)))
    sheet.add(node, ZW["numbered"], truth(directive.numbered))
    sheet.add(node, ZW["modality"], MODALITY[directive.modality])
    sheet.add(node, ZW["issuedBy"], _issuer(sheet, names, directive))
    if directive.meeting:
        sheet.add(node, ZW["issuedAt"], names[directive.meeting])
    if directive.parent:
        sheet.add(node, DCTERMS["isPartOf"], names[directive.parent])
    sheet.cite(node, directive.evidence)
    _write_addressees(sheet, names, directive)


def _issuer(sheet: Sheet, names: Names, directive: Directive) -> Term:
    if directive.speaker:
        return names[directive.speaker]
    return write_group(sheet, names, directive.speaker_text, directive.evidence)


def _write_addressees(sheet: Sheet, names: Names, directive: Directive) -> None:
    for addressee in directive.addressees:
        known = names[addressee.organization] if addressee.organization else None
        whom = known or write_group(sheet, names, addressee.surface, addressee.evidence)
        sheet.add(names[directive.id], ZW["addressee"], whom)
        sheet.cite(names[directive.id], addressee.evidence, ZW["addressee"])
