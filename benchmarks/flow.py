"""What Prefect adds to the work, what a second process takes off it, and how much memory it takes: whole commands.

    python -m benchmarks.flow [CORPUS.jsonl.gz] [--articles 1000] [--rounds 3]

Each command is a process of its own, in an empty state folder, one after the other and the whole again in each round:
so what else the machine does meets them alike. Told are, of the best round, seconds on the clock and seconds of
processors (of all processes that a command starts), and the peak of memory of its largest process. Prefect's part is by
the clock: its server works beside the articles where there are two processors.
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
from math import inf
from pathlib import Path
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
_FIRST, _LATER = "`run`, with a server of its own, first", "`run`, with a server of its own, later"
_RUNS = (_BESIDE, _FIRST, _LATER)
_ONE, _TWO = "`ingest`, one process", "`ingest`, two processes"


@dataclass
class Cost:
    """What a command costs: in the best round, as what else the machine does only adds to it; of memory the highest."""

    clock: float = inf
    processor: float = inf
    peak: float = 0.0

    def better(self, other: "Cost") -> None:
        """Take what is better in another round."""
        self.clock = min(self.clock, other.clock)
        self.processor = min(self.processor, other.processor)
        self.peak = max(self.peak, other.peak)


@dataclass(frozen=True)
class Bench:
    """A folder with articles, where commands run."""

    folder: Path
    environment: dict[str, str]

    def run(self, cost: Cost, command: list[str], *, keep_home: bool = False) -> None:
        """Run `command` and note in `cost` what it costs; `keep_home` leaves Prefect its database from before."""
        self._clear(keep_home)
        started = time.monotonic()
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdout=quiet, stderr=quiet, start_new_session=True
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        clock = time.monotonic() - started
        if os.waitstatus_to_exitcode(status) not in (0, 3):
            raise RuntimeError(f"{' '.join(command)} failed with {status}")
        used = [usage]
        with suppress(ChildProcessError):
            while True:  # what it leaves to end by itself, such as the process from which workers are forked
                used.append(os.wait4(-process.pid, 0)[2])
        processor = sum(each.ru_utime + each.ru_stime for each in used)
        cost.better(Cost(clock, processor, max(each.ru_maxrss for each in used) / 1024))

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
    paragraph(f"Whole commands over {given.articles:,} articles, the best of {given.rounds} time(s), two workers.")
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
    server.start()
    server.wait()
    there = here | {name: os.environ[name] for name in ("PREFECT_API_URL", "NO_PROXY", "no_proxy")}
    alone, beside = Bench(folder, here), Bench(folder, there)
    in_one = Bench(folder, there | {"ZHENGWEN_TASK_RUNNER": "threads", "ZHENGWEN_WORKERS": "1"})
    costs: defaultdict[str, Cost] = defaultdict(Cost)
    for _ in range(rounds):
        alone.run(costs[_WITHOUT], [*_PLAIN, "2", "articles", "."])
        beside.run(costs[_BESIDE], [*_ZHENGWEN, "run", "articles"])
        alone.run(costs[_FIRST], [*_ZHENGWEN, "run", "articles"])
        alone.run(costs[_LATER], [*_ZHENGWEN, "run", "articles"], keep_home=True)
        in_one.run(costs[_ONE], [*_ZHENGWEN, "ingest", "articles"])
        beside.run(costs[_TWO], [*_ZHENGWEN, "ingest", "articles"])
        alone.run(costs["`extract`, one article"], [*_ZHENGWEN, "extract", "articles/000000.txt"])
    server.stop()
    return costs


def _tell(costs: dict[str, Cost]) -> None:
    base, one, two = (costs[name] for name in (_WITHOUT, _ONE, _TWO))
    head = ("", "clock, s", "processors, s", "peak of the largest process, MiB")
    rows = ((name, f"{cost.clock:.1f}", f"{cost.processor:.1f}", f"{cost.peak:.0f}") for name, cost in costs.items())
    table(head, rows)
    ratios(
        *((f"Prefect's part of {name}", 1 - base.clock / costs[name].clock, "at most 0.15") for name in _RUNS),
        ("one process ÷ two, clock", one.clock / two.clock, "at least 1.7"),
        ("one process ÷ two, were both processors theirs", 2 * one.processor / two.processor, "at least 1.7"),
    )


if __name__ == "__main__":
    main()
