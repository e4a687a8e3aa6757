"""A release -> void.ttl: the dataset in the words of VoID, DCAT 3, PROV and DQV. No blank nodes, no clock.

It says what the profile DCAT-AP 3 asks for, as far as that is known. Its length depends on how many terms, files and
queries there are, not on how many articles.
"""

import hashlib

from rdflib import URIRef

from flows import resources
from flows.publication.about import About
from flows.publication.counts import Counts
from flows.publication.describing import quality
from flows.publication.describing.dataset import describe_dataset
from flows.publication.describing.figures import describe_figures
from flows.publication.describing.files import describe_file, describe_query
from flows.publication.describing.notes import Notes, dcat
from flows.publication.describing.provenance import describe_provenance
from flows.publication.distributions import Distribution
from flows.publication.documentation.copying import PAGE
from flows.publication.queries import ExampleQuery


def describe(
    release: str,
    about: About,
    counts: Counts,
    files: list[Distribution],
    queries: list[ExampleQuery],
    previous: str | None,
) -> str:
    """Return void.ttl for the release called `release`, which follows the one called `previous`."""
    notes = Notes(about.base_iri, release)
    describe_dataset(notes, release, about, counts.days)
    if previous:
        notes.say(notes.dataset, {dcat("previousVersion"): URIRef(f"{notes.dataset}/{previous}")})
    describe_figures(notes, counts)
    describe_provenance(notes, release, list(counts.extractors))
    quality.describe_quality(notes, quality.read_quality())
    for file in files:
        describe_file(notes, file, about)
    for query in queries:
        describe_query(notes, query)
    return notes.graph.serialize(format="turtle")


def enclosed() -> str:
    """Return a digest of what a release encloses of the package itself: figures of quality, queries, documentation."""
    folder = resources.folder("ontology")
    paths = [folder / quality.FILE, folder / PAGE, *sorted((folder / "queries").glob("*.rq"))]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()
