"""A server that ends while it starts is started once more, and no oftener; others may be at work in this process."""

import os
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from flows.prefect_home import prepare
from flows.prefect_server import Server, ServerError


def ends(_port: int) -> None:
    raise SystemExit(1)


def answers(port: int) -> None:
    HTTPServer(("127.0.0.1", port), _Healthy).serve_forever()


class _Healthy(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()


def _starting(monkeypatch: pytest.MonkeyPatch, *programs: Callable[[int], None]) -> list[Callable[[int], None]]:
    """Let the server be the first of `programs`, then the next; return those that were not started yet."""
    left = list(programs)

    def started(server: Server) -> BaseProcess:
        process = get_context("spawn").Process(target=left.pop(0), args=(server._port,))
        process.start()
        return process

    monkeypatch.setattr(Server, "_started", started)
    return left


@pytest.fixture(autouse=True)
def _environment() -> Iterator[None]:
    """Leave the environment as it was: a server tells Prefect by it where it is."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def test_a_server_that_ends_is_started_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = _starting(monkeypatch, ends, answers)
    server = Server(tmp_path / "log")
    server.start()
    server.wait()
    server.stop()
    assert left == []


def test_a_server_that_ends_again_is_an_error_that_says_where_to_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _starting(monkeypatch, ends, ends)
    server = Server(tmp_path / "log")
    server.start()
    with pytest.raises(ServerError, match="log"):
        server.wait()


def test_a_server_starts_where_another_thread_is_at_work(tmp_path: Path) -> None:
    """It is not forked then: it would wait for ever for what that thread holds."""
    over = threading.Event()
    threading.Thread(target=over.wait).start()
    server = Server(prepare(tmp_path) / "log")
    try:
        server.start()
        server.wait()
        assert not server.ended
        server.stop()
        assert server.ended
    finally:
        over.set()
