"""A graph -> Verdict: the shapes, then what stands beside them."""

from collections.abc import Iterable

from flows.graph.vocabulary import ZW
from flows.validation import checks_evidence, checks_plausible, checks_structure
from flows.validation.checks import Check, Subject, lexical
from flows.validation.core import core_findings
from flows.validation.index import Index, Triple
from flows.validation.shapes import prepared_shapes
from flows.validation.union import of_many_articles
from flows.validation.verdict import Verdict

_ARTICLE = str(ZW["Article"])
CHECKS: tuple[Check, ...] = (
    checks_structure.focus_nodes,
    checks_structure.one_article,
    checks_structure.blank_nodes,
    checks_structure.types,
    checks_structure.standard_terms,
    checks_structure.standard_classes,
    checks_structure.ranges,
    checks_structure.concepts,
    checks_structure.labels,
    checks_evidence.selections,
    checks_evidence.text,
    checks_plausible.dates,
    checks_plausible.tenures,
    checks_plausible.events,
    checks_plausible.participations,
    checks_plausible.directive_circles,
    checks_plausible.directive_tree,
)


def validate_article(graph: Iterable[Triple], text: str | None = None) -> Verdict:
    """Return the verdict on the triples of one article; without its `text`, quotes are not looked up in it."""
    return _verdict(Subject(Index.of(graph), union=False, text=text))


def validate_union(graph: Iterable[Triple]) -> Verdict:
    """Return the verdict on many articles' triples put together, as in a dump."""
    return _verdict(Subject(Index.of(graph), union=True, text=None))


def _verdict(subject: Subject) -> Verdict:
    findings = set(core_findings(subject.graph, prepared_shapes()))
    for check in CHECKS:
        findings.update(check(subject))
    if subject.union:
        findings = {finding for finding in findings if not of_many_articles(finding, subject.graph)}
    articles = subject.graph.instances.get(_ARTICLE, [])
    in_order = sorted(findings, key=lambda f: (f.focus, f.shape, f.path or "", f.value or "", f.component))
    return Verdict(lexical(articles[0]) if len(articles) == 1 else None, tuple(in_order))
