"""The statements of all accepted articles side by side, on disk: what merges, dumps and reports are made from.

A cache in the state folder, made again whenever it is missing or was made by other code. It follows the ledger: only
what changed there is read. Whatever the number of articles, memory stays the same.
"""

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from flows.graph.notation import Statement, literal
from flows.graph.vocabulary import DCTERMS, RDFS
from flows.ledger import Ledger
from flows.ledger.record import Stored
from flows.private import private_folder
from flows.publication.contribution import BODY_IS, BODY_NAME, Body, Contribution, Revision, revise
from flows.publication.copies import as_copy

ACROSS = 0
"""The number of the graph whose statements come from all articles together."""
_AT_ONCE = 50
_CACHE_KIB = 8_192
_CHANGED = """
CREATE TEMP TABLE changed AS SELECT current.identity FROM current LEFT JOIN article USING (identity)
WHERE current.made IS NOT article.made OR current.made = '' ORDER BY current.identity"""
_STALE = """
INSERT OR IGNORE INTO stale
SELECT COALESCE((SELECT MAX(key) FROM segment WHERE key >= 'shared ' AND key <= 'shared ' || subject),
                (SELECT MIN(key) FROM segment WHERE key >= 'shared ' AND key < 'shared!'))"""
"""Notes in which chunk of the release before a `subject` is, or would be."""
_SUBJECT = "SUBSTR(line, 1, INSTR(line, ' ') - 1) AS subject"
# What is said across articles is kept twice: to find it among all that is shared would take a look at all of that.
_SAY = (
    f"{_STALE} FROM (SELECT {_SUBJECT} FROM across WHERE line NOT IN (SELECT line FROM said))",
    f"{_STALE} FROM (SELECT {_SUBJECT} FROM said WHERE line NOT IN (SELECT line FROM across))",
    """DELETE FROM shared WHERE article = :across
       AND line IN (SELECT line FROM across WHERE line NOT IN (SELECT line FROM said))""",
    "DELETE FROM across WHERE line NOT IN (SELECT line FROM said)",
    "INSERT INTO shared SELECT line, :across FROM said WHERE line NOT IN (SELECT line FROM across)",
    "INSERT OR IGNORE INTO across SELECT line FROM said",
    "DROP TABLE said",
)
_PUBLISHER, _LABEL = str(DCTERMS["publisher"]), str(RDFS["label"])
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE article (
    id INTEGER PRIMARY KEY, identity TEXT NOT NULL UNIQUE, made TEXT NOT NULL, graph TEXT NOT NULL UNIQUE,
    copy_of TEXT NOT NULL,
    digest TEXT NOT NULL, source TEXT NOT NULL, extractor TEXT NOT NULL, quads INTEGER NOT NULL, own INTEGER NOT NULL,
    findings INTEGER NOT NULL, counts TEXT NOT NULL, shared BLOB NOT NULL);
