"""Feeds: a saved RSS or Atom file -> what came in, one `Incoming` an item; and the bytes of an item -> its parts.

The bytes of an item are the feed without its other items, so that they can be read by themselves. An item that holds
only a summary is no article: it is told, with the address at which the article is. Fetches nothing.
"""

import re
from collections.abc import Iterator
from typing import Any

from flows.articles.decoding import Unreadable
from flows.articles.incoming import Incoming, Names
from flows.articles.markup import text_of
from flows.articles.parts import Parts, in_line, web_address
from flows.articles.streams import Given, whole

MAX_FEED = 50_000_000
_LONGEST_HEAD = 100_000
"""What stands before the first item is read again with each of them."""
_MARK = re.compile(
    rb"(?P<opaque><!\[CDATA\[|<!--)|<(?P<closing>/)?(?:[A-Za-z]{1,9}:)?(?P<tag>item|entry)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_ENDS = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
_SHORTEST_ARTICLE = 200
"""A description without a line end that is shorter only sums up."""
_BROKEN_OFF = ("...", "…", "[详细]", "[全文]")


def read_feed(given: Given) -> Iterator[Incoming]:
    """Yield the items of a feed; raises Unreadable where there is none in it."""
    raw = whole(given, MAX_FEED)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("UTF-16: save it as UTF-8")
    names = Names(given.name)
    number = 0
    for number, item in enumerate(_items(raw), 1):
        try:
            entry = _entry(item)
            key = str(entry.get("id") or entry.get("link") or f"item {number}")
            yield Incoming(names.name(key), item, kind="feed")
        except Unreadable as error:
            place = f"item {number}"
            yield Incoming(names.name(place), item, f"{place}: {error.reason}", kind="feed")
    if not number:
        raise Unreadable("no feed, or one without items: there is no item and no entry in it")


def read_item(raw: bytes) -> Parts:
    """Return the article in `raw`, a feed with one item; raises Unreadable where there is only a summary."""
    entry = _entry(raw)
    link = in_line(str(entry.get("link") or ""))
    full = "\n".join(str(content.get("value") or "") for content in entry.get("content") or ())
    text = text_of(full or str(entry.get("summary") or ""))
    if not text:
        raise Unreadable("an item without text")
    if not full and (text.endswith(_BROKEN_OFF) or (len(text) < _SHORTEST_ARTICLE and "\n" not in text)):
        raise Unreadable(f"only a summary; the article is at {link or 'an address that the feed does not give'}")
    return Parts(
        title=text_of(str(entry.get("title") or "")),
        published=str(entry.get("published") or entry.get("updated") or ""),
        source=str((entry.get("source") or {}).get("title") or ""),
        reporters=str(entry.get("author") or ""),
        text=text,
        url=web_address(link),
    )


def _entry(raw: bytes) -> dict[str, Any]:
    """Return the first item of the feed `raw`; raises Unreadable."""
    import feedparser

    try:
        entries = feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False).entries
    except Exception:  # it reads what is no XML too, and fails at it in many ways
        entries = []
    if not entries:
        raise Unreadable("an item that is no XML")
    return dict(entries[0])


def _items(raw: bytes) -> Iterator[bytes]:
    """Yield the feed with one item, for each of its items; the last one also where it is cut off."""
    start, head, depth, tag = 0, b"", 0, b""
    for mark in _marks(raw):
        if not mark["closing"] and not depth:
            start, head, tag = mark.start(), head or raw[: mark.start()], mark["tag"]
            depth = 1
            if len(head) > _LONGEST_HEAD:
                raise Unreadable(f"more than {_LONGEST_HEAD:,} bytes before the first item: no feed has so many")
        elif mark["closing"] and depth:
            depth = 0
            yield head + raw[start : mark.end()] + _closing(head)
    if depth:
        yield head + raw[start:] + b"</" + tag + b">" + _closing(head)


def _marks(raw: bytes) -> Iterator[re.Match[bytes]]:
    """Yield where items begin and end, but for what only looks so in comments and CDATA."""
    at, endless = 0, set()
    while mark := _MARK.search(raw, at):
        at = mark.end()
        opening = (mark["opaque"] or b"").upper()
        if not opening:
            yield mark
        elif opening not in endless:
            end = raw.find(_ENDS[opening], at)
            if end < 0:
                endless.add(opening)  # not looked for again: a file may have a million of these
            else:
                at = end + len(_ENDS[opening])


def _closing(head: bytes) -> bytes:
    """Return the end tags of what is open where the items of a feed start."""
    known = re.findall(rb"<(rss|channel|feed|(?:[A-Za-z]{1,9}:)?RDF)[\s>]", head)
    open_tags = [tag for tag in known if head.count(b"</" + tag + b">") < head.count(b"<" + tag)]
    return b"".join(b"</" + tag + b">" for tag in reversed(open_tags))
