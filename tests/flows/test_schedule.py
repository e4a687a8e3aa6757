"""`zhengwen schedule` as a user types it: on time, publishing what it ingests, calm at its end, whole after a kill."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.flows.test_run import start, zhengwen
from tests.sources.portal import Answer, Portal, listing, numbered, serving

ROOT = Path(__file__).parents[2]
PATIENCE = 180
SOURCES = """
[[source]]
name = "longqiao"
lists = ["{url}/list.html"]
links = '/t\\d+\\.html$'
politeness = {{ delay = 0 }}
"""


@dataclass
class Schedule:
    """A schedule that is under way, and what it has said."""

    folder: Path
    process: "subprocess.Popen[str]"

    @property
    def said(self) -> str:
        return (self.folder / "said").read_text(encoding="utf-8")

    def wait_for(self, pattern: str) -> str:
        """Return what is said that `pattern` fits."""
        deadline = time.monotonic() + PATIENCE
        while not (found := re.search(pattern, self.said)):
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.2)
        return found[0]


@contextmanager
def begun(folder: Path, **settings: str) -> Iterator[Schedule]:
    """A schedule in `folder`, its words in a file; none stays at work, also where the test fails."""
    with (folder / "said").open("w") as words:
        process = start(folder, "schedule", output=words, ZHENGWEN_SOURCES="sources.toml", **settings)
    try:
        yield Schedule(folder, process)
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def left_behind(folder: Path) -> list[str]:
    """Return the commands of the processes that work in `folder`."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if (path / "cwd").resolve() == folder and path.name != str(os.getpid()):
                found.append((path / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def gone(folder: Path) -> bool:
    """Tell whether nothing works in `folder` any more, after a while at most."""
    deadline = time.monotonic() + 30
    while left_behind(folder) and time.monotonic() < deadline:
        time.sleep(0.2)
    return not left_behind(folder)


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    with serving(Portal({"/list.html": listing("/t1.html", "/t2.html"), "*": numbered})) as served:
        yield served


@pytest.fixture(scope="module")
def folder(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An operator's folder, with a schedule of its own: every minute."""
    made = tmp_path_factory.mktemp("schedule")
    every_minute = (ROOT / "prefect.yaml").read_text(encoding="utf-8").replace("30 6 * * *", '"* * * * *"')
    (made / "prefect.yaml").write_text(every_minute, encoding="utf-8")
    (made / "sources.toml").write_text(SOURCES.format(url=portal.url), encoding="utf-8")
    return made


def test_it_ingests_on_time_publishes_and_ends_when_it_is_told_to(folder: Path) -> None:
    with begun(folder, ZHENGWEN_METRICS_PORT=str(free_port())) as schedule:
        metrics = schedule.wait_for(r"(?<=had at )http://127\.0\.0\.1:\d+/metrics")
        pages = schedule.wait_for(r"(?<=seen at )http://127\.0\.0\.1:\d+")
        assert "<title>" in httpx.get(pages, trust_env=False, follow_redirects=True).text
        schedule.wait_for(r"Next: ingest [-\d]+ \d\d:\d\d, publish [-\d]+ 12:30 \(Asia/Shanghai\)\n")
        schedule.wait_for(r"Ingested: 2 accepted \(0 unchanged\)\n")
        schedule.wait_for(r"Published: release r-\w+ of 2 articles")
        assert 'zhengwen_articles{status="accepted"} 2.0' in httpx.get(metrics, trust_env=False).text
        second = zhengwen(folder, "schedule", ZHENGWEN_SOURCES="sources.toml")
        assert re.fullmatch(r"error: a schedule is at work already with .*\.zhengwen: end it first\n", second.stderr)
        schedule.process.send_signal(signal.SIGTERM)
        assert schedule.process.wait(30) == 0
        assert schedule.said.endswith("Ended: what was at work goes on in the next run\n")
        assert gone(folder), left_behind(folder)


def test_killed_at_work_it_leaves_nothing_behind_and_goes_on_at_the_next_start(folder: Path, portal: Portal) -> None:
    portal.routes["/list.html"] = listing("/t3.html", "/t4.html")
    portal.routes["/t4.html"] = Answer("too late", 503, pause=2)
    with begun(folder) as schedule:
        schedule.wait_for("2 new articles on 1 list page")
        schedule.process.kill()
        schedule.process.wait()
        assert gone(folder), left_behind(folder)
    portal.routes["/t4.html"] = numbered("/t4.html")
    with begun(folder) as schedule:
        schedule.wait_for("1 run had not come to an end when the schedule did")
        # A slot that the lost run still held would let none begin.
        schedule.wait_for(r"Ingested: 4 accepted|Ingested: 2 accepted \(0 unchanged\)")
        schedule.wait_for(r"Published: release r-\w+ of 4 articles")
        schedule.process.send_signal(signal.SIGINT)
        assert schedule.process.wait(30) == 0


def test_without_a_source_it_says_what_to_do_at_once(tmp_path: Path) -> None:
    done = zhengwen(tmp_path, "schedule")
    assert done.status == 1
    assert re.fullmatch(
        r"error: no source is enabled in .*sources\.toml: enable one, .*`zhengwen sources add`\n", done.stderr
    )


def test_a_broken_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "prefect.yaml").write_text("deployments: [", encoding="utf-8")
    done = zhengwen(tmp_path, "schedule")
    assert done.status == 1
    assert re.fullmatch(r"error: prefect\.yaml cannot be used: ParserError: .*\n", done.stderr)
