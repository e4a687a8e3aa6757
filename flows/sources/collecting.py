"""Sources and addresses -> what came in, one `Incoming` for each article and for each thing that could not be fetched.

In: names of sources or addresses, the ledger's memory of the web. Out: the same as from files, lazily: pages are asked
for as what comes of them is taken, several portals at a time. What is unchanged comes as it came in before.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx

from flows.articles.reading import Incoming
from flows.ledger.pages import Answered, Listing, Pages
from flows.sources.abreast import abreast
from flows.sources.article import incoming_of
from flows.sources.config import Source
from flows.sources.fetching import ANSWER_SECONDS, Fetcher, FetchError, Validators
from flows.sources.judging import missing_parts, why_no_article
from flows.sources.pace import Pace
from flows.sources.walking import walk
from flows.web.guarded import Origin, origin
from flows.wording import counted

_FAILURES_IN_A_ROW = 5
_PORTALS_AT_ONCE = 8
"""Each is asked slowly, so nearly all the time is spent waiting."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A source to be followed, or one article of it where an `address` is given."""

    source: Source
    address: str | None = None


def wanted_from(given: Sequence[str], sources: dict[str, Source]) -> list[Wanted]:
    """Return what names of sources and addresses of articles mean; an address is read as its source reads it."""
    return [Wanted(sources[each]) if each in sources else _at(each, sources) for each in given]


def _at(address: str, sources: dict[str, Source]) -> Wanted:
    for source in sources.values():
        if source.links and source.takes(address) and _server(address) in trusted(source):
            return Wanted(source, address)
    return Wanted(Source(urlsplit(address).hostname or address, lists=(address,)), address)


def trusted(source: Source) -> frozenset[Origin]:
    """Return the origins that the operator has named: they may be within a private network."""
    return frozenset(found for start in source.starts if (found := _server(start)))


def _server(address: str) -> Origin | None:
    with suppress(httpx.InvalidURL, ValueError):
        return origin(httpx.URL(address))
    return None


@dataclass
class Collection:
    """What came in from `wanted`; `keep` is called once all of it is recorded. An answer may take `seconds`."""

    wanted: Sequence[Wanted]
    memory: Pages
    tell: Callable[[str], None]
    pace: Pace = field(default_factory=Pace)
    seconds: float = ANSWER_SECONDS
    listings: dict[str, Listing] = field(default_factory=dict)
    came_from: dict[str, str] = field(default_factory=dict)
    """The source of what came in, by its name; an article that was asked for by its address is its own."""
    not_got: set[str] = field(default_factory=set)
    """The names of what came in without a page."""
    missing: dict[str, list[str]] = field(default_factory=dict)
    """The parts whose selectors found nothing on any page, by source."""

    def __iter__(self) -> Iterator[Incoming]:
        yield from abreast([self._from(each) for each in self.wanted], _PORTALS_AT_ONCE)

    def _from(self, wanted: Wanted) -> Iterator[Incoming]:
        """Yield what came in from one source, in its order."""
        source, name = wanted.source, wanted.address or wanted.source.name
        delay = source.politeness.delay
        with Fetcher(trusted(source), self.tell, delay=delay, pace=self.pace, seconds=self.seconds) as fetcher:
            portal = _Portal(source, fetcher, self.memory, self.tell, self.not_got)
            for incoming in portal.articles() if wanted.address is None else (portal.article(wanted.address),):
                self.came_from[incoming.name] = name
                yield incoming
            self.listings |= portal.listings
            self.missing[name] = portal.missing_everywhere()

    def keep(self) -> None:
        """Keep how far lists were walked: only now, so that a run that was killed is made up for by the next."""
        for url, listing in self.listings.items():
            self.memory.keep_listing(url, listing)
        self.listings.clear()


@dataclass
class _Portal:
    """One source, while it is fetched."""

    source: Source
    fetcher: Fetcher
    memory: Pages
    tell: Callable[[str], None]
    not_got: set[str]
    listings: dict[str, Listing] = field(default_factory=dict)
    failures: int = 0
    got: int = 0
    missing: Counter[str] = field(default_factory=Counter)
    """On how many pages each selector found nothing."""

    def articles(self) -> Iterator[Incoming]:
        """Yield lists that failed, then the articles that are new, failed before or may have changed."""
        walked = walk(self.source, self.fetcher.get, self.memory)
        for url, error in walked.problems:
            yield self.failed(url, error)
        chosen = walked.chosen(self.source)
        found = counted(len(walked.new), "new article")
        self.tell(f"{self.source.name}: {found} on {counted(walked.pages, 'list page')}, {len(chosen):,} to ask for")
        for number, url in enumerate(chosen, start=1):
            yield self.article(url)
            if self.failures >= _FAILURES_IN_A_ROW and number < len(chosen):
                rest = f"given up for now: {_FAILURES_IN_A_ROW} articles in a row could not be fetched"
                yield self.failed(self.source.starts[0], FetchError(rest, may_pass=True))
                return  # and what the lists had is looked for again in the next run
        self.listings = walked.listings
        for part in self.missing_everywhere():
            self.tell(f"{self.source.name}: selectors.{part} finds nothing on {counted(self.got, 'page')}")

    def missing_everywhere(self) -> list[str]:
        """Return the parts whose selectors found nothing on any of the pages that were got."""
        return [part for part, pages in self.missing.items() if pages == self.got]

    def article(self, url: str) -> Incoming:
        """Return the article at `url`, or why it was not got."""
        before = self.memory.stored(url)
        known = self.memory.answered(before) if before else Answered()
        try:
            page = self.fetcher.get(url, Validators(known.etag, known.last_modified))
        except FetchError as error:
            self.failures += error.may_pass
            return self.failed(url, error)
        self.failures = 0
        if page.unchanged and before and before.raw:
            incoming = incoming_of(url, before.raw, known.content_type, self.source)
            self.memory.note(incoming, known)
            return incoming
        if reason := why_no_article(page, url, self.source):
            return self.failed(url, reason)
        self.got += 1
        self.missing.update(missing_parts(page.raw, self.source.selectors))
        incoming = incoming_of(url, page.raw, page.content_type, self.source)
        said = page.validators
        self.memory.note(incoming, Answered(said.etag, said.last_modified, page.content_type))
        return incoming

    def failed(self, url: str, error: FetchError) -> Incoming:
        """Return the record of what was not got, or not as its source says."""
        if not error.layout:
            self.not_got.add(url)
        incoming = Incoming(
            url,
            error=f"cannot be fetched: {error}",
            url=url,
            jurisdiction=self.source.jurisdiction,
            may_pass=error.may_pass,
            portal=self.source.name,
        )
        self.memory.note(incoming)
        return incoming
