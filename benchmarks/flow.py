"""What Prefect adds to the work, what a second process takes off it, and how much memory it takes: whole commands.

    python -m benchmarks.flow [CORPUS.jsonl.gz] [--articles 1000] [--rounds 3]

Each command is a process of its own, in an empty state folder, one after the other and the whole again in each round:
so what else the machine does meets them alike. Told are seconds on the clock, seconds of processors (of all processes
that a command starts), and the peak of memory of its largest process.
"""

import argparse
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
from pathlib import Path
from resource import struct_rusage
from tempfile import TemporaryDirectory

from benchmarks.articles import articles
from flows.prefect_home import prepare
from flows.prefect_server import Server

_PR_SET_CHILD_SUBREAPER = 36
_PART = 0.15
_FASTER = 1.7
_ZHENGWEN = [sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())"]
_PLAIN = [sys.executable, "-m", "benchmarks.plain"]
_WITHOUT, _ONE, _TWO = "without Prefect", "ingest, one process", "ingest, two processes"


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
        process = subprocess.Popen(
            command, cwd=self.folder, env=environment, stderr=subprocess.DEVNULL, start_new_session=True
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
    parser = argparse.ArgumentParser(description="Measure the flow beside the same work without Prefect.")
    parser.add_argument("corpus", nargs="?", type=Path, metavar="CORPUS", help="JSON Lines (default: the gold set)")
    parser.add_argument("--articles", type=int, default=1000, metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    given = parser.parse_args(arguments)
    # What a command leaves behind becomes ours, so that it is counted (Linux).
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "articles").mkdir()
        for number, each in enumerate(articles(given.corpus, given.articles)):
            (folder / "articles" / f"{number:06}.txt").write_bytes(each.raw or b"")
        _print(_measure(folder, given.rounds))


def _measure(folder: Path, rounds: int) -> dict[str, Cost]:
    here = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "ZHENGWEN"))}
    paths = os.pathsep.join(filter(None, (str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH"))))
    here |= {"PYTHONPATH": paths, "ZHENGWEN_STATE": "state", "ZHENGWEN_OUTPUT": "output", "ZHENGWEN_WORKERS": "2"}
    server = Server(prepare(folder / "shared") / "server.log")
    server.wait()
    there = here | {name: os.environ[name] for name in ("PREFECT_API_URL", "NO_PROXY", "no_proxy")}
    alone, beside = Bench(folder, here), Bench(folder, there)
    costs: defaultdict[str, Cost] = defaultdict(Cost)
    for _ in range(rounds):
        alone.run(costs[_WITHOUT], [*_PLAIN, "2", "articles", "state", "output"])
        beside.run(costs["run, a server that runs"], [*_ZHENGWEN, "run", "articles"])
        alone.run(costs["run, its own server, first"], [*_ZHENGWEN, "run", "articles"])
        alone.run(costs["run, its own server, later"], [*_ZHENGWEN, "run", "articles"], keep_home=True)
        beside.run(costs[_ONE], [*_ZHENGWEN, "ingest", "articles"], ZHENGWEN_WORKERS="1")
        beside.run(costs[_TWO], [*_ZHENGWEN, "ingest", "articles"], ZHENGWEN_TASK_RUNNER="processes")
    server.stop()
    return costs


def _print(costs: dict[str, Cost]) -> None:
    base, one, two = (costs[name] for name in (_WITHOUT, _ONE, _TWO))
    print(f"{'':27}    clock, s  processors, s  peak, MiB")
    for name, cost in costs.items():
        print(f"{name:27} {cost.clock:11.1f} {cost.processor:14.1f} {cost.peak:10.0f}")
    for name in (name for name in costs if name.startswith("run")):
        clock, processor = 1 - base.clock / costs[name].clock, 1 - base.processor / costs[name].processor
        print(
            f"Prefect's part, {name}: {clock:.1%} of the clock, {processor:.1%} of processors (promised: {_PART:.0%})"
        )
    print(f"two processes, of one: {one.clock / two.clock:.2f} times as fast (promised: {_FASTER})")
    print(f"the same from the processor time, were both processors theirs: {2 * one.processor / two.processor:.2f}")


if __name__ == "__main__":
    main()
