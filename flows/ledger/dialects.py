"""Changes of the schema that take other words in SQLite than in PostgreSQL."""

_BANDS = """CREATE TABLE bands (
    key BIGINT NOT NULL, day INTEGER NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (key, day, version))"""
_KEPT = """id, identity, number, content_hash, name, status, reason, recipe, raw, url, jurisdiction, quads, findings,
           made_hash, kind, hints, first_seen, processed"""
# SQLite takes a constraint off a table only by making the table anew, and with it those that refer to it.
_SQLITE_5 = (
    """CREATE TABLE versions_5 (
        id INTEGER NOT NULL PRIMARY KEY, identity TEXT NOT NULL, number INTEGER NOT NULL,
        content_hash VARCHAR(64) NOT NULL, text_hash VARCHAR(64) NOT NULL, name TEXT NOT NULL,
        status VARCHAR(16) NOT NULL, reason TEXT NOT NULL, recipe TEXT NOT NULL, raw BLOB, url TEXT, jurisdiction TEXT,
        quads BLOB NOT NULL, findings BLOB NOT NULL, made_hash VARCHAR(64) NOT NULL DEFAULT '',
        kind VARCHAR(16) NOT NULL DEFAULT 'text', hints TEXT NOT NULL DEFAULT '', first_seen VARCHAR(32) NOT NULL,
        processed VARCHAR(32) NOT NULL, copy_of INTEGER, fingerprint BLOB,
        UNIQUE (identity, number), UNIQUE (identity, content_hash))""",
    f"INSERT INTO versions_5 ({_KEPT}, text_hash) SELECT {_KEPT}, content_hash FROM versions",
    """CREATE TABLE inputs_5 (
        name TEXT NOT NULL PRIMARY KEY, incoming_hash VARCHAR(64) NOT NULL,
        version INTEGER NOT NULL REFERENCES versions_5 (id), duplicate BOOLEAN NOT NULL, seen VARCHAR(32) NOT NULL)""",
    "INSERT INTO inputs_5 SELECT name, incoming_hash, version, duplicate, seen FROM inputs",
    "DROP TABLE inputs",
    "DROP TABLE versions",
    "ALTER TABLE versions_5 RENAME TO versions",
    "ALTER TABLE inputs_5 RENAME TO inputs",
    "CREATE INDEX versions_by_status ON versions (status)",
    "CREATE INDEX inputs_by_version ON inputs (version)",
    f"{_BANDS} WITHOUT ROWID",
)
_POSTGRESQL_5 = (
    "ALTER TABLE versions DROP CONSTRAINT versions_content_hash_key",
    "ALTER TABLE versions ADD UNIQUE (identity, content_hash)",
    "ALTER TABLE versions ADD COLUMN text_hash VARCHAR(64)",
    "UPDATE versions SET text_hash = content_hash",
    "ALTER TABLE versions ALTER COLUMN text_hash SET NOT NULL",
    "ALTER TABLE versions ADD COLUMN copy_of INTEGER",
    "ALTER TABLE versions ADD COLUMN fingerprint BYTEA",
    "DROP INDEX one_accepted_version",
    _BANDS,
)
CHANGES_OF: dict[str, dict[int, tuple[str, ...]]] = {"sqlite": {4: _SQLITE_5}, "postgresql": {4: _POSTGRESQL_5}}
"""What leads from an older version of the schema to the next, by database, before what `flows.ledger.schema` has."""
