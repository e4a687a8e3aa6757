"""Entities and a service -> proposals, batch after batch."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows import resources
from flows.publication.reconcile.entities import Entity
from flows.publication.reconcile.service import Candidate, Manifest, Question, Service

COLUMNS = ("subject", "kind", "label", "candidate", "id", "name", "types", "score", "match")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the service proposes for one entity; nothing where it knows of none."""

    entity: Entity
    candidates: tuple[Candidate, ...]

    def rows(self, manifest: Manifest) -> Iterator[tuple[str, ...]]:
        """Yield a row for each candidate."""
        own = (self.entity.iri, self.entity.kind, _cell(self.entity.label))
        for each in self.candidates:
            given = (manifest.iri(each.id), each.id, each.name, "; ".join(each.types))
            yield (*own, *map(_cell, given), f"{each.score:g}", "true" if each.match else "false")


def propose(
    entities: Sequence[Entity], service: Service, candidates: int, type_id: str | None = None
) -> Iterator[Proposal]:
    """Yield what the service proposes for each entity; `type_id` is its type for all, if the operator gave one."""
    known = _known_types(service.manifest.space)
    for start in range(0, len(entities), service.manifest.batch):
        batch = entities[start : start + service.manifest.batch]
        questions = [_question(entity, known, type_id) for entity in batch]
        for entity, found in zip(batch, service.ask(questions, candidates), strict=True):
            yield Proposal(entity, tuple(found))


def _question(entity: Entity, known: dict[str, tuple[str, str, str]], type_id: str | None) -> Question:
    type_known, hint, name = known.get(entity.kind, ("", "", ""))
    value = entity.hints.get(hint, "")
    return Question(
        entity.label, type_known if type_id is None else type_id, ((name, value),) if name and value else ()
    )


def _known_types(space: str) -> dict[str, tuple[str, str, str]]:
    """Return, by kind, the type, hint and property of the services whose things begin with `space`."""
    path = resources.folder("ontology") / "authority" / "reconciliation.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["kind"]: (row["type"], row["hint"], row["property"]) for row in rows if row["space"] == space}


def _cell(text: str) -> str:
    """Return `text` such that no spreadsheet takes it for a formula: names come from elsewhere."""
    return f"'{text}" if text.startswith(_FORMULA) else text
