"""A release -> its organizations, people and divisions that are not linked yet, with what helps to find them."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, Literal, cast, get_args

import pyoxigraph as ox

from flows.graph.vocabulary import OWL, RDF, RDFS, SKOS, ZW

Kind = Literal["organization", "person", "division"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_CLASSES: dict[object, Kind] = {
    ZW["Organization"]: "organization",
    ZW["Person"]: "person",
    ZW["AdministrativeDivision"]: "division",
}
_LABELS = (SKOS["prefLabel"], RDFS["label"])
_LINKS = (OWL["sameAs"], SKOS["exactMatch"])


class DumpError(RuntimeError):
    """The dump cannot be read; the message says why."""


@dataclass(slots=True)
class Entity:
    """Something that may be linked; `hints` are values that a service can compare: its code, its jurisdiction."""

    iri: str
    kind: Kind
    label: str
    division: str
    """IRI of the division that it belongs to, or nothing."""
    hints: dict[str, str]
    linked: bool
    """True where the release links it already."""


def read_entities(path: Path, kinds: tuple[Kind, ...]) -> list[Entity]:
    """Return the entities of `kinds` that are not linked yet, in the order of kind and IRI."""
    found: dict[str, Entity] = {}
    for entity in _all(path):
        if earlier := found.get(entity.iri):
            entity.linked |= earlier.linked
        found[entity.iri] = entity
    for entity in found.values():
        if place := found.get(entity.division):
            entity.hints |= {"adcode": place.hints.get("adcode", ""), "jurisdiction": place.label}
    chosen = [entity for entity in found.values() if entity.kind in kinds and entity.label and not entity.linked]
    return sorted(chosen, key=lambda entity: (KINDS.index(entity.kind), entity.iri))


def _all(path: Path) -> Iterator[Entity]:
    """Yield the entities of every graph: the lines of one subject stand together in it."""
    try:
        with gzip.open(path) as stream:
            quads = ox.parse(cast("IO[bytes]", stream), format=ox.RdfFormat.N_QUADS)
            for subject, group in groupby(quads, key=lambda quad: quad.subject):
                if isinstance(subject, ox.NamedNode) and (entity := _entity(subject.value, list(group))):
                    yield entity
    except (EOFError, gzip.BadGzipFile, zlib.error, SyntaxError) as error:
        raise DumpError(f"{path} is damaged: {error}") from None


def _entity(iri: str, quads: list[ox.Quad]) -> Entity | None:
    kind = next(
        (_CLASSES[quad.object] for quad in quads if quad.predicate == RDF["type"] and quad.object in _CLASSES), None
    )
    if kind is None:
        return None
    values = {quad.predicate: str(getattr(quad.object, "value", "")) for quad in quads}
    labels = [_chinese(quads, predicate) for predicate in _LABELS]
    code = values.get(ZW["adcode"], "")
    return Entity(
        iri=iri,
        kind=kind,
        label=next(filter(None, labels), ""),
        division=values.get(ZW["jurisdiction"], ""),
        hints={"adcode": code} if code else {},
        linked=any(predicate in values for predicate in _LINKS),
    )


def _chinese(quads: list[ox.Quad], predicate: ox.NamedNode) -> str:
    texts = (quad.object for quad in quads if quad.predicate == predicate)
    return next((text.value for text in texts if isinstance(text, ox.Literal) and text.language == "zh"), "")
