"""Virtuoso as a plain process: its own settings, folder and ports, on 127.0.0.1; ended by the id of the process."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from flows.cli.errors import DONE
from tests.interop.tools import tool

_SETTINGS = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 20000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
MaxConstructTriples = 1000000
"""
_USER = _PASSWORD = "dba"
_PATIENCE = 60
RESULTS = "application/sparql-results+json"


@dataclass(frozen=True, slots=True)
class Virtuoso:
    """A running server with the id of its process, and a folder in which pushes to it are noted."""

    url: str
    process: int
    folder: Path

    def push(self, release: Path, *more: str) -> str:
        """Push what `release` belongs to as users do, and return what they are told."""
        command = [sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())", "push"]
        to = ["--endpoint", f"{self.url}/sparql-graph-crud-auth", "--query", f"{self.url}/sparql"]
        settings = {"OUTPUT": str(release.parents[1]), "STATE": str(self.folder / "state")}
        credentials = {"PUSH_USER": _USER, "PUSH_PASSWORD": _PASSWORD}
        environment = {f"ZHENGWEN_{name}": value for name, value in (settings | credentials).items()}
        done = subprocess.run(
            [*command, *to, *more], env=_direct() | environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == DONE, done.stderr
        return done.stderr

    def answer(self, query: str, accept: str = RESULTS) -> str:
        """Return what the server answers to `query`."""
        with httpx.Client(trust_env=False, timeout=120) as client:
            asked = client.post(f"{self.url}/sparql", data={"query": query}, headers={"Accept": accept})
        assert asked.status_code == httpx.codes.OK, asked.text[:2000]
        return asked.text


@contextmanager
def running(folder: Path) -> Iterator[Virtuoso]:
    """Start a Virtuoso of which nobody has heard before, and end it."""
    program = tool("virtuoso-t")
    sql, http = _free_ports()
    (folder / "virtuoso.ini").write_text(_SETTINGS.format(sql=sql, http=http), encoding="utf-8")
    command = [program, "+configfile", "virtuoso.ini", "+wait", "+foreground"]
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        try:
            server = Virtuoso(f"http://127.0.0.1:{http}", process.pid, folder)
            _wait(server, process)
            yield server
        finally:
            _end(process)


def _wait(server: Virtuoso, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(httpx.TransportError):
            server.answer("ASK {}")
            return
        time.sleep(0.2)
    raise AssertionError((server.folder / "output").read_text(errors="replace")[-2000:] or "Virtuoso does not start")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        for each in (one, other):
            each.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _direct() -> dict[str, str]:
    """Return the environment without proxies: they do not know this machine."""
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
