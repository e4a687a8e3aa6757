"""Triples -> Turtle as people read it: one block a subject, classes first, prefixes, the same bytes every time.

Goes in: triples in which those of one subject stand together, as `flows.graph.sheet` sorts them; any number of them,
for only one subject is held at a time. Comes out: text. Writes no blank nodes, since what is published has none.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TextIO

from pyoxigraph import Quad, Triple

from flows.graph.notation import Statement, blocks, statements
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
        self._name = lru_cache(maxsize=2048)(self._named)

    @property
    def head(self) -> str:
        """Base and prefixes: what a file begins with."""
        base = f"@base <{self._base}> .\n" if self._base else ""
        return base + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(self._prefixes.items()))

    def block(self, subject: str, said: Iterable[Statement]) -> str:
        """Return all that is `said` of `subject`: `a` first, then by predicate."""
        values: dict[str, set[str]] = {}
        for _, predicate, value in said:
            name = "a" if predicate == _TYPE else self._name(predicate)
            written = self._name(value) if value[0] == "<" else self._literal(value)
            values.setdefault(name, set()).add(written)
        types = values.pop("a", None)
        parts = [f"a {', '.join(sorted(types))}"] if types else []
        parts += [f"{name} {', '.join(sorted(values[name]))}" for name in sorted(values)]
        return f"\n{self._name(subject)} " + " ;\n    ".join(parts) + " .\n"

    def _named(self, term: str) -> str:
        iri = term[1:-1]
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        if self._base and iri.startswith(self._base) and _BELOW_BASE.fullmatch(iri, len(self._base)):
            return f"<{iri[len(self._base) :]}>"
        return term

    def _literal(self, term: str) -> str:
        if term[-1] != ">":
            return _ESCAPED.sub(_escape, term) if _ESCAPED.search(term) else term
        text, _, datatype = term.rpartition("^^")
        bare = _BARE.get(datatype)
        return text[1:-1] if bare and bare.fullmatch(text, 1, len(text) - 1) else f"{text}^^{self._name(datatype)}"


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\u{code:04X}" if code <= _LAST_OF_FOUR else f"\\U{code:08X}"
