"""What tests of several rooms share: a PostgreSQL server, started when a test first asks for it, options, and order."""

from collections.abc import Iterator

import pytest

from tests.servers.postgres import Postgres, running

_MOMENTS, _SEED = 10, 5
# Files that take minutes, most of which they wait. They come first, so that side by side none is left to the end.
_LONG = (
    "tests/flows/test_schedule.py",
    "tests/flows/test_killed.py",
    "tests/flows/test_growth.py",
    "tests/servers/test_walk_through.py",
    "tests/project/test_readme.py",
    "tests/interop/test_queries.py",
    "tests/flows/test_run.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the files that take longest begin first."""
    items.sort(key=lambda item: item.nodeid.partition("::")[0] not in _LONG)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let tests/faults be told how many moments it is to try, and which."""
    parser.addoption("--moments", type=int, default=_MOMENTS, help="moments at which tests/faults strikes, over all")
    parser.addoption("--seed", type=int, default=_SEED, help="what the moments are chosen by")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Return a server on which each test makes a database of its own."""
    with running() as server:
        yield server
