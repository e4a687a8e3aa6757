"""Who met whom: the network of people who took part in the same meetings and other events, as GraphML.

Goes in: the index. Comes out: one file, people and pairs in the order of their IRIs, written as they are read; what is
counted lies on disk. Only events that an article reports count, not those that are but referred to.

In a hall of a thousand everybody would be tied to everybody, and the file would grow with the square of lists of names.
In an event of more than HALL people only those who chaired, spoke or presented, the first HALL of them, are therefore
tied to all; so no event adds more ties than HALL for each person there. It counts for everybody's number of meetings.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from pyoxigraph import Literal

from flows.graph.notation import blocks
from flows.graph.vocabulary import ROLE, SCHEMA, ZW
from flows.publication.index import Index, split

NETWORK = "network/co-participation.graphml"
TITLE = ("Who took part in the same meetings, as GraphML", "共同参会网络(GraphML)")
HALL = 150

_EVENT, _PERSON, _ROLE, _PLACE, _REPORTED = (
    str(ZW[name]) for name in ("inEvent", "participant", "role", "jurisdiction", "reported")
)
_DAY = str(SCHEMA["startDate"])
_TRUE = str(Literal(True))
_ACTIVE = frozenset(str(ROLE[code]) for code in ("chair", "speaker", "presenter"))
_KEYS = (
    ("node", "iri", "string"),
    ("node", "label", "string"),
    ("node", "division", "string"),
    ("node", "division_name", "string"),
    ("node", "meetings", "int"),
    ("edge", "weight", "int"),
    ("edge", "first_date", "string"),
    ("edge", "last_date", "string"),
)
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TABLES = {
    "stated": "(event TEXT, person TEXT, active INTEGER)",
    "took_part": "(event TEXT, person TEXT, active INTEGER, PRIMARY KEY (event, person)) WITHOUT ROWID",
    "guest": "(id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, meetings INTEGER NOT NULL)",
    "happening": "(id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, people INTEGER NOT NULL, day TEXT)",
    "present": "(event INTEGER, person INTEGER, tied INTEGER, PRIMARY KEY (event, person)) WITHOUT ROWID",
}
_ONCE = "INSERT INTO took_part SELECT event, person, MAX(active) FROM stated GROUP BY event, person"
"""Participations come in the order of nothing; sorted first, they are inserted at the end and not here and there."""
_NOT_REPORTED = """DELETE FROM took_part WHERE NOT EXISTS (
                       SELECT 1 FROM shared WHERE line = event || :reported)"""
_NUMBERED = (
    # In the order of IRIs, so that numbers sort like them.
    "INSERT INTO guest (iri, meetings) SELECT person, COUNT(*) FROM took_part GROUP BY person ORDER BY person",
    """INSERT INTO happening (iri, people, day)
       SELECT event, COUNT(*), (SELECT SUBSTR(MIN(line), LENGTH(event || :day) + 1) FROM shared
                                WHERE line >= event || :day AND line < event || :day || CHAR(0x10ffff))
       FROM took_part GROUP BY event ORDER BY event""",
    "UPDATE happening SET day = SUBSTR(day, 1, INSTR(day, '\"') - 1)",
    """INSERT INTO present
       SELECT happening.id, guest.id, people <= :hall OR (active AND :hall >= SUM(active) OVER (
           PARTITION BY event ORDER BY person ROWS UNBOUNDED PRECEDING))
       FROM took_part JOIN happening ON happening.iri = event JOIN guest ON guest.iri = person
       ORDER BY happening.id, guest.id""",
)
_PAIRS = """
SELECT MIN(a.person, b.person) AS one, MAX(a.person, b.person) AS other, COUNT(*), MIN(day), MAX(day)
FROM happening CROSS JOIN present a ON a.event = happening.id CROSS JOIN present b ON b.event = happening.id
WHERE a.tied AND (a.person < b.person OR a.person > b.person AND NOT b.tied)
GROUP BY one, other ORDER BY one, other
"""


def write_network(folder: Path, index: Index) -> None:
    """Write the network below `folder`."""
    _collect(index)
    path = folder / NETWORK
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(_HEAD)
        for domain, name, kind in _KEYS:
            stream.write(f'<key id="{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n')
        stream.write('<graph id="co-participation" edgedefault="undirected">\n')
        stream.writelines(_nodes(index))
        stream.writelines(_edges(index))
        stream.write("</graph>\n</graphml>\n")


def _collect(index: Index) -> None:
    """Note who took part in what, and number people and events."""
    execute = index.connection.execute
    for table, columns in _TABLES.items():
        execute(f"DROP TABLE IF EXISTS temp.{table}")
        execute(f"CREATE TEMP TABLE {table} {columns}")
    index.connection.executemany("INSERT INTO stated VALUES (?, ?, ?)", _participations(index))
    values = {"reported": f" {_REPORTED} {_TRUE}", "day": f' {_DAY} "', "hall": HALL}
    for statement in (_ONCE, _NOT_REPORTED, *_NUMBERED):
        execute(statement, values)


def _participations(index: Index) -> Iterator[tuple[str, str, int]]:
    """Yield event, person and whether the person did more than attend."""
    for _, said in blocks(map(split, index.shared("participation", _EVENT, _PERSON, _ROLE))):
        if _EVENT in said and _PERSON in said:
            yield said[_EVENT][-1], said[_PERSON][-1], int(said.get(_ROLE, [""])[-1] in _ACTIVE)


def _nodes(index: Index) -> Iterator[str]:
    for number, person, meetings in index.connection.execute("SELECT id, iri, meetings FROM guest ORDER BY id"):
        place = next(_values(index, person, _PLACE), "")
        code = place[1:-1].rpartition("/")[2]
        values = {"iri": person[1:-1], "label": index.label(person), "division": code,
                  "division_name": index.label(place) if place else "", "meetings": str(meetings)}  # fmt: skip
        yield f'<node id="n{number}">{_data(values.items())}</node>\n'


def _edges(index: Index) -> Iterator[str]:
    for one, other, weight, first, last in index.connection.execute(_PAIRS):
        values = {"weight": str(weight), "first_date": first or "", "last_date": last or ""}
        yield f'<edge source="n{one}" target="n{other}">{_data(values.items())}</edge>\n'


def _data(values: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<data key="{key}">{escape(value)}</data>' for key, value in values if value)


def _values(index: Index, subject: str, predicate: str) -> Iterator[str]:
    lead = f"{subject} {predicate} "
    query = "SELECT DISTINCT line FROM shared WHERE line >= ? AND line < ? ORDER BY line"
    return (line.removeprefix(lead) for line in index.column(query, lead, lead + "\U0010ffff"))
