"""What Prefect adds to the work, what a second process takes off it, and how much memory it takes: whole commands.

    python -m benchmarks.flow [CORPUS.jsonl.gz] [--articles 1000] [--rounds 3]

Each command is a process of its own, in an empty state folder, one after the other and the whole again in each round:
so what else the machine does meets them alike. Told are seconds on the clock, seconds of processors (of all processes
that a command starts), and the peak of memory of its largest process.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from resource import struct_rusage
from tempfile import TemporaryDirectory

from benchmarks.articles import growing
from benchmarks.options import at_least, parser
from benchmarks.report import heading, paragraph, ratios, table
from benchmarks.work import environment
from flows.prefect_home import prepare
from flows.prefect_server import Server

_PR_SET_CHILD_SUBREAPER = 36
_ZHENGWEN = [sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())"]
_PLAIN = [sys.executable, "-m", "benchmarks.plain"]
_WITHOUT, _BESIDE = "the work of `run` without Prefect", "`run`, beside a server that runs"
_ONE, _TWO = "`ingest`, one process", "`ingest`, two processes"


@dataclass
class Cost:
    """What a command costs, added up over the rounds; of memory the highest."""

    clock: float = 0.0
    processor: float = 0.0
    peak: float = 0.0

    def add(self, usage: struct_rusage, clock: float = 0.0) -> None:
        """Add what one process used, and those that it waited for."""
        self.clock += clock
        self.processor += usage.ru_utime + usage.ru_stime
        self.peak = max(self.peak, usage.ru_maxrss / 1024)


@dataclass(frozen=True)
class Bench:
    """A folder with articles, where commands run."""

    folder: Path
    environment: dict[str, str]

    def run(self, cost: Cost, command: list[str], *, keep_home: bool = False, **settings: str) -> None:
        """Run `command` and add what it costs; `keep_home` leaves Prefect its database from the run before."""
        self._clear(keep_home)
        started = time.monotonic()
        environment = self.environment | settings
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            command, cwd=self.folder, env=environment, stdout=quiet, stderr=quiet, start_new_session=True
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        cost.add(usage, time.monotonic() - started)
        if os.waitstatus_to_exitcode(status) not in (0, 3):
            raise RuntimeError(f"{' '.join(command)} failed with {status}")
        with suppress(ChildProcessError):
            while True:  # what it leaves to end by itself, such as the process from which workers are forked
                cost.add(os.wait4(-process.pid, 0)[2])

    def _clear(self, keep_home: bool) -> None:
        for path in (self.folder / "state").glob("*"):
            if path.name != "prefect":
                path.unlink()
            elif not keep_home:
                shutil.rmtree(path)
        (self.folder / "state").mkdir(exist_ok=True)
        shutil.rmtree(self.folder / "output", ignore_errors=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    known = parser("Measure the flow beside the same work without Prefect.", 1000)
    known.add_argument("--rounds", type=at_least(1), default=3, metavar="N", help="how often (default: 3)")
    given = known.parse_args(arguments)
    heading("What Prefect adds, and what a second process gains")
    paragraph(f"Whole commands over {given.articles:,} articles, {given.rounds} time(s) in turn, two workers.")
    # What a command leaves behind becomes ours, so that it is counted (Linux).
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "articles").mkdir()
        for number, each in enumerate(islice(growing(given.corpus), given.articles)):
            (folder / "articles" / f"{number:06}.txt").write_bytes(each.raw or b"")
        _tell(_measure(folder, given.rounds))


def _measure(folder: Path, rounds: int) -> dict[str, Cost]:
    here = environment() | {"ZHENGWEN_STATE": "state", "ZHENGWEN_OUTPUT": "output", "ZHENGWEN_WORKERS": "2"}
    server = Server(prepare(folder / "shared") / "server.log")
    server.wait()
    there = here | {name: os.environ[name] for name in ("PREFECT_API_URL", "NO_PROXY", "no_proxy")}
    alone, beside = Bench(folder, here), Bench(folder, there)
    costs: defaultdict[str, Cost] = defaultdict(Cost)
    for _ in range(rounds):
        alone.run(costs[_WITHOUT], [*_PLAIN, "2", "articles", "."])
        beside.run(costs[_BESIDE], [*_ZHENGWEN, "run", "articles"])
        alone.run(costs["`run`, with a server of its own, first"], [*_ZHENGWEN, "run", "articles"])
        alone.run(costs["`run`, with a server of its own, later"], [*_ZHENGWEN, "run", "articles"], keep_home=True)
        beside.run(costs[_ONE], [*_ZHENGWEN, "ingest", "articles"], ZHENGWEN_WORKERS="1")
        beside.run(costs[_TWO], [*_ZHENGWEN, "ingest", "articles"], ZHENGWEN_TASK_RUNNER="processes")
        alone.run(costs["`extract`, one article"], [*_ZHENGWEN, "extract", "articles/000000.txt"])
    server.stop()
    return costs


def _tell(costs: dict[str, Cost]) -> None:
    base, beside, one, two = (costs[name] for name in (_WITHOUT, _BESIDE, _ONE, _TWO))
    head = ("", "clock, s", "processors, s", "peak of the largest process, MiB", "Prefect's part of processors")
    parts = {name: f"{1 - base.processor / cost.processor:.1%}" for name, cost in costs.items() if "`run`," in name}
    rows = (
        (name, f"{cost.clock:.1f}", f"{cost.processor:.1f}", f"{cost.peak:.0f}", parts.get(name, ""))
        for name, cost in costs.items()
    )
    table(head, rows)
    ratios(
        ("Prefect's part of `run`, beside a server that runs", 1 - base.processor / beside.processor, "at most 0.15"),
        ("one process ÷ two, clock", one.clock / two.clock, "at least 1.7"),
        ("one process ÷ two, were both processors theirs", 2 * one.processor / two.processor, "at least 1.7"),
    )


if __name__ == "__main__":
    main()
