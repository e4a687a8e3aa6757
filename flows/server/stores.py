"""The server's own copies of releases: stores on disk in the state folder, each made once and shared by all processes.

Whoever uses a store holds a lock in its folder, which ends with the process; a store that nobody holds and that is not
of the latest release is removed.
"""

import asyncio
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from flows import resources
from flows.progress import say

_PACKAGE = str(Path(__file__).parents[2])
_STORE, _LOCK, STAGING = "store", "lock", ".building-"
_NAMED = 12
BESIDE = 10


class BuildError(RuntimeError):
    """A release cannot be made into a store; the message says why."""


@dataclass(frozen=True, slots=True)
class Store:
    """A store in use, until it is let go."""

    path: Path
    _lock: IO[bytes]

    def release(self) -> None:
        """Let it go."""
        self._lock.close()


class Stores:
    """The stores in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    async def of(self, release: Path, statements: int, *, beside: bool) -> Store:
        """Return the store of the release in the folder `release`, made if it is not there. Raises BuildError.

        What is made `beside` another that is asked meanwhile leaves the processor to that one.
        """
        place = self._folder / _name(release)
        if store := _opened(place):
            remove_left_over(self._folder)
            return store
        say(f"Building the store of release {release.name} ({statements:,} statements); this is done once")
        async with one_at_a_time(self._folder):
            # Another server may have made it while this one waited.
            if not (store := _opened(place)):
                await self._build(release, place, BESIDE if beside else 0)
                store = _opened(place)
        if store is None:
            raise BuildError(f"the store {place} was removed while it was made: start the server again")
        return store

    def remove_unused(self, latest: Path) -> None:
        """Remove the stores that are neither of `latest` nor used by anybody; one that is half removed is no store."""
        for place in self._folder.iterdir():
            if place.is_dir() and place.name != _name(latest) and not place.name.startswith(STAGING):
                with suppress(FileNotFoundError, BlockingIOError), (place / _LOCK).open("wb") as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    gone = place.rename(place.with_name(f"{STAGING}{place.name}"))
                    shutil.rmtree(gone, ignore_errors=True)

    async def _build(self, release: Path, place: Path, niceness: int) -> None:
        staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=self._folder))
        try:
            await run_apart("flows.server.building", str(release), str(staging / _STORE), str(niceness))
            (staging / _LOCK).touch()
            shutil.rmtree(place, ignore_errors=True)  # whatever is there, it is no store
            staging.rename(place)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _name(release: Path) -> str:
    """Return a name that follows from all that a store is made of: release, ontology, and the form on disk."""
    ontology = (resources.folder("ontology") / "zhengwen.ttl").read_bytes()
    return f"{release.name}-{hashlib.sha256(ontology + ox.__version__.encode()).hexdigest()[:_NAMED]}"


def _opened(place: Path) -> Store | None:
    """Return the store in `place`, locked against removal; None where there is none."""
    try:
        lock = (place / _LOCK).open("rb")
    except FileNotFoundError:
        return None
    fcntl.flock(lock, fcntl.LOCK_SH)
    if not (place / _STORE).is_dir():
        lock.close()
        return None
    return Store(place / _STORE, lock)


@asynccontextmanager
async def one_at_a_time(folder: Path) -> AsyncIterator[None]:
    """Hold the lock of those who build; what a killed one left behind is nobody's then, and is removed."""
    with (folder / "building.lock").open("wb") as lock:
        await asyncio.to_thread(fcntl.flock, lock, fcntl.LOCK_EX)
        _remove_staging(folder)
        yield


def remove_left_over(folder: Path) -> None:
    """Remove what a killed one left behind, unless somebody builds just now."""
    with suppress(BlockingIOError), (folder / "building.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _remove_staging(folder)


def _remove_staging(folder: Path) -> None:
    for left in folder.glob(f"{STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)


async def run_apart(module: str, *arguments: str) -> None:
    """Run one of our modules in a process of its own, which ends with this one. Raises BuildError where it fails."""
    path = os.pathsep.join(filter(None, (_PACKAGE, os.environ.get("PYTHONPATH"))))
    environment = os.environ | {"PYTHONPATH": path}
    command = [sys.executable, "-m", module, *arguments]
    # Not by asyncio: where the start of a process is cancelled, by Ctrl-C say, that waits for ever.
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        try:
            words = await asyncio.to_thread(_last_words, process)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise BuildError(" ".join(words.decode(errors="replace").split()) or f"{module} ended ({process.returncode})")


def _last_words(process: "subprocess.Popen[bytes]") -> bytes:
    """Return what `process` says of its errors, when it has ended."""
    assert process.stderr
    words = process.stderr.read()
    process.wait()
    return words
