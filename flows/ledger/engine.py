"""Opening the ledger: URL -> engine, with SQLite set up for several processes, and the schema in place."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError

from flows.faults import is_locked, remedy, remedy_at
from flows.ledger.dialects import CHANGES_OF
from flows.ledger.schema import CHANGES, SCHEMA_VERSION, ledger, metadata
from flows.private import private_folder
from flows.progress import say

_WAIT_SECONDS = 60
_PAUSE_SECONDS = 0.5
_CREATION_LOCK = 7_034_210
"""Any number: the PostgreSQL advisory lock under which the tables are made."""


P = ParamSpec("P")
T = TypeVar("T")


class LedgerError(RuntimeError):
    """The ledger cannot be used; the message says why in one line."""


class LedgerLostError(LedgerError):
    """The server of the ledger does not answer, or not any more: it may have been stopped, and be started again."""


def open_engine(url: str) -> Engine:
    """Return an engine on the ledger at `url`, created if need be; raises LedgerError."""
    try:
        engine = _engine(url)
        with _patiently(engine) as connection:
            _settle_schema(connection)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise LedgerError(f"ZHENGWEN_LEDGER_URL cannot be used: {_first_line(error)}") from error
    except (SQLAlchemyError, OSError) as error:
        reason = remedy(error) or _first_line(error)
        raise LedgerError(f"the ledger {_shown(make_url(url))} cannot be opened: {reason}") from error
    return engine


def patient(function: Callable[P, T]) -> Callable[P, T]:
    """Let `function`, which does the same when done twice, be done again while the ledger is lost, for a while."""

    @wraps(function)
    def again(*given: P.args, **named: P.kwargs) -> T:
        deadline = None
        while True:
            try:
                return function(*given, **named)
            except LedgerLostError as error:
                if deadline is None:
                    say(f"Waiting up to {_WAIT_SECONDS} s: {error}", "waiting")
                    deadline = time.monotonic() + _WAIT_SECONDS
                if time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE_SECONDS)

    return again


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
        engine = create_engine(parsed, pool_pre_ping=True)
    else:
        if parsed.database and parsed.database != ":memory:":
            private_folder(Path(parsed.database).parent)
        engine = create_engine(parsed, connect_args={"timeout": _WAIT_SECONDS})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _explained(parsed))
    return engine


def _explained(url: URL) -> Callable[[ExceptionContext], LedgerError | None]:
    """Return what SQLAlchemy asks for the error to raise: one that says what to do, where the machine is at fault."""
    database = Path(url.database or "") if url.get_backend_name() == "sqlite" else None

    def explain(context: ExceptionContext) -> LedgerError | None:
        if context.is_pre_ping:
            return None  # a connection that was lost while nobody used it is made anew
        error = context.original_exception
        reason = remedy_at(database.parent, error) if database else remedy(error)
        if reason is None:
            return None
        lost = database is None and (context.is_disconnect or context.connection is None)
        return (LedgerLostError if lost else LedgerError)(f"the ledger {_shown(url)} cannot be used: {reason}")

    return explain


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
        except LedgerError as error:
            if not is_locked(error.__cause__) or time.monotonic() > deadline:
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


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _first_line(error: Exception) -> str:
    cause = error.orig if isinstance(error, OperationalError) and error.orig else error
    return str(cause).splitlines()[0]
