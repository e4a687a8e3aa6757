"""What becomes of one record: the rules by which a version is new, the same, a duplicate, or takes another's place.

Runs inside a transaction that somebody else holds. The rules:

- a text that is known of an article is never stored again, whatever it is called: under another name it is a duplicate;
- an article that is a copy of another one is published as one more source of it (`flows.ledger.copying`);
- another view or comment count makes no new version: the one that is there is made again;
- a published version stays so until another accepted one of the same article takes its place;
- what was held back under a name is settled when another text is accepted under it: a date line was added, say;
- a file put back to an older text brings the older version back; an old copy under a new name does not.
"""

import hashlib
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select

from flows.articles.reading import Incoming
from flows.ledger.copying import enter, leave
from flows.ledger.record import PACKING_LEVEL, PUBLISHED, Outcome, Record
from flows.ledger.schema import inputs, versions

RECEIVED = tuple(versions.c[name] for name in ("raw", "url", "jurisdiction", "kind", "hints", "portal"))
"""The columns from which a version can be made again."""
_HELD_BACK = ("quarantined", "rejected")
_RECOUNTED = "only its view or comment count has changed"
_LONGEST_PUBLISHER = 200
"""Characters: an index of PostgreSQL holds no more than 2,700 bytes."""

# Built once: SQLAlchemy takes longer to build and to recognise a statement than SQLite to execute it.
_SMALL = tuple(column for column in versions.c if column.name not in ("raw", "quads", "findings", "fingerprint"))
_INPUT = select(inputs).where(inputs.c.name == bindparam("of_name"))
_VERSION = select(*_SMALL).where(versions.c.id == bindparam("of_id"))
_VERSIONS = select(*_SMALL).where(versions.c.identity == bindparam("of_identity")).order_by(versions.c.id)
_OTHER_INPUT = (
    select(inputs.c.name).where(inputs.c.version == bindparam("of_id"), inputs.c.name != bindparam("of_name")).limit(1)
)
_OF_STATUS = {
    statuses: select(versions.c.id).where(
        versions.c.name == bindparam("of_name"),
        versions.c.id != bindparam("of_id"),
        or_(*(versions.c.status == status for status in statuses)),
    )
    for statuses in (_HELD_BACK, ("rejected",))
}
_INSERT_VERSION = versions.insert().returning(versions.c.id)
_UPDATE_VERSION = versions.update().where(versions.c.id == bindparam("of_id"))
_INSERT_INPUT = inputs.insert()
_UPDATE_INPUT = inputs.update().where(inputs.c.name == bindparam("of_name"))


def record_input(connection: Connection, record: Record) -> Outcome:
    """Write `record` of something that came in, and that it came in; return what became of it."""
    before = connection.execute(_INPUT, {"of_name": record.incoming.name}).one_or_none()
    siblings = _siblings(connection, record)
    known = _known(siblings, record) or _readdressed(connection, record, before)
    if before and known and before.version == known.id and known.status == "superseded":
        return _duplicate(record, known, new=False) if before.duplicate else _outcome(record, known, new=False)
    if known and not _replaces(connection, record, known, before):
        _see(connection, record, before, known.id, duplicate=True)
        _settle_name(connection, record, known)
        return _duplicate(record, known, new=before is None or before.version != known.id)
    written = _write(connection, record, known, siblings)
    _see(connection, record, before, written.id, duplicate=False)
    if before:  # else nothing came in under that name
        _settle_name(connection, record, written)
    if known and (known.recipe, known.status) == (record.recipe, written.status):
        recounted = known.text_hash != record.text_hash
        return Outcome(record.incoming.name, written.status, _RECOUNTED if recounted else written.reason, recounted)
    return _outcome(record, written, new=True)


def record_again(connection: Connection, stored_id: int, record: Record) -> Outcome:
    """Write `record`, made anew from the stored bytes of the version `stored_id`, unless that has given way since."""
    stored = _version(connection, stored_id)
    assert stored is not None
    if stored.status == "superseded":
        return _outcome(record, stored, new=False)
    siblings = _siblings(connection, record)
    written = _write(connection, record, _known(siblings, record), siblings)
    if written.id != stored_id:
        # The new code reads another text from the same bytes.
        set_status(connection, stored_id, f"read anew as version {written.number} of {written.identity}")
        connection.execute(inputs.update().where(inputs.c.version == stored_id).values(version=written.id))
    stands_for = select(inputs.c.version).where(inputs.c.name == record.incoming.name)
    if connection.execute(stands_for).scalar() == written.id:
        _settle_name(connection, record, written)
    return _outcome(record, written, new=True)


def received(name: str, row: Row[Any]) -> Incoming:
    """Return what came in under `name`, from the columns `RECEIVED` of a version whose bytes are stored."""
    return Incoming(
        name,
        zlib.decompress(row.raw),
        url=row.url,
        jurisdiction=row.jurisdiction,
        kind=row.kind,
        hints=row.hints,
        portal=row.portal,
    )


def _version(connection: Connection, version: int) -> Row[Any] | None:
    return connection.execute(_VERSION, {"of_id": version}).one_or_none()


def _siblings(connection: Connection, record: Record) -> Sequence[Row[Any]]:
    """Return all versions of the article of `record`."""
    return connection.execute(_VERSIONS, {"of_identity": record.identity}).all()


