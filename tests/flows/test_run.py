"""`zhengwen run` as a user types it: calm, without a server, the same bytes twice, the status in the exit code."""

import os
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from tests.flows.invented import article, files, write


@dataclass
class Typed:
    """What came of a command."""

    status: int
    stdout: str
    stderr: str


def start(folder: Path, *arguments: str, output: IO[str] | None = None, **settings: str) -> "subprocess.Popen[str]":
    """Type a command; what it prints goes to `output`, or into pipes."""
    command = [sys.executable, "-c", "import sys; from flows.cli import main; sys.exit(main())", *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "ZHENGWEN"))}
    environment |= {"PYTHONPATH": str(Path(__file__).parents[2]), **settings}
    to = output or subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=to, stderr=to, text=True)


def zhengwen(folder: Path, *arguments: str, **settings: str) -> Typed:
    process = start(folder, *arguments, output=None, **settings)
    stdout, stderr = process.communicate(timeout=300)
    return Typed(process.returncode, stdout, stderr)


def servers(folder: Path) -> list[Path]:
    """Return the processes of Prefect servers that were started in `folder`: those that speak to such a log."""
    ours = (path.parents[1] for path in Path("/proc").glob("[0-9]*/fd/1") if path.resolve().name == "server.log")
    return [process for process in ours if (process / "cwd").resolve() == folder]


@dataclass
class Ran:
    """A folder in which `zhengwen run` was typed twice, and what came of it.

    The first time work is done in processes, as set, then in threads; the second time the path is an absolute one.
    """

    folder: Path
    first: Typed
    second: Typed
    before: dict[str, bytes]
    after: dict[str, bytes]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("政闻 with blanks")
    write(folder / "articles", a=article(1), b=article(2), b_copy=article(2), c_empty="")
    first = zhengwen(folder, "run", "articles")
    before = files(folder / "output")
    second = zhengwen(folder, "run", str(folder / "articles"), ZHENGWEN_TASK_RUNNER="threads")
    return Ran(folder, first, second, before, files(folder / "output"))


def test_what_was_held_back_shows_in_the_exit_status(ran: Ran) -> None:
    assert (ran.first.status, ran.second.status) == (3, 3), ran.first.stderr


def test_the_terminal_is_calm(ran: Ran) -> None:
    lines = ran.first.stderr.splitlines()
    assert ran.first.stdout == ""
    assert lines[0].startswith("Starting Prefect")
    assert "rejected: articles/c_empty.txt — empty: there is no text in it" in lines
    assert "duplicate: articles/b_copy.txt — same text as articles/b.txt" in lines
    assert "Ingested: 2 accepted, 1 duplicate, 1 rejected (0 unchanged)" in lines
    assert len(lines) <= 8


def test_a_second_run_changes_nothing_and_says_so(ran: Ran) -> None:
    assert ran.before == ran.after
    assert "Ingested: 2 accepted, 1 duplicate, 1 rejected (4 unchanged)" in ran.second.stderr
    assert "Nothing new to publish" in ran.second.stderr


def test_all_of_prefect_lives_in_the_state_folder(ran: Ran) -> None:
    assert (ran.folder / ".zhengwen" / "prefect").is_dir()
    assert sorted(path.name for path in ran.folder.iterdir()) == [".zhengwen", "articles", "output"]


def test_a_run_with_a_server_of_its_own_sends_it_no_signs_of_life(ran: Ran) -> None:
    with sqlite3.connect(ran.folder / ".zhengwen" / "prefect" / "prefect.db") as database:
        events = {event for (event,) in database.execute("SELECT event FROM events")}
    assert "prefect.flow-run.Completed" in events
    assert "prefect.flow-run.heartbeat" not in events


def test_the_other_commands_read_what_was_made(ran: Ran) -> None:
    assert "accepted            2" in zhengwen(ran.folder, "status").stdout
    held_back = zhengwen(ran.folder, "quarantine", "list")
    assert "rejected     articles/c_empty.txt: empty" in held_back.stdout
    assert "c_empty" in zhengwen(ran.folder, "quarantine", "show", "articles/c_empty.txt").stdout
    assert zhengwen(ran.folder, "quarantine", "retry").status == 3
    assert "王大明" in zhengwen(ran.folder, "query", "chairs", "王大明", "--format", "csv").stdout
    validated = zhengwen(ran.folder, "validate", "output/latest/zhengwen.ttl")
    assert (validated.status, validated.stderr) == (0, "")


@pytest.mark.parametrize("arguments", [("extract", "articles/a.txt"), ("query", "chairs"), ("status",)])
def test_reading_commands_start_at_once(ran: Ran, arguments: tuple[str, ...]) -> None:
    def seconds() -> float:
        before = os.times()
        started = time.monotonic()
        assert zhengwen(ran.folder, *arguments).status == 0
        spent = os.times()
        worked = (spent.children_user + spent.children_system) - (before.children_user + before.children_system)
        return min(worked, time.monotonic() - started)

    # Under a second is the promise, kept in benchmarks/README.md; twice that is for machines that are slow or busy.
    assert min(seconds() for _ in range(3)) < 2.0


@pytest.mark.parametrize("module", ["extracting", "querying", "validating", "evaluating", "ledgering", "status"])
def test_reading_commands_never_import_prefect(module: str) -> None:
    code = f"import sys, flows.cli.{module}, flows.pipeline; sys.exit('prefect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_killed_run_leaves_no_server_behind_and_a_rerun_ends_as_if_undisturbed(ran: Ran, tmp_path: Path) -> None:
    write(tmp_path / "articles", a=article(1), b=article(2), b_copy=article(2), c_empty="")
    process = start(tmp_path, "run", "articles")
    assert process.stderr is not None
    while not process.stderr.readline().startswith("Reading"):
        assert process.poll() is None
    assert servers(tmp_path)
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 20
    while servers(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert servers(tmp_path) == []
    assert zhengwen(tmp_path, "run", "articles").status == 3
    assert files(tmp_path / "output") == ran.before


def test_a_server_that_does_not_start_is_one_line(tmp_path: Path) -> None:
    write(tmp_path / "articles", a=article(1))
    nowhere = "sqlite+aiosqlite:////nowhere/prefect.db"
    done = zhengwen(tmp_path, "run", "articles", PREFECT_API_DATABASE_CONNECTION_URL=nowhere)
    assert done.status == 1
    assert done.stderr.splitlines()[1].startswith("error: Prefect's server did not start: see ")
    assert len(done.stderr.splitlines()) == 2


def test_where_articles_are_from_can_be_said(tmp_path: Path) -> None:
    text = article(5, "3月4日,区政府召开第5次常务会议。区长王大明主持会议并讲话,副区长李小川参加会议。")
    text = text.replace("新都区召开", "我区召开", 1).replace("新都资讯", "区融媒体中心")
    write(tmp_path / "in", unknown=text)
    typed = zhengwen(tmp_path, "run", "in")
    assert (typed.status, "1 quarantined" in typed.stderr) == (3, True)
    typed = zhengwen(tmp_path, "run", "--jurisdiction", "四川省成都市新都区", "in")
    assert (typed.status, "1 accepted" in typed.stderr) == (0, True), typed.stderr
    assert "成都市新都区人民政府区长" in (tmp_path / "output" / "latest" / "zhengwen.ttl").read_text(encoding="utf-8")
    typed = zhengwen(tmp_path, "run", "--jurisdiction", "四川省新某区", "in")
    assert (typed.status, "no division is called 四川省新某区: give its full name" in typed.stderr) == (2, True)
