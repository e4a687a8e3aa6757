"""WARC: an archive of a crawl -> what came in, one `Incoming` for each page in it.

Pages are the answers of the type text/html; pictures, styles and the crawler's own notes are left out, as other files
of a folder are. An answer that says there is no page, and one that only says it is the same as an earlier one, is told.
"""

from collections.abc import Iterator
from typing import Any

from flows.articles.decoding import MAX_BYTES, Unreadable
from flows.articles.html import incoming_page
from flows.articles.incoming import Incoming, Names
from flows.articles.parts import web_address
from flows.articles.streams import Given

_PAGES = ("text/html", "application/xhtml+xml")
_OK = "200"
_WRONG_HEADERS = (ValueError, AttributeError, LookupError, TypeError)
"""What the library raises, besides its own error, where a record lacks a header or has a broken one."""


def read_warc(given: Given) -> Iterator[Incoming]:
    """Yield the pages of an archive, packed or not; raises Unreadable where it breaks off."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    names = Names(given.name)
    number, record = 0, None
    try:
        for record in ArchiveIterator(given.stream):
            number += 1
            if (found := _page(names, record)) is not None:
                yield found
    except (ArchiveLoadFailed, *_WRONG_HEADERS) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"no WARC, or damaged after record {number}: {' '.join(str(error).split())[:120]}") from error
    if record is None:
        raise Unreadable("no WARC, or one without records")
    _refuse_if_cut_off(record)


def _refuse_if_cut_off(record: Any) -> None:
    """Raise Unreadable where the archive ends before `record` does."""
    if record.rec_type is None or getattr(record.raw_stream, "limit", False):
        url = record.rec_headers.get_header("WARC-Target-URI") or "a record"
        raise Unreadable(f"cut off: the archive ends within {url}")


def _page(names: Names, record: Any) -> Incoming | None:
    """Return the page in `record`, or why it is none; nothing where it is of another type."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    url = url.strip("<>")
    if record.rec_type == "revisit":
        return Incoming(names.name(url), error="a revisit record: the page is as it was before, and not in it")
    if record.rec_type not in ("response", "resource"):
        return None
    headers = record.http_headers
    status = headers.get_statuscode() if headers else _OK
    sent_as = (headers or record.rec_headers).get_header("Content-Type") or ""
    if sent_as.split(";")[0].strip().lower() not in _PAGES:
        return None
    if status != _OK:
        return Incoming(names.name(url), error=f"no page: the server answered with status {status}")
    return _content(names.name(url), url, record, sent_as)


def _content(name: str, url: str, record: Any, sent_as: str) -> Incoming:
    """Return the page, its transfer encoding undone."""
    raw = record.content_stream().read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        return Incoming(name, error=f"more than the {MAX_BYTES:,} bytes of one page")
    _refuse_if_cut_off(record)
    return incoming_page(name, raw, web_address(url), content_type=sent_as)
