"""What tests of several rooms share: a PostgreSQL server, started when the first test asks for it, and options."""

from collections.abc import Iterator

import pytest

from tests.servers.postgres import Postgres, running

_MOMENTS, _SEED = 10, 5


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let tests/faults be told how many moments it is to try, and which."""
    parser.addoption("--moments", type=int, default=_MOMENTS, help="moments at which tests/faults strikes, over all")
    parser.addoption("--seed", type=int, default=_SEED, help="what the moments are chosen by")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Return a server on which each test makes a database of its own."""
    with running() as server:
        yield server
