"""Readers: the content of one file -> what came in, by the end of the file's name.

A reader yields one `Incoming` for each article in the content, under names that are the same in each run. What stops a
reader becomes an `Incoming` with the reason, under the name of the file: nothing that was read before it is lost.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePath

from flows.articles.decoding import MAX_BYTES
from flows.articles.incoming import Incoming
from flows.articles.jsons import read_json, read_json_lines
from flows.articles.streams import Given, passes, reason, unpacked, whole

Reader = Callable[[Given], Iterator[Incoming]]


def read_text(given: Given) -> Iterator[Incoming]:
    """Yield the one article that a text file is."""
    yield Incoming(given.name, whole(given, MAX_BYTES))


def read_html(given: Given) -> Iterator[Incoming]:
    """Yield the one article that a page is."""
    yield Incoming(given.name, whole(given, MAX_BYTES), kind="html")


def _read_feed(given: Given) -> Iterator[Incoming]:
    from flows.articles.feeds import read_feed

    yield from read_feed(given)


def _read_warc(given: Given) -> Iterator[Incoming]:
    from flows.articles.warcs import read_warc

    yield from read_warc(given)


def _read_zip(given: Given) -> Iterator[Incoming]:
    from flows.articles.zips import read_zip

    yield from read_zip(given)


READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".xml": _read_feed,
    ".rss": _read_feed,
    ".atom": _read_feed,
    ".warc": _read_warc,
    ".zip": _read_zip,
}
"""Which reader takes which files, by the end of their names; ``.gz`` behind it is unpacked first."""
SINGLE = (".txt", ".html", ".htm")
"""Files that are one article."""
_PACKED = ".gz"


def ending(name: str) -> str:
    """Return the end of a file's name that says what it is, without ``.gz``."""
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix == _PACKED else path.suffix


def reader_for(name: str) -> Reader | None:
    """Return the reader for files called `name`, none where no reader takes them."""
    packed = name.lower().endswith(_PACKED)
    return None if packed and ending(name) == ".zip" else READERS.get(ending(name))


def contents(file: str, given: Given, size: int) -> Iterator[Incoming]:
    """Yield what is in the content of `file`, which has `size` bytes, and what stopped its reader."""
    reader = reader_for(file)
    assert reader is not None
    found = False
    try:
        if file.lower().endswith(_PACKED):
            given = replace(given, stream=unpacked(given.stream, size))
        for incoming in reader(given):
            found = True
            yield incoming
        if not found:
            yield Incoming(given.name, error="there is no article in it")
    except OSError as error:
        yield Incoming(given.name, error=reason(error), may_pass=passes(error) and ending(file) in SINGLE)
    except Exception as error:  # whatever a file does to a library, the others are read
        yield Incoming(given.name, error=reason(error))
