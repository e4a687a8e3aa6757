"""What leads from the release before to this one, exactly: quads to be added and quads to be removed."""

import gzip
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from flows.publication.members import member

ADDED, REMOVED = "delta/added.nq.gz", "delta/removed.nq.gz"
_LINES_A_MEMBER = 5000


class Delta:
    """Two files under way in `folder`; graphs are compared one by one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stack = ExitStack()
        self.counts = {ADDED: 0, REMOVED: 0}
        self._pending: dict[str, list[str]] = {ADDED: [], REMOVED: []}
        (folder / "delta").mkdir(exist_ok=True)
        self._streams = {name: self._stack.enter_context((folder / name).open("wb")) for name in self.counts}

    def compare(self, before: Iterable[str], now: Iterable[str]) -> None:
        """Note by what the lines `now` differ from those `before`."""
        old, new = set(before), set(now)
        self._write(ADDED, sorted(new - old))
        self._write(REMOVED, sorted(old - new))

    def remove(self) -> None:
        """Remove the files: there was no release before."""
        for name in self.counts:
            (self._folder / name).unlink()
        (self._folder / "delta").rmdir()

    def _write(self, name: str, lines: list[str]) -> None:
        self.counts[name] += len(lines)
        self._pending[name] += lines
        if len(self._pending[name]) >= _LINES_A_MEMBER:
            self._flush(name)

    def _flush(self, name: str) -> None:
        data = "".join(line + "\n" for line in self._pending[name]).encode()
        self._streams[name].write(member(data))
        self._pending[name] = []

    def __enter__(self) -> "Delta":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for name in self._pending:
            self._flush(name)
        self._stack.close()


def read(path: Path) -> Iterable[str]:
    """Yield the lines of a file of quads, without their ends."""
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as stream:
        for line in stream:
            yield line.rstrip("\n")
