"""People of one name in different places who may be one person: proposed with a score, never merged by themselves.

An official moves from a district to its city and is then another person to the articles of either. What speaks for one
person: few bear the name, the places are near each other, and the days observed here and there do not mix.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.graph.notation import blocks, literal
from flows.graph.vocabulary import FOAF, ORG, ZW
from flows.publication.authority import Authority
from flows.publication.index import Index, split

_NAME, _PLACE = str(FOAF["name"]), str(ZW["jurisdiction"])
_HOLDER, _DAY = str(ORG["member"]), str(ZW["observedOn"])
_LEAST = 0.6
_COMMON = 4
"""So many of one name in one dataset, and it tells nothing."""
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
    pairs = """SELECT a.iri, b.iri, a.name, a.place, b.place, a.first, a.last, b.first, b.last,
                      (SELECT COUNT(*) FROM person c WHERE c.name = a.name)
               FROM person a JOIN person b ON a.name = b.name AND a.iri < b.iri ORDER BY a.name, a.iri, b.iri"""
    for one, other, name, here, there, *days, bearers in index.connection.execute(pairs):
        score = _score(name, bearers, here, there, days)
        if score >= _LEAST and frozenset((one, other)) not in authority.different:
            yield Candidate(one, other, name, score)


def _people(index: Index) -> Iterator[tuple[str, str, str]]:
    for subject, said in blocks(map(split, index.shared("person"))):
        values = {predicate: value for _, predicate, value in said}
        if _NAME in values and _PLACE in values:
            code = values[_PLACE][1:-1].rpartition("/")[2]
            yield subject, literal(values[_NAME])[0], code


def _spans(index: Index) -> Iterator[tuple[str, str, str]]:
    """Yield holder, first and last day of each tenure that was observed on a day."""
    for _, said in blocks(map(split, index.shared("tenure"))):
        days = sorted(literal(value)[0] for _, predicate, value in said if predicate == _DAY)
        holders = [value for _, predicate, value in said if predicate == _HOLDER]
        if days and holders:
            yield holders[0], days[0], days[-1]


def _score(name: str, bearers: int, here: str, there: str, days: list[str | None]) -> float:
    """Add up what speaks for one person: the name, the places, the days."""
    rare = 0.3 if len(name) > 2 else 0.1
    score = rare * max(0.0, 1 - (bearers - 2) / (_COMMON - 1))
    score += 0.4 if _contains(here, there) or _contains(there, here) else 0.2 if here[:4] == there[:4] else 0.0
    first, last, other_first, other_last = days
    if first and last and other_first and other_last:
        score += 0.3 if last < other_first or other_last < first else -0.2
    return round(score, 2)


def _contains(above: str, below: str) -> bool:
    """Tell whether one division code (GB/T 2260) is of a division that contains the other's."""
    return above != below and below.startswith(above.rstrip("0")) and above.endswith("00")
