"""What a store answers -> rows that can be compared with those of another: what may differ in form is made equal."""

import json
from collections import Counter
from decimal import Decimal

import pyoxigraph as ox

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {f"{_XSD}{name}" for name in ("integer", "nonNegativeInteger", "int", "decimal", "double", "float")}
Row = tuple[str, ...]
Rows = Counter[Row]


def rows_of_table(answer: str) -> Rows:
    """Return the rows of SPARQL results in JSON, each with its variables by name."""
    found = json.loads(answer)
    names = sorted(found["head"]["vars"])
    return Counter(tuple(_shown(row.get(name)) for name in names) for row in found["results"]["bindings"])


def rows_of_graph(answer: str) -> Rows:
    """Return the statements of N-Triples: a graph has each once."""
    return Counter({triple(quad.triple) for quad in ox.parse(answer, format=ox.RdfFormat.N_TRIPLES)})


def triple(found: ox.Triple) -> Row:
    """Return the terms of a statement of IRIs and literals."""
    value = found.object
    assert isinstance(value, ox.NamedNode | ox.Literal)
    shown = _literal(value.value, value.datatype.value, value.language) if isinstance(value, ox.Literal) else str(value)
    return str(found.subject), str(found.predicate), shown


def _shown(term: dict[str, str] | None) -> str:
    if term is None:
        return ""
    if term["type"] == "uri":
        return f"<{term['value']}>"
    assert term["type"] in ("literal", "typed-literal")
    return _literal(term["value"], term.get("datatype", f"{_XSD}string"), term.get("xml:lang"))


def _literal(value: str, datatype: str, language: str | None) -> str:
    """Return a literal; 0.90 is 0.9, 1 is true, and tags of languages have small letters."""
    if datatype in _NUMBERS:
        return f"{Decimal(value).normalize():f}"
    if datatype == f"{_XSD}boolean":
        return {"0": "false", "1": "true"}.get(value, value)
    kind = f"@{language.lower()}" if language else f"^^{datatype.removeprefix(_XSD)}"
    return json.dumps(value, ensure_ascii=False) + kind.removesuffix("^^string")
