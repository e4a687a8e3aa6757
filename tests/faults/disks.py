"""Disks of a few megabytes: mounted where one may, full or closed to writing when a test says so."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_FILLER = "filler"


@dataclass(frozen=True, slots=True)
class Disk:
    """A disk, mounted in `folder`."""

    folder: Path

    def fill(self, free: int) -> None:
        """Let only about so many bytes be free."""
        with (self.folder / _FILLER).open("wb", buffering=0) as filler:
            left = self.free - free
            while left > 0:
                left -= filler.write(bytes(min(left, 1 << 20)))

    def make_room(self) -> None:
        """Let it be as empty as it was."""
        (self.folder / _FILLER).unlink()

    @property
    def free(self) -> int:
        """How many bytes may still be written."""
        return shutil.disk_usage(self.folder).free

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Let nothing be written for a while."""
        _mount("-o", "remount,ro", str(self.folder))
        try:
            yield
        finally:
            _mount("-o", "remount,rw", str(self.folder))


@contextmanager
def mounted(folder: Path, megabytes: int) -> Iterator[Disk]:
    """Mount a disk in memory in a new `folder`; skips the test where that is not allowed."""
    folder.mkdir()
    try:
        _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder))
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no disk may be mounted here, as root may: {error}")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)
