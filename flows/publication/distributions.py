"""The files of a release that hold its data, with what a description says of each."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from flows.publication.dumps import JSONLD, NQUADS, TURTLE

REPORT = "shacl-report.ttl"
_KNOWN = {
    TURTLE: ("All statements, as Turtle", "text/turtle"),
    JSONLD: ("All statements, as JSON-LD", "application/ld+json"),
    NQUADS: ("All statements with a graph for each article, as N-Quads", "application/n-quads"),
    REPORT: ("What the shapes find, as a SHACL validation report", "text/turtle"),
}
_BY_ENDING = {".csv": "text/csv", ".json": "application/csvm+json", ".graphml": "application/graphml+xml"}
DUMPS = (TURTLE, JSONLD, NQUADS)


@dataclass(frozen=True, slots=True)
class Distribution:
    """A file of the release."""

    name: str
    title: str
    media_type: str
    bytes: int
    sha256: str
    compressed: bool
    is_dump: bool
    """True where the file holds the statements of the dataset themselves (void:dataDump)."""


def distributions(folder: Path) -> list[Distribution]:
    """Return the data files below `folder`, by name."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [_distribution(folder, name) for name in names if not name.startswith("delta/")]


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _distribution(folder: Path, name: str) -> Distribution:
    path = folder / name
    title, media_type = _KNOWN.get(name) or (_title(path), _BY_ENDING[path.suffix])
    return Distribution(name, title, media_type, path.stat().st_size, sha256(path), name.endswith(".gz"), name in DUMPS)


def _title(path: Path) -> str:
    words = path.stem.replace("-", " ").replace("_", " ")
    return f"The {words}, as {path.suffix.removeprefix('.').upper()}"
