"""Past one process and one machine: Dask and PostgreSQL, several commands at once. One result, the same bytes."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from distributed import LocalCluster

from flows.cli.errors import DONE, HELD_BACK, USAGE
from tests.flows import snapshots
from tests.flows.invented import article, write
from tests.servers import prefect_api
from tests.servers.postgres import Postgres

GOLD = sorted((Path(__file__).parents[1] / "gold").rglob("*.txt"))
WITH_TWO_WORKERS = 4
"""Beside the workers, the process from which they are forked, and Python's own that tidies up after them."""
COMMAND = [sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())"]


@dataclass
class Office:
    """Where commands are typed: beside articles, with a Prefect server for all of them."""

    folder: Path
    environment: dict[str, str]

    def start(self, name: str, *arguments: str, **settings: str) -> "subprocess.Popen[str]":
        """Start a command whose state and output are called `name`."""
        own = {"STATE": f"state-{name}", "OUTPUT": f"output-{name}"} | settings
        environment = self.environment | {f"ZHENGWEN_{key}": value for key, value in own.items()}
        return subprocess.Popen(
            [*COMMAND, *arguments], cwd=self.folder, env=environment, stderr=subprocess.PIPE, text=True
        )

    def left_by(self, name: str, ledger_url: str = "") -> "Left":
        url = ledger_url or f"sqlite:///{self.folder / f'state-{name}' / 'ledger.sqlite'}"
        return Left(snapshots.ledger(url), snapshots.release(self.folder / f"output-{name}"))


@dataclass
class Left:
    """What commands leave behind."""

    ledger: dict[str, snapshots.Rows]
    release: dict[str, bytes]


def finish(*processes: "subprocess.Popen[str]", status: int = HELD_BACK) -> list[str]:
    """Wait for commands that must end with `status`; return what they said."""
    said = [process.communicate(timeout=300)[1] for process in processes]
    assert [process.returncode for process in processes] == [status] * len(processes), said
    return said


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    for number, path in enumerate(GOLD):
        half = folder / "gold" / ("one" if number % 2 else "other")
        half.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, half)
    numbered = {f"n{number:03}": article(number) for number in range(1, 61)}
    write(folder / "few", **numbered, n005_copy=article(5), z_changed=article(9).replace("批", "次"), zz_empty="")
    with prefect_api.running(folder) as environment:
        yield Office(folder, environment)


@pytest.fixture(scope="module")
def gold(office: Office) -> Left:
    """Return what one command leaves that works by itself, one batch after the other."""
    finish(office.start("gold", "run", "gold", WORKERS="1"))
    return office.left_by("gold")


@pytest.fixture(scope="module")
def few(office: Office) -> Left:
    finish(office.start("few", "run", "few", WORKERS="1"))
    return office.left_by("few")


def test_two_dask_workers_make_the_same_ledger_and_the_same_release(office: Office, gold: Left) -> None:
    assert len(gold.ledger["versions"]) > 150
    [said] = finish(office.start("dask", "run", "gold", TASK_RUNNER="dask", WORKERS="2"))
    assert office.left_by("dask") == gold
    assert "distributed" not in said
    assert (office.folder / "state-dask" / "dask").is_dir()  # it was used, and leaves its files nowhere else
    assert not (office.folder / "dask-scratch-space").exists()


def test_a_scheduler_is_used_by_its_address(office: Office, few: Left) -> None:
    with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:  # type: ignore[no-untyped-call]
        finish(office.start("scheduler", "run", "few", TASK_RUNNER=cluster.scheduler_address))
    assert office.left_by("scheduler") == few


def test_three_writers_on_postgresql_lose_nothing_and_double_nothing(
    office: Office, gold: Left, postgres: Postgres
) -> None:
    url = postgres.create("writers")
    # Two read the same, a third half of that from the other end; one of them is given to worker processes.
    finish(
        office.start("one", "ingest", "gold", LEDGER_URL=url, TASK_RUNNER="processes", WORKERS="2"),
        office.start("two", "ingest", "gold", LEDGER_URL=url),
        office.start("three", "ingest", "gold/other", LEDGER_URL=url),
    )
    finish(office.start("postgres", "run", "gold", LEDGER_URL=url))
    assert office.left_by("postgres", url) == gold


def test_two_runs_at_once_on_one_sqlite_ledger_end_as_one(office: Office, few: Left) -> None:
    said = finish(*(office.start("runs", "run", "few") for _ in range(2)))
    assert office.left_by("runs") == few
    assert all("error" not in each for each in said)


def test_two_ingests_at_once_on_one_sqlite_ledger_end_as_one(office: Office, few: Left) -> None:
    finish(*(office.start("ingests", "ingest", "few", TASK_RUNNER="processes", WORKERS="2") for _ in range(2)))
    finish(office.start("ingests", "publish"), status=DONE)
    assert office.left_by("ingests") == few


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_killed_run_leaves_no_worker_process_behind(office: Office) -> None:
    process = office.start("killed", "ingest", "gold", TASK_RUNNER="processes", WORKERS="2")
    assert process.stderr is not None
    while not process.stderr.readline().startswith("Reading"):
        assert process.poll() is None
    until = time.monotonic() + 60
    while len(started := descendants(process.pid)) < WITH_TWO_WORKERS and time.monotonic() < until:
        time.sleep(0.1)
    assert len(started) == WITH_TWO_WORKERS
    process.kill()
    process.communicate()
    while any(path.exists() for path in started) and time.monotonic() < until:
        time.sleep(0.1)
    assert [path for path in started if path.exists()] == []


def descendants(process: int) -> list[Path]:
    """Return the processes in /proc that `process` has started, and those that they have."""
    children = [
        int(each)
        for path in Path(f"/proc/{process}/task").iterdir()
        for each in (path / "children").read_text().split()
    ]
    return [Path(f"/proc/{each}") for each in children] + [path for each in children for path in descendants(each)]


def test_without_the_extra_dask_is_refused_before_anything_starts(tmp_path: Path) -> None:
    without = "import sys; sys.modules['prefect_dask'] = None; from flows.cli import main; sys.exit(main(['ingest']))"
    environment = os.environ | {"PYTHONPATH": str(prefect_api.ROOT), "ZHENGWEN_TASK_RUNNER": "dask"}
    done = subprocess.run(
        [sys.executable, "-c", without], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == USAGE
    assert done.stderr == "error: ZHENGWEN_TASK_RUNNER=dask needs the extra `dask`: pip install 'zhengwen[dask]'\n"
    assert list(tmp_path.iterdir()) == []


def test_a_scheduler_elsewhere_needs_a_prefect_server_that_its_workers_reach(office: Office) -> None:
    here = {name: value for name, value in office.environment.items() if name != "PREFECT_API_URL"}
    started = Office(office.folder, here).start("nowhere", "run", "few", TASK_RUNNER="tcp://198.51.100.7:8786")
    [said] = finish(started, status=USAGE)
    assert said.startswith("error: ZHENGWEN_TASK_RUNNER=tcp://198.51.100.7:8786 needs a Prefect server in PREFECT_API")
    assert len(said.splitlines()) == 1
