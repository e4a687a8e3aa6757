"""Faults of a machine, told to people: an error of a disk, a file or a database -> what happened and what to do.

Knows the errors of the operating system, of SQLite and of PostgreSQL; not what was being done when they came.
"""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_AGAIN = "then run this again; what was done is kept"
_FULL = f"the disk is full: make room, {_AGAIN}"
_READ_ONLY = f"the disk can only be read: let it be written to, {_AGAIN}"
_FORBIDDEN = f"this user may not write there: give it the right, {_AGAIN}"
_BROKEN = f"the disk does not read or write: look at the log of the system, {_AGAIN}"
_LOCKED = f"another program keeps it locked: let that end, {_AGAIN}"
_GONE = f"the database server does not answer: start it, {_AGAIN}"
_OF_THE_SYSTEM = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: f"the quota is used up: make room, {_AGAIN}",
    errno.EFBIG: f"a file may not become as large as it must: raise the limit (`ulimit -f`), {_AGAIN}",
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EIO: _BROKEN,
    errno.EMFILE: f"too many files are open: raise the limit (`ulimit -n`), {_AGAIN}",
}
_OF_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _FORBIDDEN,
    sqlite3.SQLITE_IOERR: _BROKEN,
    sqlite3.SQLITE_CANTOPEN: f"it cannot be opened: see whether its folder is there and may be written to, {_AGAIN}",
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_CORRUPT: "it is damaged: put a back-up in its place",
    sqlite3.SQLITE_NOTADB: "it is no database: put a back-up in its place",
}
_OF_POSTGRESQL = {
    "25006": f"the database can only be read: let it be written to, {_AGAIN}",
    "53100": f"the disk of the database server is full: make room there, {_AGAIN}",
    "55P03": _LOCKED,
}
"""By SQLSTATE."""
_CONNECTION_LOST = ("08", "57P")
"""What the SQLSTATEs of a server begin with that stops, starts, or cannot be reached."""
_PRIMARY_CODE = 0xFF
_PROBE_BYTES = 1 << 16


class FaultError(RuntimeError):
    """The machine does not do what is needed; the message names the file, what is wrong and what to do."""


def remedy(error: BaseException) -> str | None:
    """Return what happened and what to do, None where `error` is no fault of the machine that is known."""
    error = getattr(error, "orig", None) or error  # SQLAlchemy keeps the error of the driver so
    if isinstance(error, sqlite3.Error):
        return _OF_SQLITE.get(_sqlite_code(error))
    if isinstance(error, OSError):
        return _OF_THE_SYSTEM.get(error.errno or _number_in(str(error)))
    if type(error).__module__.startswith("psycopg"):
        state = str(getattr(error, "sqlstate", None) or "")
        # Where the server never answered there is none.
        lost = state.startswith(_CONNECTION_LOST) if state else type(error).__name__ == "OperationalError"
        return _GONE if lost else _OF_POSTGRESQL.get(state)
    return None


def remedy_at(folder: Path, error: BaseException) -> str | None:
    """Return what `remedy` does; where SQLite says no more than that a file in `folder` failed, the reason for that."""
    if isinstance(error, sqlite3.Error) and _sqlite_code(error) in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        fault = fault_of(folder)
        return (remedy(fault) if fault else None) or remedy(error)
    return remedy(error)


def is_locked(error: BaseException | None) -> bool:
    """Tell whether `error` says that somebody else has locked a database."""
    return error is not None and remedy(error) == _LOCKED


def in_a_line(error: BaseException) -> str:
    """Return what to tell of `error`: what is known of a fault, what our own errors say, else the kind of error too."""
    told = remedy(error)
    if isinstance(error, OSError) and (told or error.strerror):
        if told:
            return f"{error.filename}: {told}" if error.filename else told
        return f"{error.strerror}: {error.filename}" if error.filename else str(error.strerror)
    message = " ".join((told or str(error)).split())
    if told or type(error).__module__.startswith("flows.") or isinstance(error, FileNotFoundError):
        return message
    return f"{type(error).__name__}: {message}".removesuffix(": ")


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an error of the system within name `path` where it names no file itself, as when a file is written to."""
    try:
        yield
    except OSError as error:
        if error.errno is not None and error.filename is None:
            error.filename = str(path)
        raise


@contextmanager
def naming_database(file: Path) -> Iterator[None]:
    """Let an error of SQLite within be a FaultError that names `file`."""
    try:
        yield
    except sqlite3.Error as error:
        raise FaultError(f"{file}: {remedy_at(file.parent, error) or in_a_line(error)}") from error


def _number_in(message: str) -> int:
    """Return the number of the error that is only named in words, as by RocksDB; 0 where none that is known is."""
    return next((number for number in _OF_THE_SYSTEM if os.strerror(number) in message), 0)


def _sqlite_code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE


def fault_of(folder: Path) -> OSError | None:
    """Return what keeps a file from being written to `folder`, None where nothing does: it is tried."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(_PROBE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        error.filename = str(folder)
        return error
    return None
