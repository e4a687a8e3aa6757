"""docs/every-day.md is typed as it stands: a Prefect server and a ledger on PostgreSQL, a work pool, a worker, a run.

Only the addresses are others. Prefect's own programs are used, as an operator would.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.ledger import Ledger
from tests.flows.invented import article, files, write
from tests.flows.test_run import zhengwen
from tests.servers.hooks import receiving
from tests.servers.postgres import Postgres

ROOT = Path(__file__).parents[2]
BLOCKS = dict(re.findall(r"^```sh\n# (\w+)\n(.*?)^```", (ROOT / "docs" / "every-day.md").read_text(), re.M | re.S))
PATIENCE = 120


@dataclass
class Place:
    """A folder as an operator has it, with the addresses that stand for those of the document."""

    folder: Path
    port: int
    ledger: str
    database: str
    settings: dict[str, str]

    def command(self, name: str) -> str:
        """Return the block of the document that is called `name`."""
        block: str = BLOCKS[name]
        return (
            block.replace("postgresql+asyncpg://zhengwen@127.0.0.1:5432/prefect", self.database)
            .replace("postgresql+psycopg://zhengwen@127.0.0.1:5432/zhengwen", self.ledger)
            .replace("4200", str(self.port))
        )

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "ZHENGWEN"))}
        binaries = f"{self.folder / 'bin'}:{kept['PATH']}"
        ours = {"PREFECT_HOME": str(self.folder / "home"), "PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1"}
        return kept | ours | {"PATH": binaries} | self.settings

    def typed(self, name: str) -> str:
        """Type a block that ends by itself; return what it prints."""
        done = subprocess.run(
            ["bash", "-ec", self.command(name)],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def running(self, name: str) -> Iterator[None]:
        """Type a block that goes on, and end it."""
        with (self.folder / f"{name}.log").open("wb") as words:
            command = ["bash", "-ec", re.sub(r"^(?=prefect )", "exec ", self.command(name), flags=re.M)]
            process = subprocess.Popen(
                command, cwd=self.folder, env=self.environment(), stdout=words, stderr=words, start_new_session=True
            )
            try:
                yield
            finally:
                process.terminate()
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    process.kill()

    def asked(self, path: str, **body: Any) -> Any:
        """Return what the server answers."""
        answer = httpx.post(f"http://127.0.0.1:{self.port}/api{path}", json=body, trust_env=False)
        assert answer.status_code == httpx.codes.OK, answer.text
        return answer.json()

    def until(self, true: Callable[[], Any]) -> Any:
        """Return what is `true` at last."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                if found := true():
                    return found
            except httpx.TransportError:
                pass
            time.sleep(0.5)
        raise AssertionError("\n".join(path.read_text(errors="replace")[-3000:] for path in self.folder.glob("*.log")))

    def runs(self, flow: str, state: str) -> list[dict[str, Any]]:
        wanted = {"state": {"type": {"any_": [state]}}}
        found: list[dict[str, Any]] = self.asked(
            "/flow_runs/filter", flow_runs=wanted, flows={"name": {"any_": [flow]}}
        )
        return found


