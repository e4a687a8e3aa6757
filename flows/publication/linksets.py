"""Which statements link a thing of the dataset to the same thing elsewhere, and where that is."""

from collections import Counter
from collections.abc import Iterable

from rdflib import OWL, SKOS

from flows.graph.notation import Block, Term

LINKS = frozenset(f"<{each}>" for each in (OWL.sameAs, SKOS.exactMatch, SKOS.closeMatch))
"""The properties that link, in the notation of N-Triples."""
_KNOWN = {
    "http://www.wikidata.org/entity/": ("Wikidata", "wikidata"),
    "https://sws.geonames.org/": ("GeoNames", "geonames"),
    "http://dbpedia.org/resource/": ("DBpedia", "dbpedia"),
    "http://viaf.org/viaf/": ("VIAF", "viaf"),
}


def known_space(space: str) -> tuple[str, str] | None:
    """Return name and short name of the dataset whose IRIs begin with `space`, or None where it is not well known."""
    return _KNOWN.get(space)


def links(said: Iterable[Block], base: str) -> list[tuple[str, str, int]]:
    """Return property, target and number of the links that lead out of `base`."""
    found = Counter(
        each
        for _, about in said
        for predicate in about.keys() & LINKS
        for value in about[predicate]
        if (each := link(predicate, value, base))
    )
    return [(*each, number) for each, number in found.items()]


def link(predicate: Term, value: Term, base: str) -> tuple[str, str] | None:
    """Return property and target (what the IRIs there begin with) of a link that leads out of `base`, else None."""
    if predicate not in LINKS or not value.startswith("<http") or value.startswith(f"<{base}"):
        return None
    iri = value[1:-1]
    space = next((each for each in _KNOWN if iri.startswith(each)), None)
    return predicate[1:-1], space or "/".join(iri.split("/", 3)[:3]) + "/"
