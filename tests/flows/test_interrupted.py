"""Killed at any moment, or two at once: a rerun ends with the ledger and the release of an undisturbed run."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.flows.invented import article, files, ingest, open_ledger, release, write

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    contents = {f"n{number:03}": article(number) for number in range(1, 25)}
    elsewhere = article(7).replace("新都资讯", "成都日报")
    contents |= {
        "n005_copy": article(5),
        "n007_elsewhere": elsewhere,
        "z_changed": article(9).replace("批", "次"),
        "zz_empty": "",
    }
    return write(tmp_path_factory.mktemp("articles"), **contents)


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, int], dict[str, bytes]]:
    return result(tmp_path_factory.mktemp("undisturbed"), folder)


def result(state: Path, folder: Path) -> tuple[dict[str, int], dict[str, bytes]]:
    """Run to the end; return what is in the ledger and in the output folder."""
    ledger = open_ledger(state)
    ingest(ledger, [folder])
    release(ledger, state / "output")
    return {str(status): number for status, number in ledger.counts().items()}, files(state / "output")


def start(state: Path, folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.flows.worker", str(state), str(state / "output"), str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)


def test_undisturbed(undisturbed: tuple[dict[str, int], dict[str, bytes]]) -> None:
    counts, output = undisturbed
    assert counts == {"accepted": 24, "duplicate": 2, "rejected": 1, "superseded": 1}
    assert len({name.split("/")[1] for name in output if name.startswith("releases/")}) == 1
    assert {"zhengwen.ttl", "SHA256SUMS"} <= {name.rpartition("/")[2] for name in output}


@pytest.mark.parametrize("after", [0.4, 0.7, 0.9, 1.1, 1.3, 1.6])
def test_killed_and_run_again(
    tmp_path: Path, folder: Path, undisturbed: tuple[dict[str, int], dict[str, bytes]], after: float
) -> None:
    process = start(tmp_path, folder)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    latest = tmp_path / "output" / "latest"
    if latest.is_symlink():
        assert (latest / "SHA256SUMS").is_file()
    assert result(tmp_path, folder) == undisturbed


def test_two_at_once(tmp_path: Path, folder: Path, undisturbed: tuple[dict[str, int], dict[str, bytes]]) -> None:
    both = [start(tmp_path, folder), start(tmp_path, folder)]
    errors = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], errors
    assert result(tmp_path, folder) == undisturbed
