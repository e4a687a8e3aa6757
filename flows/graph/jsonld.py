"""Triples -> JSON-LD 1.1 compacted with the published context: one object a subject under ``@graph``.

Goes in: triples in which those of one subject stand together, and the context as it is published. Comes out: text,
a line a subject, so that a dump can be read line by line. One subject is held at a time.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, TextIO

from pyoxigraph import Quad, Triple

from flows.graph.notation import Said, Term, blocks, statements, unescape
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

    @cached_property
    def _namespaces(self) -> tuple[str, ...]:
        return tuple(self._short)

    def expand(self, name: str) -> str:
        """Return the IRI of a compact IRI."""
        prefix, colon, local = name.partition(":")
        return self._prefixes[prefix] + local if colon and prefix in self._prefixes else name

    def compact(self, iri: str) -> str:
        """Return `iri` with the longest prefix that fits it, if one does: what is left may not begin like a path."""
        if not iri.startswith(self._namespaces):
            return iri
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
        self._iri = lru_cache(maxsize=2048)(self._compacted)
        self._classes = lru_cache(maxsize=1024)(self._named)
        self._in_order = lru_cache(maxsize=1024)(self._keys)

    @property
    def head(self) -> str:
        """The context, and what opens the list of nodes."""
        return '{"@context": ' + _dump(self._context.source) + ',\n"@graph": [\n'

    def node(self, subject: Term, said: Said) -> str:
        """Return all that is `said` of `subject` as one object on one line."""
        members = [f'"id": {self._iri(subject)}']
        if _TYPE in said:
            members.append(f'"type": {self._classes(tuple(said[_TYPE]))}')
        for key, predicate, coercion, container in self._in_order(tuple(said)):
            members.append(f"{key}: {self._values(coercion, container, said[predicate])}")
        return f"{{{', '.join(members)}}}"

    def _compacted(self, iri: Term) -> str:
        return _dump(self._context.compact(iri[1:-1]))

    def _named(self, classes: tuple[Term, ...]) -> str:
        return _dump(sorted(self._context.name(each[1:-1]) for each in classes))

    def _keys(self, predicates: tuple[Term, ...]) -> list[tuple[str, Term, str, str]]:
        """Return `predicates` in the order of their names; things of one kind mostly have the same ones.

        With each its key, and type and container by which the context has it: empty where it has none.
        """
        name, coercion = self._context.name, self._context.coercion
        named = sorted((name(each[1:-1]), each, *coercion(each[1:-1])) for each in predicates if each != _TYPE)
        return [(_dump(key), each, type_ or "", container or "") for key, each, type_, container in named]

    def _values(self, coercion: str, container: str, values: list[Term]) -> str:
        if container == "@language" and not any(value[-1] in '">' for value in values):
            return _by_language(values)
        if len(values) == 1 and not container:
            return self._value(coercion, values[0])
        return f"[{', '.join([self._value(coercion, value) for value in sorted(values)])}]"

    def _value(self, coercion: str, value: Term) -> str:
        if value[0] == "<":
            iri = self._iri(value)
            return iri if coercion == "@id" else f'{{"id": {iri}}}'
        text, language, datatype = _literal(value)
        if language:
            return f'{{"@value": {text}, "@language": "{language}"}}'
        if coercion == (datatype or _STRING) or not (coercion or datatype):
            return text
        if not coercion and _is_native(text[1:-1], datatype):
            return text[1:-1]
        kind = f', "type": {_dump(self._context.name(datatype))}' if datatype else ""
        return f'{{"@value": {text}{kind}}}'


# Made once: json.dumps makes one for each value that is not written as it would do it by itself.
_dump = json.JSONEncoder(ensure_ascii=False).encode


def _literal(term: Term) -> tuple[str, str, str]:
    """Return the text of a literal as JSON, its language or "", and the IRI of its datatype or ""."""
    end = term.rindex('"') + 1
    # JSON and N-Triples differ in what they escape, and how; where nothing is escaped, both have the text as it is.
    text = term[:end] if "\\" not in term else _dump(unescape(term[1 : end - 1]))
    return (text, term[end + 1 :], "") if term.startswith("@", end) else (text, "", term[end + 3 : -1])


def _by_language(values: list[Term]) -> str:
    texts: dict[str, list[str]] = {}
    for value in sorted(values):
        text, language, _ = _literal(value)
        texts.setdefault(language, []).append(text)
    members = [f'"{language}": {_one_or_all(found)}' for language, found in texts.items()]
    return f"{{{', '.join(members)}}}"


def _one_or_all(values: list[str]) -> str:
    return values[0] if len(values) == 1 else f"[{', '.join(values)}]"


def _is_native(text: str, datatype: str) -> bool:
    """Tell whether JSON has the value in the very form of the literal: 7, not 007; true, not 1; nothing huge."""
    if datatype == XSD["boolean"].value:
        return text in ("true", "false")
    return datatype == XSD["integer"].value and _JSON_INTEGER.fullmatch(text) is not None
