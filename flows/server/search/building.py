"""A release -> an index, in a process of its own: `python -m flows.server.search.building RELEASE FILE NICENESS`.

Reads the Turtle of the release, in which the statements of a thing stand together, as a stream.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
from pypinyin import Style, lazy_pinyin, pinyin

from flows import children
from flows.faults import in_a_line
from flows.graph.vocabulary import DCTERMS, ORG, RDF, RDFS, SCHEMA, SKOS, ZW
from flows.server.building import TURTLE
from flows.server.search.index import KINDS
from flows.server.search.writing import spaced

_KINDS = {ZW[kind]: kind for kind in KINDS}
_SCHEMA = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, iri TEXT, target TEXT, kind TEXT, name TEXT, note TEXT, day TEXT,
    sound TEXT);
CREATE TABLE held (person TEXT, post TEXT);
"""
_INDEXES = """
CREATE INDEX held_by ON held (person);
UPDATE thing SET note = coalesce((SELECT group_concat(post, '、') FROM (
    SELECT DISTINCT post FROM held WHERE person = thing.iri ORDER BY post LIMIT 4)), '') WHERE kind = 'Person';
DROP TABLE held;
CREATE VIRTUAL TABLE words USING fts5 (name, note, content = '', detail = full);
CREATE VIRTUAL TABLE sounds USING fts5 (name, content = '', tokenize = 'trigram');
"""
_SETTLED = """
INSERT INTO words (words) VALUES ('optimize');
INSERT INTO sounds (sounds) VALUES ('optimize');
CREATE INDEX listed ON thing (kind, day DESC, sound, iri);
VACUUM;
"""
Said = dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]


def build(release: Path, file: Path) -> None:
    """Write the index of `release` to `file`, which is not there yet."""
    connection = sqlite3.connect(file)
    connection.executescript(_SCHEMA)
    for subject, said in _things(release / TURTLE):
        _enter(connection, subject, said)
    connection.executescript(_INDEXES)
    rows = connection.execute("SELECT id, name, note, kind FROM thing ORDER BY id")
    for number, name, note, kind in rows.fetchall():
        connection.execute(
            "INSERT INTO words (rowid, name, note) VALUES (?, ?, ?)", (number, spaced(name), spaced(note))
        )
        if kind != "Directive":
            sound = spoken(name, kind)
            connection.execute("INSERT INTO sounds (rowid, name) VALUES (?, ?)", (number, sound))
            connection.execute("UPDATE thing SET sound = ? WHERE id = ?", (sound, number))
    connection.commit()
    connection.executescript(_SETTLED)
    connection.close()


def spoken(name: str, kind: str) -> str:
    """Return a name in pinyin, then its first letters; of a person with each reading that the surname may have."""
    syllables = lazy_pinyin(name)
    initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER))
    readings = pinyin(name[:1], style=Style.NORMAL, heteronym=True)[:1] if kind == "Person" else [syllables[:1]]
    return " ".join([*("".join([first, *syllables[1:]]) for first in dict.fromkeys(readings[0])), initials]).lower()


def _things(dump: Path) -> Iterator[tuple[ox.NamedNode, Said]]:
    quads = ox.parse(path=dump, format=ox.RdfFormat.TURTLE)
    for subject, lot in groupby(quads, key=lambda quad: quad.subject):
        said: Said = {}
        for quad in lot:
            if isinstance(quad.object, ox.NamedNode | ox.Literal):
                said.setdefault(quad.predicate, []).append(quad.object)
        if isinstance(subject, ox.NamedNode):
            yield subject, said


def _enter(connection: sqlite3.Connection, subject: ox.NamedNode, said: Said) -> None:
    """Note a thing that can be found, or the post that a person held."""
    types = said.get(RDF["type"], [])
    names = [
        name.value for name in said.get(RDFS["label"], []) if isinstance(name, ox.Literal) and name.language == "zh"
    ]
    if ZW["Tenure"] in types and names:
        # "name:post"
        post = names[0].partition(":")[2]
        connection.executemany(
            "INSERT INTO held VALUES (?, ?)", [(person.value, post) for person in said.get(ORG["member"], [])]
        )
    kind = next((code for class_, code in _KINDS.items() if class_ in types), None)
    if kind is None or (DCTERMS["isReplacedBy"] in said and len(types) == 1):
        return
    text = said.get(ZW["text"], [])
    name = text[0].value if text else names[0] if names else ""
    days = said.get(SCHEMA["startDate"], []) or said.get(DCTERMS["issued"], [])
    # A directive is no page: its words are.
    target = min((each.value for each in said.get(ZW["evidence"], [])), default="") if kind == "Directive" else ""
    note = "、".join(sorted(each.value for each in said.get(SKOS["altLabel"], [])))
    connection.execute(
        "INSERT INTO thing (iri, target, kind, name, note, day) VALUES (?, ?, ?, ?, ?, ?)",
        (subject.value, target or subject.value, kind, name, note, days[0].value[:10] if days else ""),
    )


def main() -> int:
    """Build, and say in one line why that is not possible."""
    release, file = map(Path, sys.argv[1:3])
    children.end_with_parent(0)
    os.nice(int(sys.argv[3]))
    try:
        build(release, file)
    except (OSError, SyntaxError, ValueError, sqlite3.Error) as error:
        print(f"{release} cannot be indexed: {in_a_line(error)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
