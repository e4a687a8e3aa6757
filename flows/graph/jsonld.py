"""Triples -> JSON-LD 1.1 compacted with the published context: one object a subject under ``@graph``.

Goes in: triples in which those of one subject stand together, and the context as it is published. Comes out: text,
a line a subject, so that a dump can be read line by line. One subject is held at a time.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TextIO

from pyoxigraph import Literal, NamedNode, Quad, Triple

from flows.graph.vocabulary import RDF, XSD

_TYPE = RDF["type"]
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
        """Return `iri` with the prefix that fits it, if one does."""
        if iri not in self._short:
            fitting = [(len(whole), name) for name, whole in self._prefixes.items() if iri.startswith(whole)]
            length, name = max(fitting, default=(0, ""))
            local = iri[length:]
            self._short[iri] = f"{name}:{local}" if fitting and local and not local.startswith("//") else iri
        return self._short[iri]

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
    stream.write('{"@context": ' + _dump(context.source) + ',\n"@graph": [')
    separator = "\n"
    for subject, group in groupby(triples, key=lambda triple: triple.subject):
        stream.write(separator + _dump(_node(context, subject, group)))
        separator = ",\n"
    stream.write("\n]}\n")


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _node(context: Context, subject: object, group: Iterable[Triple | Quad]) -> dict[str, Any]:
    node: dict[str, Any] = {"id": _resource(context, subject)}
    values: dict[NamedNode, set[NamedNode | Literal]] = {}
    for triple in group:
        if not isinstance(triple.object, NamedNode | Literal):
            raise TypeError(f"{triple.object} cannot be published: neither an IRI nor a literal")
        values.setdefault(triple.predicate, set()).add(triple.object)
    if _TYPE in values:
        node["type"] = sorted(context.name(each.value) for each in values.pop(_TYPE))
    for predicate in sorted(values, key=lambda each: context.name(each.value)):
        node[context.name(predicate.value)] = _values(context, predicate, sorted(values[predicate], key=str))
    return node


def _values(context: Context, predicate: NamedNode, values: list[NamedNode | Literal]) -> object:
    coercion, container = context.coercion(predicate.value)
    if container == "@language" and all(isinstance(value, Literal) and value.language for value in values):
        return _by_language([value for value in values if isinstance(value, Literal)])
    written = [_value(context, coercion, value) for value in values]
    return written if container else _one_or_all(written)


def _by_language(values: list[Literal]) -> dict[str, object]:
    texts: dict[str, list[str]] = {}
    for value in values:
        texts.setdefault(value.language or "", []).append(value.value)
    return {language: _one_or_all(found) for language, found in texts.items()}


def _one_or_all(values: list[Any]) -> object:
    return values[0] if len(values) == 1 else values


def _value(context: Context, coercion: str | None, value: NamedNode | Literal) -> object:
    if isinstance(value, NamedNode):
        return context.compact(value.value) if coercion == "@id" else {"id": context.compact(value.value)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if coercion == value.datatype.value or (coercion is None and value.datatype == XSD["string"]):
        return value.value
    if coercion is None and _is_native(value):
        return json.loads(value.value)
    if value.datatype == XSD["string"]:
        return {"@value": value.value}
    return {"@value": value.value, "type": context.name(value.datatype.value)}


def _is_native(value: Literal) -> bool:
    """Tell whether JSON has the value in the very form of the literal: 7, not 007; true, not 1; nothing huge."""
    if value.datatype == XSD["boolean"]:
        return value.value in ("true", "false")
    return value.datatype == XSD["integer"] and _JSON_INTEGER.fullmatch(value.value) is not None


def _resource(context: Context, term: object) -> str:
    if not isinstance(term, NamedNode):
        raise TypeError(f"{term} cannot be published: not an IRI")
    return context.compact(term.value)
