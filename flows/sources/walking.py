"""Which articles a source has: its lists, feeds, sitemaps -> addresses, new ones first, within the bounds of a run.

A list is walked from its front to the first page with nothing new, then on from where an earlier run stopped. So a long
list is read in several runs, and one that a killed run left half done is walked again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from flows.ledger.pages import Listing, Pages
from flows.sources.config import Source
from flows.sources.fetching import FetchError, Page
from flows.sources.listing import article_links, feed_links, next_page, sitemap_links

Get = Callable[[str], Page]
_STALE_PAGES = 2
"""List pages in a row with nothing that was not on those before: the list goes in a circle."""


@dataclass
class Walked:
    """What was found: addresses of articles by how they stand, lists that failed, and how far each list was walked."""

    new: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    had: list[str] = field(default_factory=list)
    problems: list[tuple[str, FetchError]] = field(default_factory=list)
    listings: dict[str, Listing] = field(default_factory=dict)
    pages: int = 0

    def chosen(self, source: Source) -> list[str]:
        """Return what to ask for in this run, in this order: what is new, what failed before, what may have changed."""
        bounds = source.politeness
        again = self.failed[: bounds.recheck] + self.had[: bounds.recheck]
        return list(dict.fromkeys(self.new + again))[: bounds.max_articles]


def walk(source: Source, get: Get, memory: Pages) -> Walked:
    """Return what the lists, feeds and sitemaps of `source` have; each gets an equal share of the bounds."""
    walked = Walked()
    starts, bounds = len(source.starts), source.politeness
    for start in source.starts:
        _Walk(
            source, get, memory, walked, start, -(-bounds.max_pages // starts), -(-bounds.max_articles // starts)
        ).go()
    asked = {url: standing.asked for url, standing in memory.standing(walked.failed).items()}
    walked.failed.sort(key=lambda url: asked.get(url, ""))
    return walked


@dataclass
class _Walk:
    """The walk from one address that the operator has named, and its share of the bounds."""

    source: Source
    get: Get
    memory: Pages
    walked: Walked
    start: str
    pages_left: int
    wanted: int
    new: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    stale: int = 0

    def go(self) -> None:
        """Walk, and add what is found to `walked`."""
        if self.start in self.source.lists:
            before = self.memory.listing(self.start)
            self.memory.open_listing(self.start)
            if listing := self.through_list(before):
                self.walked.listings[self.start] = listing
        elif self.start in self.source.feeds:
            if page := self.got(self.start):
                self.take(feed_links(page.raw, page.url, self.source), must=True)
        else:
            self.through_sitemaps()
        self.walked.new += self.new[: self.wanted]

    @property
    def full(self) -> bool:
        """Tell whether there is more than this run is to fetch."""
        return len(self.new) > self.wanted

    def through_sitemaps(self) -> None:
        """Walk a sitemap and those that it names."""
        waiting = [self.start]
        visited: set[str] = set()
        while waiting and self.pages_left and not self.full:
            url = waiting.pop(0)
            if url in visited:
                continue
            visited.add(url)
            if page := self.got(url):
                links, named = sitemap_links(page.raw, page.url, self.source)
                waiting += named
                self.take(links, must=not named and url == self.start)

    def through_list(self, before: Listing | None) -> Listing | None:
        """Walk a list page by page; return how far it is walked, `before` where its front could not be read."""
        url: str | None = self.start
        visited: set[str] = set()
        while url:
            if not self.pages_left:
                return Listing(goes_on=url)
            visited.add(url)
            page = self.got(url)
            if page is None:
                return before if url == self.start else Listing(goes_on=url)
            links = article_links(page.raw, page.url, self.source)
            number = self.take(links, must=url == self.start)
            if not links:
                return before if url == self.start else Listing(whole=True)
            if self.full:
                return Listing(goes_on=url)
            if self.stale >= _STALE_PAGES:
                return Listing(whole=True)
            following = next_page(page.raw, page.url, self.source, url)
            if before and not number:  # the rest is known, as far as an earlier walk came
                if before.whole:
                    return before
                following, before = before.goes_on if before.goes_on not in visited else following, None
            url = following if following not in visited else None
        return Listing(whole=True)

    def got(self, url: str) -> Page | None:
        """Return a list page, an empty one where the list has come to its end, None where it could not be fetched."""
        self.pages_left -= 1
        self.walked.pages += 1
        try:
            page = self.get(url)
        except FetchError as error:
            if error.gone and url != self.start:
                return Page(url, b"")
            self.walked.problems.append((url, error))
            return None
        self.memory.settle(url)
        return page

    def take(self, links: list[str], *, must: bool) -> int:
        """Sort `links` by how they stand; return how many are new. Where there `must` be some, none is a problem."""
        if must and not links:
            reason = f"no link matches `links` of source {self.source.name}: has the layout of the portal changed?"
            self.walked.problems.append((self.start, FetchError(reason, layout=True)))
        unseen = [url for url in links if url not in self.seen]
        self.stale = 0 if unseen else self.stale + 1
        self.seen.update(unseen)
        standing = self.memory.standing(unseen)
        new = [url for url in unseen if url not in standing]
        self.new += new
        self.walked.failed += [url for url in unseen if url in standing and not standing[url].had]
        self.walked.had += [url for url in unseen if url in standing and standing[url].had]
        return len(new)
