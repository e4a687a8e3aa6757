"""Tools that nobody here wrote: where they are, and what they print.

Where one is missing, a test is skipped with that reason; on the machine that decides (CI=true) it fails.
"""

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import pytest

HERE = Path(__file__).parent


def tool(name: str) -> str:
    """Return the path of a program."""
    return shutil.which(name) or missing(f"{name} is not installed")


def node(script: str, *arguments: str | Path) -> list[str]:
    """Return the command that runs one of the scripts beside this file."""
    if not (HERE / "node_modules").is_dir():
        missing("the npm packages are not installed: npm ci --prefix tests/interop")
    return [tool("node"), str(HERE / script), *map(str, arguments)]


def missing(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def printed(command: Iterable[str]) -> bytes:
    """Return what a command prints; it must neither fail nor warn."""
    done = subprocess.run(list(command), capture_output=True, timeout=600, check=False)
    assert (done.returncode, done.stderr.decode()[-2000:]) == (0, "")
    return done.stdout
