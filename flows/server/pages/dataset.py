"""The dataset as its page shows it: what `void.ttl` says of it, its releases, their changes, and its files."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from flows.graph.vocabulary import DCTERMS, RDF, ZW, Namespace
from flows.server.releases import read_manifest

_VOID = Namespace("http://rdfs.org/ns/void#")
_DQV = Namespace("http://www.w3.org/ns/dqv#")
_MEASURES = ("precision", "recall", "f1")
_LONGEST = 40_000
"""Characters of the changes that are shown; the file has all."""


@dataclass(frozen=True, slots=True)
class Released:
    """A release that is kept."""

    name: str
    manifest: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dataset:
    """What is said of the dataset."""

    counts: dict[str, int]
    """Things by the local name of their class."""
    classes: list[str]
    properties: list[str]
    """IRIs of the terms that the release uses."""
    licence: str
    quality: list[tuple[str, dict[str, str]]]
    """Figures of quality by measure, for each key of the evaluation."""


@lru_cache(maxsize=4)
def described(folder: Path) -> Dataset:
    """Return what the release in `folder` says of itself."""
    store = ox.Store()
    store.load(path=folder / "void.ttl", format=ox.RdfFormat.TURTLE)
    return Dataset(_counts(store), _terms(store, "class"), _terms(store, "property"), _licence(store), _quality(store))


def releases(folder: Path) -> list[Released]:
    """Return the releases beside the one in `folder`, each before the one that it follows."""
    kept = {path.parent.name: read_manifest(path.parent) for path in folder.parent.glob("*/manifest.json")}
    ordered, name = [], folder.name
    while name in kept:
        ordered.append(Released(name, kept.pop(name)))
        name = str(ordered[-1].manifest["previous"])
    return ordered


def changes(folder: Path) -> str:
    """Return CHANGES.md as HTML; markup in names stays text."""
    from markdown_it import MarkdownIt  # of all pages, the one about the dataset needs it

    text = (folder / "CHANGES.md").read_text(encoding="utf-8")
    cut = text if len(text) <= _LONGEST else text[: text.rindex("\n", 0, _LONGEST)]
    # Its headings come below those of the page.
    html: str = MarkdownIt("zero").enable(["heading", "list", "escape"]).render(cut)
    return html.replace("h2>", "h4>").replace("h1>", "h3>")


def _counts(store: ox.Store) -> dict[str, int]:
    return {
        part.object.value.removeprefix(ZW.iri): int(quad.object.value)
        for part in store.quads_for_pattern(None, _VOID["class"], None)
        for quad in store.quads_for_pattern(part.subject, _VOID["entities"], None)
        if isinstance(part.object, ox.NamedNode) and isinstance(quad.object, ox.Literal)
    }


def _terms(store: ox.Store, kind: str) -> list[str]:
    quads = store.quads_for_pattern(None, _VOID[kind], None)
    return sorted({quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode)})


def _licence(store: ox.Store) -> str:
    for dataset in store.quads_for_pattern(None, RDF["type"], _VOID["Dataset"]):
        for quad in store.quads_for_pattern(dataset.subject, DCTERMS["license"], None):
            if isinstance(quad.object, ox.NamedNode):
                return quad.object.value
    return ""


def _quality(store: ox.Store) -> list[tuple[str, dict[str, str]]]:
    figures: dict[str, dict[str, str]] = {}
    for quad in store.quads_for_pattern(None, RDF["type"], _DQV["QualityMeasurement"]):
        key, _, measure = str(quad.subject).rstrip(">").rpartition("#quality-")[2].rpartition("-")
        for value in store.quads_for_pattern(quad.subject, _DQV["value"], None):
            if isinstance(value.object, ox.Literal):
                figures.setdefault(key, {})[measure] = value.object.value
    return sorted((key, found) for key, found in figures.items() if set(_MEASURES) <= found.keys())
