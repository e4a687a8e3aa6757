"""Tables of a release."""

from pathlib import Path

from flows.ledger.record import Stored
from flows.publication.contribution import Contribution
from flows.publication.index import Index

TABLE_HEADS: dict[str, bytes] = {}


def table_rows(stored: Stored, given: Contribution, base: str) -> dict[str, bytes]:
    """Return the rows."""
    return {}


def write_aggregates(folder: Path, index: Index) -> None:
    """Write aggregates."""
