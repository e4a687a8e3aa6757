"""Fingerprint: an article and its facts -> what tells whether another article is a copy of it.

Goes in: the article as read, and what was found in it. Comes out: its body clause by clause, the names and titles in
it, when it was published, and the keys by which those are found that resemble it. But for headline and time, nothing
comes from outside the body: two portals show one report with bylines, buttons and counts of their own.
"""

import json
import zlib
from dataclasses import fields
from datetime import date

from flows.articles.article import Article
from flows.articles.similarity import band_keys, clauses, comparable
from flows.extraction.facts import Facts
from flows.values import value


@value()
class Fingerprint:
    """What is compared of an article; texts are folded, without punctuation and blanks."""

    published: str
    """When, as ISO 8601 writes it."""
    title: str
    clauses: tuple[str, ...]
    """The body, cut at every sign that ends a clause or parts a list."""
    people: tuple[str, ...]
    documents: tuple[str, ...]
    """Titles of documents."""
    bands: tuple[int, ...]
    """Keys, of which a body that resembles this one has at least one."""

    @property
    def day(self) -> int:
        """The day of publication, counted from 1 January of the year 1."""
        return date.fromisoformat(self.published[:10]).toordinal()

    @property
    def text(self) -> str:
        """The body in one."""
        return "".join(self.clauses)


def fingerprint(article: Article, facts: Facts) -> Fingerprint | None:
    """Return the fingerprint of an article; None of one without a date or a body, of which no copy can be told."""
    found = clauses(article.body.of(article.text))
    if article.published is None or not found:
        return None
    return Fingerprint(
        published=article.published.value.at.isoformat(),
        title=comparable(article.title.value),
        clauses=found,
        people=tuple(dict.fromkeys(comparable(person.name) for person in facts.people)),
        documents=tuple(dict.fromkeys(comparable(document.title) for document in facts.documents)),
        bands=band_keys("".join(found)),
    )


def packed(found: Fingerprint) -> bytes:
    """Return a fingerprint as bytes to be stored."""
    known = {field.name: getattr(found, field.name) for field in fields(found)}
    return zlib.compress(json.dumps(known, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def unpacked(stored: bytes) -> Fingerprint:
    """Return the fingerprint that `packed` made bytes of."""
    known = json.loads(zlib.decompress(stored).decode("utf-8", "surrogatepass"))
    lists = {name: tuple(known[name]) for name in ("clauses", "people", "documents", "bands")}
    return Fingerprint(known["published"], known["title"], **lists)
