"""A back-up of the ledger: one file that holds all of it as it stood at one moment, and the way back.

The file is a ZIP of `ledger.sqlite` and `manifest.json`. SQLite is the one format for both engines: it keeps types and
bytes as they are, is read row by row, brings its own check, and can be looked into with tools that everybody has. So
what was backed up from SQLite can be restored into PostgreSQL, and the other way round. Runs may go on meanwhile.
"""

import fcntl
import hashlib
import json
import lzma
import os
import shutil
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, text

from flows.faults import naming, naming_database
from flows.ledger.engine import open_engine, reading, writing
from flows.ledger.schema import SCHEMA_VERSION, ledger, metadata
from flows.private import private_folder

_FORMAT = "zhengwen ledger backup 1"
_DATABASE, _MANIFEST = "ledger.sqlite", "manifest.json"
_PAGES_AT_ONCE = 256
_ROWS_AT_ONCE = 50
_BLOCK = 1 << 20
_FAULTS = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, LookupError, ValueError, TypeError,
           RuntimeError)  # fmt: skip
"""What zipfile raises, and reading a manifest, where bytes are not as they were written."""
_TABLES = [table for table in metadata.sorted_tables if table is not ledger]


class BackupError(RuntimeError):
    """A back-up cannot be made or used; the message says why in one line."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a back-up says of itself; `rows` counts by table, `sha256` is that of the database within."""

    format: str
    created: str
    schema: int
    rows: dict[str, int]
    bytes: int
    sha256: str


def back_up(engine: Engine, file: Path) -> Manifest:
    """Write all that the ledger holds to `file`, in the place of one that is there; return what was written.

    It is seen in its place when it is whole. Raises BackupError, OSError.
    """
    with naming(file), naming_database(file), _working_folder(file) as folder:
        database = folder / _DATABASE
        if engine.dialect.name == "sqlite":
            _copy_sqlite(engine, database)
        else:
            _copy_rows_out(engine, database)
        manifest = _inspected(database)
        packed = folder / "packed"
        _pack(database, manifest, packed)
        packed.chmod(0o600)  # it holds the articles as they came in
        packed.replace(file)
        _to_disk(file.parent)
    return manifest


def restore(file: Path, engine: Engine, folder: Path, *, force: bool = False) -> Manifest:
    """Let the ledger hold what `file` does, all of it or, where that fails, what it held; return what was restored.

    `folder` is where the file is unpacked, and checked before the ledger is touched. Raises BackupError, also where the
    ledger holds something, unless `force`.
    """
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=folder) as name:
        database = Path(name) / _DATABASE
        manifest = _unpack(file, database)
        source = open_engine(f"sqlite:///{database}")  # which brings an older schema up to date
        with reading(source) as rows, writing(engine) as target:
            held = sum(_counts(target).values())
            if held and not force:
                raise BackupError("the ledger is not empty: --force puts the back-up in the place of what it holds")
            _copy_rows_in(rows, target)
        source.dispose()
    return manifest


def _copy_sqlite(engine: Engine, target: Path) -> None:
    """Copy the database by SQLite's own means, in small steps that keep no writer waiting."""
    raw = engine.raw_connection()
    try:
        source = raw.driver_connection
        assert isinstance(source, sqlite3.Connection)
        # Within one transaction the copy is of one moment; without, each write of others would begin it anew.
        source.execute("BEGIN")
        source.execute("SELECT schema_version FROM ledger").fetchone()
        with closing(sqlite3.connect(target)) as copy:
            source.backup(copy, pages=_PAGES_AT_ONCE)
        source.execute("ROLLBACK")
    finally:
        raw.close()


def _copy_rows_out(engine: Engine, target: Path) -> None:
    """Copy the rows of any other database, as they stood at the first one."""
    copy = open_engine(f"sqlite:///{target}")
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as source, writing(copy) as rows:
        _copy_rows_in(source, rows)
    copy.dispose()


