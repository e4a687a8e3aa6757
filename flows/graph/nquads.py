"""Quads -> N-Quads, the form that keeps the graphs: one line a quad."""

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, serialize


def write_nquads(quads: Iterable[Quad], stream: BinaryIO) -> None:
    """Write `quads`, in the order in which they come, to `stream`."""
    serialize(quads, stream, RdfFormat.N_QUADS)
