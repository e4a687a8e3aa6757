"""The release that is served, and its change to the next one while requests go on.

Every request holds the release that it began with; one that has been replaced goes when its last request is done.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from flows.faults import in_a_line
from flows.progress import say
from flows.publication.checksums import damaged
from flows.server.building import NQUADS, TURTLE
from flows.server.catalogue import Catalogue
from flows.server.engine import Engine, Questions, RefusedError
from flows.server.pages.kept import Kept
from flows.server.pool import Pool
from flows.server.search.index import Index
from flows.server.stores import BuildError

_UNAVAILABLE = 503
_LOOK_SECONDS = 2.0
_AGAIN_SECONDS = 300
"""When a release that could not be opened is tried again: the disk was full, say, and is not any more."""


class NoReleaseError(RuntimeError):
    """There is nothing to serve; the message says what to do."""


class Release:
    """One release: its files, what describes it, and who answers questions about it."""

    def __init__(
        self,
        folder: Path,
        engine: Engine,
        pages: Engine,
        index: asyncio.Task[Index],
        let_go: Callable[[], None],
        makers: Pool | None = None,
        kept: Kept | None = None,
    ) -> None:
        self.folder = folder
        self.name = folder.name
        self.manifest = read_manifest(folder)
        self.catalogue = Catalogue(folder)
        self.engine = engine
        """For the questions of visitors."""
        self.questions = Questions(pages)
        """For our own, which visitors cannot hold up."""
        self.makers = makers
        """Who makes pages apart; None where queries are answered elsewhere."""
        self.kept = kept
        """The pages that were made ahead, if they can be kept."""
        self._pages, self._index, self._let_go = pages, index, let_go

    async def index(self) -> Index:
        """Return the index for what is typed into the search, once it is made. Raises RefusedError if it cannot be."""
        try:
            return await asyncio.shield(self._index)
        except BuildError as error:
            raise RefusedError(_UNAVAILABLE, f"nothing can be searched for: {error}") from None

    async def close(self) -> None:
        """Let the engines go."""
        await self.engine.close()
        await self._pages.close()
        if self.kept:
            self.kept.close()
        self._index.cancel()
        await asyncio.wait({self._index})
        if not self._index.cancelled() and not self._index.exception():
            self._index.result().close()
        self._let_go()


Opener = Callable[[Path], Awaitable[Release]]


class Releases:
    """The latest release of the folder `output`, opened by `opener`; at the end `closer` lets go what that needed."""

    def __init__(self, output: Path, opener: Opener, closer: Callable[[], None]) -> None:
        self._output, self._opener, self._closer = output, opener, closer
        self._current: Release | None = None
        self._users: dict[Release, int] = {}
        self._tried: Path | None = None
        self._again = 0.0
        self._told = ""

    @property
    def ready(self) -> bool:
        """Whether there is a release to answer with."""
        return self._current is not None

    async def open(self) -> None:
        """Open the latest release. Raises NoReleaseError, BuildError."""
        await self._change(latest(self._output))

    async def watch(self) -> None:
        """Look now and then whether there is a newer release, and change to it."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            try:
                await self._look()
            except Exception as error:  # the release that is served goes on, whatever is wrong with the next
                line = f"error: the new release is not served: {in_a_line(error)}"
                if line != self._told:
                    say(line)
                    self._told = line

    async def _look(self) -> None:
        """Change to the latest release, unless it is served, or could not be just now."""
        folder = latest(self._output)
        if not self._current or folder == self._current.folder:
            return
        if folder != self._tried or time.monotonic() >= self._again:
            self._tried, self._again = folder, time.monotonic() + _AGAIN_SECONDS
            await self._change(folder)
            self._told = ""
            say(f"Serving release {folder.name}")

    def serves(self, release: Release) -> bool:
        """Tell whether `release` is the one that new requests are answered with."""
        return release is self._current

    @asynccontextmanager
    async def held(self) -> AsyncIterator[Release]:
        """Hold the current release for a request."""
        release = self._current
        assert release is not None
        self._users[release] += 1
        try:
            yield release
        finally:
            self._users[release] -= 1
            await self._close_unused(release)

    async def close(self) -> None:
        """Let the current release go, and what opened it."""
        release, self._current = self._current, None
        if release:
            await self._close_unused(release)
        self._closer()

    async def _change(self, folder: Path) -> None:
        new = await self._opener(folder)
        self._users[new] = 0
        before, self._current = self._current, new
        if before:
            await self._close_unused(before)

    async def _close_unused(self, release: Release) -> None:
        if release is not self._current and not self._users.get(release, 1):
            del self._users[release]
            await release.close()


def latest(output: Path) -> Path:
    """Return the folder that ``latest`` leads to. Raises NoReleaseError."""
    folder = (output / "latest").resolve()
    if not all((folder / name).is_file() for name in (TURTLE, NQUADS, "manifest.json")):
        raise NoReleaseError(f"{output} holds no release: run `zhengwen run` first")
    return folder


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a release; raises DamagedError where it is none."""
    file = folder / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        raise damaged(file) from None
    return manifest
