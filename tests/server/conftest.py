"""Applications over releases: the committed one, and one of articles that want to be markup."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from flows.server.app import create_app
from flows.server.opening import releases_of
from flows.settings import load
from tests.flows.invented import article, ingest, open_ledger, release, write

OUTPUT = Path(__file__).parents[2] / "output"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}"


def client_of(output: Path, state: Path, **settings: str) -> TestClient:
    """Return a client of the application over the latest release in `output`; it is opened by `with`."""
    given = {f"ZHENGWEN_{name}": value for name, value in settings.items()}
    paths = {"ZHENGWEN_OUTPUT": str(output), "ZHENGWEN_STATE": str(state)}
    chosen = load({**paths, **given}, dotenv=Path(os.devnull))
    app = create_app(chosen, releases_of(chosen))
    return TestClient(app, follow_redirects=False, raise_server_exceptions=True)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of the committed release."""
    with client_of(OUTPUT, tmp_path_factory.mktemp("served")) as client:
        yield client


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a release whose only article has markup wherever it can have text."""
    folder = tmp_path_factory.mktemp("hostile")
    body = f"3月4日,区政府召开第7次常务会议。区长王大明主持会议。会议强调,要抓好“{HOSTILE}”建设。"
    text = article(7, body).replace("新都区召开", f"{HOSTILE}新都区召开", 1)
    ledger = open_ledger(folder)
    assert [outcome.status for outcome in ingest(ledger, [write(folder / "in", hostile=text)])] == ["accepted"]
    release(ledger, folder / "output")
    with client_of(folder / "output", folder / "state", BASE_IRI="https://example.org/") as client:
        yield client
