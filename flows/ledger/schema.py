"""The ledger's tables, for SQLite and PostgreSQL alike.

`versions` has one row for each text that an article has had; `inputs` has one for each name under which something came
in and says which version it was last time; `bands` has the keys by which published versions are found that resemble
each other, `copies` the pairs of them that are copies; `runs` is the diary: a run without an outcome was killed, or
still works. `ledger` has one row: the version of this schema, which is also the row that a writer locks. `pages` and
`listings` are what is known of the web: of each page when it was asked for and what tells whether it has changed, of
each list of articles how far it has been walked.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

SCHEMA_VERSION = 6
CHANGES = {
    1: ("ALTER TABLE versions ADD COLUMN made_hash VARCHAR(64) NOT NULL DEFAULT ''",),
    2: (
        "ALTER TABLE versions ADD COLUMN kind VARCHAR(16) NOT NULL DEFAULT 'text'",
        "ALTER TABLE versions ADD COLUMN hints TEXT NOT NULL DEFAULT ''",
    ),
    3: (
        "CREATE TABLE pages (url TEXT PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL, "
        "content_type TEXT NOT NULL, incoming_hash VARCHAR(64) NOT NULL, asked VARCHAR(32) NOT NULL)",
        "CREATE TABLE listings (url TEXT PRIMARY KEY, goes_on TEXT, whole BOOLEAN NOT NULL)",
    ),
    4: (
        "CREATE UNIQUE INDEX one_published_version ON versions (identity) WHERE status IN ('accepted', 'duplicate')",
        "CREATE TABLE copies (one INTEGER NOT NULL REFERENCES versions (id), other INTEGER NOT NULL "
        "REFERENCES versions (id), PRIMARY KEY (one, other))",
        "CREATE INDEX copies_by_other ON copies (other)",
    ),
    5: (
        "ALTER TABLE versions ADD COLUMN portal TEXT",
        "ALTER TABLE versions ADD COLUMN publisher TEXT",
        "ALTER TABLE versions ADD COLUMN published VARCHAR(32)",
        "DROP INDEX versions_by_status",
        "CREATE INDEX versions_by_status ON versions (status, portal, publisher, first_seen, published, recipe)",
        "ALTER TABLE runs ADD COLUMN kind VARCHAR(16) NOT NULL DEFAULT 'ingest'",
        "ALTER TABLE runs ADD COLUMN outcome VARCHAR(16)",
        "ALTER TABLE runs ADD COLUMN reason TEXT",
        "ALTER TABLE runs ADD COLUMN release VARCHAR(64)",
        "UPDATE runs SET outcome = 'done' WHERE seconds IS NOT NULL",
    ),
}
"""What leads from each older version of the schema to the next, after what `flows.ledger.dialects` has for it."""

metadata = MetaData()

ledger = Table("ledger", metadata, Column("schema_version", Integer, primary_key=True, autoincrement=False))

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("identity", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("text_hash", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("recipe", Text, nullable=False),
    Column("raw", LargeBinary),
    Column("url", Text),
    Column("jurisdiction", Text),
    Column("quads", LargeBinary, nullable=False),
    Column("findings", LargeBinary, nullable=False),
    Column("made_hash", String(64), nullable=False, server_default=""),
    Column("kind", String(16), nullable=False, server_default="text"),
    Column("hints", Text, nullable=False, server_default=""),
    Column("first_seen", String(32), nullable=False),
    Column("processed", String(32), nullable=False),
    Column("copy_of", Integer),
    Column("fingerprint", LargeBinary),
    Column("portal", Text),
    Column("publisher", Text),
    Column("published", String(32)),
    UniqueConstraint("identity", "number"),
    UniqueConstraint("identity", "content_hash"),
)
# Whatever a program does wrong, an article never has two published versions.
Index(
    "one_published_version",
    versions.c.identity,
    unique=True,
    sqlite_where=text("status IN ('accepted', 'duplicate')"),
    postgresql_where=text("status IN ('accepted', 'duplicate')"),
)
# All that an overview counts: in its row these stand behind the bytes and the quads, which would have to be read first.
Index(
    "versions_by_status",
    versions.c.status,
    versions.c.portal,
    versions.c.publisher,
    versions.c.first_seen,
    versions.c.published,
    versions.c.recipe,
)

inputs = Table(
    "inputs",
    metadata,
    Column("name", Text, primary_key=True),
    Column("incoming_hash", String(64), nullable=False),
    Column("version", ForeignKey(versions.c.id), nullable=False),
    Column("duplicate", Boolean, nullable=False),
    Column("seen", String(32), nullable=False),
)
Index("inputs_by_version", inputs.c.version)

# Looked up by key and day alone: the key of the table is all the index there is, as a version has twenty of them.
bands = Table(
    "bands",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    metadata,
    Column("one", ForeignKey(versions.c.id), primary_key=True),
    Column("other", ForeignKey(versions.c.id), primary_key=True),
)
Index("copies_by_other", copies.c.other)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("started", String(32), nullable=False),
    Column("seconds", Float),
    Column("summary", Text),
    Column("kind", String(16), nullable=False, server_default="ingest"),
    Column("outcome", String(16)),
    Column("reason", Text),
    Column("release", String(64)),
)

pages = Table(
    "pages",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("incoming_hash", String(64), nullable=False),
    Column("asked", String(32), nullable=False),
)

listings = Table(
    "listings",
    metadata,
    Column("url", Text, primary_key=True),
    Column("goes_on", Text),
    Column("whole", Boolean, nullable=False),
)
