"""Runs `zhengwen run` and lets it be killed at a moment: ``killing.py FOLDER STATE PATH…``, one moment a line on stdin.

A line is ``STATE STAGE CALL SECONDS``: kill -9 of all that runs, so many seconds after the call number CALL of the
stage, or ``STATE -`` for a run to its end. After each run its number on the way out is printed: 0, 3, or -9.

Python, Prefect and the lexicons are loaded once; each run is a process of its own, forked from there, in a group of its
own, that shares with the others nothing but the Prefect server.
"""

import importlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

STAGES = {
    "start": "",
    "flow": "flows.ingest:load",
    "reading": "flows.ingest:patiently_read",
    "extraction": "flows.pipeline:extract",
    "validation": "flows.pipeline:validate_article",
    "writing": "flows.ledger.ledger:record_input",
    "publication": "flows.publish:write_release",
    "files": "flows.publication.release:write_files",
    "placing": "flows.publication.release:put_in_place",
    "swap": "flows.publication.release:point_latest",
    "retiring": "flows.publication.release:_retire",
}
"""Where the calls of a stage are counted; that of `start` is the run itself."""


def main(folder: Path, shared: Path, paths: list[str]) -> None:
    """Do what the lines on stdin say, one after the other."""
    from flows.prefect_home import prepare
    from flows.workers import get_ready

    os.chdir(folder)
    prepare(shared)
    for module in ("flows.cli.main", "flows.cli.running", "flows.ingest", "flows.publish"):
        importlib.import_module(module)
    get_ready()
    for line in sys.stdin:
        state, *moment = line.split()
        child = os.fork()
        if not child:
            _run(state, moment, paths)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _run(state: str, moment: list[str], paths: list[str]) -> None:
    from flows.cli.main import main as zhengwen

    os.setpgid(0, 0)
    with Path(f"{state}.log").open("ab", buffering=0) as words:
        os.dup2(words.fileno(), sys.stderr.fileno())
    os.environ |= {"ZHENGWEN_STATE": f"state-{state}", "ZHENGWEN_OUTPUT": f"output-{state}"}
    if moment != ["-"]:
        stage, call, seconds = moment
        _arm(stage, int(call), float(seconds))
    status = zhengwen(["run", *paths])
    # As at the end of a program: Prefect sends the last of its events.
    threading._shutdown()  # type: ignore[attr-defined]
    os._exit(status)


def _arm(stage: str, call: int, seconds: float) -> None:
    """Let the group be killed so many seconds after a call of a stage."""

    def strike() -> None:
        timer = threading.Timer(seconds, lambda: os.killpg(0, signal.SIGKILL))
        timer.daemon = True
        timer.start()

    if not STAGES[stage]:
        strike()
        return
    name, _, function = STAGES[stage].partition(":")
    module = importlib.import_module(name)
    setattr(module, function, _counted(getattr(module, function), call, strike))


def _counted(real: Callable[..., Any], call: int, strike: Callable[[], None]) -> Callable[..., Any]:
    calls = iter(range(1, call + 1))

    def counted(*given: Any, **named: Any) -> Any:
        if next(calls, None) == call:
            strike()
        return real(*given, **named)

    return counted


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
