"""Evidence: the citations of a sheet -> Web Annotation resources with position, quote, rule and confidence.

An evidence has one rule and one confidence. Where several rules read the very same characters, the surest keeps the
bare `#char=` IRI and each other one has its rule's name appended.
"""

from collections import defaultdict
from functools import lru_cache
from urllib.parse import quote

from flows.articles.evidence import Span
from flows.graph.notation import Term
from flows.graph.sheet import Sheet, chinese, classes, plain, typed
from flows.graph.vocabulary import OA, RDF, ZW

_TYPE, _EVIDENCE = str(RDF["type"]), classes(ZW["Evidence"])
_SOURCE, _SELECTOR, _RULE, _CONFIDENCE = map(str, (OA["hasSource"], OA["hasSelector"], ZW["rule"], ZW["confidence"]))
_POSITION, _START, _END = classes(OA["TextPositionSelector"]), str(OA["start"]), str(OA["end"])
_QUOTE, _EXACT = classes(OA["TextQuoteSelector"]), str(OA["exact"])
_PREFIX, _SUFFIX = str(OA["prefix"]), str(OA["suffix"])
_CONTEXT = 8
"""Characters before and after a quote, enough to find it in a text whose offsets have moved."""


def write_evidence(sheet: Sheet, article: Term, text: str) -> None:
    """Write out every citation of `sheet`; call it last."""
    surest: dict[Span, dict[str, float]] = defaultdict(dict)
    for _, found, _ in sheet.citations:
        rules = surest[found.span]
        rules[found.rule] = max(found.confidence, rules.get(found.rule, 0.0))
    resources = {
        (span, rule): resource
        for span, rules in surest.items()
        for rule, resource in _write_span(sheet, article, text, span, rules).items()
    }
    for subject, found, supports in sheet.citations:
        resource = resources[found.span, found.rule]
        sheet.add(subject, ZW["evidence"], resource)
        if supports is not None:
            sheet.add(resource, ZW["supports"], supports)


def _write_span(sheet: Sheet, article: Term, text: str, span: Span, rules: dict[str, float]) -> dict[str, Term]:
    """Write what the rules read at one span; return the evidence of each rule."""
    position, quoted = _write_selectors(sheet, article, text, span)
    first, *others = sorted(rules, key=lambda rule: (-rules[rule], rule)) if len(rules) > 1 else rules
    bare = f"{article[:-1]}#char={span.start},{span.end}"
    found = {first: f"{bare}>", **{rule: f"{bare}&rule={quote(rule, safe='')}>" for rule in others}}
    for rule, resource in found.items():
        # No property of evidence implies another one.
        said = {
            _TYPE: dict.fromkeys(_EVIDENCE),
            _SOURCE: {article: None},
            _SELECTOR: {position: None, quoted: None},
            _RULE: {_rule(rule): None},
            _CONFIDENCE: {_confidence(rules[rule]): None},
        }
        sheet.describe(resource, said)
    return found


def _write_selectors(sheet: Sheet, article: Term, text: str, span: Span) -> tuple[Term, Term]:
    place = f"{span.start},{span.end}>"
    position, quoted = f"{article[:-1]}#position={place}", f"{article[:-1]}#quote={place}"
    start, end = _offset(span.start), _offset(span.end)
    sheet.describe(position, {_TYPE: dict.fromkeys(_POSITION), _START: {start: None}, _END: {end: None}})
    said = {_TYPE: dict.fromkeys(_QUOTE), _EXACT: {chinese(span.of(text)): None}}
    if before := text[max(0, span.start - _CONTEXT) : span.start]:
        said[_PREFIX] = {chinese(before): None}
    if after := text[span.end : span.end + _CONTEXT]:
        said[_SUFFIX] = {chinese(after): None}
    sheet.describe(quoted, said)
    return position, quoted


@lru_cache(maxsize=4096)
def _offset(position: int) -> Term:
    return typed(str(position), "nonNegativeInteger")


@lru_cache(maxsize=1024)
def _rule(name: str) -> Term:
    return plain(name)


@lru_cache(maxsize=1024)
def _confidence(number: float) -> Term:
    """Return the canonical form of an xsd:decimal: 0.95, 1.0."""
    digits = f"{number:.4f}".rstrip("0")
    return typed(digits + "0" if digits.endswith(".") else digits, "decimal")
