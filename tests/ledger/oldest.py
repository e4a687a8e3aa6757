"""A ledger of the first schema there was, with two runs in its diary and nothing else."""

from sqlalchemy import create_engine

_TABLES = """
CREATE TABLE ledger (schema_version INTEGER NOT NULL, PRIMARY KEY (schema_version));
CREATE TABLE versions (id INTEGER NOT NULL PRIMARY KEY, identity TEXT NOT NULL, number INTEGER NOT NULL,
    content_hash VARCHAR(64) NOT NULL UNIQUE, name TEXT NOT NULL, status VARCHAR(16) NOT NULL, reason TEXT NOT NULL,
    recipe TEXT NOT NULL, raw BLOB, url TEXT, jurisdiction TEXT, quads BLOB NOT NULL, findings BLOB NOT NULL,
    first_seen VARCHAR(32) NOT NULL, processed VARCHAR(32) NOT NULL, UNIQUE (identity, number));
CREATE UNIQUE INDEX one_accepted_version ON versions (identity) WHERE status = 'accepted';
CREATE INDEX versions_by_status ON versions (status);
CREATE TABLE inputs (name TEXT NOT NULL PRIMARY KEY, incoming_hash VARCHAR(64) NOT NULL,
    version INTEGER NOT NULL REFERENCES versions (id), duplicate BOOLEAN NOT NULL, seen VARCHAR(32) NOT NULL);
CREATE INDEX inputs_by_version ON inputs (version);
CREATE TABLE runs (id INTEGER NOT NULL PRIMARY KEY, started VARCHAR(32) NOT NULL, seconds FLOAT, summary TEXT);
INSERT INTO ledger VALUES (1);
INSERT INTO runs VALUES (1, '2021-03-05T00:00:00+00:00', 1.5, '{}'), (2, '2021-03-06T00:00:00+00:00', NULL, NULL);
"""


def make_oldest(url: str) -> None:
    """Make it in the empty database at `url`."""
    engine = create_engine(url)
    with engine.begin() as connection:
        binary = "BYTEA" if engine.dialect.name == "postgresql" else "BLOB"
        for statement in filter(str.strip, _TABLES.replace("BLOB", binary).split(";")):
            connection.exec_driver_sql(statement)
    engine.dispose()
