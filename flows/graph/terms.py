"""Policy terms and each use of them: where, and by whom."""

from flows.extraction.facts import Facts, PolicyTerm, TermUse
from flows.graph.names import Names
from flows.graph.notation import Term
from flows.graph.sheet import Sheet, chinese
from flows.graph.vocabulary import OA, SCHEMA, SCHEME, SKOS, ZW


def write_terms(sheet: Sheet, names: Names, facts: Facts) -> None:
    """Write every policy term and its uses."""
    for term in facts.policy_terms:
        node = names.derived("term", (), term.label)
        sheet.thing(node, ZW["PolicyTerm"], term.label)
        sheet.add(node, SKOS["prefLabel"], chinese(term.label))
        sheet.add(node, SKOS["inScheme"], SCHEME["policy-term"])
        sheet.add(names.article, SCHEMA["mentions"], node)
        for use in term.uses:
            _write_use(sheet, names, node, term, use)


def _write_use(sheet: Sheet, names: Names, node: Term, term: PolicyTerm, use: TermUse) -> None:
    span = use.evidence.span
    usage = names.within("term-use", f"{span.start},{span.end}")
    sheet.thing(usage, ZW["TermUse"], term.label)
    sheet.add(usage, ZW["term"], node)
    sheet.add(usage, OA["hasTarget"], names.article)
    if use.speaker:
        sheet.add(usage, ZW["usedBy"], names[use.speaker])
    if use.directive:
        sheet.add(usage, ZW["usedIn"], names[use.directive])
    sheet.cite(usage, use.evidence)
    sheet.cite(node, use.evidence)
