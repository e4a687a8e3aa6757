"""An index that is there: what is typed -> the things that hold it."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from flows.server.search.writing import letters, phrases

PAGE = 20
"""How many hits are on one page; of all things of a kind, `LIST`."""
KINDS = ("Person", "Event", "Organization", "Document", "AdministrativeDivision", "PolicyTerm", "Article", "Directive")
"""Local names of the classes whose things can be found."""
_LONGEST = 200
_SHORTEST_PINYIN = 3
_HITS = """
WITH hit (id, rank) AS (
    SELECT id, min(rank) FROM (
        SELECT rowid AS id, bm25(words, 10.0, 1.0) AS rank FROM words WHERE words MATCH :words
        UNION ALL
        SELECT rowid, rank FROM sounds WHERE sounds MATCH :sounds
    ) GROUP BY id)
"""
_NOTHING = '"\x01\x01\x01"'
"""A query that matches no pinyin."""
_KINDS = _HITS + "SELECT kind, count(*) FROM hit JOIN thing USING (id) GROUP BY kind"
_THINGS = (
    _HITS
    + """SELECT iri, target, kind, name, note, day FROM hit JOIN thing USING (id)
         WHERE :kind = '' OR kind = :kind
         ORDER BY name <> :typed, kind = 'Directive', kind = 'Article', rank, length(name), day DESC, iri
         LIMIT :most OFFSET :skipped"""
)


_LISTED = """SELECT iri, target, kind, name, note, day FROM thing WHERE kind = ?
             ORDER BY day DESC, sound, iri LIMIT ? OFFSET ?"""
LIST = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found."""

    iri: str
    target: str
    """What it leads to: itself, or the words of a directive."""
    kind: str
    name: str
    note: str
    day: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for what was typed."""

    hits: list[Hit]
    kinds: dict[str, int]
    """How many there are of each kind."""


class Index:
    """The index in one file."""

    def __init__(self, file: Path) -> None:
        # Whichever thread of the server asks: SQLite lets one in after the other.
        self._connection = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def find(self, typed: str, kind: str, skipped: int) -> Found:
        """Return the things that hold `typed`, of one kind or of all (empty), after so many that are `skipped`."""
        typed = typed.strip()[:_LONGEST]
        sounds = letters(typed)
        asked = {
            "words": phrases(typed),
            "sounds": f'"{sounds}"' if len(sounds) >= _SHORTEST_PINYIN else _NOTHING,
            "typed": typed,
            "kind": kind,
            "most": PAGE,
            "skipped": skipped,
        }
        if not asked["words"]:
            return Found([], {})
        kinds = dict(self._connection.execute(_KINDS, asked).fetchall())
        return Found([Hit(*row) for row in self._connection.execute(_THINGS, asked)], kinds)

    def things(self, kind: str, skipped: int) -> list[Hit]:
        """Return the things of one kind after so many that are `skipped`: the newest first, else as they are spoken."""
        return [Hit(*row) for row in self._connection.execute(_LISTED, (kind, LIST, skipped))]

    def count(self, kind: str) -> int:
        """Return how many things of one kind there are."""
        number: int = self._connection.execute("SELECT count(*) FROM thing WHERE kind = ?", (kind,)).fetchone()[0]
        return number

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()
