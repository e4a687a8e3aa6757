"""Records: one JSON object -> the parts of the article it tells of, by a map of its fields.

In: the bytes of one record, and which of its fields holds what. Out: `Parts`, or `Unreadable`. Does not know the file
that the record was in.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.articles.decoding import Unreadable, decode
from flows.articles.parts import Parts, web_address

FIELDS = ("id", "url", "title", "published", "source", "text", "reporters", "editors", "jurisdiction")
"""What a record may say; also the names of its fields, where no map gives them others."""
MAP_NAME = "fields.toml"
RECORDS = "records"
"""In a map: the field of a JSON file that holds the list of records."""

FieldMap = Mapping[str, str]
"""Which field of a record holds what: ``{"title": "headline", "text": "content.body"}``."""

_MARKUP = re.compile(r"</?(?:p|br|div|span|section|strong|table|img|a)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_SHOWN = 60


def read_map(path: Path) -> dict[str, str]:
    """Return the map in the file `path`, none where there is no such file; raises Unreadable."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise Unreadable(f"{MAP_NAME} cannot be read: {' '.join(str(error).split())}") from None
    for key, value in given.items():
        if key not in (*FIELDS, RECORDS):
            raise Unreadable(f"{MAP_NAME}: {key} is none of {', '.join((*FIELDS, RECORDS))}")
        if not isinstance(value, str) or not value:
            raise Unreadable(f"{MAP_NAME}: {key} must be the name of a field, in quotation marks")
    return dict(given)


def load_record(raw: bytes) -> dict[str, Any]:
    """Return the JSON object that `raw` is; raises Unreadable."""
    return as_record(parse_json(decode(raw).text))


def parse_json(text: str) -> Any:
    """Return what the JSON in `text` says; raises Unreadable."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise Unreadable(f"no JSON: {error.msg.removesuffix(' starting at')} at {place}column {error.colno}") from None
    except (ValueError, RecursionError):
        raise Unreadable("no JSON that can be read: nested too deep, or a number too long") from None


def as_record(value: object) -> dict[str, Any]:
    """Return `value` if it is a JSON object; raises Unreadable."""
    if not isinstance(value, dict):
        raise Unreadable(f"no JSON object with fields, but {json.dumps(value, ensure_ascii=False)[:_SHOWN]}")
    return value


def said(record: Mapping[str, Any], field: str, names: FieldMap) -> str:
    """Return what `record` says in the field that `names` gives for `field`, empty where it says nothing.

    A list becomes one text: names with blanks between them, paragraphs with line ends. Raises Unreadable.
    """
    value = _at(record, names.get(field, field))
    text = _as_text(value, "\n" if field == "text" else " ")
    if text is None:
        raise Unreadable(f"the field {names.get(field, field)} is no text, but {json.dumps(value)[:_SHOWN]}")
    return text.strip()


def address(record: Mapping[str, Any], names: FieldMap) -> str | None:
    """Return the URL that `record` gives, none where it is no whole one."""
    return web_address(said(record, "url", names))


def read_record(raw: bytes, names: FieldMap) -> Parts:
    """Return the article that the record `raw` tells of; raises Unreadable where it tells of none."""
    record = load_record(raw)
    values = {field: said(record, field, names) for field in FIELDS}
    if not values["text"]:
        wanted = names.get("text", "text")
        there = ", ".join(storable_keys(record)) or "none"
        raise Unreadable(f"nothing in the field {wanted}; fields are {there}: {MAP_NAME} can say which holds the text")
    if _MARKUP.search(values["text"]):
        from flows.articles.markup import text_of

        values["text"] = text_of(values["text"])
    return Parts(
        title=values["title"],
        published=values["published"],
        source=values["source"],
        reporters=values["reporters"],
        editors=values["editors"],
        text=values["text"],
        url=address(record, names),
        jurisdiction=values["jurisdiction"] or None,
    )


def storable_keys(record: Mapping[str, Any]) -> list[str]:
    """Return the names of the first fields of `record`, for a message."""
    return [key[:20] for key in list(record)[:12] if key.isprintable()]


def _at(record: Mapping[str, Any], path: str) -> object:
    """Return the field `path`; a dot leads into an object, unless the name itself has it."""
    if path in record:
        return record[path]
    first, dot, rest = path.partition(".")
    inner = record.get(first)
    return _at(inner, rest) if dot and isinstance(inner, dict) else None


def _as_text(value: object, between: str) -> str | None:
    """Return `value` as text, None where it is nothing that can be one."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _as_text(value["name"], between) if isinstance(value.get("name"), str) else None
    if isinstance(value, list):
        pieces = [_as_text(piece, between) for piece in value]
        return None if None in pieces else between.join(filter(None, pieces))
    return None if isinstance(value, bool) else str(value)
