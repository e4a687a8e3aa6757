"""What articles say differently of one meeting, as its day or who chaired it. Both stay, with their evidence."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from flows.graph.vocabulary import SCHEMA, ZW
from flows.publication.index import Index

_DAY = str(SCHEMA["startDate"])
SINGLE = {
    _DAY: "日期", str(ZW["chairedBy"]): "主持人", str(SCHEMA["organizer"]): "主办单位", str(ZW["ordinal"]): "次序",
    str(ZW["session"]): "届", str(ZW["meetingType"]): "会议类型",
}  # fmt: skip
"""Chinese name of what a meeting has but once, though two may chair in the same article."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A property of which a meeting has values that exclude each other, each from articles of its own."""

    meeting: str
    property: str
    values: tuple[str, ...]


def find_conflicts(index: Index) -> Iterator[Conflict]:
    """Yield the conflicts, by meeting."""
    several = """SELECT meeting, predicate FROM (
                   SELECT SUBSTR(line, 1, blank - 1) AS meeting, line,
                          SUBSTR(line, blank + 1, INSTR(SUBSTR(line, blank + 1), ' ') - 1) AS predicate
                   FROM (SELECT DISTINCT line, INSTR(line, ' ') AS blank FROM shared WHERE line >= ? AND line < ?))
                 WHERE predicate IN (SELECT value FROM json_each(?))
                 GROUP BY meeting, predicate HAVING COUNT(*) > 1 ORDER BY meeting, predicate"""
    for kind in ("event", "meeting"):
        lead = index.lead(kind)
        found = index.connection.execute(several, (lead, lead + "\U0010ffff", json.dumps(list(SINGLE))))
        for meeting, predicate in found:
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