@pytest.fixture(scope="module")
def place(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """An operator's folder, with a server that has been deployed to, and a worker."""
    folder = tmp_path_factory.mktemp("walk")
    (folder / "bin").mkdir()
    program = folder / "bin" / "prefect"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m prefect "$@"\n')
    program.chmod(0o755)
    shutil.copy(ROOT / "prefect.yaml", folder)
    (folder / "docs").mkdir()
    write(folder / "seeds", a=article(1), b=article(2), headline="只有标题")
    (folder / ".env").write_text("ZHENGWEN_TITLE=Read from .env\nZHENGWEN_TASK_RUNNER=processes\n")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {"ZHENGWEN_ALERT_COMMAND": f"tee {folder / 'heard'}"}
    there = Place(folder, port, postgres.create("zhengwen"), postgres.create("prefect", "asyncpg"), settings)
    with there.running("server"):
        there.until(lambda: httpx.get(f"http://127.0.0.1:{port}/api/health", trust_env=False).status_code == 200)
        there.typed("deploy")
        with there.running("worker"):
            yield there


@pytest.fixture(scope="module")
def printed(place: Place) -> str:
    """What the document's run prints, once publish has followed it."""
    words = place.typed("run")
    place.until(lambda: place.runs("publish", "COMPLETED"))
    return words


def test_the_schedules_are_those_of_the_morning_and_do_not_overlap(place: Place) -> None:
    deployed = {each["name"]: each for each in place.asked("/deployments/filter")}
    told = {
        name: (
            [(each["schedule"]["cron"], each["schedule"]["timezone"]) for each in deployment["schedules"]],
            deployment["global_concurrency_limit"]["limit"],
            deployment["concurrency_options"]["collision_strategy"],
        )
        for name, deployment in deployed.items()
    }
    assert told == {
        "ingest": ([("30 6 * * *", "Asia/Shanghai")], 1, "CANCEL_NEW"),
        "publish": ([("30 12 * * *", "Asia/Shanghai")], 1, "ENQUEUE"),
    }
    planned = place.until(lambda: place.runs("ingest", "SCHEDULED"))
    assert all("T22:30:00" in run["next_scheduled_start_time"] for run in planned)  # 06:30 in China


def test_the_run_tells_at_a_glance_what_happened(place: Place, printed: str) -> None:
    assert "2 accepted, 1 rejected" in printed
    (run,) = place.runs("ingest", "COMPLETED")
    assert re.fullmatch(r"ingest \d{4}-\d\d-\d\d \d\d:\d\d · 1 path", run["name"])
    tasks = {task["name"] for task in place.asked("/task_runs/filter")}
    assert "batch 1: 3 articles" in tasks
    (left,) = place.asked("/artifacts/filter", artifacts={"key": {"any_": ["publish"]}})
    assert "| zhengwen.ttl |" in left["data"]
    assert left["description"].startswith("Published: release r-")


def test_the_ledger_on_postgresql_has_the_articles(place: Place, printed: str) -> None:
    assert Ledger(place.ledger).counts() == {"accepted": 2, "rejected": 1}


def test_the_release_is_the_one_that_the_command_makes(place: Place, printed: str, tmp_path: Path) -> None:
    shutil.copytree(place.folder / "seeds", tmp_path / "seeds")
    assert zhengwen(tmp_path, "run", "seeds", ZHENGWEN_TITLE="Read from .env").status == 3
    assert files(place.folder / "output") == files(tmp_path / "output")


def test_a_run_that_fails_is_told_and_the_next_one_runs(place: Place, printed: str) -> None:
    done = subprocess.run(
        [
            "bash",
            "-ec",
            "prefect deployment run ingest/ingest --watch",
        ],  # no source is enabled, so there is nothing to read
        cwd=place.folder,
        env=place.environment() | {"PREFECT_API_URL": f"http://127.0.0.1:{place.port}/api"},
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    heard = place.until((place.folder / "heard").exists) and (place.folder / "heard").read_text()
    assert re.match(r"ingest .*: Failed\n\n", heard)
    assert "no source is enabled" in heard
    assert "2 accepted" in place.typed("run")


def test_the_automations_of_the_document_act_on_alarms(place: Place) -> None:
    with receiving() as received:
        block = _webhook(place, received.url)
        text = (ROOT / "docs" / "automations.yaml").read_text().replace("00000000-0000-0000-0000-000000000000", block)
        (place.folder / "docs" / "automations.yaml").write_text(text)
        place.typed("automations")
        resource = {"prefect.resource.id": "zhengwen.source.xindu", "prefect.resource.name": "xindu: nothing"}
        code = f"from prefect.events import emit_event; emit_event('zhengwen.alarm.nothing', {resource})"
        subprocess.run(
            [sys.executable, "-c", code], env=place.environment() | _api(place), check=True, timeout=PATIENCE
        )
        assert json.loads(place.until(lambda: received.bodies)[0]) == {"text": "xindu: nothing"}


def _webhook(place: Place, url: str) -> str:
    code = f"from prefect.blocks.webhook import Webhook; print(Webhook(url='{url}').save('operator', overwrite=True))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=place.environment() | _api(place), capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def _api(place: Place) -> dict[str, str]:
    return {"PREFECT_API_URL": f"http://127.0.0.1:{place.port}/api", "DO_NOT_TRACK": "1"}
