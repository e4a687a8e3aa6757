"""What a run leaves behind, to be compared with what another leaves: all but times and the numbers of rows."""

import zlib
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, select

from flows.ledger.schema import inputs, listings, pages, versions
from tests.flows.invented import files

Rows = list[tuple[Any, ...]]
_VERSION = ("identity", "number", "content_hash", "name", "status", "reason", "recipe", "made_hash", "url", "kind")
_PAGE = ("url", "etag", "last_modified", "content_type", "incoming_hash")


def ledger(url: str) -> dict[str, Rows]:
    """Return what the ledger at `url` holds."""
    version = [versions.c[name] for name in _VERSION]
    told = select(inputs.c.name, inputs.c.incoming_hash, inputs.c.duplicate, versions.c.content_hash).join(versions)
    engine = create_engine(url)
    with engine.connect() as connection:
        held = {
            "versions": [tuple(row) for row in connection.execute(select(*version))],
            "bytes": [
                (row.content_hash, zlib.decompress(row.raw or zlib.compress(b"")), zlib.decompress(row.quads))
                for row in connection.execute(select(versions))
            ],
            "inputs": [tuple(row) for row in connection.execute(told)],
            "pages": [tuple(row) for row in connection.execute(select(*(pages.c[name] for name in _PAGE)))],
            "listings": [tuple(row) for row in connection.execute(select(listings))],
        }
    engine.dispose()
    return {name: sorted(rows, key=repr) for name, rows in held.items()}


def release(output: Path) -> dict[str, bytes]:
    """Return the files of the latest release, which is the only one, by their names."""
    assert [path.name for path in (output / "releases").iterdir()] == [(output / "latest").readlink().name]
    return files(output / "latest")
