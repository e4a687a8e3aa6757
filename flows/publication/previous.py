"""The release that is published now: what a new one is compared with, and copied from where nothing has changed."""

import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.publication.checksums import SUMS, read_sums, sha256
from flows.publication.dumps import NQUADS
from flows.publication.index import Index
from flows.publication.members import members

_META = "release"


@dataclass(frozen=True, slots=True)
class Previous:
    """A release in its place."""

    name: str
    folder: Path
    manifest: dict[str, Any]

    def is_whole(self) -> bool:
        """Tell whether every file has the checksum that the release states."""
        try:
            stated = read_sums(self.folder)
            there = {p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*") if p.is_file()}
            return there == stated.keys() | {SUMS} and all(
                sha256(self.folder / name) == digest for name, digest in stated.items()
            )
        except (OSError, ValueError):
            return False


def previous_release(output: Path, index: Index) -> Previous | None:
    """Return the latest release that is whole; the index then knows where its segments lie."""
    known = index.meta(_META)
    folder = (output / "latest").resolve()
    while (found := _read(folder)) is not None:
        if known == _state(folder):
            return found
        if found.is_whole():
            index.connection.execute("DELETE FROM segment")
            return found if _learn(index, folder / NQUADS) else None
        folder = folder.parent / str(found.manifest.get("previous"))
    index.connection.execute("DELETE FROM segment")
    return None


def _read(folder: Path) -> Previous | None:
    try:
        return Previous(folder.name, folder, json.loads((folder / "manifest.json").read_text("utf-8")))
    except (OSError, ValueError):
        return None


def remember(index: Index, folder: Path) -> None:
    """Note that the segments which the index knows are those of the release in `folder`."""
    index.set_meta(_META, _state(folder))


def _state(folder: Path) -> str:
    """Return what tells whether the files are as they were left."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    files = {str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns) for path in paths}
    return json.dumps([folder.name, files])


def _learn(index: Index, path: Path) -> bool:
    """Note where the graphs lie in a dump of which that is not known; what they hold is then compared, not copied."""
    try:
        for offset, length, content in members(path):
            first = content[: content.index(b"\n")].decode()
            graph = first[first.rindex(" <") + 1 : -2]
            key = graph if "/graph/across>" not in graph else f"across {first.partition(' ')[0]}"
            spans = json.dumps([(NQUADS, offset, length)])
            index.connection.execute("INSERT INTO segment VALUES (?, '', ?)", (key, spans))
    except (OSError, ValueError, zlib.error):
        index.connection.execute("DELETE FROM segment")
        return False
    return True
