"""A published dump -> Verdict, for whoever wants to check what was downloaded.

Reads Turtle, JSON-LD, N-Triples, N-Quads and TriG, gzipped or not, and nothing from the network. A dump does not hold
the articles' texts, so quotes are compared with their offsets only, not with the text.
"""

import gzip
import zlib
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph

from flows.graph.small import to_rdflib
from flows.validation.validate import validate_union
from flows.validation.verdict import Verdict

_FORMATS = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a file: its verdict and its size. Quotes were not compared with texts, which dumps do not hold."""

    verdict: Verdict
    triples: int


def validate_file(path: Path) -> Checked:
    """Return the verdict on the union of the graphs in the file at `path`.

    Raises OSError where it cannot be read, ValueError where it is no RDF or of an unknown kind.
    """
    graph = _read(path)
    return Checked(validate_union(graph), len(graph))


def _read(path: Path) -> Graph:
    name = path.name.lower().removesuffix(".gz")
    kind = _FORMATS.get(Path(name).suffix)
    if kind is None:
        raise ValueError(f"{path.name} is none of {', '.join(_FORMATS)} (or one of these with .gz)")
    data = path.read_bytes()
    if name != path.name.lower():
        data = _decompressed(path, data)
    try:
        return to_rdflib(ox.parse(input=data, format=kind, base_iri=path.resolve().as_uri()))
    except SyntaxError as error:
        raise ValueError(f"{path.name} is not well-formed: {error}") from error


def _decompressed(path: Path, data: bytes) -> bytes:
    try:
        return gzip.decompress(data)
    except (EOFError, OSError, zlib.error) as error:
        raise ValueError(f"{path.name} is not a whole gzip file: {error}") from error
