"""Kinds: what came in -> Article, by what its bytes are.

In: an `Incoming`, fresh or out of the ledger: the same bytes give the same article. Out: an `Article`, or `Unreadable`.
Libraries for a kind are loaded when the first of it comes.
"""

from flows.articles.article import Article
from flows.articles.decoding import Unreadable
from flows.articles.incoming import Incoming, hinted
from flows.articles.parsing import parse
from flows.articles.parts import Parts, compose


def article_of(incoming: Incoming) -> Article:
    """Return the article that came in; raises Unreadable, with the name of what cannot be read."""
    if incoming.raw is None or incoming.error is not None:
        raise Unreadable(f"{incoming.name}: {incoming.error or 'there is nothing in it'}")
    given = incoming.jurisdiction
    if incoming.kind == "text":
        return parse(incoming.raw, name=incoming.name, url=incoming.url, jurisdiction=given)
    try:
        parts = _parts(incoming, incoming.raw)
    except Unreadable as error:
        raise Unreadable(f"{incoming.name}: {error.reason}") from None
    url = incoming.url or parts.url
    return parse(compose(parts), name=incoming.name, url=url, jurisdiction=given or parts.jurisdiction, titled=True)


def _parts(incoming: Incoming, raw: bytes) -> Parts:
    """Return what the bytes say; raises Unreadable."""
    known = hinted(incoming)
    match incoming.kind:
        case "html":
            from flows.articles.html import Selectors, read_page

            selectors = Selectors(**known["selectors"]) if "selectors" in known else None
            return read_page(raw, incoming.url, selectors, known.get("content_type"))
        case "json":
            from flows.articles.records import read_record

            return read_record(raw, known.get("fields", {}))
        case "feed":
            from flows.articles.feeds import read_item

            return read_item(raw)
    raise Unreadable(f"of a kind that this zhengwen does not know: {incoming.kind}")
