"""The article as read: its text, and what its portal says about it (headline, dates, byline, counts).

The text is the whole document as kept, headline and byline included, so that every statement about the article,
its byline too, has a place in it. `body` is the part that reports.
"""

from datetime import datetime
from typing import Generic, TypeVar

from flows.articles.evidence import Evidence, Span
from flows.values import value

T = TypeVar("T")


@value()
class Stated(Generic[T]):
    """A value of the byline and where it stands; `evidence` is None where it came from outside the text."""

    value: T
    evidence: Evidence | None


@value()
class Published:
    """When the article was published, in Asia/Shanghai; `precision` is ``second``, ``minute`` or ``day``."""

    at: datetime
    precision: str


@value()
class Article:
    """One article as kept.

    `text` is the decoded document with line ends folded to ``\\n`` and a byte order mark removed, nothing else
    changed: every offset in every fact counts characters of it. `body` covers the reporting part, between the
    headline and date lines and the byline that ends the article. `jurisdiction` is the full name of a division
    given from outside (an operator, a source registry), never a guess.
    """

    identity: str
    """Canonical key: the URL, else title, publication time and source (design §3)."""
    text: str
    body: Span
    title: Stated[str]
    published: Stated[Published] | None
    source: Stated[str] | None
    url: str | None
    reporters: tuple[Stated[str], ...]
    editors: tuple[Stated[str], ...]
    views: Stated[int] | None
    comments: Stated[int] | None
    jurisdiction: str | None
