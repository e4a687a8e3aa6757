"""What goes into the ledger and what comes out of it, as plain values."""

import hashlib
import zlib
from dataclasses import dataclass
from typing import Literal

from flows.articles.reading import Incoming

Status = Literal["accepted", "quarantined", "rejected", "duplicate", "superseded"]
PUBLISHED = ("accepted", "duplicate")
"""Of a duplicate, a copy of another article, it is published that it is one more source."""
PACKING_LEVEL = 3
"""How hard zlib tries: quads become a sixth larger than at its usual level 6, in less than half of the time."""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of something that came in. A rejected one has no text: its name identifies it."""

    incoming: Incoming
    identity: str
    content_hash: str
    """Of the text but its view and comment counts: with the identity, what tells versions apart."""
    text_hash: str
    """Of the whole text: what tells that counts have changed, and what older ledgers told versions apart by."""
    status: Literal["accepted", "quarantined", "rejected"]
    reason: str
    recipe: str
    """What made it: code, lexicons, shapes and base IRI. Another recipe means: make it again."""
    quads: bytes
    """N-Quads, empty where there are none."""
    findings: bytes
    """The findings of validation as JSON."""
    fingerprint: bytes
    """What copies of it are told by, as `flows.extraction.fingerprint` packs it; empty where none can be told."""
    seconds: dict[str, float]
    """Time by stage; not stored."""
    publisher: str | None = None
    """The source that the byline names."""
    published: str | None = None
    """When the portal published it, in ISO 8601, in the time of China."""

    @property
    def incoming_hash(self) -> str:
        """What tells that the same came in again under a name."""
        return incoming_hash(self.incoming)


def incoming_hash(incoming: Incoming) -> str:
    """Return the SHA-256 of all that came in but its name."""
    known: tuple[object, ...] = (incoming.raw is None, incoming.error, incoming.url, incoming.jurisdiction)
    if (incoming.kind, incoming.hints) != ("text", ""):  # so that texts keep the hash that older ledgers have
        known += (incoming.kind, incoming.hints)
    return hashlib.sha256(repr(known).encode() + (incoming.raw or b"")).hexdigest()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the ledger made of a record; `new` is False where it held all that already."""

    name: str
    status: Status
    reason: str
    new: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What the ledger made of a record, and what had been made of the same bytes before.

    `was` is the status that this had, None where it is new; `before` and `after` are what is published, as N-Quads.
    """

    outcome: Outcome
    was: Status | None
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Entry:
    """A version as listed."""

    id: int
    identity: str
    number: int
    name: str
    status: Status
    reason: str
    recipe: str
    first_seen: str
    processed: str


@dataclass(frozen=True, slots=True)
class Stored:
    """What is published of a version: of one that is a copy of another, only that it is one more source."""

    identity: str
    content_hash: str
    recipe: str
    made_hash: str
    """Tells whether quads or findings have changed; empty where an older program wrote the ledger."""
    packed_quads: bytes
    """N-Quads in the zlib format (RFC 1950)."""
    copy_of: str
    """The identity of the article that it is a copy of; empty where it is none."""
    packed_first: bytes
    """The N-Quads of that article, in the zlib format."""
    findings: bytes

    @property
    def quads(self) -> bytes:
        """The N-Quads themselves."""
        return zlib.decompress(self.packed_quads)
