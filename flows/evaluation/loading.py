"""Folder -> annotated articles: reads `NAME.txt` beside `NAME.json` and refuses what is not in the gold format."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from flows.articles.decoding import Unreadable, decode
from flows.evaluation.form import Gold


class GoldError(ValueError):
    """A gold file that cannot be used: which file, which key, what is wrong."""

    def __init__(self, path: Path, key: str, problem: str) -> None:
        super().__init__(f"{path}: {key}: {problem}" if key else f"{path}: {problem}")


@dataclass(frozen=True, slots=True)
class Case:
    """One annotated article: the bytes as a portal would send them, the text, and what is right about it."""

    name: str
    raw: bytes
    text: str
    gold: Gold


_KINDS: Mapping[str, Callable[[object], bool]] = {
    "a text": lambda value: isinstance(value, str) and bool(value.strip()),
    "a text or null": lambda value: value is None or (isinstance(value, str) and bool(value.strip())),
    "a whole number or null": lambda value: value is None or (isinstance(value, int) and not isinstance(value, bool)),
    "true or false": lambda value: isinstance(value, bool),
    "a list of texts": lambda value: isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value),
    "a list of objects": lambda value: isinstance(value, list) and all(isinstance(v, dict) for v in value),
}
_ARTICLE = {
    "jurisdiction": "a text or null",
    "title": "a text or null",
    "published": "a text or null",
    "source": "a text or null",
    "reporters": "a list of texts",
    "editors": "a list of texts",
    "meetings": "a list of objects",
    "referenced_meetings": "a list of texts",
    "people": "a list of objects",
    "organizations": "a list of objects",
    "documents": "a list of objects",
    "directives": "a list of objects",
}
_ROWS = {
    "meetings": {
        "name": "a text",
        "date": "a text or null",
        "ordinal": "a whole number or null",
        "place": "a text or null",
        "chairs": "a list of texts",
        "attendees": "a list of texts",
        "observers": "a list of texts",
        "organizer": "a text or null",
    },
    "people": {"name": "a text", "posts": "a list of texts"},
    "organizations": {"surface": "a text", "canonical": "a text"},
    "documents": {"title": "a text", "status": "a text or null", "action": "a text or null"},
    "directives": {"speaker": "a text", "head": "a text", "numbered": "true or false"},
}


def load_cases(directory: Path) -> list[Case]:
    """Return every annotated article in `directory` and the folders in it, by name.

    Raises GoldError where a text cannot be read or has no annotation, and where the folder holds no text at all.
    """
    texts = sorted(directory.rglob("*.txt"))
    if not texts:
        raise GoldError(directory, "", "no articles here (NAME.txt beside NAME.json)")
    return [_case(path, directory) for path in texts]


def load_gold(path: Path) -> Gold:
    """Return the annotation in the file at `path`; raises GoldError naming the file, the key and what is wrong."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise GoldError(path, "", "is missing") from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise GoldError(path, "", f"is not JSON in UTF-8 ({error})") from None
    if not isinstance(data, dict):
        raise GoldError(path, "", "must hold one JSON object")
    _check(path, "", data, _ARTICLE)
    for key, form in _ROWS.items():
        for number, row in enumerate(data[key]):
            _check(path, f"{key}[{number}].", row, form)
    return cast(Gold, data)


def _case(path: Path, directory: Path) -> Case:
    raw = path.read_bytes()
    name = path.relative_to(directory).with_suffix("").as_posix()
    try:
        text = decode(raw).text
    except Unreadable as error:
        raise GoldError(path, "", str(error)) from None
    return Case(name, raw, text, load_gold(path.with_suffix(".json")))


def _check(path: Path, prefix: str, row: dict[str, Any], form: Mapping[str, str]) -> None:
    for key, kind in form.items():
        if key not in row:
            raise GoldError(path, prefix + key, "is missing")
        if not _KINDS[kind](row[key]):
            raise GoldError(path, prefix + key, f"must be {kind}, not {json.dumps(row[key], ensure_ascii=False)}")
