"""Opening the ledger: URL -> engine, with SQLite set up for several processes, and the schema in place."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError

from flows.ledger.dialects import CHANGES_OF
from flows.ledger.schema import CHANGES, SCHEMA_VERSION, ledger, metadata
from flows.private import private_folder

_WAIT_SECONDS = 60
_CREATION_LOCK = 7_034_210
"""Any number: the PostgreSQL advisory lock under which the tables are made."""


class LedgerError(RuntimeError):
    """The ledger cannot be used; the message says why in one line."""


def open_engine(url: str) -> Engine:
    """Return an engine on the ledger at `url`, created if need be; raises LedgerError."""
    try:
        engine = _engine(url)
        with _patiently(engine) as connection:
            _settle_schema(connection)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(f"ZHENGWEN_LEDGER_URL cannot be used: {_first_line(error)}") from error
    except (SQLAlchemyError, OSError) as error:
        raise LedgerError(f"the ledger {_shown(url)} cannot be opened: {_first_line(error)}") from error
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger and keeps no writer waiting."""
    with engine.connect().execution_options(zhengwen_reading=True) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction with the ledger to itself: all of it is kept, or nothing."""
    with engine.begin() as connection:
        # BEGIN IMMEDIATE has locked SQLite; on PostgreSQL this row is the lock.
        connection.execute(select(ledger.c.schema_version).with_for_update())
        yield connection


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        private_folder(Path(parsed.database).parent)
    engine = create_engine(parsed, connect_args={"timeout": _WAIT_SECONDS})
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late to lock anything
    connection.execute(f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: Connection) -> None:
    only_reading = connection.get_execution_options().get("zhengwen_reading")
    connection.exec_driver_sql("BEGIN" if only_reading else "BEGIN IMMEDIATE")


@contextmanager
def _patiently(engine: Engine) -> Iterator[Connection]:
    """A first transaction. Turning SQLite to WAL does not wait for a lock, so two starts may collide."""
    deadline = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            connection = engine.connect()
            break
        except OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
    with connection, connection.begin():
        yield connection


def _settle_schema(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CREATION_LOCK})
    if not inspect(connection).has_table(ledger.name):
        metadata.create_all(connection)
        connection.execute(ledger.insert().values(schema_version=SCHEMA_VERSION))
    found = connection.execute(select(ledger.c.schema_version)).scalar_one()
    while found in CHANGES:
        for change in (*CHANGES_OF[connection.dialect.name].get(found, ()), *CHANGES[found]):
            connection.execute(text(change))
        found += 1
        connection.execute(ledger.update().values(schema_version=found))
    if found != SCHEMA_VERSION:
        raise LedgerError(
            f"the ledger has schema {found}, this zhengwen knows {SCHEMA_VERSION}: use the zhengwen that wrote it"
        )


def _shown(url: str) -> str:
    return make_url(url).render_as_string(hide_password=True)


def _first_line(error: Exception) -> str:
    cause = error.orig if isinstance(error, OperationalError) and error.orig else error
    return str(cause).splitlines()[0]
