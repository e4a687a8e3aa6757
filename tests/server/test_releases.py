"""A new release takes the place of the old one while requests go on; stores are shared, kept, and removed."""

import asyncio
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from flows.ledger import Ledger
from flows.publication.staging import point_latest
from flows.server import opening
from flows.server import releases as serving
from flows.server.search.index import Index
from flows.server.search.indexes import index_of
from flows.server.stores import BuildError
from tests.flows.invented import BASE, article, ingest, open_ledger, release, write
from tests.server.conftest import client_of

COUNT = "SELECT (COUNT(*) AS ?n) { ?article a <https://w3id.org/zhengwen/ontology#Article> }"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_LOOK_SECONDS", 0.1)


def published(folder: Path, number: int, ledger: Ledger) -> str:
    name = f"article{number}"
    ingest(ledger, [write(folder / f"in{number}", **{name: article(number)})])
    return release(ledger, folder / "output").folder.name


def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_new_release_is_served_without_dropping_a_request(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    old = published(tmp_path, 1, ledger)
    with client_of(tmp_path / "output", tmp_path / "state", BASE_IRI=BASE) as client:
        answers: list[tuple[int, str]] = []
        stop = False

        def ask() -> None:
            while not stop:
                response = client.get("/sparql", params={"query": COUNT}, headers={"Accept": "text/csv"})
                answers.append((response.status_code, response.text))

        with ThreadPoolExecutor(4) as threads:
            asking = [threads.submit(ask) for _ in range(4)]
            until(lambda: len(answers) > 20)
            new = published(tmp_path, 2, ledger)
            until(lambda: bool(client.get("/health").json()["release"] == new))
            since = len(answers)
            until(lambda: len(answers) > since + 20)
            stop = True
            for each in asking:
                each.result(timeout=20)
        assert set(answers) == {(200, "n\r\n1\r\n"), (200, "n\r\n2\r\n")}
        assert answers[-1] == (200, "n\r\n2\r\n")
        stores = tmp_path / "state" / "server"
        until(lambda: [path.name.rpartition("-")[0] for path in stores.iterdir() if path.is_dir()] == [new])
        assert client.get(f"/dataset/{old}/zhengwen.ttl").status_code == 200


def test_a_damaged_release_does_not_end_the_one_that_is_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = open_ledger(tmp_path)
    published(tmp_path, 1, ledger)
    output = tmp_path / "output"
    with client_of(output, tmp_path / "state", BASE_IRI=BASE) as client:
        before = client.get("/health").json()
        shutil.copytree((output / "latest").resolve(), output / "releases" / "r-damaged")
        (output / "releases" / "r-damaged" / "zhengwen.nq.gz").write_bytes(b"no gzip")
        (output / "next").symlink_to("releases/r-damaged")
        (output / "next").replace(output / "latest")
        said = ""
        deadline = time.monotonic() + 20
        while "r-damaged" not in said.partition("error:")[2] and time.monotonic() < deadline:
            time.sleep(0.1)
            said += capsys.readouterr().err
        assert "error: the new release is not served: " in said
        assert client.get("/health").json() == before
        # It is tried once, not all the time.
        time.sleep(0.5)
        assert "error" not in capsys.readouterr().err
    assert not list((tmp_path / "state" / "server").glob(".building-*"))


def test_a_release_that_could_not_be_served_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serving, "_AGAIN_SECONDS", 0.5)
    ledger, output = open_ledger(tmp_path), tmp_path / "output"
    published(tmp_path, 1, ledger)
    with client_of(output, tmp_path / "state", BASE_IRI=BASE) as client:
        file = (output / "latest" / "zhengwen.nq.gz").resolve()
        folder = file.parent.with_name("r-next")
        shutil.copytree(file.parent, folder)
        content = file.read_bytes()
        (folder / file.name).write_bytes(content[: len(content) // 2])
        point_latest(output, folder)
        said = ""
        while "r-next/zhengwen.nq.gz is damaged: `zhengwen publish` makes the release whole" not in said:
            time.sleep(0.1)
            said += capsys.readouterr().err
        (folder / file.name).write_bytes(content)
        until(lambda: bool(client.get("/health").json()["release"] == "r-next"))
        said += capsys.readouterr().err
        assert said.count("error: the new release is not served: ") == 1


def test_what_cannot_be_searched_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def no_index(*_: object, **__: object) -> None:
        raise BuildError("the disk is full")

    monkeypatch.setattr(opening, "index_of", no_index)
    published(tmp_path, 1, open_ledger(tmp_path))
    with client_of(tmp_path / "output", tmp_path / "state", BASE_IRI=BASE) as client:
        response = client.get("/en/search", params={"q": "会议"})
        assert (response.status_code, response.text) == (503, "error: nothing can be searched for: the disk is full\n")
        assert client.get("/en/").status_code == 200
    assert capsys.readouterr().err.count("error: nothing can be searched for: the disk is full") == 1


def test_who_searches_while_the_index_is_made_waits_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered = asyncio.Event()

    async def late(*given: Any, **named: Any) -> Index:
        await answered.wait()
        return await index_of(*given, **named)

    monkeypatch.setattr(opening, "index_of", late)
    published(tmp_path, 1, open_ledger(tmp_path))
    with client_of(tmp_path / "output", tmp_path / "state", BASE_IRI=BASE) as client, ThreadPoolExecutor(1) as threads:
        searching = threads.submit(client.get, "/en/search", params={"q": "会议"})
        assert client.get("/en/").status_code == 200
        assert not searching.done()
        assert client.portal
        client.portal.call(answered.set)
        assert searching.result(timeout=20).status_code == 200


def test_a_store_that_was_half_removed_is_made_again(tmp_path: Path) -> None:
    published(tmp_path, 1, open_ledger(tmp_path))
    stores = tmp_path / "state" / "server"
    with client_of(tmp_path / "output", tmp_path / "state", BASE_IRI=BASE):
        [place] = [path for path in stores.iterdir() if path.is_dir()]
    shutil.rmtree(place / "store")
    with client_of(tmp_path / "output", tmp_path / "state", BASE_IRI=BASE) as client:
        assert client.get("/sparql", params={"query": COUNT}).status_code == 200


@pytest.mark.parametrize("built", [False, True])
def test_what_a_killed_server_left_half_made_or_half_removed_is_removed(tmp_path: Path, built: bool) -> None:
    published(tmp_path, 1, open_ledger(tmp_path))
    if built:
        with client_of(tmp_path / "output", tmp_path / "state"):
            pass
    left = [tmp_path / "state" / folder / ".building-killed" for folder in ("server", "search")]
    for each in left:
        each.mkdir(parents=True)
    with client_of(tmp_path / "output", tmp_path / "state"):
        assert [each.exists() for each in left] == [False, False]


def test_a_store_is_made_once_and_shared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published(tmp_path, 1, open_ledger(tmp_path))
    with client_of(tmp_path / "output", tmp_path / "state", BASE_IRI=BASE) as first:
        assert "this is done once" in capsys.readouterr().err
        with client_of(tmp_path / "output", tmp_path / "state", BASE_IRI=BASE) as second:
            assert first.get("/health").json() == second.get("/health").json()
        assert first.get("/sparql", params={"query": COUNT}).status_code == 200
    with client_of(tmp_path / "output", tmp_path / "state", BASE_IRI=BASE) as again:
        assert again.get("/health").status_code == 200
    assert "this is done once" not in capsys.readouterr().err


def test_another_base_than_that_of_the_release_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    published(tmp_path, 1, open_ledger(tmp_path))
    with client_of(tmp_path / "output", tmp_path / "state", BASE_IRI="https://example.org/"):
        assert "warning" not in capsys.readouterr().err
    with client_of(tmp_path / "output", tmp_path / "state", BASE_IRI="https://example.net/"):
        assert "was not made with ZHENGWEN_BASE_IRI https://example.net/" in capsys.readouterr().err


def test_without_a_release_it_is_said_what_to_do(tmp_path: Path) -> None:
    with (
        pytest.raises(serving.NoReleaseError, match=r"holds no release: run `zhengwen run` first"),
        client_of(tmp_path / "output", tmp_path / "state"),
    ):
        pass


def test_what_a_killed_build_left_is_removed(tmp_path: Path) -> None:
    published(tmp_path, 1, open_ledger(tmp_path))
    left = tmp_path / "state" / "server" / ".building-killed"
    left.mkdir(parents=True)
    (left / "CURRENT").write_text("half")
    with client_of(tmp_path / "output", tmp_path / "state"):
        assert not left.exists()
    assert not list((tmp_path / "state" / "server").glob(".building-*"))
