"""What a worker makes pages with: what a page asks is answered where the page is made of it.

Goes in: the path of a thing, and the languages that are wanted. Comes out, as JSON: ``drafts``, one for each language;
``moved``, the IRI that stands for the thing; or neither where nothing is known of it. Loaded by `flows.server.worker`
for its first page.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from flows.garbage import collect_rarely
from flows.server.catalogue import Catalogue
from flows.server.engine import Row, table
from flows.server.layout import Layout, environment
from flows.server.pages.asking import sections, texts
from flows.server.pages.kinds import KINDS, MovedError, drafts, kind_of, thing_at
from flows.server.pages.links import Links
from flows.server.worker import Make, Orders


@dataclass(slots=True)
class _Release:
    """What pages know of their release."""

    name: str
    catalogue: Catalogue


def maker(store: ox.Store, orders: Orders) -> Make:
    """Return what makes pages of the statements in `store`."""
    assert orders.pages
    collect_rarely()
    folder = Path(orders.pages.release)
    layout, release = Layout(orders.base, orders.pages.title, environment()), _Release(folder.name, Catalogue(folder))
    for kind in KINDS.values():
        layout.templates.get_template(kind.template)

    def make(question: dict[str, Any]) -> bytes:
        path = question["path"]
        answer: dict[str, Any] = {}
        kind, iri = kind_of(path), thing_at(layout, path)
        if kind and iri:
            found = sections(kind.queries, iri, (_table(store, text, orders.base) for text in texts(kind.queries, iri)))
            wanted = [Links(layout.path, language, path, question["static"]) for language in question["languages"]]
            try:
                made = drafts(layout, release, iri, kind, found, wanted)
                answer = {"drafts": [asdict(draft) for draft in made]} if made else {}
            except MovedError as moved:
                answer = {"moved": str(moved)}
        return json.dumps(answer, ensure_ascii=False).encode()

    return make


def _table(store: ox.Store, text: str, base: str) -> list[Row]:
    """Return the rows of a SELECT query as text."""
    found = store.query(text, base_iri=base)
    assert isinstance(found, ox.QuerySolutions)
    return table(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")
