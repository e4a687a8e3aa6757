"""Runs commands of `zhengwen` with a fault in each: an order a line on stdin; on stdout its process, then its end.

Python, Prefect and the lexicons are loaded once; each command is a process of its own, forked from there, in a group of
its own, that shares with the others nothing but the Prefect server. What it says goes to the file ``NAME.log``.
"""

import importlib
import json
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

STAGES = {
    "start": "",
    "flow": "flows.ingest:load",
    "knowing": "flows.ledger.ledger:incoming_hash",
    "reading": "flows.ingest:patiently_read",
    "extraction": "flows.pipeline:extract",
    "validation": "flows.pipeline:validate_article",
    "writing": "flows.ledger.ledger:record_input",
    "publication": "flows.publish:write_release",
    "files": "flows.publication.release:write_files",
    "placing": "flows.publication.release:put_in_place",
    "swap": "flows.publication.release:point_latest",
    "retiring": "flows.publication.release:_retire",
    "pushing": "flows.publication.push.push:_send",
    "calling": "flows.web.caller:Caller._once",
    "noting": "flows.publication.push.state:Pushed.note",
    "deleting": "flows.publication.push.push:_delete",
    "building": "flows.server.stores:Stores._build",
    "indexing": "flows.server.search.indexes:_build",
    "opening": "flows.server.opening:Opener._open_local",
    "changing": "flows.server.releases:Releases._change",
    "removing": "flows.server.stores:Stores.remove_unused",
}
"""Where the calls of a stage are counted; that of `start` is the command itself."""
_MODULES = ("cli.main", "cli.running", "cli.pushing", "cli.serving", "cli.keeping", "ingest", "publish")
_LOOK_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Order:
    """A command, typed in `folder`, and what happens to it at a call of a stage: nothing, if no `seconds` are given."""

    name: str
    arguments: list[str]
    folder: str
    signs: str
    """The folder in which it says what it says, and that it waits."""
    settings: dict[str, str] = field(default_factory=dict)
    stage: str = "start"
    call: int = 1
    seconds: float | None = None
    """Kill -9 so many seconds after the call."""
    group: bool = True
    """Of all that runs, or of the process alone: what it has started finds out."""
    holds: bool = False
    """Instead, wait in the call until there is a file ``NAME.go``; that it has come there is told by ``NAME.held``."""
    largest_file: int | None = None
    """In bytes, as by `ulimit -f`."""
    values: dict[str, Any] = field(default_factory=dict)
    """What waits are to be, say: constants of the program by module and name."""

    @property
    def moment(self) -> str:
        """What is needed to repeat it."""
        return f"{self.name}: {' '.join(self.arguments)}: {self.stage} {self.call} + {self.seconds} s"

    def sign(self, ending: str) -> Path:
        """Return the file ``NAME.ending``."""
        return Path(self.signs) / f"{self.name}.{ending}"

    def as_line(self) -> str:
        """Return the order as `main` reads it."""
        return json.dumps(asdict(self)) + "\n"


def main(shared: Path) -> None:
    """Do what the orders on stdin say, one after the other; Prefect's home is in the folder `shared`."""
    from flows.prefect_home import prepare
    from flows.workers import get_ready

    prepare(shared)
    for module in _MODULES:
        importlib.import_module(f"flows.{module}")
    get_ready()
    for line in sys.stdin:
        order = Order(**json.loads(line))
        child = os.fork()
        if not child:
            _run(order)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _run(order: Order) -> None:
    from flows.cli.main import main as zhengwen

    os.setpgid(0, 0)
    os.chdir(order.folder)
    with order.sign("log").open("wb", buffering=0) as words:
        os.dup2(words.fileno(), sys.stderr.fileno())
        os.dup2(words.fileno(), sys.stdout.fileno())
    os.environ |= {f"ZHENGWEN_{name}": value for name, value in order.settings.items()}
    for name, value in order.values.items():
        setattr(*_found(name), value)
    if order.largest_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (order.largest_file, order.largest_file))
    _arm(order)
    status = zhengwen(order.arguments)
    # As at the end of a program: Prefect sends the last of its events.
    threading._shutdown()  # type: ignore[attr-defined]
    os._exit(status)


def _arm(order: Order) -> None:
    """Let what the order wants happen at a call of its stage."""

    def strike() -> None:
        if order.holds:
            order.sign("held").touch()
            while not order.sign("go").exists():
                time.sleep(_LOOK_SECONDS)
        elif order.seconds is not None:
            # No daemon: a command that is done before its moment waits for it, and dies at its end.
            threading.Timer(order.seconds, lambda: _kill(order)).start()

    if not STAGES[order.stage]:
        strike()
        return
    place, function = _found(STAGES[order.stage])
    setattr(place, function, _counted(getattr(place, function), order.call, strike))


def _kill(order: Order) -> None:
    if order.group:
        os.killpg(0, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def _found(name: str) -> tuple[Any, str]:
    """Return what holds the thing called ``module:name.name``, and its last name."""
    module, _, path = name.partition(":")
    *within, last = path.split(".")
    place: Any = importlib.import_module(module)
    for each in within:
        place = getattr(place, each)
    return place, last


def _counted(real: Callable[..., Any], call: int, strike: Callable[[], None]) -> Callable[..., Any]:
    calls = iter(range(1, call + 1))

    def counted(*given: Any, **named: Any) -> Any:
        if next(calls, None) == call:
            strike()
        return real(*given, **named)

    return counted


if __name__ == "__main__":
    main(Path(sys.argv[1]))
