"""PostgreSQL as Debian has it: a server of its own in a temporary folder, on 127.0.0.1, ended by the id of its process.

It refuses to run as root: then it runs as the user `postgres`, which Debian's package makes. Where PostgreSQL is
missing, a test is skipped with that reason; on the machine that decides (CI=true) it fails.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.interop.tools import missing

_USER = "postgres"
_PATIENCE = 60
# What is lost if the machine fails does not matter here; the rest is what an operator gets.
_SETTINGS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off", "max_connections": "200"}


@dataclass(slots=True)
class Postgres:
    """A running server, which has no database yet; its data and log are in `folder`."""

    port: int
    folder: Path
    _process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def start(self) -> None:
        """Start it, again if need be; returns when it takes connections."""
        settings = [f"--{name}={value}" for name, value in _SETTINGS.items()]
        command = [program("postgres"), "-D", str(self.folder / "data"), f"--port={self.port}", *settings]
        log = self.folder / "log"
        with log.open("ab") as words:
            self._process = subprocess.Popen(command, stdout=words, stderr=words, **_as_user(str(self.folder)))
        _wait(self, self._process, log)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: by "fast shutdown", which does not wait for clients, or as `how` says (SIGQUIT: as in a crash)."""
        if self._process is not None:
            _end(self._process, how)
            self._process = None

    def create(self, database: str, driver: str = "psycopg") -> str:
        """Make an empty `database`; return its URL for SQLAlchemy with `driver`, psycopg or asyncpg."""
        where = ["--host=127.0.0.1", f"--port={self.port}", f"--username={_USER}"]
        subprocess.run([program("createdb"), *where, "--encoding=UTF8", database], check=True, capture_output=True)
        return f"postgresql+{driver}://{_USER}@127.0.0.1:{self.port}/{database}"


def program(name: str) -> str:
    """Return the path of one of PostgreSQL's programs: Debian keeps those of servers out of PATH, by their version."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return (str(versions[-1]) if versions else shutil.which(name)) or missing(f"PostgreSQL's {name} is not installed")


@contextmanager
def running() -> Iterator[Postgres]:
    """Start a server, and end it and its folder."""
    initdb = program("initdb")
    with tempfile.TemporaryDirectory(prefix="zhengwen-postgres-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, _USER, _USER)
        made = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", f"--username={_USER}"]
        where = f"--pgdata={folder}/data"
        subprocess.run([initdb, *made, where], check=True, capture_output=True, **_as_user(folder))
        server = Postgres(_free_port(), Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.stop()


def _as_user(folder: str) -> dict[str, Any]:
    """Return what lets a program run in `folder`, as somebody else than root."""
    other = {"user": _USER, "group": _USER, "extra_groups": []} if os.geteuid() == 0 else {}
    return {"cwd": folder, **other}


def _wait(server: Postgres, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when `server` takes connections."""
    asked = [program("pg_isready"), "--quiet", "--host=127.0.0.1", f"--port={server.port}"]
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if subprocess.run(asked, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text(errors="replace")[-2000:] or "PostgreSQL does not start")


def _end(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    process.send_signal(how)
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
