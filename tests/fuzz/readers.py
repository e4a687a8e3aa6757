"""The readers of files: the first line of an input is the end of the file's name, the rest its content."""

import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from flows.articles.decoding import Unreadable
from flows.articles.incoming import Incoming
from flows.articles.kinds import article_of
from flows.articles.readers import READERS, contents, reader_for
from flows.articles.streams import MAX_RATIO, Given
from tests.fuzz.properties import assert_stated, assert_told
from tests.fuzz.words import BAR, of_articles

_ENDINGS = [name for ending in READERS for name in (ending, f"{ending}.gz") if reader_for(f"any{name}")]
_UNFORESEEN = re.compile(r"cannot be read: [A-Z]\w+: ")
"""What a reader says of an error that nobody thought of."""
_MARKUP = (
    "<html>¦<head>¦<title>¦</title>¦<meta charset=gb2312>¦<body>¦<div>¦</div>¦<p>¦</p>¦<table><tr><td>¦"
    "</td></tr></table>¦<br>¦<a href='a.html'>¦</a>¦<script>¦</script>¦<h1>¦<!--¦-->¦<![CDATA[¦]]>¦"
    '<?xml version=\'1.0\'?>¦&#55296;¦&amp;¦&#x1F600;¦<svg>¦<style>¦<meta name="ArticleTitle" content="¦'
    '<meta name="PubDate" content="¦">¦<time datetime=\'2019-06-04\'>¦'
    '<link rel="canonical" href="http://x.example/1.html">¦<template>¦<noscript>¦<br hidden>¦<frameset>'
)
_DATA = (
    '{¦}¦[¦]¦:¦,¦"¦null¦true¦1e999¦-0¦NaN¦1559610920000¦"\\ud800"¦\\u0000¦"title": ¦"text": ¦'
    '"published": ¦"source": ¦"reporters": ¦"url": ¦"id": ¦"name": ¦{}\n¦<rss><channel>¦<item>¦</item>¦'
    "<entry>¦</entry>¦<feed>¦<content:encoded>¦<description>¦<pubDate>¦<link>¦<guid>¦"
    "<!DOCTYPE x [<!ENTITY a 'b'>]>¦&a;¦<published>¦<rdf:RDF>¦WARC/1.0\r\n¦WARC-Type: response\r\n¦"
    "Content-Length: 9\r\n¦HTTP/1.1 200 OK\r\n¦\r\n\r\n¦Content-Type: text/html\r\n¦Content-Encoding: gzip\r\n¦"
    "Transfer-Encoding: chunked\r\n¦PK\x03\x04¦WARC-Target-URI: http://x.example/1.html\r\n¦WARC-Type: revisit\r\n¦"
    "PK\x01\x02¦PK\x05\x06"
)


@contextmanager
def opened() -> Iterator[Callable[[bytes], int]]:
    """Yield what tries one input."""
    yield _check


def words() -> Sequence[Sequence[str]]:
    """Return what files are put together from."""
    return [
        _MARKUP.split(BAR),
        _DATA.split(BAR),
        [f"{ending}\n" for ending in _ENDINGS],
        *of_articles("flows/articles/data"),
    ]


def _check(data: bytes) -> int:
    first, _, content = data.partition(b"\n")
    ending = first.decode("ascii", "replace")
    name = f"any{ending if ending in _ENDINGS else '.html'}"
    found = list(contents(name, Given(name, io.BytesIO(content), {}), len(content)))
    assert found
    assert len({each.name for each in found}) == len(found)
    for incoming in found:
        _assert_read(incoming)
    packed = name.endswith((".gz", ".zip"))
    return len(data) * (MAX_RATIO if packed else 1)


def _assert_read(incoming: Incoming) -> None:
    assert incoming.name.isprintable()
    if incoming.error is not None:
        assert "\n" not in incoming.error
        assert not _UNFORESEEN.match(incoming.error), incoming.error
        return
    try:
        assert_stated(article_of(incoming))
    except Unreadable as error:
        assert_told(error)
