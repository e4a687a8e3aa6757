"""People of one name in different places who may be one person: proposed with a score, never merged by themselves.

An official moves from a district to its city and is then another person to the articles of either. What speaks for one
person: few bear the name, the places are near each other, and the days observed here and there do not mix.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from flows.gazetteer.divisions import COUNTRY
from flows.graph.notation import blocks, literal
from flows.graph.vocabulary import FOAF, ORG, ZW
from flows.publication.authority import Authority
from flows.publication.index import Index, split

_NAME, _PLACE = str(FOAF["name"]), str(ZW["jurisdiction"])
_HOLDER, _DAY = str(ORG["member"]), str(ZW["observedOn"])
_LEAST = 0.65
_COMMON = 4
"""More of one name in one dataset, and it tells nothing."""
_MOVING = 14
"""Days between the last seen here and the first seen there, below which it is hardly a move."""
_TABLES = (
    "CREATE TEMP TABLE person (iri TEXT PRIMARY KEY, name TEXT, place TEXT, first TEXT, last TEXT)",
    "CREATE INDEX temp.person_by_name ON person (name)",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two people who may be one, and how much speaks for it, in 0..1."""

    one: str
    other: str
    name: str
    score: float


def find_candidates(index: Index, authority: Authority) -> Iterator[Candidate]:
    """Yield pairs of people who may be one, by name."""
    index.connection.execute("DROP TABLE IF EXISTS person")
    for statement in _TABLES:
        index.connection.execute(statement)
    index.connection.executemany("INSERT INTO person VALUES (?, ?, ?, NULL, NULL)", _people(index))
    spans = ((first, last, holder) for holder, first, last in _spans(index))
    index.connection.executemany(
        """UPDATE person SET first = MIN(COALESCE(first, ?1), ?1), last = MAX(COALESCE(last, ?2), ?2) WHERE iri = ?3""",
        spans,
    )
    pairs = """SELECT a.iri, b.iri, name, bearers, a.place, b.place, a.first, a.last, b.first, b.last
               FROM (SELECT name, COUNT(*) AS bearers FROM person GROUP BY name HAVING COUNT(*) BETWEEN 2 AND ?)
               JOIN person a USING (name) JOIN person b USING (name) WHERE a.iri < b.iri ORDER BY name, a.iri, b.iri"""
    for one, other, name, bearers, *rest in index.connection.execute(pairs, (_COMMON,)):
        score = _score(name, bearers, *rest)
        if score >= _LEAST and frozenset((one, other)) not in authority.different:
            yield Candidate(one, other, name, score)


def _people(index: Index) -> Iterator[tuple[str, str, str]]:
    for subject, said in blocks(map(split, index.shared("person", _NAME, _PLACE))):
        if _NAME in said and _PLACE in said:
            code = said[_PLACE][-1][1:-1].rpartition("/")[2]
            yield subject, literal(said[_NAME][-1])[0], code


def _spans(index: Index) -> Iterator[tuple[str, str, str]]:
    """Yield holder, first and last day of each tenure that was observed on a day."""
    for _, said in blocks(map(split, index.shared("tenure", _DAY, _HOLDER))):
        if _DAY in said and _HOLDER in said:
            yield said[_HOLDER][0], literal(said[_DAY][0])[0], literal(said[_DAY][-1])[0]


def _score(name: str, bearers: int, here: str, there: str, *days: str | None) -> float:
    """Add up what speaks for one person: the name, the places, the days."""
    rare = 0.3 if len(name) > 2 else 0.1
    score = rare * (1 - (bearers - 2) / (_COMMON - 1)) + _nearness(here, there)
    if all(days):
        first, last, other_first, other_last = (date.fromisoformat(day) for day in days if day)
        apart = max((other_first - last).days, (first - other_last).days)
        score += 0.3 if apart >= _MOVING else 0.1 if apart > 0 else -0.2
    return max(0.0, round(score, 2))


def _nearness(here: str, there: str) -> float:
    """Officials rise and fall within a district and its city, less often to another city of the province."""
    one, other = _levels(here), _levels(there)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))
    if shared and shared == min(len(one), len(other)):
        return 0.4
    return {0: 0.0, 1: 0.1}.get(shared, 0.2)


def _levels(code: str) -> list[str]:
    """Return the parts of a division code (GB/T 2260) that say something: 510100 → 51, 01; 100000 → none."""
    parts = [] if code == COUNTRY else [code[:2], code[2:4], code[4:6], code[6:]]
    return [part for part in parts if part.strip("0")]
