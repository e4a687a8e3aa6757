"""The bed: where commands run that are disturbed, and what an undisturbed run leaves, to be compared with.

Articles in a folder and on a portal, a Prefect server for all, and processes that run commands at once. What is called
NAME has its state in ``state-NAME`` and its releases in ``output-NAME``.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from flows.cli.errors import HELD_BACK
from tests.faults.commands import Order
from tests.flows import snapshots
from tests.flows.invented import article, files, write
from tests.servers import prefect_api
from tests.sources.portal import Portal, listing, numbered, serving

KILLED = -9
RUN = ["run", "articles", "portal"]
PATIENCE = 120
"""Seconds."""
QUICK = {
    "flows.ingest:write_batch.retry_delay_seconds": [0.1, 0.1, 0.1],
    "flows.publish:make_release.retry_delay_seconds": [0.1, 0.1],
    "flows.ingest:read_again.retry_delay_seconds": [0.1, 0.1],
    "flows.ledger.engine:_WAIT_SECONDS": 1,
}
"""Waits for what passes, where it does not."""
_ARTICLES, _PAGES = 40, 8
_SOURCES = """
[[source]]
name = "portal"
lists = ["{url}/list.html"]
links = '/t\\d+\\.html$'
politeness = {{ delay = 0 }}
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit status, or the number of the signal below zero, and all that it said."""

    status: int
    said: str

    @property
    def errors(self) -> list[str]:
        """The lines that say what went wrong."""
        return [line for line in self.said.splitlines() if line.startswith("error: ")]


@dataclass(frozen=True, slots=True)
class Left:
    """What a run leaves behind."""

    ledger: dict[str, snapshots.Rows]
    release: dict[str, bytes]


@dataclass
class Running:
    """A command under way."""

    order: Order
    pid: int
    _process: "subprocess.Popen[str]"
    ended: bool = False

    def held(self) -> None:
        """Return when the command waits where its order says."""
        until = time.monotonic() + PATIENCE
        while not self.order.sign("held").exists():
            assert time.monotonic() < until, self._said()
            assert Path(f"/proc/{self.pid}").exists(), self._said()
            time.sleep(0.02)

    def let_go(self) -> None:
        """Let it go on."""
        self.order.sign("go").touch()

    def said(self, words: str) -> str:
        """Return all that it has said as soon as `words` are in it."""
        until = time.monotonic() + PATIENCE
        while words not in (said := self._said()):
            assert time.monotonic() < until, said
            time.sleep(0.02)
        return said

    def end(self) -> Ended:
        """Wait for its end."""
        assert self._process.stdout
        status = int(self._process.stdout.readline())
        self.ended = True
        return Ended(status, self._said())

    def _said(self) -> str:
        log = self.order.sign("log")
        return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""


@dataclass
class Runner:
    """A process from which commands are forked, one after the other."""

    process: "subprocess.Popen[str]"
    under_way: Running | None = None

    def start(self, order: Order) -> Running:
        """Let a command begin; one that a test which failed has left is ended."""
        self.clear_away()
        for ending in ("log", "held", "go"):
            order.sign(ending).unlink(missing_ok=True)
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(order.as_line())
        self.process.stdin.flush()
        pid = self.process.stdout.readline()
        assert pid, "the runner has ended"
        self.under_way = Running(order, int(pid), self.process)
        return self.under_way

    def run(self, order: Order) -> Ended:
        """Run a command to its end."""
        return self.start(order).end()

    def clear_away(self) -> None:
        """End what is under way, and all that it has started."""
        if self.under_way and not self.under_way.ended:
            with suppress(ProcessLookupError):
                os.killpg(self.under_way.pid, signal.SIGKILL)
            self.under_way.end()


@contextmanager
def runner(folder: Path, environment: dict[str, str]) -> Iterator[Runner]:
    """Start a process that runs commands; its own words go to the folder `folder`."""
    command = [sys.executable, "-m", "tests.faults.commands", str(folder)]
    with (folder / "runner.log").open("ab") as words:
        process = subprocess.Popen(
            command,
            cwd=prefect_api.ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
            text=True,
        )
    assert process.stdin
    made = Runner(process)
    try:
        yield made
    finally:
        made.clear_away()
        process.stdin.close()
        process.wait(PATIENCE)


@dataclass
class Commands:
    """Where commands are typed, some at once."""

    folder: Path
    environment: dict[str, str]
    runners: list[Runner]

    def order(self, name: str, *arguments: str, **settings: str) -> Order:
        """Return an order for what is called `name`; articles are made in the process in which stages are counted."""
        own = {"STATE": f"state-{name}", "OUTPUT": f"output-{name}", "TASK_RUNNER": "threads"}
        return Order(name, list(arguments or RUN), str(self.folder), str(self.folder), own | settings)

    def run(self, order: Order) -> Ended:
        """Run one command."""
        return self.runners[0].run(order)

    def start(self, order: Order) -> Running:
        """Start one command."""
        return self.runners[0].start(order)

    def each(self, orders: Sequence[Order]) -> list[Ended]:
        """Run commands that do not know of each other, as many at once as there are runners."""
        parts = [orders[start :: len(self.runners)] for start in range(len(self.runners))]
        with ThreadPoolExecutor(len(self.runners)) as pool:
            done = pool.map(lambda one, part: [(each.name, one.run(each)) for each in part], self.runners, parts)
            ended = dict(chain.from_iterable(done))
        return [ended[order.name] for order in orders]


@dataclass
class Bed(Commands):
    """Where articles are, too, and a Prefect server to report to."""

    _undisturbed: Left | None = field(default=None)

    def undisturbed(self) -> Left:
        """Return what is left by a run that nothing happens to."""
        if self._undisturbed is None:
            ended = self.run(self.order("undisturbed"))
            assert ended.status == HELD_BACK, ended.said
            self._undisturbed = self.left_by("undisturbed")
        return self._undisturbed

    def left_by(self, name: str, ledger_url: str = "") -> Left:
        """Return what runs have left behind that is called `name`."""
        return left_in(self.folder / f"state-{name}", self.folder / f"output-{name}", ledger_url)

    def torn(self, name: str) -> bool:
        """Tell whether there is a release that is not the whole one."""
        latest = self.folder / f"output-{name}" / "latest"
        return latest.is_symlink() and files(latest) != self.undisturbed().release


@contextmanager
def commands(folder: Path) -> Iterator[Commands]:
    """Make a place for commands that need neither articles nor Prefect's server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "ZHENGWEN"))}
    environment = kept | {"PYTHONPATH": str(prefect_api.ROOT), "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    with runner(folder, environment) as one:
        yield Commands(folder, environment, [one])


@contextmanager
def made(folder: Path) -> Iterator[Bed]:
    """Make a bed in an empty folder, and clear it away."""
    contents = {f"n{number:03}": article(number) for number in range(1, _ARTICLES + 1)}
    contents |= {"n005_copy": article(5), "z_changed": article(9).replace("批", "次"), "zz_empty": ""}
    write(folder / "articles", **contents)
    (folder / "shared").mkdir()
    paths = [f"/t{number}.html" for number in range(_ARTICLES + 1, _ARTICLES + _PAGES + 1)]
    portal = Portal({"/list.html": listing(*paths), "*": numbered})
    with serving(portal), prefect_api.running(folder / "shared") as environment:
        sources = folder / "sources.toml"
        sources.write_text(_SOURCES.format(url=portal.url), encoding="utf-8")
        environment |= {"ZHENGWEN_SOURCES": str(sources)}
        with runner(folder / "shared", environment) as one, runner(folder / "shared", environment) as other:
            yield Bed(folder, environment, [one, other])


def left_in(state: Path, output: Path, ledger_url: str = "") -> Left:
    """Return what a run has left in these folders, its ledger in `state` unless it is elsewhere."""
    return Left(snapshots.ledger(ledger_url or f"sqlite:///{state / 'ledger.sqlite'}"), snapshots.release(output))


def again(orders: Sequence[Order]) -> list[Order]:
    """Return the same commands without what disturbed them."""
    return [replace(order, seconds=None, holds=False, largest_file=None) for order in orders]


def in_one_line(ended: Ended, *words: str) -> bool:
    """Tell whether a command failed as it should: status 1, one line of error with all of `words`, no traceback."""
    return (
        ended.status == 1
        and len(ended.errors) == 1
        and "Traceback" not in ended.said
        and all(word in ended.errors[0] for word in words)
    )


def different(one: Left, other: Left) -> list[str]:
    """Return where two differ: tables of the ledger by name, and files of the release."""
    tables = [name for name, rows in one.ledger.items() if rows != other.ledger[name]]
    names = sorted({*one.release, *other.release})
    return tables + [name for name in names if one.release.get(name) != other.release.get(name)]
