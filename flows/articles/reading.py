"""Reading: files and folders -> what came in, one `Incoming` an article, and one for each thing that could not be read.

In: paths. Out: names and raw bytes, nothing decoded. Never raises for what it finds: a failure is an `Incoming` with an
error, so that nothing is passed over in silence. Does not know what an article is.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from flows.articles.decoding import Unreadable
from flows.articles.incoming import Incoming
from flows.articles.readers import READERS, SINGLE, contents, ending, reader_for
from flows.articles.records import MAP_NAME, read_map
from flows.articles.streams import Given, passes, reason

__all__ = ["READERS", "Incoming", "read_paths"]

_SAVED_WITH = ("_files", ".files")
"""A browser saves what belongs to ``page.html`` in ``page_files``."""


def read_paths(paths: Iterable[str | Path], jurisdiction: str | None = None) -> Iterator[Incoming]:
    """Yield what is in `paths`, folders with all folders below them, sorted by name; hidden files are left out.

    In a folder, files that no reader takes are left out; a file that is named itself must be one that a reader takes.
    `jurisdiction` is the full name of the division that all articles are from, whatever a file says.
    """
    for incoming in _read(map(Path, paths)):
        yield replace(incoming, jurisdiction=jurisdiction) if jurisdiction else incoming


def _read(paths: Iterable[Path]) -> Iterator[Incoming]:
    for path in paths:
        if path.is_dir():
            yield from _read_folder(path)
        elif reader_for(path.name):
            yield from _read_file(path)
        elif not os.path.lexists(path):
            yield _failed(path, "no such file or folder")
        else:
            yield _failed(path, f"not a kind of file that is read ({', '.join(READERS)}; .gz)")


def _read_folder(root: Path) -> Iterator[Incoming]:
    """Yield what is in the folder `root` and below."""
    refused: list[OSError] = []
    inside = root.resolve()
    for folder, folders, files in os.walk(root, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _saved_with(name, files))
        for name in folders:
            if (Path(folder) / name).is_symlink():
                yield _failed(Path(folder) / name, "a symbolic link to a folder: not followed")
        for path in (Path(folder) / name for name in sorted(files) if not name.startswith(".")):
            if reader_for(path.name) is None:
                continue
            if path.is_symlink() and not _leads_inside(path, inside):
                yield _failed(path, "a symbolic link that leads out of the folder: not followed")
            else:
                yield from _read_file(path)
    for error in refused:
        yield _failed(Path(str(error.filename)), reason(error))


def _leads_inside(path: Path, inside: Path) -> bool:
    """Tell whether a link ends in the folder `inside`; one that runs in a circle ends nowhere."""
    try:
        return path.resolve().is_relative_to(inside)
    except (OSError, RuntimeError):
        return False


def _saved_with(folder: str, files: Iterable[str]) -> bool:
    """Tell whether a folder holds what a browser saved with a page beside it: its pictures, styles and frames."""
    pages = {name.rpartition(".")[0] for name in files if ending(name) in (".html", ".htm")}
    return any(folder.endswith(mark) and folder.removesuffix(mark) in pages for mark in _SAVED_WITH)


def _read_file(path: Path) -> Iterator[Incoming]:
    """Yield the articles in one file, or why it cannot be read."""
    name = _name(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield _failed(path, "not a regular file")
            return
        fields = {} if ending(name) in SINGLE else read_map(path.parent / MAP_NAME)
        stream = path.open("rb")
    except Unreadable as error:
        yield _failed(path, error.reason)
        return
    except OSError as error:
        yield Incoming(name, error=reason(error), may_pass=passes(error) and ending(name) in SINGLE)
        return
    with stream:
        yield from contents(path.name, Given(name, stream, fields), status.st_size)


def _failed(path: Path, error: str) -> Incoming:
    """Return the record of a file or folder that was not read."""
    return Incoming(_name(path), error=error)


def _name(path: Path) -> str:
    """Return the path as text that can be stored, also where its bytes are no UTF-8."""
    return os.fsencode(path).decode("utf-8", "replace")
