"""A ledger of many articles that nobody wrote: of many sources, over many days."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from flows.ledger.engine import writing
from flows.ledger.schema import inputs, runs, versions

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SOURCES = 300
_AT_ONCE = 2_000


def fill(engine: Engine, number: int, recipe: str = "r1") -> None:
    """Put `number` articles into an empty ledger: one an hour until NOW, every 50th held back, every 100th rejected."""
    with writing(engine) as connection:
        connection.execute(
            runs.insert(), [{"started": at(hours), "seconds": 1.5, "outcome": "done"} for hours in (9, 3)]
        )
        for start in range(0, number, _AT_ONCE):
            rows = list(_versions(range(start, min(start + _AT_ONCE, number)), recipe))
            connection.execute(versions.insert(), rows)
            connection.execute(inputs.insert(), [_input(row) for row in rows])


def at(hours: int) -> str:
    """Return the moment so many hours before NOW."""
    return (NOW - timedelta(hours=hours)).isoformat(timespec="seconds")


def _versions(numbers: range, recipe: str) -> Iterator[dict[str, Any]]:
    for number in numbers:
        status = "rejected" if number % 100 == 99 else "quarantined" if number % 50 == 49 else "accepted"
        digest = hashlib.sha256(str(number).encode())
        yield {
            "id": number + 1,
            "identity": f"https://news.example.org/t{number}.html",
            "number": 1,
            "content_hash": digest.hexdigest(),
            "text_hash": digest.hexdigest(),
            "name": f"t{number}.html",
            "status": status,
            "reason": "" if status == "accepted" else f"line {number}: is {status}",
            "recipe": recipe,
            "raw": None if status == "rejected" else digest.digest(),
            "quads": digest.digest() * 30,
            "findings": b"",
            "first_seen": at(number),
            "processed": at(number),
            "portal": f"portal-{number % SOURCES}" if number % 3 else None,
            "publisher": f"某某网{number % SOURCES}",
            "published": at(number + 1),
        }


def _input(row: dict[str, Any]) -> dict[str, Any]:
    names = {"name": row["name"], "version": row["id"], "seen": row["first_seen"]}
    return names | {"incoming_hash": row["content_hash"], "duplicate": False}
