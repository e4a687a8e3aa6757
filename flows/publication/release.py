"""What the ledger accepted -> a release in the output folder, if it is not there already."""

import hashlib
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows import __version__, resources
from flows.faults import naming_database
from flows.graph.vocabulary import ZW
from flows.ledger import Ledger
from flows.publication import gate
from flows.publication.about import About
from flows.publication.across.merging import find_merges
from flows.publication.across.statements import statements_across
from flows.publication.authority import Authority, read_authority
from flows.publication.changes import changes
from flows.publication.checksums import write_sums
from flows.publication.counts import Counts
from flows.publication.description import describe, enclosed
from flows.publication.distributions import Distribution, distributions
from flows.publication.documentation.copying import copy_documentation
from flows.publication.files import Written, write_files
from flows.publication.index import Index
from flows.publication.links import FILE as LINKS
from flows.publication.links import Link, read_links
from flows.publication.previous import Previous, previous_release, remember
from flows.publication.queries import example_queries
from flows.publication.staging import point_latest, put_in_place, staging

INDEX = "publication.sqlite"
DESCRIPTION, MANIFEST, CHANGES = "void.ttl", "manifest.json", "CHANGES.md"


class NothingToPublishError(RuntimeError):
    """The ledger holds no accepted article: what is published stays as it is."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release in its place; `new` is False where the same one was there already."""

    name: str
    folder: Path
    new: bool
    articles: int
    triples: int


def publish(
    ledger: Ledger,
    about: About,
    output: Path,
    state: Path,
    *,
    authority_folder: Path | None = None,
    keep: int = 5,
    force: bool = False,
) -> Release:
    """Make a release of what `ledger` accepted in `output` and let ``latest`` lead to it.

    `state` is where the index lies from run to run; in `authority_folder` are an operator's corrections and links
    (else those of the project); `keep` releases stay. Raises NothingToPublishError; GateError where much would be lost,
    unless `force`; AuthorityError and LinksError where those cannot be read.
    """
    authority_folder = authority_folder or resources.folder("ontology") / "authority"
    authority, links = read_authority(authority_folder), read_links(authority_folder / LINKS)
    recipe = _recipe(about.base_iri, authority)
    database = state / INDEX
    with staging(output) as folder, naming_database(database), Index(database, about.base_iri, recipe) as index:
        _bring_up_to_date(index, ledger, authority, links, about.base_iri)
        articles = next(index.column("SELECT COUNT(*) FROM article"))
        if not articles:
            raise NothingToPublishError("no article has been accepted: nothing to publish")
        before = previous_release(output, index)
        written = write_files(folder, index, ledger, authority, about.base_iri, before)
        files = distributions(folder)
        name = _name(about, written.segments.content, files)
        if before and before.name == name:
            return Release(name, before.folder, False, articles, written.counts.triples)
        guarded = guarded_counts(index, written.counts)
        if before and not force:
            gate.check(before.manifest.get("counts", {}), guarded)
        (folder / DESCRIPTION).write_text(
            describe(name, about, written.counts, files, example_queries(), before.name if before else None), "utf-8"
        )
        copy_documentation(folder)
        manifest = _manifest(name, articles, index, written, files, before) | {"counts": guarded}
        (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8")
        (folder / CHANGES).write_text(changes(name, before, index, folder, articles, written.counts.triples), "utf-8")
        write_sums(folder, {file.name: file.sha256 for file in files})
        place = put_in_place(folder, name)
        point_latest(output, place)
        written.segments.keep()
        remember(index, place)
        index.commit()
        _retire(output / "releases", place, keep)
    return Release(name, place, True, articles, written.counts.triples)


def _recipe(base: str, authority: Authority) -> str:
    """Return what tells whether an index was made by this code, below this base, without the same wrong statements."""
    recipe = hashlib.sha256(f"{base}{sorted(authority.wrong)}".encode())
    for room in ("graph", "publication", "validation"):
        for code in sorted((Path(__file__).parents[1] / room).rglob("*.py")):
            recipe.update(code.read_bytes())
    recipe.update((resources.folder("ontology") / "context.jsonld").read_bytes())
    return recipe.hexdigest()


def _bring_up_to_date(index: Index, ledger: Ledger, authority: Authority, links: list[Link], base: str) -> None:
    index.follow(ledger, authority.wrong)
    index.merge(ledger, find_merges(index, authority), authority.wrong)
    index.say_across(statements_across(index, authority, links, base))


def _name(about: About, segments: str, files: list[Distribution]) -> str:
    """Return the name of a release: it follows from what the operator says of it and from what is in it, no more.

    What is in a compressed file `segments` tells, a digest of what was written: its bytes are those of one zlib.
    """
    said = [about.title, about.publisher, about.license, about.base_iri, about.contact, enclosed(), segments]
    content = [*said, *(f"{f.name} {f.sha256}" for f in files if not f.compressed)]
    return f"r-{hashlib.sha256(chr(0).join(content).encode()).hexdigest()[:12]}"


def guarded_counts(index: Index, counts: Counts) -> dict[str, dict[str, int]]:
    """Return what the gate compares: how many things of each own class, and articles of each source."""
    classes = {iri.removeprefix(ZW.iri): number for iri, number in counts.classes.items() if iri.startswith(ZW.iri)}
    query = "SELECT source, COUNT(*) FROM article GROUP BY source ORDER BY source"
    sources: dict[str, int] = {}
    for source, number in index.connection.execute(query):
        name = index.label(source) or "?"
        sources[name] = sources.get(name, 0) + number
    return {"class": dict(sorted(classes.items())), "source": dict(sorted(sources.items()))}


def _manifest(
    name: str, articles: int, index: Index, written: Written, files: list[Distribution], before: Previous | None
) -> dict[str, Any]:
    return {
        "release": name,
        "previous": before.name if before else None,
        "zhengwen": __version__,
        "extractor": list(index.column("SELECT DISTINCT extractor FROM article ORDER BY extractor")),
        "articles": articles,
        "copies": next(index.column("SELECT COUNT(*) FROM article WHERE copy_of <> ''")),
        "triples": written.counts.triples,
        "quads": written.counts.quads,
        "delta": written.delta and {key.removeprefix("delta/"): number for key, number in written.delta.items()},
        "files": {
            file.name: {"media_type": file.media_type, "bytes": file.bytes, "sha256": file.sha256} for file in files
        },
    }


def _retire(releases: Path, latest: Path, keep: int) -> None:
    """Remove the releases that are not among the last `keep`: each says which one was before it."""
    kept = {latest.name}
    name = latest.name
    while len(kept) < keep and (releases / name / MANIFEST).is_file():
        name = json.loads((releases / name / MANIFEST).read_text("utf-8")).get("previous")
        if not name or name in kept:
            break
        kept.add(name)
    for path in releases.iterdir():
        if path.name.startswith("r-") and path.name not in kept:
            shutil.rmtree(path)
