"""Every command block of the README is run, in a fresh copy of the checkout, and prints what the README shows.

A text block after a command block is part of what it prints, line by line, `…` standing for what is left out. A Turtle
block is part of the release, and the table of files has those of the release.

The virtual environment that `make` would fill is the one in which the tests run. So `make run` is the real target with
nothing left to install, and `make test` only collects the tests. `.ci/run` types both for real.
"""

import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest
from rdflib import Graph

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", ".zhengwen", "__pycache__", ".*_cache", ".hypothesis")
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", README, re.M | re.S)
FILES = re.findall(r"^\| `(.+?)` \|", README.partition("| file | content |")[2].partition("\n\n")[0], re.M)
TURTLE = re.findall(r"^```turtle\n(.*?)^```", README, re.M | re.S)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout whose environment is this one, and which `make` takes for installed."""
    copy = tmp_path_factory.mktemp("政闻 readme") / "pristine"
    shutil.copytree(ROOT, copy, symlinks=True, ignore=LEFT_OUT)
    binaries = copy / ".venv" / "bin"
    binaries.mkdir(parents=True)
    start = f'#!/bin/sh\nexport PYTHONPATH="$(cd "$(dirname "$0")/../.." && pwd)"\nexec "{sys.executable}"'
    _program(binaries / "zhengwen", f'{start} -c "import sys; from flows.cli import main; sys.exit(main())" "$@"\n')
    _program(binaries / "python", f'{start} "$@" --collect-only\n')
    for name in ("created", "installed", "installed-dev"):
        (copy / ".venv" / name).touch()
    return copy


def _program(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def test_the_readme_has_the_two_commands() -> None:
    typed = [block for block, _shown in BLOCKS]
    assert "make run\n" in typed
    assert "make test\n" in typed


def test_no_command_hides_in_another_kind_of_block() -> None:
    assert set(re.findall(r"^```(\w+)$", README, re.M)) == {"sh", "text", "turtle", "mermaid"}


def test_every_block_runs_and_prints_what_is_shown(pristine: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    shutil.copytree(pristine, work, symlinks=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "ZHENGWEN"))}
    environment["PATH"] = f"{work / '.venv/bin'}:{environment['PATH']}"
    for block, shown in BLOCKS:
        done = subprocess.run(
            ["bash", "-ec", block],
            cwd=work,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
        printed = {line.rstrip() for line in (done.stdout + done.stderr).splitlines()} | {"…"}
        assert [line for line in shown.splitlines() if line.rstrip() not in printed] == [], block
    latest = work / "output" / "latest"
    there = {path.relative_to(latest).as_posix() for path in latest.rglob("*") if path.is_file()}
    assert there == {name for pattern in FILES for name in there if fnmatch(name, pattern)}
    assert all(any(fnmatch(name, pattern) for name in there) for pattern in FILES)
    _assert_is_part(TURTLE, (latest / "zhengwen.ttl").read_text(encoding="utf-8"))


def _assert_is_part(blocks: list[str], dump: str) -> None:
    prefixes = "".join(re.findall(r"^@(?:base|prefix) .*\n", dump, re.M))
    released = Graph().parse(data=dump, format="turtle")
    for block in blocks:
        missing = set(Graph().parse(data=prefixes + block, format="turtle")) - set(released)
        assert missing == set(), block
