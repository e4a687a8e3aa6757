"""The PostgreSQL server that other tests use: it takes both drivers, and leaves nothing behind."""

import asyncio
import socket

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.servers.postgres import Postgres, running


def test_each_test_gets_an_empty_database(postgres: Postgres) -> None:
    engine = create_engine(postgres.create("by_psycopg"))
    with engine.connect() as connection:
        encoding, tables = (
            connection.execute(text(query)).scalar()
            for query in ("SHOW server_encoding", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        )
    engine.dispose()
    assert (encoding, tables) == ("UTF8", 0)


def test_the_driver_that_prefect_uses_connects(postgres: Postgres) -> None:
    async def ask() -> str:
        engine = create_async_engine(postgres.create("by_asyncpg", "asyncpg"))
        async with engine.connect() as connection:
            found = str((await connection.execute(text("SELECT current_database()"))).scalar())
        await engine.dispose()
        return found

    assert asyncio.run(ask()) == "by_asyncpg"


def test_a_server_ends_also_where_a_test_fails() -> None:
    with pytest.raises(ZeroDivisionError), running() as server:
        raise ZeroDivisionError
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", server.port)) != 0
