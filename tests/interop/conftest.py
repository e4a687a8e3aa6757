"""What these tests share: two releases, a large and a small one, each made once."""

import gzip
from pathlib import Path

import pytest

from tests.interop.releases import GOLD, SEEDS, incoming, published


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a release of all gold articles; its N-Quads are unpacked beside it."""
    return unpacked(published(tmp_path_factory.mktemp("large"), incoming(GOLD)))


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return that of the seeds and of few of the gold articles."""
    return unpacked(published(tmp_path_factory.mktemp("small"), incoming([*SEEDS, *GOLD[::16]])))


def unpacked(release: Path) -> Path:
    """Return the release, its N-Quads now unpacked beside it."""
    packed = (release / "zhengwen.nq.gz").read_bytes()
    quads(release).write_bytes(gzip.decompress(packed))
    return release


def quads(release: Path) -> Path:
    """Return where the unpacked N-Quads of a release lie: outside of it, which stays as it was published."""
    return release.parents[2] / f"{release.name}.nq"
