"""Reading: files and folders -> what came in, one `Incoming` an article, and one for each thing that could not be read.

In: paths. Out: names and raw bytes, nothing decoded. Never raises for what it finds: a failure is an `Incoming` with an
error, so that nothing is passed over in silence. Does not know what an article is.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from flows.articles.decoding import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Incoming:
    """One article as received, or the reason in one line why it was not; `name` is its path as the operator gave it."""

    name: str
    raw: bytes | None = None
    error: str | None = None
    url: str | None = None
    jurisdiction: str | None = None
    may_pass: bool = False
    """True for an error, such as that of a network drive, that another try may not meet."""


class Reader(Protocol):
    """Cuts the content of one file into the articles in it, with what the file says of each from outside its text."""

    def __call__(self, name: str, raw: bytes) -> Iterator[Incoming]:
        """Yield the articles in `raw`, the content of the file `name`."""
        ...


def read_text(name: str, raw: bytes) -> Iterator[Incoming]:
    """Yield the one article that a text file is."""
    yield Incoming(name, raw)


READERS: dict[str, Reader] = {".txt": read_text}
"""Which reader takes which files, by the end of their names."""


_PASSING = frozenset({errno.EIO, errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.EMFILE, errno.ENFILE, errno.ENOMEM,
                      errno.ESTALE, errno.ETIMEDOUT, errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTDOWN,
                      errno.EHOSTUNREACH, errno.ECONNRESET})  # fmt: skip
"""Errors of a drive or of a machine that is too busy, not of the file."""


def read_paths(paths: Iterable[str | Path]) -> Iterator[Incoming]:
    """Yield what is in `paths`, folders with all folders below them, sorted by name; hidden files are left out.

    In a folder, files that no reader takes are left out; a file that is named itself must be one that a reader takes.
    """
    for path in map(Path, paths):
        if path.is_dir():
            yield from _read_folder(path)
        elif path.suffix.lower() in READERS:
            yield from _read_file(path)
        elif not os.path.lexists(path):
            yield _failed(path, "no such file or folder")
        else:
            yield _failed(path, f"not a kind of file that is read ({', '.join(READERS)})")


def _read_folder(root: Path) -> Iterator[Incoming]:
    """Yield what is in the folder `root` and below."""
    refused: list[OSError] = []
    inside = root.resolve()
    for folder, folders, files in os.walk(root, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            if (Path(folder) / name).is_symlink():
                yield _failed(Path(folder) / name, "a symbolic link to a folder: not followed")
        for path in (Path(folder) / name for name in sorted(files) if not name.startswith(".")):
            if path.suffix.lower() not in READERS:
                continue
            if path.is_symlink() and not _leads_inside(path, inside):
                yield _failed(path, "a symbolic link that leads out of the folder: not followed")
            else:
                yield from _read_file(path)
    for error in refused:
        yield _failed(Path(str(error.filename)), _why(error))


def _leads_inside(path: Path, inside: Path) -> bool:
    """Tell whether a link ends in the folder `inside`; one that runs in a circle ends nowhere."""
    try:
        return path.resolve().is_relative_to(inside)
    except (OSError, RuntimeError):
        return False


def _read_file(path: Path) -> Iterator[Incoming]:
    """Yield the articles in one file, or why it cannot be read."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield _failed(path, "not a regular file")
            return
        if status.st_size > MAX_BYTES:
            yield _failed(path, f"{status.st_size:,} bytes, more than the {MAX_BYTES:,} that are read: split it")
            return
        raw = path.read_bytes()
    except OSError as error:
        yield Incoming(_name(path), error=_why(error), may_pass=error.errno in _PASSING)
        return
    yield from READERS[path.suffix.lower()](_name(path), raw)


def _why(error: OSError) -> str:
    """Return the reason of an error of the file system in one line."""
    return f"cannot be read: {error.strerror or error}"


def _failed(path: Path, error: str) -> Incoming:
    """Return the record of a file or folder that was not read."""
    return Incoming(_name(path), error=error)


def _name(path: Path) -> str:
    """Return the path as text that can be stored, also where its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")
