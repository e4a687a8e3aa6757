"""A graph store to push to, and waits that take no time."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from flows.web import caller
from tests.publication.graph_server import GraphServer, serving


@pytest.fixture
def waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the seconds that would have been waited."""
    found: list[float] = []
    monkeypatch.chdir(tmp_path)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(caller.Caller.__init__, "__defaults__", (found.append, httpx.Timeout(5.0)))
    return found


@pytest.fixture
def server() -> Iterator[GraphServer]:
    with serving(GraphServer()) as ours:
        yield ours
