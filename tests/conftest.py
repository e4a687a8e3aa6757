"""What tests of several rooms share: a PostgreSQL server, started when the first test asks for it."""

from collections.abc import Iterator

import pytest

from tests.servers.postgres import Postgres, running


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Return a server on which each test makes a database of its own."""
    with running() as server:
        yield server
