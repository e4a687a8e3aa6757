"""The command that fuzzes: it works for as long as it is told, and says what came of it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-W", "ignore", "-m", "tests.fuzz"]


def test_inputs_crashes_and_coverage_are_told() -> None:
    pytest.importorskip("atheris", reason="the extra fuzz is not installed")
    done = subprocess.run([*COMMAND, "--seconds", "5", "byline"], cwd=ROOT, capture_output=True, text=True, check=False)
    counts = re.fullmatch(r"byline +([\d,]+) inputs +0 crashes +([\d,]+) covered +[\d.]+ min\n", done.stdout)
    assert counts, done.stdout + done.stderr
    assert all(int(count.replace(",", "")) > 50 for count in counts.groups())
    assert done.returncode == 0


def test_a_target_that_there_is_not_is_told() -> None:
    done = subprocess.run([*COMMAND, "bylines"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"no target is called bylines: there are {', '.join(TARGETS)}" in done.stderr