def _known(siblings: Sequence[Row[Any]], record: Record) -> Row[Any] | None:
    """Return the version of the article that has the text of `record`.

    Those that an older program wrote are told by their whole text: they have no other hash yet.
    """
    rows = [row for row in siblings if row.content_hash == record.content_hash or row.text_hash == record.text_hash]
    return next((row for row in rows if row.content_hash == record.content_hash), rows[0] if rows else None)


def _readdressed(connection: Connection, record: Record, before: Row[Any] | None) -> Row[Any] | None:
    """Return the version that has the text of `record` under its name alone: its address was put right, say."""
    if before is None or before.duplicate:
        return None
    other = connection.execute(_OTHER_INPUT, {"of_id": before.version, "of_name": before.name}).first()
    last = _version(connection, before.version)
    same = last is not None and record.content_hash == last.content_hash and last.status != "superseded"
    return last if same and other is None else None


def _replaces(connection: Connection, record: Record, known: Row[Any], before: Row[Any] | None) -> bool:
    """Tell whether a text already known is written again: by the file it came from, or by one that went back to it."""
    if known.status != "superseded":
        stands_for_it = before is not None and before.version == known.id and not before.duplicate
        return stands_for_it or known.name == record.incoming.name
    if before is None:
        return False
    if record.status != "accepted" and known.name == record.incoming.name:
        return True
    last = _version(connection, before.version)
    return last is not None and last.identity == known.identity


def _write(connection: Connection, record: Record, known: Row[Any] | None, siblings: Sequence[Row[Any]]) -> Row[Any]:
    """Insert or update the version of `record`, making room for it first; return its row."""
    _make_room(connection, record, [row for row in siblings if known is None or row.id != known.id])
    number = max((row.number for row in siblings), default=0) + 1
    fingerprint = record.fingerprint if record.status == "accepted" else b""
    quads, findings = (zlib.compress(made, PACKING_LEVEL) for made in (record.quads, record.findings))
    values: dict[str, object] = {
        "status": record.status,
        "reason": record.reason,
        "recipe": record.recipe,
        "quads": quads,
        "findings": findings,
        "made_hash": hashlib.sha256(quads + findings).hexdigest(),  # as packed: a twentieth of the bytes
        "processed": _now(),
        "content_hash": record.content_hash,
        "text_hash": record.text_hash,
        "publisher": record.publisher and record.publisher[:_LONGEST_PUBLISHER],
        "published": record.published,
        "fingerprint": fingerprint or None,
    }
    if known is None or record.incoming.raw is not None:
        values |= _received(record)
    if known and known.identity != record.identity:
        values |= {"identity": record.identity, "number": number}
    if known:
        version = known.id
        leave(connection, version)
        connection.execute(_UPDATE_VERSION, values | {"of_id": version})
    else:
        first = {"identity": record.identity, "number": number, "name": record.incoming.name, "first_seen": _now()}
        version = connection.execute(_INSERT_VERSION, values | first).scalar_one()
    if fingerprint:
        enter(connection, version, fingerprint)
    written = _version(connection, version)
    assert written is not None
    return written


def _received(record: Record) -> dict[str, object]:
    """What it takes to make the version again: a text may have come in anew with other bytes, URL or hints."""
    given = record.incoming
    return {
        "raw": None if given.raw is None else zlib.compress(given.raw),
        "url": given.url,
        "jurisdiction": given.jurisdiction,
        "kind": given.kind,
        "hints": given.hints,
        "portal": given.portal,
    }


def _make_room(connection: Connection, record: Record, others: Sequence[Row[Any]]) -> None:
    """Supersede what `record` takes the place of; only an accepted one takes the place of a published version."""
    given_way = (*PUBLISHED, *_HELD_BACK) if record.status == "accepted" else _HELD_BACK
    for row in others:
        if row.status in given_way:
            set_status(connection, row.id, f"replaced by {record.incoming.name}")


def _settle_name(connection: Connection, record: Record, now: Row[Any]) -> None:
    """A name under which something can be read is no longer rejected; one that is accepted, not quarantined either."""
    query = _OF_STATUS[_HELD_BACK if now.status in PUBLISHED else ("rejected",)]
    given = {"of_name": record.incoming.name, "of_id": now.id}
    for version in connection.execute(query, given).scalars().all():
        set_status(connection, version, f"{record.incoming.name} is {now.status} now")


def set_status(connection: Connection, version: int, reason: str) -> None:
    """Let the version with the id `version` give way, and say why."""
    connection.execute(_UPDATE_VERSION, {"of_id": version, "status": "superseded", "reason": reason})
    leave(connection, version)


def _see(connection: Connection, record: Record, before: Row[Any] | None, version: int, *, duplicate: bool) -> None:
    """Remember which version the name stands for, which stood for another one `before` or came in first."""
    values = {"incoming_hash": record.incoming_hash, "version": version, "duplicate": duplicate, "seen": _now()}
    if before is None:
        connection.execute(_INSERT_INPUT, values | {"name": record.incoming.name})
    else:
        connection.execute(_UPDATE_INPUT, values | {"of_name": record.incoming.name})


def _outcome(record: Record, version: Row[Any], *, new: bool) -> Outcome:
    reason = version.reason
    if new and version.status == "accepted" and version.number > 1:
        reason = f"version {version.number} of an article already there"
    return Outcome(record.incoming.name, version.status, reason, new)


def _duplicate(record: Record, version: Row[Any], *, new: bool) -> Outcome:
    return Outcome(record.incoming.name, "duplicate", f"same text as {version.name}", new)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
