"""Checks on evidence: offsets that hold, quotes that can be found, an article that is the one it says it is."""

import hashlib
import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from flows.graph.notation import Term, quoted
from flows.graph.sheet import writable
from flows.graph.vocabulary import OA, ZW
from flows.validation.checks import Subject, finding, first, lexical
from flows.validation.index import Index, rdflib_term
from flows.validation.verdict import Finding

_ARTICLE, _EVIDENCE = str(ZW["Article"]), str(ZW["Evidence"])
_DIGEST, _LENGTH = str(ZW["contentDigest"]), str(ZW["textLength"])
_SOURCE, _SELECTOR = str(OA["hasSource"]), str(OA["hasSelector"])
_START, _END, _EXACT = str(OA["start"]), str(OA["end"]), str(OA["exact"])
# As offsets are written; rdflib takes forty times as long. Python reads no number of thousands of digits.
_WHOLE_NUMBER = re.compile(
    r'"([+-]?[0-9]{1,15})"\^\^<http://www\.w3\.org/2001/XMLSchema#(?:integer|nonNegativeInteger)>'
)
_RANGE = re.compile(r"#char=(\d{1,15}),(\d{1,15})(?!\d)")


def selections(subject: Subject) -> Iterator[Finding]:
    """Offsets agree with the evidence's IRI, lie within the article, and span as many characters as the quote has; and
    the quote is the text at its offsets: the one promise on which every other statement rests.
    """
    graph = subject.graph
    kept = None if subject.text is None else writable(subject.text)
    lengths = {article: _integer(first(graph, article, _LENGTH)) for article in graph.values_of(_SOURCE)}
    for evidence in graph.instances.get(_EVIDENCE, ()):
        start, end, quote = _selected(graph, evidence)
        source = first(graph, evidence, _SOURCE)
        length = None if source is None else lengths[source]
        for wrong in _wrong_offsets(evidence, start, end, quote, length):
            yield finding("offsets", evidence, _SELECTOR, quoted(f"{start},{end}"), wrong)
        if kept is not None and quote is not None and (start < 0 or kept[start:end] != quote):
            yield finding("quote", evidence, _SELECTOR, f"{quoted(quote)}@zh", f"{start},{end}")


def _wrong_offsets(iri: str, start: int, end: int, quote: str | None, length: int | None) -> Iterator[str]:
    named = _RANGE.search(iri)
    if named is None or (int(named[1]), int(named[2])) != (start, end):
        yield named[0] if named else iri[1:-1]
    if length is not None and end > length:
        yield f"zw:textLength {length}"
    if quote is not None and len(quote) != end - start:
        yield f"oa:exact ({len(quote)})"


def text(subject: Subject) -> Iterator[Finding]:
    """The graph is of this text and of no other version of it."""
    if subject.text is None:
        return
    digest = f"sha256:{hashlib.sha256(subject.text.encode('utf-8', 'surrogatepass')).hexdigest()}"
    for article in subject.graph.instances.get(_ARTICLE, ()):
        for path, real in ((_LENGTH, str(len(subject.text))), (_DIGEST, digest)):
            stated = first(subject.graph, article, path)
            if stated is not None and lexical(stated) != real:
                yield finding("text", article, path, stated, real)


def _selected(graph: Index, evidence: Term) -> tuple[int, int, str | None]:
    """Return start, end and quote; -1 and None stand for what is missing, which the shapes report."""
    selected: dict[Term, Collection[Term]] = {}
    for node in reversed(tuple(graph.values(evidence, _SELECTOR))):
        selected.update(graph.descriptions.get(node, {}))
    start, end, quote = (next(iter(selected.get(predicate, ())), None) for predicate in (_START, _END, _EXACT))
    first_at, last_at = _integer(start), _integer(end)
    return (
        -1 if first_at is None else first_at,
        -1 if last_at is None else last_at,
        None if quote is None else lexical(quote),
    )


@lru_cache(maxsize=4096)
def _integer(term: Term | None) -> int | None:
    """Return the number that `term` is; None where it is none, which the shapes report."""
    if term is None:
        return None
    if match := _WHOLE_NUMBER.fullmatch(term):
        return int(match[1])
    value = getattr(rdflib_term(term), "value", None)
    return value if isinstance(value, int) else None
