"""What an operator wants to know of a ledger: counts, yields, what is held back, ages. Numbers only, made by SQL.

A ledger of 100,000 articles is surveyed in a part of a second: what is counted stands in an index, no bytes are read.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, case, func, select

from flows.ledger.record import Status
from flows.ledger.schema import inputs, versions

_ARTICLES = ("accepted", "quarantined", "duplicate")
_HELD_BACK = ("quarantined", "rejected")
_FIGURES = re.compile(r"\d(?:[\d.,:+T-]*\d)?")
"""Numbers, days and times: 2021-03-05T10:20:30+08:00 is one."""


@dataclass(frozen=True, slots=True)
class Yield:
    """What came from one source: a portal, or the publisher that the byline names where it came from no portal."""

    source: str
    articles: int
    last_week: int
    """Those first seen in the last 7 days."""
    last_month: int
    """Those first seen in the last 30 days."""
    last_seen: str | None
    """When the last one came in, None where none ever did."""


@dataclass(frozen=True, slots=True)
class HeldBack:
    """How many are held back for one reason; figures in it, such as those of lines, are left out."""

    status: Status
    reason: str
    number: int
    oldest: str


@dataclass(frozen=True, slots=True)
class Survey:
    """The state of a ledger; times are in ISO 8601, None where there is nothing to date."""

    counts: dict[Status, int]
    stale: int
    """Versions in use that another recipe made: the next ingest makes them again."""
    yields: list[Yield]
    """By source, those that yielded most in the last 30 days first."""
    held_back: list[HeldBack]
    oldest_quarantined: str | None
    newest_published: str | None


def survey(connection: Connection, now: datetime, recipe: str) -> Survey:
    """Return the state of the ledger at `now` (with time zone), for a program that makes articles by `recipe`."""
    held_back = _held_back(connection)
    quarantined = [each.oldest for each in held_back if each.status == "quarantined"]
    newest = select(func.max(versions.c.published)).where(versions.c.status == "accepted")
    return Survey(
        counts=counts(connection),
        stale=_stale(connection, recipe),
        yields=_yields(connection, now),
        held_back=held_back,
        oldest_quarantined=min(quarantined, default=None),
        newest_published=connection.execute(newest).scalar(),
    )


def counts(connection: Connection) -> dict[Status, int]:
    """Return how many versions there are by status; duplicates are inputs that brought no text of their own, too."""
    query = select(versions.c.status, func.count().label("number")).group_by(versions.c.status)
    found: Counter[Status] = Counter({row.status: row.number for row in connection.execute(query)})
    copies = select(func.count()).select_from(inputs).where(inputs.c.duplicate)
    found["duplicate"] += connection.execute(copies).scalar_one()
    return dict(+found)


def _stale(connection: Connection, recipe: str) -> int:
    """Count as `Ledger.stale` finds. Only what was rejected may be without bytes: the rest need not be looked at."""
    other = versions.c.recipe != recipe
    read = other & versions.c.status.in_(_ARTICLES)
    rejected = other & (versions.c.status == "rejected") & versions.c.raw.is_not(None)
    return sum(connection.execute(select(func.count()).where(found)).scalar_one() for found in (read, rejected))


def _yields(connection: Connection, now: datetime) -> list[Yield]:
    source = func.coalesce(versions.c.portal, versions.c.publisher, "").label("source")
    query: Select[Any] = (
        select(
            source,
            func.count().label("articles"),
            *(_since(now - timedelta(days=days)).label(f"last_{days}") for days in (7, 30)),
            func.max(versions.c.first_seen).label("last_seen"),
        )
        .where(versions.c.status.in_(_ARTICLES))
        .group_by(source)
    )
    rows: Sequence[Row[Any]] = connection.execute(query).all()
    found = [Yield(row.source or "unknown", row.articles, row.last_7, row.last_30, row.last_seen) for row in rows]
    return sorted(found, key=lambda each: (-each.last_month, -each.articles, each.source))


def _since(moment: datetime) -> Any:
    return func.sum(case((versions.c.first_seen >= moment.isoformat(timespec="seconds"), 1), else_=0))


def _held_back(connection: Connection) -> list[HeldBack]:
    query = (
        select(
            versions.c.status,
            versions.c.reason,
            func.count().label("number"),
            func.min(versions.c.first_seen).label("oldest"),
        )
        .where(versions.c.status.in_(_HELD_BACK))
        .group_by(versions.c.status, versions.c.reason)
    )
    numbers: Counter[tuple[Status, str]] = Counter()
    oldest: dict[tuple[Status, str], str] = {}
    for row in connection.execute(query):
        key = row.status, _FIGURES.sub("…", row.reason)
        numbers[key] += row.number
        oldest[key] = min(row.oldest, oldest.get(key, row.oldest))
    return [HeldBack(*key, number, oldest[key]) for key, number in sorted(numbers.items(), key=lambda each: -each[1])]
