"""The diary: which runs there were, what each did, and how it ended.

A run is noted when it begins, and again when it ends. One that was killed has no end: nothing is left to note it.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Engine, Row, func, select
from sqlalchemy.exc import SQLAlchemyError

from flows.faults import in_a_line
from flows.ledger.engine import LedgerError, patient, reading, writing
from flows.ledger.schema import runs

Kind = Literal["ingest", "reprocess", "publish"]
Ending = Literal["done", "failed"]
_REASON_LIMIT = 300
_YIELD = ("asked", "new", "unchanged", "held_back", "without_text")


@dataclass(slots=True)
class Run:
    """A run under way. What it did is set by whoever runs; a `failure` that is set makes it a failed one."""

    id: int
    summary: dict[str, Any] = field(default_factory=dict)
    release: str | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run as noted. Without an `outcome` it was killed, or still works."""

    id: int
    kind: Kind
    started: str
    seconds: float | None
    outcome: Ending | None
    reason: str | None
    release: str | None
    summary: dict[str, Any]

    @property
    def yields(self) -> dict[str, dict[str, int]]:
        """What became of what each source gave, by its name; an article asked for by its address is no source."""
        told: dict[str, dict[str, int]] = self.summary.get("sources", {})
        return {
            source: {name: numbers[name] for name in _YIELD if name in numbers}
            for source, numbers in told.items()
            if "://" not in source
        }


class Diary:
    """The part of a ledger that is about runs."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def run(self, kind: Kind) -> Iterator[Run]:
        """Note that a run of `kind` begins, and how it ends, also where what is within raises."""
        started = time.monotonic()
        run = Run(self._begin(kind))
        try:
            yield run
        except BaseException as error:
            run.failure = _shortened(in_a_line(error))
            # Where the ledger itself has failed, that error is the one to be told.
            with suppress(LedgerError, SQLAlchemyError):
                self._end(run, time.monotonic() - started)
            raise
        patient(self._end)(run, time.monotonic() - started)

    def last(self, number: int) -> list[PastRun]:
        """Return the last `number` runs, the latest first."""
        with reading(self._engine) as connection:
            return [_past(row) for row in connection.execute(select(runs).order_by(runs.c.id.desc()).limit(number))]

    @patient
    def summaries(self, kind: Kind, number: int) -> list[dict[str, Any]]:
        """Return what the last `number` runs of `kind` did that were done, oldest first."""
        done = (runs.c.kind == kind) & (runs.c.outcome == "done")
        query = select(runs.c.summary).where(done).order_by(runs.c.id.desc()).limit(number)
        with reading(self._engine) as connection:
            return [json.loads(summary or "{}") for summary in reversed(connection.execute(query).scalars().all())]

    def latest(self) -> list[PastRun]:
        """Return the latest run of each kind."""
        return self._latest_where(runs.c.id.is_not(None))

    def latest_done(self) -> list[PastRun]:
        """Return the latest run of each kind that was done."""
        return self._latest_where(runs.c.outcome == "done")

    def _latest_where(self, condition: ColumnElement[bool]) -> list[PastRun]:
        ids = select(func.max(runs.c.id)).where(condition).group_by(runs.c.kind)
        with reading(self._engine) as connection:
            return [
                _past(row) for row in connection.execute(select(runs).where(runs.c.id.in_(ids)).order_by(runs.c.kind))
            ]

    def _begin(self, kind: Kind) -> int:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with writing(self._engine) as connection:
            query = runs.insert().values(started=now, kind=kind).returning(runs.c.id)
            return int(connection.execute(query).scalar_one())

    def _end(self, run: Run, seconds: float) -> None:
        values = {
            "seconds": seconds,
            "summary": json.dumps(run.summary, ensure_ascii=False, sort_keys=True),
            "outcome": "failed" if run.failure else "done",
            "reason": run.failure,
            "release": run.release,
        }
        with writing(self._engine) as connection:
            connection.execute(runs.update().where(runs.c.id == run.id).values(values))


def _past(row: Row[Any]) -> PastRun:
    return PastRun(
        row.id,
        row.kind,
        row.started,
        row.seconds,
        row.outcome,
        row.reason,
        row.release,
        json.loads(row.summary or "{}"),
    )


def _shortened(message: str) -> str:
    return message if len(message) <= _REASON_LIMIT else message[: _REASON_LIMIT - 1] + "…"
