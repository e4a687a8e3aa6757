"""Evidence: the citations of a sheet -> Web Annotation resources with position, quote, rule and confidence.

An evidence has one rule and one confidence. Where several rules read the very same characters, the surest keeps the
bare `#char=` IRI and each other one has its rule's name appended.
"""

from collections import defaultdict
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from flows.articles.evidence import Span
from flows.graph.sheet import Sheet, chinese, plain, typed
from flows.graph.vocabulary import OA, RDF, ZW

_CONTEXT = 8
"""Characters before and after a quote, enough to find it in a text whose offsets have moved."""


def write_evidence(sheet: Sheet, article: NamedNode, text: str) -> None:
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


def _write_span(
    sheet: Sheet, article: NamedNode, text: str, span: Span, rules: dict[str, float]
) -> dict[str, NamedNode]:
    """Write what the rules read at one span; return the evidence of each rule."""
    position, quoted = _write_selectors(sheet, article, text, span)
    first, *others = sorted(rules, key=lambda rule: (-rules[rule], rule))
    bare = f"{article.value}#char={span.start},{span.end}"
    found = {first: NamedNode(bare), **{rule: NamedNode(f"{bare}&rule={quote(rule, safe='')}") for rule in others}}
    for rule, resource in found.items():
        sheet.classify(resource, ZW["Evidence"])
        sheet.add(resource, OA["hasSource"], article)
        sheet.add(resource, OA["hasSelector"], position)
        sheet.add(resource, OA["hasSelector"], quoted)
        sheet.add(resource, ZW["rule"], plain(rule))
        sheet.add(resource, ZW["confidence"], _confidence(rules[rule]))
    return found


def _write_selectors(sheet: Sheet, article: NamedNode, text: str, span: Span) -> tuple[NamedNode, NamedNode]:
    position = NamedNode(f"{article.value}#position={span.start},{span.end}")
    sheet.add(position, RDF["type"], OA["TextPositionSelector"])
    sheet.add(position, OA["start"], _offset(span.start))
    sheet.add(position, OA["end"], _offset(span.end))
    quoted = NamedNode(f"{article.value}#quote={span.start},{span.end}")
    sheet.add(quoted, RDF["type"], OA["TextQuoteSelector"])
    sheet.add(quoted, OA["exact"], chinese(span.of(text)))
    if before := text[max(0, span.start - _CONTEXT) : span.start]:
        sheet.add(quoted, OA["prefix"], chinese(before))
    if after := text[span.end : span.end + _CONTEXT]:
        sheet.add(quoted, OA["suffix"], chinese(after))
    return position, quoted


@lru_cache(maxsize=4096)
def _offset(position: int) -> Literal:
    return typed(str(position), "nonNegativeInteger")


@lru_cache(maxsize=1024)
def _confidence(number: float) -> Literal:
    """Return the canonical form of an xsd:decimal: 0.95, 1.0."""
    digits = f"{number:.4f}".rstrip("0")
    return typed(digits + "0" if digits.endswith(".") else digits, "decimal")
