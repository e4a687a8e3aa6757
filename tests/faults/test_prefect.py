"""Prefect's server is gone, or has no disk to write to: one line says so, and what was done is kept."""

import os
import signal
from pathlib import Path

import pytest

from tests.faults.bed import Commands, in_one_line, runner
from tests.faults.disks import mounted
from tests.flows.invented import article, write
from tests.flows.test_run import servers, start

NOWHERE = "http://127.0.0.1:9/api"


@pytest.mark.usefixtures("thorough")
def test_a_server_of_the_operator_that_is_not_there_is_one_line(commands: Commands) -> None:
    write(commands.folder / "articles", a=article(1))
    given = {"PREFECT_API_URL": NOWHERE, "PREFECT_CLIENT_MAX_RETRIES": "0"}
    with runner(commands.folder, commands.environment | given) as made:
        ended = made.run(commands.order("nowhere", "run", "articles"))
    assert in_one_line(ended, f"Prefect's server at {NOWHERE} has failed: ", "run this again"), ended.said
    assert ended.said.count("\n") == 2


def test_a_server_of_our_own_without_room_on_its_disk_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path / "articles", a=article(1))
    with mounted(tmp_path / "disk", 1) as disk:
        disk.fill(0)
        process = start(tmp_path, "run", "articles", ZHENGWEN_STATE="disk/state")
        stderr = process.communicate(timeout=60)[1]
    place = tmp_path / "disk" / "state" / "prefect"
    full = f"error: {place}: the disk is full: make room, then run this again; what was done is kept"
    assert (process.returncode, stderr.splitlines()[1:]) == (1, [full])


@pytest.mark.usefixtures("thorough")
def test_a_server_of_our_own_that_is_killed_is_one_line_and_the_next_run_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "articles", **{f"n{number}": article(number) for number in range(60)})
    process = start(tmp_path, "run", "articles", PREFECT_CLIENT_MAX_RETRIES="0")
    assert process.stderr is not None
    while not process.stderr.readline().startswith("Reading"):
        assert process.poll() is None
    for server in servers(tmp_path):
        os.kill(int(server.name), signal.SIGKILL)
    stderr = process.communicate(timeout=120)[1]
    errors = [line for line in stderr.splitlines() if line.startswith("error: ")]
    assert (process.returncode, "Traceback" in stderr) == (1, False), stderr
    assert [line.partition(" at ")[0] for line in errors] == ["error: Prefect's server"], stderr
    assert errors[0].endswith("server.log, then run this again; what was done is kept")
    again = start(tmp_path, "run", "articles")
    assert again.communicate(timeout=120)[1].splitlines()[-1].startswith("Look at ")
    assert again.returncode == 0
