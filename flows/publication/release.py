"""What the ledger accepted -> a release in the output folder, if it is not there already."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows import __version__
from flows.ledger.record import Stored
from flows.publication import dumps
from flows.publication.about import About
from flows.publication.counts import Counts
from flows.publication.description import Distribution, describe
from flows.publication.queries import example_queries
from flows.publication.staging import point_latest, put_in_place, staging
from flows.validation import Finding, Verdict, report

DESCRIPTION, REPORT, MANIFEST, SUMS = "void.ttl", "shacl-report.ttl", "manifest.json", "SHA256SUMS"
_FILES = {
    dumps.TURTLE: ("All statements, as Turtle", "text/turtle", False),
    dumps.JSONLD: ("All statements, as JSON-LD", "application/ld+json", False),
    dumps.NQUADS: ("All statements with a graph for each article, as N-Quads", "application/n-quads", True),
    REPORT: ("What the shapes find, as a SHACL validation report", "text/turtle", False),
}


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


def publish(articles: Iterable[Stored], about: About, output: Path) -> Release:
    """Make a release of `articles` in `output` and let ``latest`` lead to it; raises NothingToPublishError."""
    with staging(output) as folder:
        contents = _Contents()
        counts = dumps.write_dumps(contents.passing(articles), folder, about.base_iri)
        if not contents.articles:
            raise NothingToPublishError("no article has been accepted: nothing to publish")
        (folder / REPORT).write_text(_report(contents.verdicts, about), encoding="utf-8")
        name = _describe(folder, about, counts, contents)
        place = output / "releases" / name
        new = not _is_whole(place, folder)
        if new:
            place = put_in_place(folder, name)
        point_latest(output, place)
    return Release(name, place, new, len(contents.articles), counts.triples)


class _Contents:
    """What the manifest and the report need of each article as it passes by."""

    def __init__(self) -> None:
        self.articles: list[dict[str, str]] = []
        self.extractors: set[str] = set()
        self.verdicts: list[Verdict] = []

    def passing(self, articles: Iterable[Stored]) -> Iterator[Stored]:
        for article in articles:
            self.articles.append({"identity": article.identity, "sha256": article.content_hash})
            self.extractors.add(article.recipe.partition("+")[0])
            if findings := json.loads(article.findings):
                self.verdicts.append(Verdict(None, tuple(Finding(**finding) for finding in findings)))
            yield article


def _report(verdicts: list[Verdict], about: About) -> str:
    return report(verdicts, about.base_iri).serialize(format="turtle")


def _describe(folder: Path, about: About, counts: Counts, contents: _Contents) -> str:
    """Write description, manifest and checksums; return the name of the release, which follows from all the rest."""
    files = [_distribution(folder, name) for name in _FILES]
    queries = example_queries()
    unnamed = describe("", about, counts, files, queries) + _manifest("", counts, files, contents)
    name = f"r-{hashlib.sha256(unnamed.encode()).hexdigest()[:12]}"
    (folder / DESCRIPTION).write_text(describe(name, about, counts, files, queries), encoding="utf-8")
    (folder / MANIFEST).write_text(_manifest(name, counts, files, contents), encoding="utf-8")
    sums = [f"{_sha256(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / SUMS).write_text("".join(sums), encoding="utf-8")
    return name


def _distribution(folder: Path, name: str) -> Distribution:
    title, media_type, compressed = _FILES[name]
    path = folder / name
    return Distribution(name, title, media_type, path.stat().st_size, _sha256(path), compressed, name != REPORT)


def _manifest(name: str, counts: Counts, files: list[Distribution], contents: _Contents) -> str:
    manifest: dict[str, Any] = {
        "release": name,
        "zhengwen": __version__,
        "extractor": sorted(contents.extractors),
        "articles": contents.articles,
        "triples": counts.triples,
        "quads": counts.quads,
        "files": {
            file.name: {"media_type": file.media_type, "bytes": file.bytes, "sha256": file.sha256} for file in files
        },
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def _is_whole(place: Path, made: Path) -> bool:
    """Tell whether the release at `place` has the very files that were just made."""
    try:
        if {path.name for path in place.iterdir()} != {path.name for path in made.iterdir()}:
            return False
        return all(_sha256(place / path.name) == _sha256(path) for path in made.iterdir())
    except OSError:
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
