"""What describes a release and its terms, small enough to keep in memory: the ontology, the dataset's `void.ttl`."""

from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from flows import resources
from flows.graph.vocabulary import RDFS, SKOS

_LABELS = (SKOS["prefLabel"], RDFS["label"])
Labels = dict[str, str]
"""By language."""


class Catalogue:
    """The terms that a release uses, and the description of the dataset that it is."""

    def __init__(self, release: Path) -> None:
        self._terms, self._dataset = ox.Store(), ox.Store()
        self._terms.load(path=resources.folder("ontology") / "zhengwen.ttl", format=ox.RdfFormat.TURTLE)
        self._dataset.load(path=release / "void.ttl", format=ox.RdfFormat.TURTLE)
        self.labels = lru_cache(maxsize=4096)(self._labels)

    def described(self, iri: str) -> list[ox.Triple]:
        """Return what is said of `iri`."""
        subject = ox.NamedNode(iri)
        found = (
            quad.triple
            for store in (self._terms, self._dataset)
            for quad in store.quads_for_pattern(subject, None, None)
        )
        return sorted(set(found), key=str)

    def _labels(self, iri: str) -> Labels:
        """Return the names of a term; none where it is not ours."""
        for predicate in _LABELS:
            quads = self._terms.quads_for_pattern(ox.NamedNode(iri), predicate, None)
            names = {
                quad.object.language or "": quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)
            }
            if names:
                return names
        return {}
