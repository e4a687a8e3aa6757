"""Incoming: one article as received, or the reason why it was not; and the names under which things come in.

Does not know where anything came from, nor what is in the bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

_LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Incoming:
    """One article as received, or the reason in one line why it was not.

    `name` is the path of its file as the operator gave it; behind ``#`` it says which article of the file it is. It is
    the same in each run. A record that was received but is none that can be read has both `raw` and `error`.
    """

    name: str
    raw: bytes | None = None
    error: str | None = None
    url: str | None = None
    jurisdiction: str | None = None
    may_pass: bool = False
    """True for an error, such as that of a network drive, that another try may not meet."""
    kind: str = "text"
    """What the bytes are: ``text``, ``html``, ``json`` (one record) or ``feed`` (a feed with one item)."""
    hints: str = ""
    """What else it takes to read them, as a JSON object: names of fields, selectors, the media type as sent."""
    portal: str | None = None
    """The name of the source in sources.toml that it came from; nothing is read differently because of it."""


def hints(**given: Mapping[str, str] | str | None) -> str:
    """Return hints with what is given and not empty: the same text for the same hints."""
    known = {key: value for key, value in given.items() if value}
    return json.dumps(known, ensure_ascii=False, sort_keys=True) if known else ""


def hinted(incoming: Incoming) -> dict[str, Any]:
    """Return the hints of `incoming`."""
    known: dict[str, Any] = json.loads(incoming.hints) if incoming.hints else {}
    return known


class Names:
    """The names of the articles in one file, each given once: a second ``a.jsonl#7`` becomes ``a.jsonl#7 (2)``."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._seen: dict[bytes, int] = {}

    def name(self, key: str) -> str:
        """Return the name of the article that its file calls `key`."""
        plain = storable(key)[:_LONGEST_KEY]
        digest = blake2b(plain.encode(), digest_size=8).digest()  # a million of names take little memory
        times = self._seen[digest] = self._seen.get(digest, 0) + 1
        return f"{self._file}#{plain}" + (f" ({times})" if times > 1 else "")


def storable(text: str) -> str:
    """Return `text` in one line that any ledger can store: without control characters and halves of characters."""
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()
