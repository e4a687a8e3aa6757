"""`zhengwen serve` as a process: it starts soon, ends when told, leaves nothing, and closes on who says nothing."""

import asyncio
import csv
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from flows.server.serving import PatientProtocol
from tests.server.conftest import OUTPUT
from tests.server.process import COMMAND, PATIENCE, Served, environment, running

QUERY = {"query": "SELECT * { ?s ?p ?o } LIMIT 3"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(OUTPUT, tmp_path_factory.mktemp("state")) as served:
        yield served


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_it_says_what_it_does_and_answers(server: Served) -> None:
    assert server.said.count("Building the store of release r-") == 1
    with httpx.Client(base_url=server.url, trust_env=False) as client:
        assert len(client.post("/sparql", data=QUERY).json()["results"]["bindings"]) == 3
        assert client.get("/zh/").status_code == 200


def test_it_is_asked_by_our_own_client_of_reconciliation(server: Served, tmp_path: Path) -> None:
    command = [*COMMAND, "reconcile", "--service", f"{server.url}/reconcile", "--output", str(tmp_path / "found.csv")]
    done = subprocess.run(
        command, env=environment(OUTPUT, tmp_path), capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, "Candidates for" in done.stderr) == (0, True), done.stderr
    with (tmp_path / "found.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    best = {row["subject"]: row for row in reversed(rows)}
    assert len(best) >= 20
    # What it knows by the same name is the same thing, and people of one name are never sure.
    assert all(row["candidate"] == subject and row["score"] == "100" for subject, row in best.items())
    assert {row["match"] for row in best.values() if row["kind"] == "person"} == {"false"}


def test_it_ends_when_told_and_so_do_its_workers(tmp_path: Path) -> None:
    with running(OUTPUT, tmp_path) as served:
        deadline = time.monotonic() + PATIENCE
        # It answers as soon as the first ones are there.
        while len(workers := served.workers()) < 8 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(workers) >= 8
    assert served.process.returncode == 0
    assert not any(map(alive, workers))


def test_it_ends_at_once_when_told_while_it_makes_its_store(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0"],
        env=environment(OUTPUT, tmp_path),
        stderr=subprocess.PIPE,
        text=True,
        # Where a shell began the tests in the background, Ctrl-C is ignored by all that they start.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stderr
    assert "Building the store" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=PATIENCE)[1] == ""
    assert process.returncode == 0
    assert [path.name for path in (tmp_path / "server").iterdir()] == ["building.lock"]


def test_workers_of_a_killed_server_end_too(tmp_path: Path) -> None:
    with running(OUTPUT, tmp_path) as served:
        workers = served.workers()
        served.process.send_signal(signal.SIGKILL)
        served.process.wait()
        deadline = time.monotonic() + PATIENCE
        while any(map(alive, workers)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(map(alive, workers))


def test_a_taken_address_is_told_before_anything_is_built(server: Served, tmp_path: Path) -> None:
    command = [*COMMAND, "serve", "--port", server.url.rpartition(":")[2]]
    given = environment(OUTPUT, tmp_path)
    done = subprocess.run(command, env=given, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr.startswith("error: Address already in use")) == (1, True), done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--port", "65536"), "error: argument --port: must be a whole number from 0 to 65535, not '65536'"),
        (("--port", "http"), "error: argument --port: must be a whole number from 0 to 65535, not 'http'"),
    ],
)
def test_wrong_usage_is_told(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    given = environment(OUTPUT, tmp_path)
    done = subprocess.run([*COMMAND, "serve", *arguments], env=given, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.startswith(message)) == (2, True), done.stderr


def test_without_a_release_it_does_not_start(tmp_path: Path) -> None:
    given = environment(tmp_path / "output", tmp_path)
    command = [*COMMAND, "serve", "--port", "0"]
    done = subprocess.run(command, env=given, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"error: {tmp_path / 'output'} holds no release: run `zhengwen run` first"]


class _Impatient(PatientProtocol):
    head_seconds = 0.3


@pytest.fixture
def address() -> Iterator[tuple[str, int]]:
    """Where a server listens that waits for requests, but not long."""
    config = uvicorn.Config(PlainTextResponse("yes"), http=_Impatient, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])))
        thread.start()
        yield listener.getsockname()
        server.should_exit = True
        thread.join(PATIENCE)


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_who_sends_no_whole_request_is_let_go(address: tuple[str, int], sent: bytes) -> None:
    with socket.create_connection(address, timeout=PATIENCE) as connection:
        connection.sendall(sent)
        assert connection.recv(1000) == b""


def test_who_sends_one_in_time_is_answered_again_and_again(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=PATIENCE) as connection:
        for _ in range(4):
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            answer = b""
            while not answer.endswith(b"yes"):
                answer += connection.recv(1000)
            time.sleep(0.15)
        time.sleep(0.4)
        assert connection.recv(1000) == b""
