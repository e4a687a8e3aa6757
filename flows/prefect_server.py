"""A Prefect server for the time of one run, on 127.0.0.1, that ends with the run whatever ends the run.

Prefect can start one by itself, but that one outlives a killed run, and starts only after the flows are imported. Ours
starts beside the imports, and listens to a pipe: when the run is gone, the pipe closes and the server stops.
Knows how the server is called, not what it does.
"""

import atexit
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

_START_SECONDS = 120
_STARTS = 2
_STOP_SECONDS = 5
_ENVIRONMENT = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1", "PREFECT_UI_ENABLED": "0"}


class ServerError(RuntimeError):
    """The server did not start; the message says where its words are."""


class Server:
    """A server on its way; its words go to `log`."""

    def __init__(self, log: Path) -> None:
        self._log = log
        self._port = _free_port()
        log.write_bytes(b"")
        self._process = self._start()
        _pass_by_proxies()
        os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{self._port}/api"
        atexit.register(self.stop)

    def wait(self) -> None:
        """Return when the server answers; raises ServerError where it ends, or does not in time.

        One that ends is started once more: of two runs that make the same new database, one can fail.
        """
        deadline = time.monotonic() + _START_SECONDS
        starts = 1
        while not self._answers():
            ended = self._process.poll() is not None
            if (ended and starts == _STARTS) or time.monotonic() > deadline:
                raise ServerError(f"Prefect's server did not start: see {self._log}")
            if ended:
                self._process = self._start()
                starts += 1
            time.sleep(0.1)

    def stop(self) -> None:
        """Let the server end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "flows.prefect_server", str(self._port)]
        package = str(Path(__file__).parents[1])
        path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
        environment = os.environ | _ENVIRONMENT | {"PYTHONPATH": path}
        with self._log.open("ab") as words:
            return subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=words, stderr=words, env=environment, start_new_session=True
            )

    def _answers(self) -> bool:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"http://127.0.0.1:{self._port}/api/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def _pass_by_proxies() -> None:
    """Keep Prefect's client from asking a proxy of the operator's for what is on this machine."""
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), "127.0.0.1")))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _end_with_the_run() -> None:
    """Wait until the other end of the pipe is closed; then stop, at once if need be."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_STOP_SECONDS)
    os._exit(1)


def _serve(port: int) -> None:
    import uvicorn

    threading.Thread(target=_end_with_the_run, daemon=True).start()
    uvicorn.run("prefect.server.api.server:create_app", factory=True, host="127.0.0.1", port=port, log_level="error")


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
