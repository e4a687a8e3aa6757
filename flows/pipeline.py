"""One article through the house: what came in -> the record of it. Never raises for what an article is like.

Puts the rooms together, from articles to validation. Knows nothing of Prefect, nor of other articles.
"""

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Literal

from flows.articles.article import Article
from flows.articles.decoding import Unreadable
from flows.articles.identity import content_hash, text_hash
from flows.articles.kinds import article_of
from flows.articles.parsing import problems
from flows.articles.reading import Incoming
from flows.extraction.extract import extract
from flows.extraction.fingerprint import fingerprint, packed
from flows.extraction.version import EXTRACTOR_VERSION
from flows.graph.mapping import quads
from flows.ledger.record import Record
from flows.recipe import recipe
from flows.validation import Index, Verdict, validate_article

_MESSAGE_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Made:
    """What one article was turned into, and what validation says of it."""

    quads: bytes
    """N-Quads."""
    verdict: Verdict
    fingerprint: bytes = b""
    """What tells copies of it; nothing where none can be told."""


class Stopwatch:
    """Adds up seconds by stage: of the processor, so that threads which wait for each other do not count twice."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count the time within to the stage `name`."""
        started = time.thread_time()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.thread_time() - started


def process(incoming: Incoming, base_iri: str) -> Record:
    """Return what becomes of `incoming`."""
    watch = Stopwatch()
    if incoming.raw is None or incoming.error is not None:
        return _rejected(incoming, base_iri, incoming.error or "there is nothing in it", watch)
    try:
        with watch.stage("read"):
            article = article_of(incoming)
    except Unreadable as error:
        return _rejected(incoming, base_iri, error.reason.removeprefix(f"{incoming.name}: "), watch)
    except Exception as error:  # what a library makes of one page is not the others' bad luck
        return _rejected(incoming, base_iri, _failure(error), watch)
    if not article.body.of(article.text).strip():
        return _rejected(incoming, base_iri, "; ".join(problems(article)), watch)
    try:
        made = make(article, base_iri, watch)
    except Exception as error:  # one article's bad luck is not the others': it is kept, listed and can be retried
        return _record(incoming, article, base_iri, "quarantined", _failure(error), Made(b"", Verdict(None, ())), watch)
    reason = _why_held_back(article, made.verdict)
    return _record(incoming, article, base_iri, "quarantined" if reason else "accepted", reason, made, watch)


def make(article: Article, base_iri: str, watch: Stopwatch) -> Made:
    """Extract, map and validate `article`."""
    with watch.stage("extraction"):
        facts = extract(article)
        found = fingerprint(article, facts)
    with watch.stage("mapping"):
        graph = quads(article, facts, base=base_iri, extractor_version=EXTRACTOR_VERSION)
    with watch.stage("writing"):
        nquads = graph.nquads()
    with watch.stage("validation"):
        verdict = validate_article(Index(graph.said), article.text)
    return Made(nquads, verdict, packed(found) if found else b"")


def _why_held_back(article: Article, verdict: Verdict) -> str:
    """Return why an article is not published, or nothing; without a date it is no record of anything."""
    violations = [finding.message_en for finding in verdict.findings if finding.severity == "Violation"]
    reasons = [*problems(article), *dict.fromkeys(violations)]
    return _shortened("; ".join(reasons))


def _failure(error: Exception) -> str:
    return _shortened(f"the program failed on it: {type(error).__name__}: {error}")


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MESSAGE_LIMIT else line[: _MESSAGE_LIMIT - 1] + "…"


def _rejected(incoming: Incoming, base_iri: str, reason: str, watch: Stopwatch) -> Record:
    content = hashlib.sha256(f"{incoming.name}\0{reason}\0".encode() + (incoming.raw or b"")).hexdigest()
    return Record(
        incoming=incoming,
        identity=f"name:{incoming.name}",
        content_hash=content,
        text_hash=content,
        status="rejected",
        reason=_shortened(reason),
        recipe=recipe(base_iri),
        quads=b"",
        findings=b"[]",
        fingerprint=b"",
        seconds=watch.seconds,
    )


def _record(
    incoming: Incoming,
    article: Article,
    base_iri: str,
    status: Literal["accepted", "quarantined"],
    reason: str,
    made: Made,
    watch: Stopwatch,
) -> Record:
    with watch.stage("writing"):
        findings = json.dumps([asdict(finding) for finding in made.verdict.findings], ensure_ascii=False).encode()
    return Record(
        incoming=incoming,
        identity=article.identity,
        content_hash=content_hash(article),
        text_hash=text_hash(article),
        status=status,
        reason=reason,
        recipe=recipe(base_iri),
        quads=made.quads,
        findings=findings,
        fingerprint=made.fingerprint,
        seconds=watch.seconds,
        publisher=article.source.value if article.source else None,
        published=article.published.value.at.isoformat() if article.published else None,
    )
