"""Who may read what: articles as they came in are their owner's, what is published is readable as the umask says."""

import os
import stat
from pathlib import Path

import pytest

from flows.private import private_folder
from tests.flows.invented import article, ingest, open_ledger, release, write


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o022, 0o027, 0o077])
def test_the_umask_says_who_may_read_what_is_published(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        ledger = open_ledger(tmp_path / "state")
        ingest(ledger, [write(tmp_path / "in", a=article())])
        folder = release(ledger, tmp_path / "output").folder
    finally:
        os.umask(before)
    assert mode(tmp_path / "state") == 0o700
    assert {mode(path) for path in (folder, *folder.rglob("*")) if path.is_dir()} == {0o777 & ~umask}
    assert {mode(path) for path in folder.rglob("*") if path.is_file()} == {0o666 & ~umask}


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o750)
    before = mode(tmp_path / "shared")
    assert mode(private_folder(tmp_path / "shared")) == before
    assert mode(private_folder(tmp_path / "above" / "own")) == 0o700
    assert mode(tmp_path / "above") & 0o055 == 0o777 & ~_umask() & 0o055


def _umask() -> int:
    """Return the umask, which can only be read by setting it."""
    os.umask(found := os.umask(0o022))
    return found
