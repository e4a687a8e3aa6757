"""Identity: an article -> the key by which it is the same article wherever it is read, and the hash of its text.

Does not know what has been seen before: that is the ledger's.
"""

import hashlib

from flows.articles.article import Article
from flows.articles.folding import HIDDEN, fold


def identity(article: Article) -> str:
    """Return the canonical key: the URL, else title, publication time and source, folded and without blanks.

    Many articles are headed 区政府召开常务会议: one without a date is told apart by its text instead.
    """
    if article.url:
        return article.url.strip()
    source = article.source.value if article.source else ""
    when = article.published.value.at.isoformat() if article.published else content_hash(article)
    return "|".join([_plain(article.title.value), when, _plain(source)])


def content_hash(article: Article) -> str:
    """Return the SHA-256, in hexadecimal, of the text without its view and comment counts: they make no new version."""
    spans = sorted(count.evidence.span for count in (article.views, article.comments) if count and count.evidence)
    kept, start = "", 0
    for span in spans:
        kept, start = kept + article.text[start : span.start], span.end
    return hashlib.sha256((kept + article.text[start:]).encode()).hexdigest()


def text_hash(article: Article) -> str:
    """Return the SHA-256 of the text as kept, in hexadecimal."""
    return hashlib.sha256(article.text.encode()).hexdigest()


def _plain(value: str) -> str:
    """Return `value` folded, without blanks and hidden characters."""
    return "".join(HIDDEN.sub("", fold(value)).split())
