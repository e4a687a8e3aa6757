"""What becomes of one record: the rules by which a version is new, the same, a duplicate, or takes another's place.

Runs inside a transaction that somebody else holds. The rules:

- a text that is known of an article is never stored again, whatever it is called: under another name it is a duplicate;
- an article that is a copy of another one is published as one more source of it (`flows.ledger.copying`);
- another view or comment count makes no new version: the one that is there is made again;
- a published version stays so until another accepted one of the same article takes its place;
- what was held back under a name is settled when another text is accepted under it: a date line was added, say;
- a file put back to an older text brings the older version back; an old copy under a new name does not.
"""

import zlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from flows.articles.reading import Incoming
from flows.ledger.copying import enter, leave
from flows.ledger.record import PUBLISHED, Outcome, Record
from flows.ledger.schema import inputs, versions

RECEIVED = tuple(versions.c[name] for name in ("raw", "url", "jurisdiction", "kind", "hints", "portal"))
"""The columns from which a version can be made again."""
_HELD_BACK = ("quarantined", "rejected")
_RECOUNTED = "only its view or comment count has changed"
_LONGEST_PUBLISHER = 200
"""Characters: an index of PostgreSQL holds no more than 2,700 bytes."""


def record_input(connection: Connection, record: Record) -> Outcome:
    """Write `record` of something that came in, and that it came in; return what became of it."""
    before = connection.execute(select(inputs).where(inputs.c.name == record.incoming.name)).one_or_none()
    known = _known(connection, record) or _readdressed(connection, record, before)
    if before and known and before.version == known.id and known.status == "superseded":
        return _duplicate(record, known, new=False) if before.duplicate else _outcome(record, known, new=False)
    if known and not _replaces(connection, record, known, before):
        _see(connection, record, known.id, duplicate=True)
        _settle_name(connection, record, known)
        return _duplicate(record, known, new=before is None or before.version != known.id)
    written = _write(connection, record, known)
    _see(connection, record, written.id, duplicate=False)
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
    known = _known(connection, record)
    written = _write(connection, record, known)
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
    return connection.execute(select(versions).where(versions.c.id == version)).one_or_none()


def _known(connection: Connection, record: Record) -> Row[Any] | None:
    """Return the version of the article that has the text of `record`.

    Those that an older program wrote are told by their whole text: they have no other hash yet.
    """
    same_text = (versions.c.content_hash == record.content_hash) | (versions.c.text_hash == record.text_hash)
    query = select(versions).where((versions.c.identity == record.identity) & same_text)
    rows = connection.execute(query.order_by(versions.c.id)).all()
    return next((row for row in rows if row.content_hash == record.content_hash), rows[0] if rows else None)


def _readdressed(connection: Connection, record: Record, before: Row[Any] | None) -> Row[Any] | None:
    """Return the version that has the text of `record` under its name alone: its address was put right, say."""
    if before is None or before.duplicate:
        return None
    others = select(inputs.c.name).where((inputs.c.version == before.version) & (inputs.c.name != before.name))
    last = _version(connection, before.version)
    same = last is not None and record.content_hash == last.content_hash and last.status != "superseded"
    return last if same and connection.execute(others.limit(1)).first() is None else None


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


def _write(connection: Connection, record: Record, known: Row[Any] | None) -> Row[Any]:
    """Insert or update the version of `record`, making room for it first; return its row."""
    _make_room(connection, record, except_id=known.id if known else None)
    values: dict[str, object] = {
        "status": record.status,
        "reason": record.reason,
        "recipe": record.recipe,
        "quads": zlib.compress(record.quads),
        "findings": zlib.compress(record.findings),
        "made_hash": record.made_hash,
        "processed": _now(),
        "content_hash": record.content_hash,
        "text_hash": record.text_hash,
        "publisher": record.publisher and record.publisher[:_LONGEST_PUBLISHER],
        "published": record.published,
    }
    if record.incoming.raw is not None:
        values |= _received(record)
    if known and known.identity != record.identity:
        values |= {"identity": record.identity, "number": _next_number(connection, record.identity)}
    if known:
        version = known.id
        connection.execute(versions.update().where(versions.c.id == version).values(values))
    else:
        query = versions.insert().values(values | _first_values(connection, record)).returning(versions.c.id)
        version = connection.execute(query).scalar_one()
    if record.status == "accepted":
        enter(connection, version, record.fingerprint)
    else:
        leave(connection, version)
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


def _first_values(connection: Connection, record: Record) -> dict[str, object]:
    number = _next_number(connection, record.identity)
    first = {"identity": record.identity, "number": number, "name": record.incoming.name, "first_seen": _now()}
    return _received(record) | first


def _next_number(connection: Connection, identity: str) -> int:
    highest = select(func.max(versions.c.number)).where(versions.c.identity == identity)
    return (connection.execute(highest).scalar() or 0) + 1


def _make_room(connection: Connection, record: Record, except_id: int | None) -> None:
    """Supersede what `record` takes the place of; only an accepted one takes the place of a published version."""
    given_way = (*PUBLISHED, *_HELD_BACK) if record.status == "accepted" else _HELD_BACK
    condition = (versions.c.identity == record.identity) & versions.c.status.in_(given_way)
    for version in connection.execute(select(versions.c.id).where(condition)).scalars().all():
        if version != except_id:
            set_status(connection, version, f"replaced by {record.incoming.name}")


def _settle_name(connection: Connection, record: Record, now: Row[Any]) -> None:
    """A name under which something can be read is no longer rejected; one that is accepted, not quarantined either."""
    over = _HELD_BACK if now.status in PUBLISHED else ("rejected",)
    condition = (versions.c.name == record.incoming.name) & versions.c.status.in_(over) & (versions.c.id != now.id)
    for version in connection.execute(select(versions.c.id).where(condition)).scalars().all():
        set_status(connection, version, f"{record.incoming.name} is {now.status} now")


def set_status(connection: Connection, version: int, reason: str) -> None:
    """Let the version with the id `version` give way, and say why."""
    connection.execute(versions.update().where(versions.c.id == version).values(status="superseded", reason=reason))
    leave(connection, version)


def _see(connection: Connection, record: Record, version: int, *, duplicate: bool) -> None:
    """Remember which version the name stands for."""
    values = {"incoming_hash": record.incoming_hash, "version": version, "duplicate": duplicate, "seen": _now()}
    found = connection.execute(inputs.update().where(inputs.c.name == record.incoming.name).values(values))
    if not found.rowcount:
        connection.execute(inputs.insert().values(values | {"name": record.incoming.name}))


def _outcome(record: Record, version: Row[Any], *, new: bool) -> Outcome:
    reason = version.reason
    if new and version.status == "accepted" and version.number > 1:
        reason = f"version {version.number} of an article already there"
    return Outcome(record.incoming.name, version.status, reason, new)


def _duplicate(record: Record, version: Row[Any], *, new: bool) -> Outcome:
    return Outcome(record.incoming.name, "duplicate", f"same text as {version.name}", new)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
