"""Triples -> Turtle as people read it: one block a subject, classes first, prefixes, the same bytes every time.

Goes in: triples in which those of one subject stand together, as `flows.graph.sheet` sorts them; any number of them,
for only one subject is held at a time. Comes out: text. Writes no blank nodes, since what is published has none.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import TextIO

from pyoxigraph import Literal, NamedNode, Quad, Triple

from flows.graph.vocabulary import PREFIXES, RDF, XSD

_BASE = re.compile(r"[^?#]+/")
# What is written without the base: kind and key, and the fragment of an evidence; no dots that a reader would resolve.
_BELOW_BASE = re.compile(r"[a-z-]+/[A-Za-z0-9%_-][A-Za-z0-9%._-]*(?:#[A-Za-z0-9%._=,&-]+)?")
_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# Besides what the grammar demands: controls, and marks that turn the direction of a reader's screen.
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BARE = {XSD["integer"]: re.compile(r"[+-]?[0-9]+"), XSD["decimal"]: re.compile(r"[+-]?[0-9]+\.[0-9]+")}
_BARE[XSD["boolean"]] = re.compile("true|false")


def write_turtle(triples: Iterable[Triple | Quad], stream: TextIO, base: str = "") -> None:
    """Write `triples`, grouped by subject, to `stream`; what is below `base` is written without it."""
    below = base if _BASE.fullmatch(base) and "/." not in base else ""
    if below:
        stream.write(f"@base <{below}> .\n")
    for prefix, namespace in sorted(PREFIXES.items()):
        stream.write(f"@prefix {prefix}: <{namespace.iri}> .\n")
    for subject, group in groupby(triples, key=lambda triple: triple.subject):
        stream.write(f"\n{_term(subject, below)} {_block(group, below)} .\n")


def _block(group: Iterable[Triple | Quad], base: str) -> str:
    """Return predicates and values of one subject: `a` first, then by predicate."""
    values: dict[str, set[str]] = {}
    for triple in group:
        predicate = "a" if triple.predicate == RDF["type"] else _term(triple.predicate, base)
        values.setdefault(predicate, set()).add(_term(triple.object, base))
    ordered = sorted(values, key=lambda predicate: (predicate != "a", predicate))
    return " ;\n    ".join(f"{predicate} {', '.join(sorted(values[predicate]))}" for predicate in ordered)


def _term(term: object, base: str) -> str:
    if isinstance(term, NamedNode):
        return _iri(term.value, base)
    if isinstance(term, Literal):
        return _literal(term)
    raise TypeError(f"{term} cannot be published: neither an IRI nor a literal")


@lru_cache(maxsize=4096)
def _iri(iri: str, base: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace.iri) and _LOCAL_NAME.fullmatch(iri, len(namespace.iri)):
            return f"{prefix}:{iri[len(namespace.iri) :]}"
    if base and iri.startswith(base) and _BELOW_BASE.fullmatch(iri, len(base)):
        return f"<{iri[len(base) :]}>"
    return f"<{iri}>"


def _literal(literal: Literal) -> str:
    text = _ESCAPED.sub(_escape, literal.value)
    if literal.language:
        return f'"{text}"@{literal.language}'
    if literal.datatype == XSD["string"]:
        return f'"{text}"'
    bare = _BARE.get(literal.datatype)
    return text if bare and bare.fullmatch(text) else f'"{text}"^^{_iri(literal.datatype.value, "")}'


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
