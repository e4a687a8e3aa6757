"""The seeds, published once a session as `zhengwen run` publishes them, without Prefect; and the graph of the dump."""

from pathlib import Path

import pytest
from rdflib import Graph

from tests.golden.published import publish_seeds


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the release that the seeds make."""
    return publish_seeds(tmp_path_factory.mktemp("seeds"))


@pytest.fixture(scope="session")
def dump(published: Path) -> Graph:
    """Return the published Turtle as rdflib reads it."""
    return Graph().parse(published / "zhengwen.ttl", format="turtle")