def _copy_rows_in(source: Connection, target: Connection) -> None:
    """Put the rows of `source` in the place of those of `target`, a few at a time."""
    for table in reversed(_TABLES):
        target.execute(delete(table))
    for table in _TABLES:
        found = source.execute(select(table).execution_options(yield_per=_ROWS_AT_ONCE))
        for rows in found.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in rows])
        if target.dialect.name == "postgresql" and table.autoincrement_column is not None:
            name, column = table.name, table.autoincrement_column.name
            following = f"(SELECT COALESCE(MAX({column}), 0) + 1 FROM {name})"
            target.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', '{column}'), {following}, false)"))


def _counts(connection: Connection) -> dict[str, int]:
    return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in _TABLES}


def _inspected(database: Path) -> Manifest:
    """Return what is to be said of a copy; raises BackupError where SQLite finds a fault in it."""
    with closing(sqlite3.connect(database)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")  # so that it is one file
        (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        if found != "ok":
            raise BackupError(f"the ledger is damaged, nothing was backed up: {found}")
        (schema,) = copy.execute("SELECT schema_version FROM ledger").fetchone()
        rows = {table.name: copy.execute(f"SELECT COUNT(*) FROM {table.name}").fetchone()[0] for table in _TABLES}
    created = datetime.now(UTC).isoformat(timespec="seconds")
    with database.open("rb") as stream:
        return Manifest(
            _FORMAT, created, schema, rows, database.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()
        )


def _pack(database: Path, manifest: Manifest, target: Path) -> None:
    # What is large in it is compressed already: the quickest level gains as much as the best.
    # A clock that stands before 1980, as it does where it has lost its battery, is no reason to go without.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False) as packed:
        packed.write(database, _DATABASE)
        about = zipfile.ZipInfo(_MANIFEST)
        about.external_attr = 0o600 << 16
        packed.writestr(about, json.dumps(asdict(manifest), indent=2) + "\n")
    _to_disk(target)


def _unpack(file: Path, target: Path) -> Manifest:
    """Write the database in `file` to `target` and return what the file says of it; raises BackupError."""
    try:
        with zipfile.ZipFile(file) as packed:
            manifest = _manifest(packed)
            with packed.open(_DATABASE) as stream, target.open("wb") as database:
                digest = _copy(stream, database, manifest.bytes)
    except _FAULTS as error:
        raise BackupError(f"{file} is no back-up, or is damaged: {' '.join(str(error).split())}") from error
    if digest != manifest.sha256:
        raise BackupError(f"{file} is damaged: its ledger is not the one that was backed up")
    if manifest.schema > SCHEMA_VERSION:
        known = f"this zhengwen knows {SCHEMA_VERSION}: use the zhengwen that wrote it"
        raise BackupError(f"{file} has schema {manifest.schema}, {known}")
    return manifest


def _manifest(packed: zipfile.ZipFile) -> Manifest:
    told: dict[str, Any] = json.loads(packed.read(_MANIFEST))
    if told.get("format") != _FORMAT:
        raise ValueError(f"its format is not {_FORMAT!r}")
    return Manifest(**told)


def _copy(stream: IO[bytes], target: IO[bytes], size: int) -> str:
    """Copy what should have `size` bytes, never many more; return its SHA-256."""
    digest = hashlib.sha256()
    while size >= 0 and (block := stream.read(_BLOCK)):
        target.write(block)
        digest.update(block)
        size -= len(block)
    return digest.hexdigest()


@contextmanager
def _working_folder(file: Path) -> Iterator[Path]:
    """Yield an empty folder beside `file`; what a back-up that was killed left there is removed first."""
    folder = file.with_name(f".{file.name}.partial")
    private_folder(folder)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(f"{file} is being written by another back-up") from None
        for left in folder.iterdir():
            left.unlink()
        try:
            yield folder
        finally:
            shutil.rmtree(folder)
    finally:
        os.close(descriptor)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
