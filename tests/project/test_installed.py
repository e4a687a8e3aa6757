"""Installed from a wheel, in a folder that knows nothing of the checkout: the data that is not code is found.

The wheel is laid out here as pyproject.toml says, not built: building one needs the network.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.flows.invented import article

ROOT = Path(__file__).parents[2]
TYPED = "import sys, flows, flows.cli; assert flows.__file__.startswith(sys.argv.pop(1)); sys.exit(flows.cli.main())"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the package lies as pip would lay it."""
    folder = tmp_path_factory.mktemp("site")
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    included = {name: name for name in wheel["wheel"]["packages"]} | wheel["wheel"]["force-include"]
    for source, target in included.items():
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_file():
            shutil.copy(ROOT / source, folder / target)
        else:
            left_out = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / source, folder / target, ignore=left_out, dirs_exist_ok=True)
    return folder


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("extract", "a.txt"), "王大明"),
        (("extract", "--format", "turtle", "a.txt"), "zw:Meeting"),
        (("validate", "a.txt"), "a.txt conforms"),
        (("query", "--list"), "chairs"),
    ],
)
def test_commands_find_what_they_need(site: Path, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    (tmp_path / "a.txt").write_text(article(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", TYPED, str(site), *arguments],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert words in done.stdout


def test_the_seeds_come_along(site: Path) -> None:
    assert sorted(path.name for path in (site / "flows" / "resources" / "seeds").iterdir()) == sorted(
        path.name for path in (ROOT / "seeds").iterdir()
    )


def test_so_do_the_deployments(site: Path) -> None:
    assert (site / "flows" / "resources" / "prefect.yaml").read_bytes() == (ROOT / "prefect.yaml").read_bytes()
