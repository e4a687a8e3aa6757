"""The one place where a page that was fetched becomes what came in, and where `zhengwen sources check` reads it."""

from flows.articles.article import Article
from flows.articles.parsing import parse
from flows.articles.reading import Incoming
from flows.sources.config import Source


def incoming_of(url: str, raw: bytes, _content_type: str, source: Source) -> Incoming:
    """Return what came in from `source` at the address `url`."""
    return Incoming(url, raw, url=url, jurisdiction=source.jurisdiction)


def article_in(incoming: Incoming) -> Article:
    """Return the article that came in; raises Unreadable where there is none."""
    return parse(incoming.raw or b"", name=incoming.name, url=incoming.url, jurisdiction=incoming.jurisdiction)
