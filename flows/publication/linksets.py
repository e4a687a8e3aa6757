"""Which statements link a thing of the dataset to the same thing elsewhere, and where that is."""

from rdflib import OWL, SKOS

from flows.graph.notation import Statement

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


def link(statement: Statement, base: str) -> tuple[str, str] | None:
    """Return property and target (what the IRIs there begin with) of a link that leads out of `base`, else None."""
    _, predicate, value = statement
    if predicate not in LINKS or not value.startswith("<http") or value.startswith(f"<{base}"):
        return None
    iri = value[1:-1]
    space = next((each for each in _KNOWN if iri.startswith(each)), None)
    return predicate[1:-1], space or "/".join(iri.split("/", 3)[:3]) + "/"
