"""A server that ends while it starts is started once more, and no oftener."""

import subprocess
import sys
from pathlib import Path

import pytest

from flows.prefect_server import Server, ServerError

_ENDS = "raise SystemExit(1)"
_ANSWERS = """
import http.server, sys, threading
class Healthy(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *words):
        pass
server = http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Healthy)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
"""


def _starting(monkeypatch: pytest.MonkeyPatch, *programs: str) -> list[str]:
    """Let the server be the first of `programs`, then the next; return those that were not started yet."""
    left = list(programs)

    def start(server: Server) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", left.pop(0), str(server._port)]
        return subprocess.Popen(command, stdin=subprocess.PIPE)

    monkeypatch.setattr(Server, "_start", start)
    for name in ("NO_PROXY", "no_proxy", "PREFECT_API_URL"):
        monkeypatch.setenv(name, "")
    return left


def test_a_server_that_ends_is_started_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = _starting(monkeypatch, _ENDS, _ANSWERS)
    server = Server(tmp_path / "log")
    server.wait()
    server.stop()
    assert left == []


def test_a_server_that_ends_again_is_an_error_that_says_where_to_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _starting(monkeypatch, _ENDS, _ENDS)
    with pytest.raises(ServerError, match="log"):
        Server(tmp_path / "log").wait()
