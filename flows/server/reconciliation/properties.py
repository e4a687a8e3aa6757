"""The properties by which things can be told apart, and which can be fetched for them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from flows.graph.vocabulary import FOAF, ORG, SCHEMA, SKOS, ZW
from flows.server.engine import Questions, Term

KINDS = {
    "Person": ("人物", "Person"),
    "Organization": ("机构", "Organization"),
    "AdministrativeDivision": ("行政区划", "Administrative division"),
    "Document": ("文件", "Document"),
}
"""What can be reconciled, by the local name of its class, in Chinese and English."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property of things of some kinds."""

    id: str
    name: str
    term: ox.NamedNode
    kinds: tuple[str, ...]


PROPERTIES = {
    each.id: each
    for each in (
        Property("jurisdiction", "辖区 jurisdiction", ZW["jurisdiction"], ("Person", "Organization", "Document")),
        Property("holds", "职务 post", ORG["holds"], ("Person",)),
        Property("organizationType", "机构类型 type", ZW["organizationType"], ("Organization",)),
        Property("subOrganizationOf", "上级机构 parent", ORG["subOrganizationOf"], ("Organization",)),
        Property("altLabel", "别名 other name", SKOS["altLabel"], ("Organization", "AdministrativeDivision")),
        Property("adcode", "区划代码 GB/T 2260 code", ZW["adcode"], ("AdministrativeDivision",)),
        Property("containedInPlace", "上级区划 contained in", SCHEMA["containedInPlace"], ("AdministrativeDivision",)),
        Property("documentType", "文种 type", ZW["documentType"], ("Document",)),
        Property("documentNumber", "文号 number", ZW["documentNumber"], ("Document",)),
        Property("name", "姓名 name", FOAF["name"], ("Person",)),
    )
}
_VALUES = """SELECT DISTINCT ?thing ?property ?value ?label ?code {
  VALUES ?thing { %s } VALUES ?property { %s }
  ?thing ?property ?value
  OPTIONAL { ?value <http://www.w3.org/2000/01/rdf-schema#label> ?label }
  OPTIONAL { ?value <https://w3id.org/zhengwen/ontology#adcode> ?code } }"""
_IDS = {each.term.value: each.id for each in PROPERTIES.values()}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property, with everything that it may be called."""

    iri: str
    """Nothing for a text."""
    names: tuple[str, ...]


Values = dict[tuple[str, str], list[Value]]
"""By the IRI of a thing and the identifier of a property."""


async def read_values(questions: Questions, iris: Sequence[str], ids: Sequence[str]) -> Values:
    """Return the values of some properties of some things; of what is not known there are none."""
    terms = [PROPERTIES[each].term for each in ids if each in PROPERTIES]
    if not iris or not terms:
        return {}
    things = " ".join(str(ox.NamedNode(iri)) for iri in iris)
    found: defaultdict[tuple[str, str], dict[Term, dict[str, None]]] = defaultdict(dict)
    for row in await questions.rows(_VALUES % (things, " ".join(map(str, terms)))):
        names = found[_text(row["thing"]), _IDS[_text(row["property"])]].setdefault(row["value"], {})
        called = [row[each] for each in ("label", "code") if each in row] or [row["value"]]
        names.update(dict.fromkeys(map(_text, called)))
    return {key: [_value(term, names) for term, names in values.items()] for key, values in found.items()}


def _value(term: Term, names: dict[str, None]) -> Value:
    return Value(term.value if isinstance(term, ox.NamedNode) else "", tuple(names))


def _text(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