CREATE TABLE shared (line TEXT, article INTEGER, PRIMARY KEY (line, article)) WITHOUT ROWID;
CREATE TABLE across (line TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE meeting (
    iri TEXT, article INTEGER, organizer TEXT, day TEXT, type TEXT, ordinal TEXT, session TEXT, name TEXT, chair TEXT,
    PRIMARY KEY (iri, article)) WITHOUT ROWID;
CREATE TABLE redirect (old TEXT PRIMARY KEY, new TEXT NOT NULL);
CREATE TABLE body (iri TEXT PRIMARY KEY, is_what TEXT NOT NULL);
CREATE TABLE renamed (old TEXT, article INTEGER, PRIMARY KEY (old, article)) WITHOUT ROWID;
CREATE INDEX renamed_by_article ON renamed (article);
CREATE INDEX meeting_by_article ON meeting (article);
CREATE TABLE doubt (thing TEXT, article INTEGER, confidence REAL, PRIMARY KEY (thing, article)) WITHOUT ROWID;
CREATE INDEX doubt_by_article ON doubt (article);
CREATE INDEX article_by_first ON article (copy_of);
CREATE TABLE segment (key TEXT PRIMARY KEY, digest TEXT NOT NULL, spans TEXT NOT NULL);
CREATE TABLE chunk (key TEXT PRIMARY KEY, counts TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Known:
    """An article as the index knows it; `digest` tells whether what it contributes has changed."""

    identity: str
    graph: str
    digest: str


class Index:
    """The index at `path`, emptied where `recipe` is not the one it was made with. Changes are kept by `commit`."""

    def __init__(self, path: Path, base: str, recipe: str) -> None:
        private_folder(path.parent)
        self._base = base
        self.connection = sqlite3.connect(path)
        if self._made_by() != recipe:
            self.connection.close()
            path.unlink()
            self.connection = sqlite3.connect(path)
            self.connection.executescript(_TABLES)
            self.set_meta("recipe", recipe)
        self.connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self.connection.execute("PRAGMA temp_store = FILE")
        self.connection.execute("CREATE TEMP TABLE stale (key TEXT PRIMARY KEY NOT NULL)")

    @classmethod
    def existing(cls, path: Path, base: str) -> "Index":
        """Return the index at `path` as it is, to be read only; raises FileNotFoundError where there is none."""
        if not path.is_file():
            raise FileNotFoundError(f"{path} is missing: run `zhengwen publish` first")
        index = cls.__new__(cls)
        index._base = base
        index.connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        return index

    def __enter__(self) -> "Index":
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.rollback()
        self.connection.close()

    def commit(self) -> None:
        """Keep all changes."""
        self.connection.commit()

    def meta(self, key: str) -> str:
        """Return what is noted under `key`, or nothing."""
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def set_meta(self, key: str, value: str) -> None:
        """Note `value` under `key`."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def follow(self, ledger: Ledger, wrong: Collection[Statement]) -> None:
        """Take over what has changed in the ledger since; what is `wrong` is left out."""
        self.connection.execute("CREATE TEMP TABLE current (identity TEXT PRIMARY KEY, made TEXT NOT NULL)")
        self.connection.executemany("INSERT INTO current VALUES (?, ?)", ledger.published_hashes())
        gone = "SELECT id FROM article WHERE identity NOT IN (SELECT identity FROM current)"
        for (article,) in self.connection.execute(gone).fetchall():
            self._forget(article)
        self.connection.execute(_CHANGED)
        self.connection.execute("DROP TABLE current")
        identities = self.column("SELECT identity FROM changed ORDER BY rowid")
        self._take(ledger, identities, self._revision(self.redirects(), wrong))
        self.connection.execute("DROP TABLE changed")

    def merge(self, ledger: Ledger, redirects: Mapping[str, str], wrong: Collection[Statement]) -> None:
        """Let `redirects` hold, and none but these: what they touch is read again under its new names."""
        before, bodies_before = self.redirects(), self._known_bodies()
        bodies = dict(self._bodies(redirects))
        changed = {old for old in {*before, *redirects} if before.get(old) != redirects.get(old)}
        changed |= {old for old, new in redirects.items() if bodies_before.get(new) != bodies.get(new)}
        touched: set[str] = set()
        for old in changed:
            touched.update(self._stating(old))
        for first in list(touched):
            touched.update(self.column("SELECT identity FROM article WHERE copy_of = ?", first))
        self.connection.execute("DELETE FROM redirect")
        self.connection.executemany("INSERT INTO redirect VALUES (?, ?)", redirects.items())
        self.connection.execute("DELETE FROM body")
        self.connection.executemany("INSERT INTO body VALUES (?, ?)", bodies.items())
        self._take(ledger, sorted(touched), self._revision(redirects, wrong))

    def redirects(self) -> dict[str, str]:
        """Return the names that were merged away, each with the one that stands for it."""
        return dict(self.connection.execute("SELECT old, new FROM redirect"))

    def say_across(self, lines: Iterable[str]) -> None:
        """Let `lines` be what is said across articles."""
        # `lines` are read from the same tables: what is written while they are read might be met again.
        self.connection.execute("CREATE TEMP TABLE said (line TEXT PRIMARY KEY) WITHOUT ROWID")
        self.connection.executemany("INSERT OR IGNORE INTO said VALUES (?)", ((line,) for line in lines))
        for statement in _SAY:
            self.connection.execute(statement, {"across": ACROSS})

    def across(self) -> Iterator[str]:
        """Return what is said across articles, in order."""
        return self.column("SELECT line FROM across ORDER BY line")

    def articles(self) -> Iterator[Known]:
        """Yield the articles in the order of their graphs."""
        for row in self.connection.execute("SELECT identity, graph, digest FROM article ORDER BY graph"):
            yield Known(*row)

    def shared(self, kind: str, *predicates: str) -> Iterator[str]:
        """Return each shared statement of one kind of subject once, in order; those of `predicates`, or of all."""
        lead = self.lead(kind)
        if not predicates:
            return self.shared_between(lead, lead + "\U0010ffff")
        having = " OR ".join("INSTR(line, ?)" for _ in predicates)
        query = f"SELECT DISTINCT line FROM shared WHERE line >= ? AND line < ? AND ({having}) ORDER BY line"
        return self.column(query, lead, lead + "\U0010ffff", *(f" {predicate} " for predicate in predicates))

    def shared_between(self, start: str, end: str) -> Iterator[str]:
        """Return each shared statement of the subjects from `start` to before `end` once, in order."""
        return self.column("SELECT DISTINCT line FROM shared WHERE line >= ? AND line < ? ORDER BY line", start, end)

    def lead(self, kind: str) -> str:
        """Return what the lines of one kind of subject begin with."""
        return f"<{self._base}{kind}/"

    def is_known(self, subject: str) -> bool:
        """Tell whether an article speaks of a shared thing."""
        query = "SELECT 1 FROM shared WHERE line >= ? AND line < ? AND article <> ? LIMIT 1"
        return self.connection.execute(query, (f"{subject} ", f"{subject}!", ACROSS)).fetchone() is not None

    def said_of(self, subject: str) -> list[Statement]:
        """Return each statement about a shared thing once."""
        query = "SELECT DISTINCT line FROM shared WHERE line >= ? AND line < ? ORDER BY line"
        rows = self.connection.execute(query, (f"{subject} ", f"{subject}!"))
        return [split(line) for (line,) in rows]

    def label(self, subject: str) -> str:
        """Return the Chinese label of a shared thing, or nothing."""
        lead = f"{subject} {_LABEL} "
        query = "SELECT MIN(line) FROM shared WHERE line >= ? AND line < ? AND line LIKE '%@zh'"
        line = next(self.column(query, lead, lead + "\U0010ffff"))
        return literal(line.removeprefix(lead))[0] if line else ""

    def unwritten(self, ledger: Ledger, wrong: Collection[Statement]) -> Iterator[tuple[Stored, Contribution]]:
        """Yield what those articles contribute that the release before has not, or not so, in the order of graphs."""
        revision = self._revision(self.redirects(), wrong)
        query = """SELECT identity FROM article LEFT JOIN segment ON key = graph
                   WHERE segment.digest IS NOT article.digest ORDER BY graph"""
        for some in _parts(self.column(query)):
            stored = {each.identity: each for each in ledger.published(some)}
            for identity in some:
                yield self._given(stored[identity], revision)

    def sums(self, columns: Sequence[str]) -> tuple[int, ...]:
        """Return the sums of number columns over all articles."""
        query = ", ".join(f"COALESCE(SUM({column}), 0)" for column in columns)
        return tuple(self.connection.execute(f"SELECT {query} FROM article").fetchone())

    def column(self, query: str, *values: Any) -> Iterator[Any]:
        """Return the first column of what `query` selects, read as it is asked for."""
        return map(itemgetter(0), self.connection.execute(query, values))

    def _made_by(self) -> str:
        """Return the recipe that made the index; nothing where it is new or no database."""
        try:
            return self.meta("recipe")
        except sqlite3.DatabaseError:
            return ""

    def _stating(self, old: str, column: str = "identity") -> list[Any]:
        """Return the articles that speak of `old`, or would if it had not been merged."""
        query = f"""SELECT {column} FROM article WHERE id IN (
                      SELECT article FROM shared WHERE line >= ? AND line < ? UNION
                      SELECT article FROM renamed WHERE old = ?)"""
        return list(self.column(query, f"{old} ", f"{old}!", old))

    def _bodies(self, redirects: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield each organization that stands for others with what it is, as articles have it that only speak of it."""
        stands_for: dict[str, list[str]] = {}
        for old, new in redirects.items():
            if new.startswith(self.lead("organization")):
                stands_for.setdefault(new, []).append(old)
        for new, others in stands_for.items():
            silent = {ACROSS, *(article for old in others for article in self._stating(old, "id"))}
            query = "SELECT line, article FROM shared WHERE line >= ? AND line < ?"
            rows = self.connection.execute(query, (f"{new} ", f"{new}!"))
            found = [(split(line)[1:], article in silent) for line, article in rows.fetchall()]
            # Where every article that speaks of it speaks of what it stands for, too, those have to do.
            said = {pair for pair, also in found if not also} or {pair for pair, _ in found}
            yield new, json.dumps(sorted(pair for pair in said if pair[0] in BODY_IS))

    def _known_bodies(self) -> dict[str, str]:
        return dict(self.connection.execute("SELECT iri, is_what FROM body"))

    def _revision(self, redirects: Mapping[str, str], wrong: Collection[Statement]) -> Revision:
        bodies: dict[str, Body] = {}
        for iri, packed in self._known_bodies().items():
            is_what = tuple((predicate, value) for predicate, value in json.loads(packed))
            names = [literal(value)[0] for predicate, value in is_what if predicate == BODY_NAME]
            code, dash, _ = iri.removeprefix(self.lead("organization")).rpartition("-")
            if names:
                bodies[iri] = Body(code if dash else "", names[0], is_what)
        return Revision(redirects, bodies, wrong)

    def _take(self, ledger: Ledger, identities: Iterable[str], revision: Revision) -> None:
        for some in _parts(identities):
            for stored in ledger.published(some):
                self._replace(*self._given(stored, revision))

    def _given(self, stored: Stored, revision: Revision) -> tuple[Stored, Contribution]:
        """Return what is published of `stored`, and what it contributes."""
        if not stored.copy_of:
            return stored, revise(stored.quads, self._base, revision)
        first = revise(zlib.decompress(stored.packed_first), self._base, revision)
        copy = as_copy(stored, first)
        # It is no account of the meetings of its own.
        return copy, replace(revise(copy.quads, self._base, revision), meetings=[])

    def _replace(self, stored: Stored, given: Contribution) -> None:
        query = "SELECT id FROM article WHERE identity = ?"
        for (article,) in self.connection.execute(query, (stored.identity,)).fetchall():
            self._forget(article)
        shared = list(given.shared)
        row = {
            "identity": stored.identity,
            "made": stored.made_hash,
            "graph": given.graph,
            "copy_of": stored.copy_of,
            "digest": given.digest(stored.findings),
            "source": next(given.own_values(_PUBLISHER), ""),
            "extractor": stored.recipe.partition("+")[0],
            "quads": given.nquads.count(b"\n"),
            "own": sum(len(values) for _, said in given.own for values in said.values()),
            "findings": len(json.loads(stored.findings)),
            "counts": given.counts,
            "shared": zlib.compress("\n".join(shared).encode(), 1),
        }
        names = ", ".join(row)
        cursor = self.connection.execute(
            f"INSERT INTO article ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values())
        )
        article = cursor.lastrowid
        self._touch(subject for subject, _ in given.others)
        self.connection.executemany("INSERT INTO shared VALUES (?, ?)", ((line, article) for line in shared))
        self.connection.executemany("INSERT INTO renamed VALUES (?, ?)", ((old, article) for old in given.renamed))
        doubts = ((thing, article, confidence) for thing, confidence in given.doubts)
        self.connection.executemany("INSERT INTO doubt VALUES (?, ?, ?)", doubts)
        rows = ((meeting[0], article, *meeting[1:]) for meeting in given.meetings)
        self.connection.executemany("INSERT INTO meeting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _forget(self, article: int) -> None:
        (packed,) = self.connection.execute("SELECT shared FROM article WHERE id = ?", (article,)).fetchone()
        lines = zlib.decompress(packed).decode().split("\n")
        self._touch({line.partition(" ")[0] for line in lines})
        self.connection.executemany(
            "DELETE FROM shared WHERE line = ? AND article = ?", ((line, article) for line in lines)
        )
        for table in ("renamed", "meeting", "doubt"):
            self.connection.execute(f"DELETE FROM {table} WHERE article = ?", (article,))
        self.connection.execute("DELETE FROM article WHERE id = ?", (article,))

    def _touch(self, subjects: Iterable[str]) -> None:
        """Note that other things may be said of `subjects` than in the release before."""
        self.connection.executemany(f"{_STALE} FROM (SELECT ? AS subject)", ((subject,) for subject in subjects))


def _parts(identities: Iterable[str]) -> Iterator[list[str]]:
    remaining = iter(identities)
    while some := list(islice(remaining, _AT_ONCE)):
        yield some


def split(line: str) -> Statement:
    """Return the statement that a line of the index holds."""
    subject, predicate, value = line.split(" ", 2)
    return subject, predicate, value
