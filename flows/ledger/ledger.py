"""The ledger as the rest of the house uses it: record, ask what is known, hand out what is published.

Two programs may use one ledger at the same time: each record is written under a lock, after a look at what the
other has written since.
"""

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Row, Select, func, select

from flows.articles.reading import Incoming
from flows.ledger.engine import LedgerError, open_engine, reading, writing
from flows.ledger.pages import Pages
from flows.ledger.record import Entry, Outcome, Record, Status, Stored, incoming_hash
from flows.ledger.recording import record_again, record_input, set_status
from flows.ledger.schema import inputs, runs, versions

__all__ = ["Ledger", "LedgerError"]

_ENTRY = tuple(versions.c[name] for name in Entry.__dataclass_fields__)
_STORED = (versions.c.identity, versions.c.content_hash, versions.c.recipe, versions.c.made_hash, versions.c.quads,
           versions.c.findings)  # fmt: skip
_ROWS_AT_ONCE = 200


class Ledger:
    """A ledger at a URL, created where there is none; raises LedgerError where it cannot be opened."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)

    @property
    def pages(self) -> Pages:
        """What is known of pages of the web."""
        return Pages(self._engine)

    def known(self, incoming: Incoming, recipe: str) -> Outcome | None:
        """Return what became of `incoming` when nothing about it is new (same name, bytes and recipe), else None."""
        settled = (versions.c.recipe == recipe) | (versions.c.status == "superseded")
        query = (
            select(inputs.c.duplicate, versions.c.status, versions.c.reason, versions.c.name)
            .join(versions)
            .where(inputs.c.name == incoming.name, inputs.c.incoming_hash == incoming_hash(incoming), settled)
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        if row.duplicate:
            return Outcome(incoming.name, "duplicate", f"same text as {row.name}", new=False)
        return Outcome(incoming.name, row.status, row.reason, new=False)

    def record(self, records: Iterable[Record]) -> list[Outcome]:
        """Write `records` in their order, all or none of them; return what became of each."""
        with writing(self._engine) as connection:
            return [record_input(connection, record) for record in records]

    def record_again(self, records: Iterable[tuple[int, Record]]) -> list[Outcome]:
        """Write records made anew from the stored bytes of the versions given by id, all or none of them."""
        with writing(self._engine) as connection:
            return [record_again(connection, version, record) for version, record in records]

    def settle(self, files: Iterable[str], rejected: Collection[str]) -> None:
        """Let go what was rejected in `files`, read to their ends just now, and is not among the `rejected` in them."""
        whole = set(files) - set(rejected)
        query = select(versions.c.id, versions.c.name).where(versions.c.status == "rejected")
        with writing(self._engine) as connection:
            for row in connection.execute(query).all():
                file = row.name.partition("#")[0]
                if file in whole and row.name not in rejected:
                    set_status(connection, row.id, f"no longer in {file}")

    def stale(self, recipe: str) -> list[int]:
        """Return the ids of versions in use that another recipe made and whose bytes are stored."""
        condition = versions.c.raw.is_not(None) & (versions.c.recipe != recipe) & (versions.c.status != "superseded")
        return self._ids(select(versions.c.id).where(condition))

    def held_back(self) -> list[int]:
        """Return the ids of quarantined and rejected versions whose bytes are stored."""
        condition = versions.c.raw.is_not(None) & versions.c.status.in_(("quarantined", "rejected"))
        return self._ids(select(versions.c.id).where(condition))

    def stored(self, ids: Sequence[int]) -> list[tuple[int, Incoming]]:
        """Return what came in, by the ids of their versions."""
        columns = (versions.c[name] for name in ("id", "name", "raw", "url", "jurisdiction", "kind", "hints"))
        rows = self._all(select(*columns).where(versions.c.id.in_(ids)).order_by(versions.c.id))
        return [
            (
                row.id,
                Incoming(
                    row.name,
                    zlib.decompress(row.raw),
                    url=row.url,
                    jurisdiction=row.jurisdiction,
                    kind=row.kind,
                    hints=row.hints,
                ),
            )
            for row in rows
        ]

    def accepted_hashes(self) -> Iterator[tuple[str, str]]:
        """Yield identity and `made_hash` of what is published, by identity, as it stood at the first one."""
        query = select(versions.c.identity, versions.c.made_hash).where(versions.c.status == "accepted")
        with reading(self._engine) as connection:
            rows = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query.order_by(versions.c.identity))
            yield from ((row.identity, row.made_hash) for row in rows)

    def accepted(self, identities: Sequence[str] | None = None) -> Iterator[Stored]:
        """Yield what is published, of `identities` or all, by identity, as it stood at the first one."""
        query = select(*_STORED).where(versions.c.status == "accepted").order_by(versions.c.identity)
        if identities is not None:
            query = query.where(versions.c.identity.in_(identities))
        with reading(self._engine) as connection:
            for row in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query):
                identity, content_hash, recipe, made_hash, quads, findings = row
                yield Stored(identity, content_hash, recipe, made_hash, quads, zlib.decompress(findings))

    def entries(self, *statuses: Status) -> list[Entry]:
        """Return the versions with one of `statuses`, the latest processed first."""
        query = select(*_ENTRY).where(versions.c.status.in_(statuses))
        rows = self._all(query.order_by(versions.c.processed.desc(), versions.c.id))
        return [Entry(**row._asdict()) for row in rows]

    def findings(self, version: int) -> list[dict[str, Any]]:
        """Return what validation found on a version, by its id."""
        row = self._all(select(versions.c.findings).where(versions.c.id == version))[0]
        return cast(list[dict[str, Any]], json.loads(zlib.decompress(row.findings)))

    def counts(self) -> dict[Status, int]:
        """Return how many versions there are by status, and how many inputs are duplicates."""
        duplicates = len(self._all(select(inputs.c.name).where(inputs.c.duplicate)))
        query = select(versions.c.status, func.count().label("number")).group_by(versions.c.status)
        counted: dict[Status, int] = {row.status: row.number for row in self._all(query)}
        return counted | ({"duplicate": duplicates} if duplicates else {})

    def begin_run(self) -> int:
        """Note that a run begins; return its number."""
        with writing(self._engine) as connection:
            query = runs.insert().values(started=_now()).returning(runs.c.id)
            return int(connection.execute(query).scalar_one())

    def end_run(self, run: int, seconds: float, summary: dict[str, Any]) -> None:
        """Note that `run` came to its end, how long it took and what it did."""
        values = {"seconds": seconds, "summary": json.dumps(summary, ensure_ascii=False, sort_keys=True)}
        with writing(self._engine) as connection:
            connection.execute(runs.update().where(runs.c.id == run).values(values))

    def last_run(self) -> dict[str, Any] | None:
        """Return start, duration (None: it did not end) and summary of the last run, or None where there was none."""
        rows = self._all(select(runs).order_by(runs.c.id.desc()).limit(1))
        if not rows:
            return None
        row = rows[0]
        return {"started": row.started, "seconds": row.seconds, "summary": json.loads(row.summary or "{}")}

    def past_summaries(self, limit: int) -> list[dict[str, Any]]:
        """Return the summaries of the last `limit` runs that came to their end, oldest first."""
        query = select(runs.c.summary).where(runs.c.summary.is_not(None)).order_by(runs.c.id.desc()).limit(limit)
        return [json.loads(row.summary) for row in reversed(self._all(query))]

    def _ids(self, query: Select[Any]) -> list[int]:
        return [row[0] for row in self._all(query.order_by(versions.c.id))]

    def _all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with reading(self._engine) as connection:
            return connection.execute(query).all()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
