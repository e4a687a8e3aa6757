"""Triples -> Turtle as people read it: one block a subject, classes first, prefixes, the same bytes every time.

Goes in: triples in which those of one subject stand together, as `flows.graph.sheet` sorts them; any number of them,
for only one subject is held at a time. Comes out: text. Writes no blank nodes, since what is published has none.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TextIO

from pyoxigraph import Quad, Triple

from flows.graph.notation import Said, Term, blocks, statements
from flows.graph.vocabulary import PREFIXES, RDF, XSD

_BASE = re.compile(r"[^?#]+/")
# What is written without the base: kind and key, and the fragment of an evidence; no dots that a reader would resolve.
_BELOW_BASE = re.compile(r"[a-z-]+/[A-Za-z0-9%_-][A-Za-z0-9%._-]*(?:#[A-Za-z0-9%._=,&-]+)?")
_LOCAL_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# Besides what the grammar demands: controls, and marks that turn the direction of a reader's screen.
_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
)
_BARE = {
    f"<{XSD['integer'].value}>": re.compile(r"[+-]?[0-9]+"),
    f"<{XSD['decimal'].value}>": re.compile(r"[+-]?[0-9]+\.[0-9]+"),
    f"<{XSD['boolean'].value}>": re.compile("true|false"),
}
_LAST_OF_FOUR = 0xFFFF
_TYPE = str(RDF["type"])


def write_turtle(triples: Iterable[Triple | Quad], stream: TextIO, base: str = "") -> None:
    """Write `triples`, grouped by subject, to `stream`; what is below `base` is written without it."""
    writer = TurtleWriter(base)
    stream.write(writer.head)
    for subject, said in blocks(statements(triples)):
        stream.write(writer.block(subject, said))


class TurtleWriter:
    """Writes blocks that stand under `head`, in which what is below `base` is written without it."""

    def __init__(self, base: str = "", prefixes: Mapping[str, str] | None = None) -> None:
        self._base = base if _BASE.fullmatch(base) and "/." not in base else ""
        self._prefixes = prefixes or {name: namespace.iri for name, namespace in PREFIXES.items()}
        self._names = {namespace: name for name, namespace in self._prefixes.items()}
        self._name = lru_cache(maxsize=2048)(self._named)
        self._classes = lru_cache(maxsize=1024)(self._named_classes)
        self._in_order = lru_cache(maxsize=1024)(self._named_in_order)

    @property
    def head(self) -> str:
        """Base and prefixes: what a file begins with."""
        base = f"@base <{self._base}> .\n" if self._base else ""
        return base + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(self._prefixes.items()))

    def block(self, subject: Term, said: Said) -> str:
        """Return all that is `said` of `subject`: `a` first, then by predicate."""
        parts: list[str] = []
        if types := said.get(_TYPE):
            parts.append(f"a {self._classes(tuple(types))}")
        for name, predicate in self._in_order(tuple(said)):
            values = said[predicate]
            written = self._value(values[0]) if len(values) == 1 else ", ".join(sorted(map(self._value, values)))
            parts.append(f"{name} {written}")
        return f"\n{self._name(subject)} " + " ;\n    ".join(parts) + " .\n"

    def _named_in_order(self, predicates: tuple[Term, ...]) -> list[tuple[str, Term]]:
        """Return `predicates` with their names, in their order; things of one kind mostly have the same ones."""
        return sorted((self._name(predicate), predicate) for predicate in predicates if predicate != _TYPE)

    def _named_classes(self, classes: tuple[Term, ...]) -> str:
        return ", ".join(sorted(map(self._name, classes)))

    def _value(self, term: Term) -> str:
        return self._name(term) if term[0] == "<" else self._literal(term)

    def _named(self, term: Term) -> str:
        iri = term[1:-1]
        end = max(iri.rfind("/"), iri.rfind("#")) + 1  # no local name has either, and each namespace ends in one
        prefix = self._names.get(iri[:end])
        if prefix is not None and _LOCAL_NAME.fullmatch(iri, end):
            return f"{prefix}:{iri[end:]}"
        if self._base and iri.startswith(self._base) and _BELOW_BASE.fullmatch(iri, len(self._base)):
            return f"<{iri[len(self._base) :]}>"
        return term

    def _literal(self, term: Term) -> str:
        if term[-1] != ">":
            return _ESCAPED.sub(_escape, term) if _ESCAPED.search(term) else term
        text, _, datatype = term.rpartition("^^")
        bare = _BARE.get(datatype)
        return text[1:-1] if bare and bare.fullmatch(text, 1, len(text) - 1) else f"{text}^^{self._name(datatype)}"


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\u{code:04X}" if code <= _LAST_OF_FOUR else f"\\U{code:08X}"
