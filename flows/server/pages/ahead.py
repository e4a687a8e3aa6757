"""Pages made ahead: those most likely asked for, while nobody waits, by one worker that lets all others go first.

A release does not change: what is made of it once is kept, and taken up again by the next server over the same state.
"""

import asyncio
from collections.abc import Callable, Iterator
from itertools import zip_longest

from flows.faults import in_a_line
from flows.progress import say
from flows.server.engine import Answer, PageQuestion, Question, RefusedError, table
from flows.server.pages.apart import pages_in
from flows.server.pages.kept import Kept
from flows.server.pages.kinds import MovedError, kind_of
from flows.server.pages.words import LANGUAGES
from flows.server.pool import Pool
from flows.server.process import Worker
from flows.server.quiet import Quiet
from flows.server.releases import Release, Releases
from flows.server.site import Site

_LOOK_SECONDS = 2.0
_AGAIN_SECONDS = 300
"""When it is tried again after it was not possible: the disk was full, say, and is not any more."""
_MOST_OF_EACH = 10_000
_MOST_FAILURES = 10
_USEFUL = (
    f"""PREFIX schema: <https://schema.org/> PREFIX zw: <https://w3id.org/zhengwen/ontology#>
    SELECT ?thing {{ ?thing a zw:Event OPTIONAL {{ ?thing schema:startDate ?day }} }} ORDER BY DESC(STR(?day)) ?thing
    LIMIT {_MOST_OF_EACH}""",
    f"""PREFIX zw: <https://w3id.org/zhengwen/ontology#>
    SELECT ?thing {{
      VALUES ?class {{ zw:Person zw:Organization zw:AdministrativeDivision zw:Document zw:PolicyTerm }}
      ?thing a ?class . ?other ?property ?thing
    }} GROUP BY ?thing ORDER BY DESC(COUNT(*)) ?thing LIMIT {_MOST_OF_EACH}""",
    f"""PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX zw: <https://w3id.org/zhengwen/ontology#>
    SELECT ?thing {{ ?thing a zw:Article ; dcterms:issued ?moment }} ORDER BY DESC(?moment) ?thing
    LIMIT {_MOST_OF_EACH}""",
)
"""Of these lists the first of each are made, then the second, and so on: what is new, and what most leads to."""


class Ahead:
    """Makes pages of whichever of `releases` is served; `made` is told how many."""

    def __init__(self, site: Site, releases: Releases, quiet: Quiet, made: Callable[[int], None]) -> None:
        self._site, self._releases, self._quiet, self._made = site, releases, quiet, made
        self._told = ""

    async def run(self) -> None:
        """Make pages until cancelled."""
        done = ""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            try:
                async with self._releases.held() as release:
                    if release.name != done and release.makers and release.kept:
                        await release.makers.load()
                        await self._make(release, release.makers, release.kept)
                        done = release.name
            except Exception as error:  # whatever is wrong, the server goes on: pages are made when they are asked for
                self._tell(f"warning: no more pages are made ahead: {in_a_line(error)}")
                await asyncio.sleep(_AGAIN_SECONDS)

    def _tell(self, line: str) -> None:
        if line != self._told:
            say(line)
            self._told = line

    async def _make(self, release: Release, makers: Pool, kept: Kept) -> None:
        worker, failures = await _started(makers), 0
        try:
            answers = await worker.ask([Question(query) for query in _USEFUL])
            for path in await asyncio.to_thread(self._left, answers, kept):
                if not self._releases.serves(release) or kept.full:
                    return
                await self._quiet.wait()
                try:
                    await self._page(path, worker, kept)
                except RefusedError:
                    failures += 1
                    if failures >= _MOST_FAILURES:
                        raise
                if not worker.alive or worker.spent:
                    await worker.kill()
                    worker = await _started(makers)
        finally:
            await worker.kill()

    async def _page(self, path: str, worker: Worker, kept: Kept) -> None:
        """Make the pages at `path`, one in each language."""
        answer = (await worker.ask([PageQuestion(path, LANGUAGES)]))[0]
        try:
            pages = await pages_in(answer) or []
        except MovedError:
            return
        kept.put(path, dict(zip(LANGUAGES, pages, strict=False)))
        self._made(len(pages))

    def _left(self, answers: list[Answer], kept: Kept) -> list[str]:
        """Return the paths of the pages that are to be made, the most useful first."""
        lists = ([row["thing"] for row in table(answer.read())] for answer in answers)
        ordered = (thing for rank in zip_longest(*lists) for thing in rank if thing)
        known = kept.paths()
        return [path for path in dict.fromkeys(self._paths(ordered)) if path not in known]

    def _paths(self, things: Iterator[str]) -> Iterator[str]:
        for thing in things:
            path = (self._site.path(thing) or "").removeprefix("/")
            if kind_of(path):
                yield path


async def _started(makers: Pool) -> Worker:
    """Return a worker of the lowest priority. To be cancelled meanwhile would leave its process behind."""
    starting = asyncio.ensure_future(makers.apart())
    try:
        return await asyncio.shield(starting)
    except asyncio.CancelledError:
        await (await starting).kill()
        raise
