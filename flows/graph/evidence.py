"""Evidence: the citations of a sheet -> Web Annotation resources with position, quote, rule and confidence.

An evidence has one rule and one confidence. Where several rules read the very same characters, the surest keeps the
bare `#char=` IRI and each other one has its rule's name appended.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import quote

from flows.articles.evidence import Span
from flows.graph.notation import Term
from flows.graph.sheet import Citation, Sheet, Values, chinese, classes, plain, typed
from flows.graph.vocabulary import OA, RDF, ZW

_TYPE = str(RDF["type"])
_SOURCE, _SELECTOR, _RULE, _CONFIDENCE = map(str, (OA["hasSource"], OA["hasSelector"], ZW["rule"], ZW["confidence"]))
_START, _END = str(OA["start"]), str(OA["end"])
_EXACT, _PREFIX, _SUFFIX = str(OA["exact"]), str(OA["prefix"]), str(OA["suffix"])
# One dictionary for all that have the same values: an article has hundreds of these, and nothing is added to them.
_IS_EVIDENCE, _IS_POSITION, _IS_QUOTE = (
    dict.fromkeys(classes(each)) for each in (ZW["Evidence"], OA["TextPositionSelector"], OA["TextQuoteSelector"])
)
_CONTEXT = 8
"""Characters before and after a quote, enough to find it in a text whose offsets have moved."""


def write_evidence(sheet: Sheet, article: Term, text: str) -> None:
    """Write out every citation of `sheet`; call it last."""
    by_span: dict[Span, list[Citation]] = defaultdict(list)
    for citation in sheet.citations:
        by_span[citation[1].span].append(citation)
    source = {article: None}
    for span, citations in by_span.items():
        resources = _write_span(sheet, source, article[:-1], text, span, _surest(citations))
        for subject, found, supports in citations:
            resource = resources[found.rule]
            sheet.add(subject, ZW["evidence"], resource)
            if supports is not None:
                sheet.add(resource, ZW["supports"], supports)


def _surest(citations: Iterable[Citation]) -> dict[str, float]:
    """Return the rules of citations, each with the highest confidence it has there."""
    rules: dict[str, float] = {}
    for _, found, _ in citations:
        rules[found.rule] = max(found.confidence, rules.get(found.rule, 0.0))
    return rules


def _write_span(
    sheet: Sheet, source: Values, stem: str, text: str, span: Span, rules: dict[str, float]
) -> dict[str, Term]:
    """Write what the rules read at one span; return the evidence of each rule.

    `source` is the article, `stem` its IRI as that of a part of it begins.
    """
    selectors = _write_selectors(sheet, stem, text, span)
    first, *others = sorted(rules, key=lambda rule: (-rules[rule], rule)) if len(rules) > 1 else rules
    bare = f"{stem}#char={span.start},{span.end}"
    found = {first: f"{bare}>", **{rule: f"{bare}&rule={quote(rule, safe='')}>" for rule in others}}
    for rule, resource in found.items():
        # No property of evidence implies another one.
        said = {
            _TYPE: _IS_EVIDENCE,
            _SOURCE: source,
            _SELECTOR: selectors,
            _RULE: _rule(rule),
            _CONFIDENCE: _confidence(rules[rule]),
        }
        sheet.describe(resource, said)
    return found


def _write_selectors(sheet: Sheet, stem: str, text: str, span: Span) -> Values:
    start, end = span.start, span.end
    position, quoted = f"{stem}#position={start},{end}>", f"{stem}#quote={start},{end}>"
    sheet.describe(position, {_TYPE: _IS_POSITION, _START: _offset(start), _END: _offset(end)})
    said = {_TYPE: _IS_QUOTE, _EXACT: {chinese(text[start:end]): None}}
    if before := text[max(0, start - _CONTEXT) : start]:
        said[_PREFIX] = {chinese(before): None}
    if after := text[end : end + _CONTEXT]:
        said[_SUFFIX] = {chinese(after): None}
    sheet.describe(quoted, said)
    return {position: None, quoted: None}


@lru_cache(maxsize=4096)
def _offset(position: int) -> Values:
    return {typed(str(position), "nonNegativeInteger"): None}


@lru_cache(maxsize=1024)
def _rule(name: str) -> Values:
    return {plain(name): None}


@lru_cache(maxsize=1024)
def _confidence(number: float) -> Values:
    """Return the canonical form of an xsd:decimal: 0.95, 1.0."""
    digits = f"{number:.4f}".rstrip("0")
    return {typed(digits + "0" if digits.endswith(".") else digits, "decimal"): None}
