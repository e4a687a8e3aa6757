"""`zhengwen schedule`: a Prefect server and a worker on this machine, which run what `prefect.yaml` says.

It starts both, deploys, tells when runs are due, and watches until it is told to end. With PREFECT_API_URL the server
is that one. What a run does is told by the flows; that runs do not overlap is Prefect's.
"""

import argparse
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import yaml

from flows import children, resources
from flows.cli.errors import DONE, CommandError
from flows.notifying import notify
from flows.prefect_home import prepare
from flows.prefect_server import Server
from flows.prefect_worker import STOP_SECONDS
from flows.progress import say
from flows.settings import Settings, load
from flows.sources.config import enabled_names
from flows.wording import counted

_FILE = "prefect.yaml"
_LOOK_SECONDS = 1.0
_MARGIN = 5.0
"""Seconds that a worker has beyond those after which it ends itself."""
_ASK_SECONDS = 15.0
"""Also how long the server is given to plan the first runs."""


class _EndedError(Exception):
    """The schedule is told to end."""


def schedule(_given: argparse.Namespace) -> int:
    """Run what is due until SIGTERM or SIGINT comes."""
    settings = load()
    file = _deployments_file()
    pool = _pool(file, settings)
    home = prepare(settings.state, scheduled=True)
    with _until_told_to_end(), _alone(home), ExitStack() as stack:
        _show_metrics(settings)
        server = _server(home)
        if server:
            stack.callback(server.stop)
        _deploy(file, pool, home / "deploy.log", own=server is not None)
        worker = _start_worker(pool, home / "worker.log")
        stack.callback(children.stop, worker, STOP_SECONDS + _MARGIN)
        _watch(pool, worker, server, settings)
    say("Ended: what was at work goes on in the next run")
    return DONE


def _deployments_file() -> Path:
    """Return the operator's file in the working folder, else the project's own."""
    return Path(_FILE) if Path(_FILE).is_file() else resources.file(_FILE)


def _pool(file: Path, settings: Settings) -> str:
    """Return the name of the work pool that `file` uses; raises an error where there would be nothing to read."""
    try:
        deployments: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))["deployments"]
        pools = {deployment["work_pool"]["name"] for deployment in deployments}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        raise CommandError(f"{file} cannot be used: {type(error).__name__}: {' '.join(str(error).split())}") from None
    if len(pools) != 1:
        raise CommandError(
            f"{file}: the deployments must be of one work pool, not {', '.join(sorted(pools)) or 'none'}"
        )
    for deployment in deployments:
        parameters = deployment.get("parameters") or {}
        if "portals" in parameters and parameters["portals"] is None:
            enabled_names(settings.sources)
    return str(pools.pop())


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Keep a second schedule from the same Prefect: it would take the runs of the first for lost."""
    with (home / "schedule.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError(f"a schedule is at work already with {home.parent}: end it first") from None
        yield


@contextmanager
def _until_told_to_end() -> Iterator[None]:
    """Let SIGTERM and SIGINT end what is done within, once."""

    def end(_number: int, _frame: FrameType | None) -> None:
        for number in before:
            signal.signal(number, signal.SIG_IGN)
        raise _EndedError

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        with suppress(_EndedError):
            yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _show_metrics(settings: Settings) -> None:
    """Show how ledger and release stand where the settings name a port for it."""
    if settings.metrics_port is None:
        return
    from flows.metrics import serve_metrics

    try:
        serve_metrics(settings.metrics_port, settings)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CommandError(f"ZHENGWEN_METRICS_PORT={settings.metrics_port} cannot be used: {reason}") from None
    say(f"Metrics can be had at http://127.0.0.1:{settings.metrics_port}/metrics", "metrics")


def _server(home: Path) -> Server | None:
    """Start the server, unless another one is named."""
    if url := os.environ.get("PREFECT_API_URL"):
        say(f"Prefect's server is {url}")
        return None
    say("Starting Prefect's server (10 to 30 seconds)")
    server = Server(home / "server.log", pages=True)
    server.start()
    server.wait()
    say(f"Runs and what they did can be seen at {server.url}")
    return server


def _deploy(file: Path, pool: str, log: Path, *, own: bool) -> None:
    """Let the server know what is to be run when; where it is our `own`, nothing is at work, whatever it remembers."""
    from flows.schedule import end_lost_runs

    if own and (lost := end_lost_runs()):
        say(f"{counted(lost, 'run')} had not come to an end when the schedule did")
    commands = (["work-pool", "create", pool, "--type", "process"],
                ["--no-prompt", "deploy", "--all", "--prefect-file", str(file)])  # fmt: skip
    with log.open("wb") as words:
        # That the pool is there already is no mistake; that it is not there is one of the second command.
        for command in commands:
            done = subprocess.run([sys.executable, "-m", "prefect", *command], stdout=words, stderr=words, check=False)
    if done.returncode:
        raise CommandError(f"{file} cannot be deployed: see {log}")


def _start_worker(pool: str, log: Path) -> "subprocess.Popen[bytes]":
    with log.open("wb") as words:
        return children.start("flows.prefect_worker", pool, words=words)


def _watch(pool: str, worker: "subprocess.Popen[bytes]", server: Server | None, settings: Settings) -> None:
    """Tell when runs are due, again whenever that changes; raises an error where server or worker end by themselves."""
    from flows.schedule import due

    told, asked = "", time.monotonic()
    while True:
        for ended, what in ((server is not None and server.ended, "server"), (worker.poll() is not None, "worker")):
            if ended:
                message = f"Prefect's {what} has ended: see {settings.state / 'prefect' / what}.log"
                notify(settings.alert_command, f"zhengwen schedule has ended\n\n{message}\n")
                raise CommandError(message)
        if time.monotonic() - asked >= _ASK_SECONDS:
            asked = time.monotonic()
            if (line := due(pool)) and line != told:
                say(f"Next: {line}")
                told = line
        time.sleep(_LOOK_SECONDS)
