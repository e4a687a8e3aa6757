"""JSON and JSON Lines: a stream -> what came in, one `Incoming` a record, each with the bytes that the record is.

A file of JSON Lines is read line by line, however long it is. Of a JSON file, each record's bytes are those between its
braces. Does not know what a record says of an article, but for its key, URL and jurisdiction.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.articles.decoding import MAX_BYTES, Unreadable, decode
from flows.articles.incoming import Incoming, Names, hints
from flows.articles.records import RECORDS, FieldMap, address, as_record, load_record, parse_json, said
from flows.articles.streams import Given, whole

MAX_JSON = 50_000_000
"""A JSON file is held in memory while it is read; one of JSON Lines may have any length."""
_BLANKS = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def read_json_lines(given: Given) -> Iterator[Incoming]:
    """Yield the records of a file with one in each line; lines with nothing in them are none."""
    cutter = _Cutter(given)
    for number, line in _lines(given):
        if line is None:
            error = f"line {number}: longer than the {MAX_BYTES:,} bytes of one article"
            yield Incoming(cutter.names.name(f"line {number}"), error=error)
        elif line:
            yield cutter.record(line, f"line {number}")


def read_json(given: Given) -> Iterator[Incoming]:
    """Yield the records of a JSON file: of its list, of the list that the map names, or the one that it is."""
    text = decode(whole(given, MAX_JSON), MAX_JSON).text
    parse_json(text)  # so that what follows may rely on it being JSON
    cutter = _Cutter(given)
    start = _find(text, _skip(text, 0), given.fields.get(RECORDS, ""))
    if text[start] == "[":
        for number, (first, end) in enumerate(_items(text, start), 1):
            yield cutter.record(text[first:end].encode("utf-8", "surrogatepass"), f"record {number}")
    else:
        end = _DECODER.raw_decode(text, start)[1]
        yield cutter.only(text[start:end].encode("utf-8", "surrogatepass"))


@dataclass
class _Cutter:
    """Makes an `Incoming` of each record of one file."""

    given: Given

    def __post_init__(self) -> None:
        self.names = Names(self.given.name)
        self.fields: FieldMap = {key: value for key, value in self.given.fields.items() if key != RECORDS}
        self.hints = hints(fields=self.fields)

    def record(self, raw: bytes, place: str) -> Incoming:
        """Return the record `raw`, named by its id, else its URL, else the place where it stands."""
        try:
            record = load_record(raw)
            key = said(record, "id", self.fields) or address(record, self.fields) or place
            url, jurisdiction = address(record, self.fields), said(record, "jurisdiction", self.fields) or None
        except Unreadable as error:
            return Incoming(self.names.name(place), raw, f"{place}: {error.reason}", kind="json", hints=self.hints)
        return Incoming(self.names.name(key), raw, url=url, jurisdiction=jurisdiction, kind="json", hints=self.hints)

    def only(self, raw: bytes) -> Incoming:
        """Return the one record of a file, which needs no other name than the file's."""
        try:
            record = as_record(load_record(raw))
            url, jurisdiction = address(record, self.fields), said(record, "jurisdiction", self.fields) or None
        except Unreadable as error:
            return Incoming(self.given.name, raw, error.reason, kind="json", hints=self.hints)
        return Incoming(self.given.name, raw, url=url, jurisdiction=jurisdiction, kind="json", hints=self.hints)


def _lines(given: Given) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines with their numbers, None for one too long; raises Unreadable where the file breaks off."""
    number = 0
    while True:
        try:
            line = given.stream.readline(MAX_BYTES + 1)
            too_long = len(line) > MAX_BYTES
            while len(line) > MAX_BYTES and not line.endswith(b"\n"):
                line = given.stream.readline(MAX_BYTES + 1)
        except Exception as error:
            raise Unreadable(f"{given.why(error)}, after line {number}") from error
        if not line and not too_long:
            return
        number += 1
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise Unreadable("UTF-16: save it as UTF-8")
        yield number, None if too_long else line.removeprefix(b"\xef\xbb\xbf" if number == 1 else b"").strip()


def _skip(text: str, at: int) -> int:
    """Return the place of the next character from `at` on that is no white space."""
    match = _BLANKS.match(text, at)
    return match.end() if match else at


def _find(text: str, at: int, path: str) -> int:
    """Return where the value of the field `path` starts in the object at `at`; raises Unreadable."""
    if not path:
        return at
    wanted, _dot, rest = path.partition(".")
    for key, start, _end in _members(text, at) if text[at] == "{" else ():
        if key == wanted:
            return _find(text, start, rest)
    raise Unreadable(f"no field {wanted} that holds the {RECORDS}")


def _members(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Yield key, start and end of each value in the object at `at`."""
    at = _skip(text, at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        start = _skip(text, _skip(text, at) + 1)
        _value, end = _DECODER.raw_decode(text, start)
        yield key, start, end
        at = _skip(text, end)
        at = _skip(text, at + 1) if text[at] == "," else at


def _items(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield start and end of each value in the list at `at`."""
    at = _skip(text, at + 1)
    while text[at] != "]":
        _value, end = _DECODER.raw_decode(text, at)
        yield at, end
        at = _skip(text, end)
        at = _skip(text, at + 1) if text[at] == "," else at
