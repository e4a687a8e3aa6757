"""`zhengwen sources`: lists the portals that are followed, tries one, proposes an entry for another."""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from flows.articles.decoding import Unreadable
from flows.cli.errors import DONE, FAILED, USAGE, CommandError
from flows.faults import naming
from flows.progress import say
from flows.settings import load
from flows.sources.config import ConfigError, Source, parse_sources, read_sources
from flows.wording import counted, in_one_line

if TYPE_CHECKING:
    from flows.sources.fetching import Page

_SHOWN_LINKS = 5


def list_sources(_given: argparse.Namespace) -> int:
    """Print the sources, a line each."""
    sources = _read()
    for source in sources.values():
        state = "enabled" if source.enabled else "not enabled"
        print(in_one_line(f"{source.name}  {state:11}  {source.jurisdiction or '-'}  {' '.join(source.starts)}"))
    print(counted(len(sources), "source"))
    return DONE


def check(given: argparse.Namespace) -> int:
    """Fetch one list page and one article, and show what would be extracted; keep nothing."""
    from flows.sources.collecting import trusted
    from flows.sources.fetching import Fetcher, FetchError

    sources = _read()
    if given.name not in sources:
        raise CommandError(f"no source is called {given.name}: there are {', '.join(sources) or 'none'}", USAGE)
    source = sources[given.name]
    with ExitStack() as stack:
        fetcher = stack.enter_context(Fetcher(trusted(source), _tell, delay=source.politeness.delay))
        url = source.starts[0]
        try:
            links = _links(fetcher.get(url), source)
            if not links:
                raise CommandError(f"{url}: no link matches `links`: {source.links}")
            url = links[0]
            page = fetcher.get(url)
        except FetchError as error:
            raise CommandError(f"{in_one_line(url)} cannot be fetched: {error}") from None
    return _show(page, url, source)


def add(given: argparse.Namespace) -> int:
    """Print a proposal for a source; with ``--write``, add it to the file."""
    from flows.sources.collecting import trusted
    from flows.sources.fetching import Fetcher, FetchError
    from flows.sources.proposing import propose

    path = load().sources
    known = read_sources(path) if path.is_file() else {}
    try:
        asked = parse_sources({"source": [{"name": "asked", "feeds": [given.url]}]}, "URL")["asked"]
        with Fetcher(trusted(asked), _tell, delay=asked.politeness.delay) as fetcher:
            proposal = propose(fetcher.get(given.url), known)
    except ConfigError:
        raise CommandError(f"no http(s) address: {given.url}", USAGE) from None
    except FetchError as error:
        raise CommandError(f"{in_one_line(given.url)} cannot be fetched: {error}") from None
    print(proposal.toml(), end="")
    if proposal.kind == "lists" and not proposal.links:
        say("No pattern stands out among its links: is it a list of articles, and not made by scripts?", "no_pattern")
        return FAILED
    if given.write:
        _append(path, proposal.toml())
        say(f"Added to {path}: try it by `zhengwen sources check {proposal.name}`, then enable it", "source_added")
    return DONE


def _read() -> dict[str, Source]:
    return read_sources(load().sources)


def _tell(line: str) -> None:
    say(in_one_line(line), "fetching")


def _links(page: "Page", source: Source) -> list[str]:
    """Print what is found on the first list page; return the addresses of articles."""
    from flows.sources.listing import article_links, feed_links, next_page, sitemap_links

    if source.starts[0] in source.lists:
        links, following = article_links(page.raw, page.url, source), next_page(page.raw, page.url, source)
    elif source.starts[0] in source.feeds:
        links, following = feed_links(page.raw, page.url, source), None
    else:
        links, named = sitemap_links(page.raw, page.url, source)
        following = next(iter(named), None)
    print(in_one_line(f"list       {page.url}"))
    print(f"links      {len(links):,} lead to articles")
    for link in links[:_SHOWN_LINKS]:
        print(in_one_line(f"           {link}"))
    print(in_one_line(f"next page  {following or 'none'}"))
    return links


def _show(page: "Page", url: str, source: Source) -> int:
    """Print what is found in an article."""
    from flows.cli.table import render
    from flows.extraction.extract import extract
    from flows.sources.article import article_in, incoming_of
    from flows.sources.judging import missing_parts, why_no_article

    print(in_one_line(f"article    {url}"))
    if reason := why_no_article(page, url, source):
        raise CommandError(f"{in_one_line(url)}: {reason}")
    for part in missing_parts(page.raw, source.selectors):
        print(f"selectors.{part} finds nothing")
    try:
        article = article_in(incoming_of(url, page.raw, page.content_type, source))
    except Unreadable as error:
        raise CommandError(in_one_line(error.reason)) from None
    print(in_one_line(f"title      {article.title.value or 'none'}"))
    print(f"date       {article.published.value.at if article.published else 'none'}")
    print(in_one_line(f"source     {article.source.value if article.source else 'none'}"))
    print(f"body       {counted(len(article.body.of(article.text).strip()), 'character')}")
    print(render(article, extract(article), sys.stdout), end="")
    return DONE


def _append(path: Path, entry: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    # In one step: on a full disk, what is there already would be lost.
    new = path.resolve().with_name(f".{path.name}.new")
    with naming(new):
        new.write_text(f"{before.rstrip()}\n\n{entry}" if before.strip() else entry, encoding="utf-8")
    new.replace(path.resolve())
