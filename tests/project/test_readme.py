"""Every command block of the README is run, in a fresh copy of the checkout.

Two things are put in the place of what needs the network or takes the tests into a circle: `git clone` makes another
copy of this checkout, and the virtual environment that `make` would fill is the one in which the tests run. So
`make run` is the real target with nothing left to install, and `make test` only collects the tests. `.ci/run` types
both for real.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", ".zhengwen", "__pycache__", ".*_cache", ".hypothesis")
BLOCKS = re.findall(
    r"^```(?:sh|bash|console)\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S
)
CLONE = """#!/bin/sh
[ "$1" = clone ] || exec {git} "$@"
cp -R "$PRISTINE" "${{3:-$(basename "$2" .git)}}"
"""


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
    typed = "\n".join(BLOCKS)
    assert "make run" in typed
    assert "make test" in typed


def test_every_block_runs(pristine: Path, tmp_path: Path) -> None:
    commands = tmp_path / "bin"
    commands.mkdir()
    _program(commands / "git", CLONE.format(git=shutil.which("git")))
    (commands / "zhengwen").symlink_to(pristine / ".venv" / "bin" / "zhengwen")
    shutil.copytree(pristine, tmp_path / "work", symlinks=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "ZHENGWEN"))}
    environment |= {
        "PRISTINE": str(pristine),
        "PATH": f"{tmp_path / 'work/.venv/bin'}:{commands}:{environment['PATH']}",
    }
    for block in BLOCKS:
        # A held-back article (3) is an answer, not a failure of the command.
        script = block.replace("$ ", "")
        done = subprocess.run(
            ["bash", "-ec", script],
            cwd=tmp_path / "work",
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
