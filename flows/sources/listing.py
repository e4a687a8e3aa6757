"""Lists of articles: a list page, a feed or a sitemap as bytes -> the addresses in it, and where the list goes on."""

import gzip
import io
import re
import zlib
from collections.abc import Iterable

import feedparser
from lxml import etree

from flows.articles.decoding import MAX_BYTES
from flows.sources.config import PAGE, Source
from flows.sources.markup import absolute, links_of, text_of

_NEXT = re.compile(r"\s*(?:下一?页|后一?页|下一頁|下頁|next(?: page)?)\s*(?:[>›»→]+\s*)?|\s*[>›»]\s*", re.IGNORECASE)
_GZIP = b"\x1f\x8b"


def article_links(raw: bytes, base: str, source: Source) -> list[str]:
    """Return the addresses of articles on a list page, each once, in their order."""
    return _taken((link.url for link in links_of(raw, base)), source)


def next_page(raw: bytes, base: str, source: Source, asked: str = "") -> str | None:
    """Return the address of the list page after the one at `base`, where `asked` led; None where it names none."""
    if source.pages:
        return source.pages.replace(PAGE, str(_number(asked or base, source) + 1))
    links = list(links_of(raw, base))
    named = [link.url for link in links if "next" in link.rel.split()]
    named += [link.url for link in links if _NEXT.fullmatch(link.text)]
    return next((url for url in named if url != base), None)


def _number(url: str, source: Source) -> int:
    """Return the number of a list page in the count of `pages`; the first one has the number before the second's."""
    before, _page, after = source.pages.partition(PAGE)
    match = re.fullmatch(rf"{re.escape(before)}(\d{{1,6}}){re.escape(after)}", url)
    return int(match[1]) if match else source.first_page - 1


def feed_links(raw: bytes, base: str, source: Source) -> list[str]:
    """Return the addresses of articles in an RSS or Atom feed."""
    # As a stream: feedparser takes bytes for the name of a file.
    found = feedparser.parse(io.BytesIO(text_of(raw).encode("utf-8", "replace")), response_headers=_IN_UTF8)
    return _taken((absolute(base, str(entry.get("link", ""))) for entry in found.entries), source)


_IN_UTF8 = {"content-type": "application/xml; charset=utf-8"}


def sitemap_links(raw: bytes, base: str, source: Source) -> tuple[list[str], list[str]]:
    """Return the addresses of articles in a sitemap, the latest first, and those of the sitemaps that it names."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(_unpacked(raw), parser=parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return [], []
    pages, sitemaps = _locations(root, "url"), _locations(root, "sitemap")
    return _taken((absolute(base, url) for url in pages), source), [
        url for each in sitemaps if (url := absolute(base, each))
    ]


def _locations(root: "etree._Element", kind: str) -> list[str]:
    """Return the addresses in the elements `kind`, the latest first, those without a day in their order at the end."""
    found = []
    for element in root.iter(f"{{*}}{kind}"):
        dated = str(element.findtext("{*}lastmod") or "").strip()
        found.append((dated, str(element.findtext("{*}loc") or "")))
    return [location for _dated, location in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _unpacked(raw: bytes) -> bytes:
    if not raw.startswith(_GZIP):
        return raw
    try:
        with gzip.open(io.BytesIO(raw)) as packed:
            return packed.read(MAX_BYTES * 10)
    except (OSError, EOFError, zlib.error):
        return b""


def _taken(urls: Iterable[str | None], source: Source) -> list[str]:
    return list(dict.fromkeys(url for url in urls if url and source.takes(url)))
