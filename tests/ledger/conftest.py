"""A ledger for each test: on SQLite, or where TEST_LEDGER_URL says, on a PostgreSQL database made for tests, say."""

import os
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine

from flows.ledger import Ledger


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the URL of a place where there is no ledger."""
    given = os.environ.get("TEST_LEDGER_URL")
    if given is None:
        return f"sqlite:///{tmp_path / 'state' / 'ledger.sqlite'}"
    engine, there = create_engine(given), MetaData()
    there.reflect(engine)
    there.drop_all(engine)
    engine.dispose()
    return given


@pytest.fixture
def ledger(url: str) -> Ledger:
    return Ledger(url)
