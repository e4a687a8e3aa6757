"""What holds of an article and of the record of it, whatever came in."""

import json
from collections.abc import Iterable

import pyoxigraph as ox

from flows.articles.article import Article
from flows.articles.decoding import Unreadable
from flows.articles.folding import HIDDEN, fold
from flows.articles.kinds import article_of
from flows.articles.parsing import problems
from flows.graph.sheet import writable
from flows.graph.vocabulary import OA
from flows.ledger.record import Record
from flows.pipeline import Stopwatch, make

BASE = "https://example.org/"


def assert_stated(article: Article) -> None:
    """Assert that each value of the byline is what its span quotes, and holds no hidden character."""
    text = article.text
    for stated in (article.source, *article.reporters, *article.editors):
        if stated is not None and stated.evidence is not None:
            assert stated.evidence.span.end <= len(text)
            assert stated.evidence.span.of(text) == stated.value != ""
            assert not HIDDEN.search(stated.value)
    for count in (article.views, article.comments):
        if count is not None and count.evidence is not None:
            assert int(fold(count.evidence.span.of(text)).replace(",", "")) == count.value
    assert not HIDDEN.search(article.title.value)
    assert article.body.end <= len(text)
    assert all("\n" not in finding for finding in problems(article))


def assert_told(error: Unreadable) -> None:
    """Assert that it is said in one line what cannot be read, and why."""
    name, _, why = error.reason.partition(": ")
    assert name
    assert why
    assert "\n" not in error.reason


def assert_recorded(record: Record) -> None:
    """Assert that a record is accepted without violation, or says in one line why not; and that its quads hold."""
    if record.reason.startswith("the program failed on it"):
        make(article_of(record.incoming), BASE, Stopwatch())  # raises what went wrong, where it went wrong
    assert "\n" not in record.reason
    assert (record.status == "accepted") == (not record.reason)
    violations = [each for each in json.loads(record.findings) if each["severity"] == "Violation"]
    assert record.status != "accepted" or not violations
    quads = list(ox.parse(record.quads, format=ox.RdfFormat.N_QUADS))
    assert bool(quads) == (record.status != "rejected")
    if quads:
        assert_quoted(quads, article_of(record.incoming).text)


def assert_quoted(quads: Iterable[ox.Quad], text: str) -> None:
    """Assert that every offset lies within the text, and that every quote is the text at its offsets."""
    kept = writable(text)
    selected: dict[str, dict[str, str]] = {}
    for quad in quads:
        if quad.predicate in (OA["start"], OA["end"], OA["exact"], OA["prefix"], OA["suffix"]):
            assert isinstance(quad.subject, ox.NamedNode)
            assert isinstance(quad.object, ox.Literal)
            span = quad.subject.value.rpartition("=")[2]
            selected.setdefault(span, {})[quad.predicate.value.removeprefix(OA.iri)] = quad.object.value
    for span, said in selected.items():
        start, end = map(int, span.split(","))
        assert (int(said["start"]), int(said["end"])) == (start, end)
        assert 0 <= start <= end <= len(kept)
        assert said["exact"] == kept[start:end]
        assert kept[:start].endswith(said.get("prefix", ""))
        assert kept[end:].startswith(said.get("suffix", ""))
