"""What is told of a fault: what happened, what to do, and the file where it can be known."""

import errno
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from flows.faults import FaultError, in_a_line, is_locked, naming, naming_database, remedy, remedy_at


class OwnError(RuntimeError):
    """An error of ours, as far as its module tells."""


OwnError.__module__ = "flows.own"


def of_sqlite(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full: make room"),
        (OSError(errno.EROFS, "Read-only file system"), "the disk can only be read"),
        (PermissionError(errno.EACCES, "Permission denied"), "this user may not write there"),
        (of_sqlite(sqlite3.SQLITE_FULL), "the disk is full: make room"),
        (of_sqlite(sqlite3.SQLITE_IOERR_WRITE), "the disk does not read or write"),
        (of_sqlite(sqlite3.SQLITE_READONLY_DIRECTORY), "the disk can only be read"),
        (of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), "another program keeps it locked"),
        (of_sqlite(sqlite3.SQLITE_CORRUPT), "it is damaged: put a back-up in its place"),
        (psycopg.OperationalError("connection refused"), "the database server does not answer: start it"),
        (psycopg.errors.AdminShutdown("terminating"), "the database server does not answer: start it"),
        (psycopg.errors.DiskFull("no space"), "the disk of the database server is full"),
        (psycopg.errors.ReadOnlySqlTransaction("read-only"), "the database can only be read"),
    ],
)
def test_a_fault_says_what_to_do(error: Exception, words: str) -> None:
    assert (remedy(error) or "").startswith(words)
    assert "\n" not in in_a_line(error)


@pytest.mark.parametrize(
    "error", [ValueError("no"), FileNotFoundError(errno.ENOENT, "No such file"), psycopg.errors.UniqueViolation("2")]
)
def test_what_is_no_fault_of_the_machine_has_no_remedy(error: Exception) -> None:
    assert remedy(error) is None


def test_a_line_names_the_file_and_the_kind_of_what_is_not_known() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "a/b")
    assert in_a_line(full) == "a/b: the disk is full: make room, then run this again; what was done is kept"
    assert in_a_line(FileNotFoundError(errno.ENOENT, "No such file", "a/b")) == "No such file: a/b"
    assert in_a_line(OwnError("two\nlines")) == "two lines"
    assert in_a_line(ValueError("no")) == "ValueError: no"
    assert in_a_line(KeyboardInterrupt()) == "KeyboardInterrupt"


def test_an_error_that_names_no_file_gets_one(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space") as caught, naming(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert caught.value.filename == str(tmp_path)
    with pytest.raises(FileNotFoundError) as missing, naming(tmp_path):
        (tmp_path / "nothing").read_bytes()
    assert missing.value.filename == str(tmp_path / "nothing")


def test_a_locked_database_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FaultError, match=f"^{file}: another program keeps it locked: let that end") as caught:
            _write(file)
    assert is_locked(caught.value.__cause__)


def test_a_database_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.sqlite"
    file.write_bytes(b"no database" * 1000)
    with pytest.raises(FaultError, match=f"^{file}: it is no database: put a back-up in its place"):
        _write(file)


def _write(file: Path) -> None:
    with naming_database(file), closing(sqlite3.connect(file, timeout=0)) as connection:
        connection.execute("CREATE TABLE t (x)")


def test_the_error_within_one_of_sqlalchemy_counts(tmp_path: Path) -> None:
    with pytest.raises(OperationalError) as caught, create_engine(f"sqlite:///{tmp_path}/no/where").connect() as it:
        it.execute(text("SELECT 1"))
    assert (remedy(caught.value) or "").startswith("it cannot be opened")


def test_where_sqlite_cannot_say_why_the_disk_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(**_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    error = of_sqlite(sqlite3.SQLITE_CANTOPEN)
    assert remedy_at(tmp_path, error) == remedy_at(tmp_path / "nowhere", error) == remedy(error)
    monkeypatch.setattr(tempfile, "TemporaryFile", closed)
    assert (remedy_at(tmp_path, error) or "").startswith("the disk can only be read")
    assert remedy_at(tmp_path, of_sqlite(sqlite3.SQLITE_BUSY)) == remedy(of_sqlite(sqlite3.SQLITE_BUSY))
