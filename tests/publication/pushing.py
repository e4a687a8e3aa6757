"""Invented releases, and the push of them to the server of the tests."""

import gzip
from pathlib import Path

from flows.cli import main
from flows.publication.checksums import write_sums
from tests.publication.graph_server import GraphServer

A, B, C = ("https://example.org/graph/a", "https://example.org/graph/乙?x=1&y", "https://example.org/graph/c")


def quads(graph: str, number: int, word: str = "x") -> str:
    lines = (f'<https://e.org/s{i}> <https://e.org/p> "{word} \\"政\\" > {i}"@zh <{graph}> .\n' for i in range(number))
    return "".join(lines)


def release(*parts: str) -> None:
    """Make a release in the working folder, each part a member of its own of the compressed dump."""
    folder = Path("output/releases/r-1")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "zhengwen.nq.gz").write_bytes(b"".join(gzip.compress(part.encode()) for part in parts))
    write_sums(folder, {})
    if not Path("output/latest").is_symlink():
        Path("output/latest").symlink_to("releases/r-1")


def push(server: GraphServer, *more: str) -> int:
    return main(["push", "--endpoint", f"{server.url}/data", *more])
