"""The names of a release, read when they are first needed, and kept as long as the release is."""

import asyncio
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from flows.server.engine import Questions, Term
from flows.server.reconciliation.names import Name, Names
from flows.server.reconciliation.properties import KINDS
from flows.server.releases import Release

_NAMES = """SELECT DISTINCT ?thing ?property ?name {
  ?thing a <https://w3id.org/zhengwen/ontology#%s> ; ?property ?name
  VALUES ?property { <http://www.w3.org/2000/01/rdf-schema#label> <http://www.w3.org/2004/02/skos/core#altLabel> }
  FILTER (LANG(?name) = "zh") }"""
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


class NamesOfReleases:
    """The names of each release that was asked for them."""

    def __init__(self) -> None:
        self._reading: WeakKeyDictionary[Release, asyncio.Task[Names]] = WeakKeyDictionary()

    async def of(self, release: Release) -> Names:
        """Return the names of `release`; whoever asks while they are read waits for them."""
        if release not in self._reading or self._failed(release):
            self._reading[release] = asyncio.create_task(_read(release.questions))
        return await asyncio.shield(self._reading[release])

    def _failed(self, release: Release) -> bool:
        task = self._reading[release]
        return task.done() and (task.cancelled() or task.exception() is not None)


async def _read(questions: Questions) -> Names:
    found = [(kind, await questions.rows(_NAMES % kind)) for kind in KINDS]
    return await asyncio.to_thread(lambda: Names(_name(kind, row) for kind, rows in found for row in rows))


def _name(kind: str, row: dict[str, Term]) -> Name:
    thing, label = row["thing"], row["name"]
    assert isinstance(thing, ox.NamedNode)
    assert isinstance(label, ox.Literal)
    return Name(thing.value, kind, label.value, preferred=row["property"] == ox.NamedNode(_LABEL))
