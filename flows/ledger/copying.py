"""Copies among versions: found by the keys of their fingerprints, confirmed, and one of them stands for the others.

Runs inside a transaction that somebody else holds. What is accepted and what is a duplicate follows from the versions
that are published and from nothing else, so that it does not matter in which order they came in:

- two versions are a pair where `are_copies` says so; pairs are kept as long as both are published;
- the first to stand for others is the earliest of those that have nearly all of the text of the longest, so that no
  fact is lost; each version that makes a pair with it is its duplicate; and so on among the rest;
- so every duplicate is a copy of the one that stands for it, and not only a copy of a copy.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from flows.extraction.copies import WINDOW, are_copies
from flows.extraction.fingerprint import Fingerprint, unpacked
from flows.ledger.schema import bands, copies, versions

_AT_ONCE = 200
_NEARLY_ALL = 0.9
"""The share of the longest copy's characters that the one has which stands for all."""
# Built once, as those of each record are.
_FINGERPRINT = select(versions.c.fingerprint).where(versions.c.id == bindparam("of_id"))
_FINGERPRINTS = select(versions.c.id, versions.c.fingerprint).where(versions.c.id.in_(bindparam("ids", expanding=True)))
_UPDATE_VERSION = versions.update().where(versions.c.id == bindparam("of_id"))
_NEAR = (
    select(bands.c.version)
    .where(
        bands.c.key.in_(bindparam("keys", expanding=True)), bands.c.day.between(bindparam("first"), bindparam("last"))
    )
    .distinct()
)
_INSERT_BANDS = bands.insert()


@dataclass(frozen=True, slots=True)
class _Member:
    """A version among its copies."""

    id: int
    identity: str
    name: str
    published: str
    length: int

    @property
    def rank(self) -> tuple[str, int, str]:
        return self.published, -self.length, self.identity


def enter(connection: Connection, version: int, packed: bytes) -> None:
    """Let a version that is published now be found by its fingerprint `packed`, and settle what is a copy of what.

    The fingerprint stands in its row already: to add it there would write the quads beside it once more.
    """
    mine = unpacked(packed)
    others = [other for other, its in _fingerprints(connection, candidates(connection, mine)) if are_copies(mine, its)]
    if mine.bands:
        rows = [{"key": key, "day": mine.day, "version": version} for key in sorted(set(mine.bands))]
        connection.execute(_INSERT_BANDS, rows)
    if others:
        pairs = [{"one": min(version, other), "other": max(version, other)} for other in others]
        connection.execute(copies.insert(), pairs)
        _settle(connection, {version})


def leave(connection: Connection, version: int) -> None:
    """Forget the fingerprint of a version that is no longer published, and settle those that were its copies."""
    packed = connection.execute(_FINGERPRINT, {"of_id": version}).scalar_one()
    if not packed:
        return
    mine = unpacked(packed)
    neighbours = {one if one != version else other for one, other in _pairs(connection, {version})}
    connection.execute(
        delete(bands).where(bands.c.key.in_(mine.bands), bands.c.day == mine.day, bands.c.version == version)
    )
    connection.execute(delete(copies).where((copies.c.one == version) | (copies.c.other == version)))
    connection.execute(_UPDATE_VERSION, {"of_id": version, "fingerprint": None, "copy_of": None})
    _settle(connection, neighbours)


def candidates(connection: Connection, mine: Fingerprint) -> list[int]:
    """Return the ids of versions that resemble `mine` and were published about the same time."""
    given = {"keys": mine.bands, "first": mine.day - WINDOW, "last": mine.day + WINDOW}
    return sorted(connection.execute(_NEAR, given).scalars())


def _fingerprints(connection: Connection, ids: Sequence[int]) -> Iterator[tuple[int, Fingerprint]]:
    for some in _parts(ids):
        for row in connection.execute(_FINGERPRINTS, {"ids": some}).all():
            yield row.id, unpacked(row.fingerprint)


def _pairs(connection: Connection, ids: Iterable[int]) -> set[tuple[int, int]]:
    """Return the pairs that have one of `ids`."""
    found: set[tuple[int, int]] = set()
    for some in _parts(sorted(ids)):
        for column in (copies.c.one, copies.c.other):
            rows = connection.execute(select(copies.c.one, copies.c.other).where(column.in_(some)))
            found.update((row.one, row.other) for row in rows)
    return found


def _settle(connection: Connection, changed: set[int]) -> None:
    """Let one of each set of copies that has one of `changed` be accepted, and the others be its duplicates."""
    members, pairs = set(changed), set[tuple[int, int]]()
    new = members
    while new:
        found = _pairs(connection, new)
        pairs |= found
        new = {each for pair in found for each in pair} - members
        members |= new
    known = {member.id: member for member in _members(connection, members)}
    near: dict[int, set[int]] = {each: set() for each in known}
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    for version, stands_for_it in _standing(known, near).items():
        _note(connection, version, known[stands_for_it])


def _members(connection: Connection, ids: Iterable[int]) -> Iterator[_Member]:
    query = select(versions.c.id, versions.c.identity, versions.c.name, versions.c.fingerprint)
    for some in _parts(sorted(ids)):
        for row in connection.execute(query.where(versions.c.id.in_(some))).all():
            its = unpacked(row.fingerprint)
            yield _Member(row.id, row.identity, row.name, its.published, len(its.text))


def _standing(known: dict[int, _Member], near: dict[int, set[int]]) -> dict[int, int]:
    """Return which of `known` stands for each of them; `near` has the pairs."""
    standing: dict[int, int] = {}
    for longest in sorted(known.values(), key=lambda member: (-member.length, *member.rank)):
        if longest.id in standing:
            continue
        free = [known[each] for each in near[longest.id] if each not in standing]
        whole = [longest, *(each for each in free if each.length >= _NEARLY_ALL * longest.length)]
        first = min(whole, key=lambda member: member.rank)
        standing[first.id] = first.id
        standing |= {each: first.id for each in near[first.id] if each not in standing}
    return standing


def _note(connection: Connection, version: int, first: _Member) -> None:
    """Write down what became of a version, where that is not what stands there."""
    row: dict[str, Any] = {"status": "accepted", "reason": "", "copy_of": None}
    if version != first.id:
        row = {"status": "duplicate", "reason": f"copy of {first.name}", "copy_of": first.id}
    query = select(*(versions.c[name] for name in row)).where(versions.c.id == version)
    if connection.execute(query).one()._asdict() != row:
        connection.execute(versions.update().where(versions.c.id == version).values(row))


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
