"""What articles say differently of one meeting: its day, or who chaired it. Both stay, with their evidence."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.graph.vocabulary import SCHEMA, ZW
from flows.publication.index import Index

_DAY, _CHAIR = str(SCHEMA["startDate"]), str(ZW["chairedBy"])


@dataclass(frozen=True, slots=True)
class Conflict:
    """A property of which a meeting has values that exclude each other, each from articles of its own."""

    meeting: str
    property: str
    values: tuple[str, ...]


def find_conflicts(index: Index) -> Iterator[Conflict]:
    """Yield the conflicts, by meeting."""
    several = """SELECT meeting FROM (
                   SELECT SUBSTR(line, 1, INSTR(line, ' ') - 1) AS meeting, line FROM shared
                   WHERE line >= ? AND line < ? AND (INSTR(line, ?) OR INSTR(line, ?)) GROUP BY line)
                 GROUP BY meeting HAVING COUNT(*) > 1 ORDER BY meeting"""
    lead = index.lead("meeting")
    for meeting in list(index.column(several, lead, lead + "\U0010ffff", f" {_DAY} ", f" {_CHAIR} ")):
        for predicate in (_DAY, _CHAIR):
            if values := _excluding(index, meeting, predicate):
                yield Conflict(meeting, predicate, values)


def _excluding(index: Index, meeting: str, predicate: str) -> tuple[str, ...]:
    """Return the values where two articles have none in common; one that knows but the month contradicts nobody."""
    by_article: dict[int, set[str]] = {}
    lead = f"{meeting} {predicate} "
    query = "SELECT line, article FROM shared WHERE line >= ? AND line < ?"
    for line, article in index.connection.execute(query, (lead, lead + "\U0010ffff")):
        if predicate != _DAY or line.endswith("#date>"):
            by_article.setdefault(article, set()).add(line.removeprefix(lead))
    said = list(by_article.values())
    apart = any(one.isdisjoint(other) for one in said for other in said)
    return tuple(sorted(set().union(*said))) if apart else ()
