"""The pages and the RDF of a release as plain files, for any web server: `zhengwen site`.

Goes in: the latest release. Comes out: a folder in which each thing has a page in each language, and its statements
beside it; the same release gives the same bytes. Things are taken from the dump one after the other, so that memory
does not grow with their number.
"""

import asyncio
import re
import shutil
import tempfile
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

import pyoxigraph as ox

from flows.faults import naming
from flows.server.building import TURTLE
from flows.server.describing import described
from flows.server.documents import HTML, SUFFIXES, written
from flows.server.engine import PageQuestion
from flows.server.files import sums
from flows.server.layout import STATIC, environment
from flows.server.opening import Opener
from flows.server.pages import front
from flows.server.pages.apart import pages_in
from flows.server.pages.book import pages_of, rendered
from flows.server.pages.kinds import MovedError
from flows.server.pages.links import PAGES, Links
from flows.server.pages.view import View
from flows.server.pages.words import LANGUAGES
from flows.server.releases import Release, Releases, latest
from flows.server.search.index import KINDS, LIST, Index
from flows.server.site import Site
from flows.settings import Settings

_AT_ONCE = 8
"""Things that are worked on together: more of them are not in memory."""
_PATH = re.compile(rf"(?:{'|'.join(PAGES)})/[a-z0-9-]+")
_ASSETS = ("site.css", "icon.svg", "evidence.js")


class ExportError(RuntimeError):
    """The folder cannot be written; the message says why."""


async def export(settings: Settings, folder: Path) -> int:
    """Write the site of the latest release to `folder`, which is new or empty; return how many things have a page.

    Nothing is there before all is. Raises ExportError, NoReleaseError, BuildError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError(f"{folder} is there already: name a new or an empty folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    opener = Opener(settings)
    release = await opener.open(latest(settings.output))
    site = Site(settings.base_iri, settings.title, environment(), Releases(settings.output, opener.open, opener.close))
    workshop = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    staging = workshop / folder.name
    staging.mkdir()
    try:
        export_ = _Export(site, release, staging)
        number = await export_.things()
        await export_.pages_in_front()
        export_.files()
        staging.replace(folder)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
        await release.close()
        opener.close()
    return number


class _Export:
    """One release on its way into one folder."""

    def __init__(self, site: Site, release: Release, folder: Path) -> None:
        self._site, self._release, self._folder = site, release, folder

    async def things(self) -> int:
        """Write the pages and statements of all things; return how many there are."""
        paths = self._paths()
        number = 0
        while batch := list(islice(paths, _AT_ONCE)):
            await asyncio.gather(*map(self._thing, batch))
            number += len(batch)
        return number

    async def pages_in_front(self) -> None:
        """Write the pages that are about no single thing."""
        lists = list(self._lists(await self._release.index()))
        for language in LANGUAGES:
            for path, make in (("", front.start), ("dataset", front.dataset), *lists):
                links = Links(self._site.path, language, path, static=True)
                text = await make(self._site, self._release, links)
                assert text is not None
                self._write(f"{language}/{path or 'index'}.html", text.encode())
        template = self._site.templates.get_template("languages.html")
        self._write("index.html", template.render(site=self._site).encode())

    def files(self) -> None:
        """Put what pages need, and the files of the release, beside them."""
        for name in _ASSETS:
            self._write(f"static/{name}", (STATIC / name).read_bytes())
        for name in sums(self._release.folder):
            target = self._folder / "data" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self._release.folder / name, target)

    def _lists(self, index: Index) -> Iterator[tuple[str, front.Make]]:
        for kind in KINDS:
            for at in range(-(-index.count(kind) // LIST)):
                yield f"list/{kind}/{at + 1}", front.listed

    def _paths(self) -> Iterator[str]:
        """Yield the paths of all things that have a page, in the order of the dump."""
        quads = ox.parse(path=self._release.folder / TURTLE, format=ox.RdfFormat.TURTLE)
        for subject, _ in groupby(quads, key=lambda quad: quad.subject):
            path = ((isinstance(subject, ox.NamedNode) and self._site.path(subject.value)) or "").removeprefix("/")
            if _PATH.fullmatch(path):
                yield path

    async def _thing(self, path: str) -> None:
        wanted = [Links(self._site.path, language, path, static=True) for language in LANGUAGES]
        try:
            pages = await self._pages(path, wanted)
        except MovedError as moved:
            views = [View(links, self._release.catalogue) for links in wanted]
            pages = [rendered(self._site, self._release, view, "moved.html", successor=str(moved)) for view in views]
        for links, page in zip(wanted, pages or [], strict=True):
            self._write(f"{links.language}/{path}.html", page.encode())
        resource = await described(self._release, self._site.iri(path))
        for media_type, suffix in SUFFIXES.items():
            if resource and media_type != HTML:
                triples = resource.said + resource.references
                self._write(f"{path}{suffix}", written(triples, media_type, self._site.base_iri))

    async def _pages(self, path: str, wanted: list[Links]) -> list[str] | None:
        if self._release.makers:
            return await pages_in(await self._release.makers.ask(PageQuestion(path, LANGUAGES, static=True), "pages"))
        return await pages_of(self._site, self._release, path, wanted)

    def _write(self, name: str, content: bytes) -> None:
        file = self._folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with naming(file):
            file.write_bytes(content)
