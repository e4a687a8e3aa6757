"""What is committed of the seeds is what the code makes of them today: the release, and the gold format."""

import gzip
from pathlib import Path

import pytest

from flows.cli import main
from tests.golden.published import ROOT, SEEDS

GOLD = Path(__file__).with_name("seed.gold.json")
_WITH_CHECKSUMS = ("SHA256SUMS", "manifest.json", "void.ttl", "CHANGES.md")
RENEW_GOLD = "zhengwen extract seeds --format gold > tests/golden/seed.gold.json"


def contents(release: Path) -> dict[str, bytes]:
    """Return what the files of a release say; how small a zlib makes the compressed one is not compared."""
    paths = [path for path in release.rglob("*") if path.is_file() and path.name not in _WITH_CHECKSUMS]
    told = {path.relative_to(release).as_posix(): path.read_bytes() for path in paths}
    return {name: gzip.decompress(data) if name.endswith(".gz") else data for name, data in told.items()}


def test_the_committed_release_is_what_the_seeds_make(published: Path) -> None:
    latest = ROOT / "output" / "latest"
    assert latest.is_dir(), "there is no committed release: run `make output` and commit output/"
    made, committed = contents(published), contents(latest)
    differing = sorted(name for name in made.keys() | committed.keys() if made.get(name) != committed.get(name))
    assert not differing, f"{', '.join(differing)} would change: look at why, then run `make output` and commit output/"


def test_the_committed_gold_is_what_the_seed_gives(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(SEEDS), "--format", "gold"]) == 0
    made = capsys.readouterr().out
    assert made == GOLD.read_text(encoding="utf-8"), f"extraction changed: look at why, then run `{RENEW_GOLD}`"
