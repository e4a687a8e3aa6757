"""Triples -> JSON-LD 1.1 compacted with the published context: one object a subject under ``@graph``.

Goes in: triples in which those of one subject stand together, and the context as it is published. Comes out: text,
a line a subject, so that a dump can be read line by line. One subject is held at a time.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TextIO

from pyoxigraph import Quad, Triple

from flows.graph.notation import Statement, blocks, literal, statements
from flows.graph.vocabulary import RDF, XSD

SEPARATOR, TAIL = ",\n", "\n]}\n"
_TYPE, _STRING = str(RDF["type"]), XSD["string"].value
_JSON_INTEGER = re.compile("0|-?[1-9][0-9]{0,14}")


@dataclass(frozen=True)
class Context:
    """A JSON-LD context made ready for compaction: `source` is what stands under ``@context``."""

    source: Mapping[str, Any]
    _terms: dict[str, tuple[str, str | None, str | None]] = field(default_factory=dict)
    _prefixes: dict[str, str] = field(default_factory=dict)
    _short: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._prefixes.update(
            (name, value) for name, value in self.source.items() if isinstance(value, str) and value[-1:] in "/#"
        )
        self._short.update((value, name) for name, value in self._prefixes.items())
        for name, value in self.source.items():
            definition = value if isinstance(value, dict) else {"@id": value}
            iri = definition.get("@id", name)
            if name not in self._prefixes and isinstance(iri, str) and not name.startswith("@") and iri[:1] != "@":
                coercion = definition.get("@type")
                whole = self.expand(coercion) if coercion and coercion != "@id" else coercion
                self._terms[self.expand(iri)] = (name, whole, definition.get("@container"))

    def expand(self, name: str) -> str:
        """Return the IRI of a compact IRI."""
        prefix, colon, local = name.partition(":")
        return self._prefixes[prefix] + local if colon and prefix in self._prefixes else name

    def compact(self, iri: str) -> str:
        """Return `iri` with the longest prefix that fits it, if one does: what is left may not begin like a path."""
        end = len(iri)
        while end := max(iri.rfind("/", 0, end), iri.rfind("#", 0, end)) + 1:
            name = self._short.get(iri[:end])
            if name is not None and end < len(iri):
                return iri if iri.startswith("//", end) else f"{name}:{iri[end:]}"
            end -= 1
        return iri

    def name(self, iri: str) -> str:
        """Return the term of a property or class, else its compact IRI."""
        known = self._terms.get(iri)
        return known[0] if known else self.compact(iri)

    def coercion(self, iri: str) -> tuple[str | None, str | None]:
        """Return the type and the container that the context gives to values of a property."""
        known = self._terms.get(iri)
        return (known[1], known[2]) if known else (None, None)


def write_jsonld(triples: Iterable[Triple | Quad], context: Context, stream: TextIO) -> None:
    """Write `triples`, grouped by subject, to `stream`."""
    writer = JsonldWriter(context)
    stream.write(writer.head)
    separator = ""
    for subject, said in blocks(statements(triples)):
        stream.write(separator + writer.node(subject, said))
        separator = SEPARATOR
    stream.write(TAIL)


class JsonldWriter:
    """Writes nodes that stand between `head` and `TAIL`, with `SEPARATOR` between them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._compact = lru_cache(maxsize=2048)(context.compact)
        self._name = lru_cache(maxsize=1024)(context.name)
        self._predicate = lru_cache(maxsize=1024)(self._terms_of)

    @property
    def head(self) -> str:
        """The context, and what opens the list of nodes."""
        return '{"@context": ' + _dump(self._context.source) + ',\n"@graph": [\n'

    def node(self, subject: str, said: Iterable[Statement]) -> str:
        """Return all that is `said` of `subject` as one object on one line."""
        values: dict[str, set[str]] = {}
        for _, predicate, value in said:
            values.setdefault(predicate, set()).add(value)
        node: dict[str, Any] = {"id": self._compact(subject[1:-1])}
        if types := values.pop(_TYPE, None):
            node["type"] = sorted(self._name(each[1:-1]) for each in types)
        named = sorted((*self._predicate(predicate), found) for predicate, found in values.items())
        node |= {name: self._values(coercion, container, found) for name, coercion, container, found in named}
        return _dump(node)

    def _terms_of(self, predicate: str) -> tuple[str, str, str]:
        """Return name, type and container by which the context has a property; empty where it has none."""
        coercion, container = self._context.coercion(predicate[1:-1])
        return self._context.name(predicate[1:-1]), coercion or "", container or ""

    def _values(self, coercion: str, container: str, values: set[str]) -> object:
        if container == "@language" and not any(value[-1] in '">' for value in values):
            return _by_language(sorted(values))
        written = [self._value(coercion, value) for value in sorted(values)]
        return written if container else _one_or_all(written)

    def _value(self, coercion: str, value: str) -> object:
        if value[0] == "<":
            iri = self._compact(value[1:-1])
            return iri if coercion == "@id" else {"id": iri}
        text, language, datatype = literal(value)
        if language:
            return {"@value": text, "@language": language}
        if coercion == (datatype or _STRING) or not (coercion or datatype):
            return text
        if not coercion and _is_native(text, datatype):
            return json.loads(text)
        return {"@value": text, "type": self._name(datatype)} if datatype else {"@value": text}


# Made once: json.dumps makes one for each value that is not written as it would do it by itself.
_dump = json.JSONEncoder(ensure_ascii=False).encode


def _by_language(values: list[str]) -> dict[str, object]:
    texts: dict[str, list[str]] = {}
    for value in values:
        text, language, _ = literal(value)
        texts.setdefault(language, []).append(text)
    return {language: _one_or_all(found) for language, found in texts.items()}


def _one_or_all(values: list[Any]) -> object:
    return values[0] if len(values) == 1 else values


def _is_native(text: str, datatype: str) -> bool:
    """Tell whether JSON has the value in the very form of the literal: 7, not 007; true, not 1; nothing huge."""
    if datatype == XSD["boolean"].value:
        return text in ("true", "false")
    return datatype == XSD["integer"].value and _JSON_INTEGER.fullmatch(text) is not None
