"""A folder that appears whole or not at all: built beside its place, then renamed; and the link to the latest one.

Whoever publishes holds a lock on the output folder, which ends with the process: what a killed one left behind is then
nobody's, and is removed.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.faults import naming

_STAGING = ".staging-"


@contextmanager
def staging(output: Path) -> Iterator[Path]:
    """Yield an empty folder below `output` for one release; it is gone afterwards unless it was put in place."""
    releases = output / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    with naming(output), _locked(output):
        for left in (*releases.glob(f"{_STAGING}*"), *output.glob(f"{_STAGING}*")):
            _remove(left)
        folder = releases / f"{_STAGING}new"
        folder.mkdir()  # and not mkdtemp: what is published is readable by all whom the umask lets
        try:
            yield folder
        finally:
            _remove(folder)


def put_in_place(folder: Path, name: str) -> Path:
    """Make `folder` the release `name`, on disk before it is seen; return where it is."""
    target = folder.parent / name
    for path in (*folder.rglob("*"), folder):
        _to_disk(path)
    if target.exists():
        # Only a damaged release comes here: one that is whole is not made again.
        damaged = target.rename(folder.with_name(f"{folder.name}-damaged"))
        folder.rename(target)
        _remove(damaged)
    else:
        folder.rename(target)
    _to_disk(target.parent)
    return target


def point_latest(output: Path, release: Path) -> None:
    """Make ``output/latest`` lead to `release`, in one step."""
    target = release.relative_to(output)
    latest = output / "latest"
    if latest.is_symlink() and latest.readlink() == target:
        return
    new = output / f"{_STAGING}latest"
    new.symlink_to(target, target_is_directory=True)
    new.replace(latest)
    _to_disk(output)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
