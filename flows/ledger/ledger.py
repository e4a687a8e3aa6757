"""The ledger as the rest of the house uses it: record, ask what is known, hand out what is published.

Two programs may use one ledger at the same time: each record is written under a lock, after a look at what the
other has written since.
"""

import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Row, Select, bindparam, func, select

from flows.articles.reading import Incoming
from flows.ledger.backup import Manifest, back_up, restore
from flows.ledger.diary import Diary
from flows.ledger.engine import LedgerError, open_engine, patient, reading, writing
from flows.ledger.pages import Pages
from flows.ledger.record import PUBLISHED, Entry, Outcome, Record, Status, Stored, Written, incoming_hash
from flows.ledger.recording import RECEIVED, received, record_again, record_input, set_status
from flows.ledger.schema import inputs, versions
from flows.ledger.survey import Survey, counts, survey

__all__ = ["Ledger", "LedgerError"]

_ENTRY = tuple(versions.c[name] for name in Entry.__dataclass_fields__)
_FIRST = versions.alias("first")
"""The version that stands for another which is a copy of it."""
_STORED = (
    *(versions.c[name] for name in ("identity", "content_hash", "recipe", "made_hash", "findings")),
    versions.c.quads.label("packed_quads"),
    func.coalesce(_FIRST.c.identity, "").label("copy_of"),
    func.coalesce(_FIRST.c.quads, b"").label("packed_first"),
)
# Built once, as those in `flows.ledger.recording` are.
_KNOWN = (
    select(inputs.c.duplicate, versions.c.status, versions.c.reason, versions.c.name)
    .join(versions)
    .where(
        inputs.c.name == bindparam("of_name"),
        inputs.c.incoming_hash == bindparam("of_hash"),
        (versions.c.recipe == bindparam("of_recipe")) | (versions.c.status == "superseded"),
    )
)
_MADE = select(versions.c.status, versions.c.quads).where(versions.c.id == bindparam("of_id"))
_MADE_OTHERWISE = (
    select(versions.c.status, versions.c.quads)
    .join(inputs)
    .where(
        inputs.c.name == bindparam("of_name"),
        inputs.c.incoming_hash == bindparam("of_hash"),
        inputs.c.duplicate.is_(False),
        versions.c.recipe != bindparam("of_recipe"),
    )
)
_PUBLISHED = versions.c.status.in_(PUBLISHED)
_ROWS_AT_ONCE = 200
_CHINA = timezone(timedelta(hours=8))


