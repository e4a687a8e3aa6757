"""The one place where a page that was fetched is read as an article, other than in the pipeline."""

from flows.articles.article import Article
from flows.articles.parsing import parse
from flows.articles.selectors import Selectors
from flows.sources.fetching import Page


def article_in(page: Page, name: str, jurisdiction: str | None, _selectors: Selectors) -> Article:
    """Return the article on `page`; raises Unreadable where there is none."""
    return parse(page.raw, name=name, url=name, jurisdiction=jurisdiction)
