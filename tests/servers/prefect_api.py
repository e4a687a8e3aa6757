"""One Prefect server for many runs, which each would start their own: it is the one that `zhengwen run` starts."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
_PATIENCE = 120
_PROGRAM = """
import runpy, sys
from pathlib import Path
from flows.prefect_home import prepare
prepare(Path(sys.argv[2]))
runpy.run_module("flows.prefect_server", run_name="__main__")
"""


@contextmanager
def running(folder: Path) -> Iterator[dict[str, str]]:
    """Start a server that lives in `folder`, yield the environment of commands that report to it, and end it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "ZHENGWEN"))}
    environment = kept | {"PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    port = _free_port()
    command = [sys.executable, "-c", _PROGRAM, str(port), str(folder)]
    with (folder / "server.log").open("wb") as words:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=words, stderr=words, env=environment)
    assert process.stdin is not None
    try:
        _wait(process, f"http://127.0.0.1:{port}/api/health", folder / "server.log")
        yield environment | {"PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}
    finally:
        process.stdin.close()
        process.wait(_PATIENCE)


def _wait(process: "subprocess.Popen[bytes]", url: str, log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with suppress(OSError), opener.open(url, timeout=5):
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text(errors="replace")[-2000:] or "Prefect's server does not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
