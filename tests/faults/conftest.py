"""What the tests of faults share: the bed, and how many moments there are to be, chosen by which seed."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from tests.faults import bed as beds
from tests.flows.invented import article, write
from tests.servers.prefect_api import ROOT

THOROUGH = 100


@dataclass(frozen=True, slots=True)
class Moments:
    """How many moments there are over all commands, and where they come from."""

    number: int
    seed: int

    def share(self, part: float) -> int:
        """Return the number of moments of a test that gets this part of them: at least one."""
        return max(1, round(self.number * part))

    def random(self) -> Random:
        """Return what chooses, the same for the same seed."""
        return Random(self.seed)

    def must_be_many(self) -> None:
        """Skip what takes long where few moments are asked for."""
        if self.number < THOROUGH:
            pytest.skip(f"takes long: it is part of `make faults`, with {THOROUGH} moments or more")

    @property
    def again(self) -> str:
        """What to type to have the same moments again."""
        return f"make faults MOMENTS={self.number} SEED={self.seed}"


@pytest.fixture(scope="session")
def moments(pytestconfig: pytest.Config) -> Moments:
    return Moments(pytestconfig.getoption("moments"), pytestconfig.getoption("seed"))


@pytest.fixture
def thorough(moments: Moments) -> None:
    """Skip what takes long where few moments are asked for."""
    moments.must_be_many()


@pytest.fixture(scope="session")
def bed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[beds.Bed]:
    with beds.made(tmp_path_factory.mktemp("faults")) as made:
        yield made


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[beds.Commands]:
    with beds.commands(tmp_path_factory.mktemp("commands")) as made:
        yield made


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles (``in``), and the ledger (``state``) and the release (``output``) made of them."""
    folder = tmp_path_factory.mktemp("published")
    write(folder / "in", a=article(1), b=article(2), c_empty="")
    made = [sys.executable, "-m", "tests.flows.worker", *(str(folder / name) for name in ("state", "output", "in"))]
    subprocess.run(made, cwd=ROOT, check=True)
    return folder


@pytest.fixture
def office(published: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to be damaged."""
    shutil.copytree(published, tmp_path / "office", symlinks=True)
    return tmp_path / "office"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, for commands that are run in this process."""
    monkeypatch.chdir(tmp_path)
    for name in ("STATE", "OUTPUT", "LEDGER_URL"):
        monkeypatch.delenv(f"ZHENGWEN_{name}", raising=False)
    return tmp_path