class Ledger:
    """A ledger at a URL, created where there is none; raises LedgerError where it cannot be opened."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)

    @property
    def diary(self) -> Diary:
        """The runs that were made on this ledger."""
        return Diary(self._engine)

    @property
    def pages(self) -> Pages:
        """What is known of pages of the web."""
        return Pages(self._engine)

    @patient
    def known(self, incoming: Incoming, recipe: str) -> Outcome | None:
        """Return what became of `incoming` when nothing about it is new (same name, bytes and recipe), else None."""
        given = {"of_name": incoming.name, "of_hash": incoming_hash(incoming), "of_recipe": recipe}
        with reading(self._engine) as connection:
            row = connection.execute(_KNOWN, given).one_or_none()
        if row is None:
            return None
        if row.duplicate:
            return Outcome(incoming.name, "duplicate", f"same text as {row.name}", new=False)
        return Outcome(incoming.name, row.status, row.reason, new=False)

    def record(self, records: Iterable[Record]) -> list[Outcome]:
        """Write `records` in their order, all or none of them; return what became of each."""
        return [written.outcome for written in self.write((None, record) for record in records)]

    def record_again(self, records: Iterable[tuple[int, Record]]) -> list[Outcome]:
        """Write records made anew from the stored bytes of the versions given by id, all or none of them."""
        return [written.outcome for written in self.write(records)]

    def write(self, records: Iterable[tuple[int | None, Record]]) -> list[Written]:
        """Do as `record` and, where the id of a version is given, as `record_again`, all or none.

        What was published before is read in the same transaction, of what had been made of the same bytes.
        """
        return self._write(list(records))

    @patient
    def _write(self, records: Sequence[tuple[int | None, Record]]) -> list[Written]:
        with writing(self._engine) as connection:
            return [_write(connection, version, record) for version, record in records]

    @patient
    def settle(self, files: Collection[str], rejected: Collection[str]) -> None:
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

    def in_use(self, since: date | None = None) -> list[int]:
        """Return the ids of versions in use whose bytes are stored; of those published since that day in China, or all.

        One whose date of publication is not known counts by the day on which it was first seen.
        """
        condition = versions.c.raw.is_not(None) & (versions.c.status != "superseded")
        if since is not None:
            midnight = datetime.combine(since, time(), _CHINA).astimezone(UTC).isoformat(timespec="seconds")
            seen = versions.c.published.is_(None) & (versions.c.first_seen >= midnight)
            condition &= (versions.c.published >= since.isoformat()) | seen
        return self._ids(select(versions.c.id).where(condition))

    def held_back(self) -> list[int]:
        """Return the ids of quarantined and rejected versions whose bytes are stored."""
        condition = versions.c.raw.is_not(None) & versions.c.status.in_(("quarantined", "rejected"))
        return self._ids(select(versions.c.id).where(condition))

    def stored(self, ids: Sequence[int]) -> list[tuple[int, Incoming]]:
        """Return what came in, by the ids of their versions."""
        query = select(versions.c.id, versions.c.name, *RECEIVED).where(versions.c.id.in_(ids))
        return [(row.id, received(row.name, row)) for row in self._all(query.order_by(versions.c.id))]

    def published_hashes(self) -> Iterator[tuple[str, str]]:
        """Yield identity and what tells whether that has changed which is published of it, by identity, as it stood
        at the first one: its `made_hash`, and of a copy that of the article it is a copy of, too.
        """
        hashes = (versions.c.identity, versions.c.made_hash, _FIRST.c.made_hash.label("first"))
        query = select(*hashes).outerjoin(_FIRST, _FIRST.c.id == versions.c.copy_of).where(_PUBLISHED)
        with reading(self._engine) as connection:
            rows = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query.order_by(versions.c.identity))
            yield from ((row.identity, f"{row.made_hash} {row.first}" if row.first else row.made_hash) for row in rows)

    def published(self, identities: Sequence[str] | None = None) -> Iterator[Stored]:
        """Yield what is published, of `identities` or all, by identity, as it stood at the first one."""
        joined = select(*_STORED).outerjoin(_FIRST, _FIRST.c.id == versions.c.copy_of)
        query = joined.where(_PUBLISHED).order_by(versions.c.identity)
        if identities is not None:
            query = query.where(versions.c.identity.in_(identities))
        with reading(self._engine) as connection:
            for row in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query):
                yield Stored(**row._asdict() | {"findings": zlib.decompress(row.findings)})

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
        """Return how many versions there are by status; duplicates are copies, and inputs that were there already."""
        with reading(self._engine) as connection:
            return counts(connection)

    def survey(self, now: datetime, recipe: str) -> Survey:
        """Return counts, yields, what is held back and ages, for a program that makes articles by `recipe`."""
        with reading(self._engine) as connection:
            return survey(connection, now, recipe)

    def back_up(self, file: Path) -> Manifest:
        """Write all that the ledger holds, as it stands now, to `file`; raises BackupError, OSError."""
        return back_up(self._engine, file)

    def restore(self, file: Path, folder: Path, *, force: bool) -> Manifest:
        """Hold what `file` does, once that is checked in `folder`; raises BackupError, OSError.

        Without `force`, only a ledger that holds nothing takes it.
        """
        return restore(file, self._engine, folder, force=force)

    def _ids(self, query: Select[Any]) -> list[int]:
        return [row[0] for row in self._all(query.order_by(versions.c.id))]

    @patient
    def _all(self, query: Select[Any]) -> Sequence[Row[Any]]:
        with reading(self._engine) as connection:
            return connection.execute(query).all()


def _write(connection: Connection, version: int | None, record: Record) -> Written:
    old = _made_before(connection, version, record)
    outcome = record_input(connection, record) if version is None else record_again(connection, version, record)
    before = zlib.decompress(old.quads) if old and old.status in PUBLISHED else b""
    after = record.quads if outcome.status in PUBLISHED else b""
    return Written(outcome, old.status if old else None, before, after)


def _made_before(connection: Connection, version: int | None, record: Record) -> Row[Any] | None:
    """Return what another recipe, or for a `version` any, made of the same bytes."""
    if version is not None:
        return connection.execute(_MADE, {"of_id": version}).one_or_none()
    given = {"of_name": record.incoming.name, "of_hash": record.incoming_hash, "of_recipe": record.recipe}
    return connection.execute(_MADE_OTHERWISE, given).one_or_none()
