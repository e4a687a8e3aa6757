"""A Prefect server for the time of one run, or of a schedule, on 127.0.0.1, that ends with it whatever ends it.

Prefect can start one by itself, but that one outlives a killed run, and loads all again that the run has loaded. Ours
is forked, so that it has what its parent has of Prefect; when the run is gone, the server stops.
Knows how the server is called, not what it does.
"""

import atexit
import os
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from flows.faults import fault_of, in_a_line
from flows.garbage import collect_rarely, loading

_START_SECONDS = 120
_STARTS = 2
_STOP_SECONDS = 5
_FOR_ONE_RUN = {"PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1", "PREFECT_UI_ENABLED": "0"}
_USUAL_PORT = 4200


class ServerError(RuntimeError):
    """The server did not start; the message says why, or where its words are."""


class Server:
    """A server to be started; its words go to `log`. One with `pages` serves them too, and does what schedules need.

    From here on, Prefect is at its address for all who import it. Raises OSError where nothing can be written to the
    folder of `log`, in which it lives.
    """

    def __init__(self, log: Path, *, pages: bool = False) -> None:
        self._log = log
        self._environment = _with_pages(log.parent) if pages else _FOR_ONE_RUN
        self._port = _free_port(_USUAL_PORT if pages else 0)
        if fault := fault_of(log.parent):
            raise fault
        log.write_bytes(b"")
        _pass_by_proxies()
        os.environ["PREFECT_API_URL"] = f"{self.url}/api"
        self._process: BaseProcess | None = None

    @property
    def url(self) -> str:
        """The address of its pages."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def ended(self) -> bool:
        """Tell whether the server has ended, or was never started."""
        return self._process is None or not self._process.is_alive()

    def start(self) -> None:
        """Let the server start, unless it has been; where this process has one thread, with all that it has loaded."""
        if self._process is None:
            self._process = self._started()
            atexit.register(self.stop)

    def wait(self) -> None:
        """Return when the server answers; raises ServerError where it ends, or does not in time.

        One that ends is started once more: of two runs that make the same new database, one can fail.
        """
        deadline = time.monotonic() + _START_SECONDS
        starts = 1
        while not self._answers():
            ended = self.ended
            if (ended and starts == _STARTS) or time.monotonic() > deadline:
                raise ServerError(f"Prefect's server did not start: {why(self._log)}")
            if ended:
                self._process = self._started()
                starts += 1
            time.sleep(0.1)

    def stop(self) -> None:
        """Let the server end, and end it where it does not within seconds."""
        assert self._process is not None
        self._process.terminate()
        self._process.join(_STOP_SECONDS)
        self._process.kill()
        self._process.join()

    def _started(self) -> BaseProcess:
        # A fork has one thread: what others hold at that moment is never let go in it. Elsewhere than on Linux the
        # libraries of the system forbid it.
        forked = sys.platform == "linux" and threading.active_count() == 1
        context = get_context("fork") if forked else get_context("spawn")
        given = (self._port, self._log, self._environment)
        process = context.Process(target=_serve, args=given, name="Prefect's server", daemon=True)
        process.start()
        return process

    def _answers(self) -> bool:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(f"{self.url}/api/health", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def why(log: Path) -> str:
    """Return what keeps a server from its work that lives in the folder of `log`: the disk, or what its log says."""
    fault = fault_of(log.parent)
    return in_a_line(fault) if fault else f"see {log}, then run this again; what was done is kept"


def _pass_by_proxies() -> None:
    """Keep Prefect's client from asking a proxy of the operator's for what is on this machine."""
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, (os.environ.get(name), "127.0.0.1")))


def _with_pages(home: Path) -> dict[str, str]:
    """Return what lets a server have pages: Prefect copies them, and not where the program is installed."""
    return {"PREFECT_UI_ENABLED": "1", "PREFECT_UI_STATIC_DIRECTORY": str(home / "pages")}


def _free_port(wanted: int) -> int:
    """Return `wanted`, or any other port where that is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            return _free_port(0)
        return int(probe.getsockname()[1])


def _serve(port: int, log: Path, environment: Mapping[str, str]) -> None:
    """Serve until the parent ends, or lets this end; what is typed at its terminal reaches the parent alone."""
    os.setsid()
    threading.Thread(target=_end_with_the_parent, daemon=True).start()
    with log.open("ab") as words:
        for stream in (1, 2):
            os.dup2(words.fileno(), stream)
    os.environ |= environment
    import uvicorn

    app = "prefect.server.api.server:create_app"
    config = uvicorn.Config(app, factory=True, host="127.0.0.1", port=port, log_level="error")
    with loading():
        config.load()
    collect_rarely()
    uvicorn.Server(config).run()


def _end_with_the_parent() -> None:
    parent = parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_STOP_SECONDS)
    os._exit(1)
