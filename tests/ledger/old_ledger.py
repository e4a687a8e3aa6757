"""Ledgers as older programs wrote them: the tables of each schema from 1 on, with one article, two files, two runs."""

import hashlib
import zlib
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

_TABLES = (
    "CREATE TABLE ledger (schema_version INTEGER NOT NULL, PRIMARY KEY (schema_version))",
    "CREATE TABLE runs (id {serial} NOT NULL, started VARCHAR(32) NOT NULL, seconds FLOAT, summary TEXT, "
    "PRIMARY KEY (id))",
    "CREATE TABLE versions (id {serial} NOT NULL, identity TEXT NOT NULL, number INTEGER NOT NULL, "
    "content_hash VARCHAR(64) NOT NULL, name TEXT NOT NULL, status VARCHAR(16) NOT NULL, reason TEXT NOT NULL, "
    "recipe TEXT NOT NULL, raw {blob}, url TEXT, jurisdiction TEXT, quads {blob} NOT NULL, findings {blob} NOT NULL, "
    "first_seen VARCHAR(32) NOT NULL, processed VARCHAR(32) NOT NULL, "
    "PRIMARY KEY (id), UNIQUE (identity, number), UNIQUE (content_hash))",
    "CREATE UNIQUE INDEX one_accepted_version ON versions (identity) WHERE status = 'accepted'",
    "CREATE INDEX versions_by_status ON versions (status)",
    "CREATE TABLE inputs (name TEXT NOT NULL, incoming_hash VARCHAR(64) NOT NULL, version INTEGER NOT NULL, "
    "duplicate BOOLEAN NOT NULL, seen VARCHAR(32) NOT NULL, PRIMARY KEY (name), "
    "FOREIGN KEY(version) REFERENCES versions (id))",
    "CREATE INDEX inputs_by_version ON inputs (version)",
)
_SINCE = {
    2: ("ALTER TABLE versions ADD COLUMN made_hash VARCHAR(64) NOT NULL DEFAULT ''",),
    3: (
        "ALTER TABLE versions ADD COLUMN kind VARCHAR(16) NOT NULL DEFAULT 'text'",
        "ALTER TABLE versions ADD COLUMN hints TEXT NOT NULL DEFAULT ''",
    ),
    4: (
        "CREATE TABLE pages (url TEXT NOT NULL, etag TEXT NOT NULL, last_modified TEXT NOT NULL, "
        "content_type TEXT NOT NULL, incoming_hash VARCHAR(64) NOT NULL, asked VARCHAR(32) NOT NULL, "
        "PRIMARY KEY (url))",
        "CREATE TABLE listings (url TEXT NOT NULL, goes_on TEXT, whole BOOLEAN NOT NULL, PRIMARY KEY (url))",
    ),
}
_VERSION = (
    "INSERT INTO versions (identity, number, content_hash, name, status, reason, recipe, raw, quads, findings, "
    "first_seen, processed) "
    "VALUES ('I', 1, :content_hash, 'a', 'accepted', '', 'r1', :raw, :quads, :findings, 't', 't')"
)
_RUNS = (
    "INSERT INTO runs (started, seconds, summary) "
    "VALUES ('2021-03-05T00:00:00+00:00', 1.5, '{}'), ('2021-03-06T00:00:00+00:00', NULL, NULL)"
)
_INPUT = "INSERT INTO inputs VALUES (:name, 'h', 1, :duplicate, 't')"


def write_old_ledger(url: str, schema: int, body: str) -> None:
    """Make a ledger of `schema` that holds the article `body`, from a file `a` and a copy of that."""
    parsed = make_url(url)
    on_sqlite = parsed.get_backend_name() == "sqlite"
    if on_sqlite and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    types = {"serial": "INTEGER", "blob": "BLOB"} if on_sqlite else {"serial": "SERIAL", "blob": "BYTEA"}
    later = [change for number in range(2, schema + 1) for change in _SINCE[number]]
    stored = {"raw": zlib.compress(body.encode()), "quads": zlib.compress(f"<s> <p> <{body}> .\n".encode())}
    content = hashlib.sha256(body.encode()).hexdigest()
    with create_engine(url).begin() as connection:
        for statement in (*_TABLES, *later):
            connection.execute(text(statement.format(**types)))
        connection.execute(text("INSERT INTO ledger VALUES (:schema)"), {"schema": schema})
        connection.execute(text(_VERSION), stored | {"content_hash": content, "findings": zlib.compress(b"[]")})
        connection.exec_driver_sql(_RUNS)
        for name, duplicate in (("a", False), ("copy", True)):
            connection.execute(text(_INPUT), {"name": name, "duplicate": duplicate})
