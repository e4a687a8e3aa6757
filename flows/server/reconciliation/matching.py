"""Which things of a release are meant: by likeness of name, and by the properties that are given.

A score is 100 times the likeness of the names; where properties are given, they make up three tenths of it: the share
of them that agrees. Sure is only what bears the very name, agrees in every property, and is the only one to do so; a
person besides only with a property, since one name is that of many.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from flows.graph.iris import canonical
from flows.server.engine import Questions
from flows.server.reconciliation.names import Hit, Name, Names
from flows.server.reconciliation.properties import PROPERTIES, Values, read_values

_SHARE_OF_PROPERTIES = 0.3
_LEAST_LIKENESS = 0.3
_LOOKED_AT = 25


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked about one name."""

    text: str
    kinds: frozenset[str]
    """Local names of classes; empty for all."""
    properties: tuple[tuple[str, tuple[str, ...]], ...]
    """Identifiers of properties with the names, codes or IRIs that they may have."""
    limit: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant; `features` tell how its score comes about."""

    name: Name
    score: float
    match: bool
    features: dict[str, float]


async def candidates(query: Query, names: Names, questions: Questions) -> list[Candidate]:
    """Return what may be meant, the likeliest first."""
    # In a thread: many names are compared, and others must not wait for that.
    found_names = await asyncio.to_thread(names.like, query.text, query.kinds, _LOOKED_AT)
    hits = [hit for hit in found_names if hit.likeness >= _LEAST_LIKENESS]
    asked = [(name, wanted) for name, wanted in query.properties if name in PROPERTIES]
    values = await read_values(questions, [hit.name.iri for hit in hits], [name for name, _ in asked])
    found = sorted((_scored(hit, names, asked, values) for hit in hits), key=lambda each: (-each[0], each[1].iri))
    sure = [name for score, name, _ in found if score == 100 and (asked or name.kind != "Person")]
    return [
        Candidate(name, score, match=len(sure) == 1 and name is sure[0], features=features)
        for score, name, features in found[: query.limit]
    ]


def _scored(
    hit: Hit, names: Names, asked: Sequence[tuple[str, tuple[str, ...]]], values: Values
) -> tuple[float, Name, dict[str, float]]:
    features = {"name": round(100 * hit.likeness, 1)}
    score = hit.likeness
    if asked:
        agreeing = [_agrees(values, hit.name.iri, name, wanted) for name, wanted in asked]
        features |= {name: 100.0 * agrees for (name, _), agrees in zip(asked, agreeing, strict=True)}
        share = sum(agreeing) / len(agreeing)
        score = (1 - _SHARE_OF_PROPERTIES) * hit.likeness + _SHARE_OF_PROPERTIES * share
    return round(100 * score, 1), names.of(hit.name.iri) or hit.name, features


def _agrees(values: Values, iri: str, name: str, wanted: Sequence[str]) -> bool:
    known = {text for value in values.get((iri, name), ()) for text in (value.iri, *value.names)}
    return bool({canonical(text) for text in known if text} & {canonical(text) for text in wanted})
