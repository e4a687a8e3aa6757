"""The one place where a page that was fetched becomes what came in, and where `zhengwen sources check` reads it."""

from dataclasses import replace

from flows.articles.article import Article
from flows.articles.html import incoming_page
from flows.articles.incoming import Incoming
from flows.articles.kinds import article_of
from flows.sources.config import Source
from flows.sources.markup import is_markup, text_of


def incoming_of(url: str, raw: bytes, content_type: str, source: Source) -> Incoming:
    """Return what came in from `source` at the address `url`: a page, or plain text where there is no markup in it."""
    if is_markup(text_of(raw)):
        page = incoming_page(url, raw, url, source.selectors, content_type or None, source.jurisdiction)
        return replace(page, portal=source.name)
    return Incoming(url, raw, url=url, jurisdiction=source.jurisdiction, portal=source.name)


def article_in(incoming: Incoming) -> Article:
    """Return the article that came in; raises Unreadable where there is none."""
    return article_of(incoming)
