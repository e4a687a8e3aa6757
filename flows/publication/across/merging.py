"""Which meetings of different articles are one: a map from the names that give way to those that stand for them.

An article that leaves out the number, or the day, of a meeting gives it another name than one that states both. Only
what cannot well be two meetings is merged; what an operator keeps apart stays apart.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from flows.graph.names import REGULAR
from flows.graph.vocabulary import MEETING_TYPE
from flows.publication.authority import Authority
from flows.publication.index import Index

_EACH = """CREATE TEMP TABLE each AS SELECT iri, COUNT(*) AS articles, {only}, MIN(name) AS name,
           MIN(SUBSTR(graph, INSTR(graph, '/graph/') + 7, 4)) AS earliest,
           MAX(SUBSTR(graph, INSTR(graph, '/graph/') + 7, 4)) AS latest
           FROM meeting JOIN article ON article.id = meeting.article GROUP BY iri"""
_FIELDS = ("organizer", "day", "type", "ordinal", "session", "chair")
_ONLY = "CASE WHEN COUNT(DISTINCT {0}) = 1 THEN MIN({0}) END AS {0}"
"""One row a meeting; where articles differ, it has no such value."""
_SAME = {
    # Its number is left out: 区政府召开常务会议 beside 区政府召开第88次常务会议, on one day.
    "unnumbered": """
        SELECT b.iri, a.iri FROM each b JOIN each a USING (organizer, day, type)
        WHERE b.ordinal IS NULL AND a.ordinal IS NOT NULL AND b.type IN ({regular})
        GROUP BY b.iri HAVING COUNT(*) = 1""",
    # Two articles date one numbered meeting differently, by a few days: the conflict is kept.
    "other day": """
        SELECT b.iri, a.iri FROM each b JOIN each a USING (organizer, ordinal, type)
        WHERE a.session IS b.session AND a.day < b.day AND julianday(b.day) - julianday(a.day) <= 3""",
    # It is only referred to, without its day, within a year: numbers begin anew with each term of office.
    "undated": """
        SELECT b.iri, a.iri FROM each b JOIN each a USING (organizer, ordinal, type)
        WHERE a.session IS b.session AND b.day IS NULL AND a.day IS NOT NULL
          AND SUBSTR(a.day, 1, 4) BETWEEN b.latest - 1 AND b.earliest
        GROUP BY b.iri HAVING COUNT(*) = 1""",
    # One name is part of the other's, and the same person chairs both on one day.
    "shorter name": """
        SELECT b.iri, a.iri FROM each b JOIN each a USING (day, type, chair)
        WHERE LENGTH(b.name) >= 5 AND LENGTH(a.name) > LENGTH(b.name) AND INSTR(a.name, b.name)
          AND (a.organizer IS NULL OR b.organizer IS NULL OR a.organizer = b.organizer)
          AND (a.ordinal IS NULL OR b.ordinal IS NULL)
        GROUP BY b.iri HAVING COUNT(*) = 1""",
}


def find_merges(index: Index, authority: Authority) -> dict[str, str]:
    """Return which names give way to which, none of which gives way itself."""
    pairs = list(authority.same.items())
    index.connection.execute(_EACH.format(only=", ".join(map(_ONLY.format, _FIELDS))))
    index.connection.execute("CREATE INDEX temp.each_by_organizer ON each (organizer, ordinal, type)")
    index.connection.execute("CREATE INDEX temp.each_by_chair ON each (chair, day)")
    regular = ", ".join(f"'{MEETING_TYPE[code]}'" for code in sorted(REGULAR))
    for query in _SAME.values():
        found = index.connection.execute(query.format(regular=regular))
        pairs += [pair for pair in found if frozenset(pair) not in authority.different]
    merged = _resolved(index, pairs, fixed=frozenset(authority.same.values()))
    index.connection.execute("DROP TABLE each")
    return merged


def _resolved(index: Index, pairs: Iterable[tuple[str, str]], fixed: frozenset[str]) -> dict[str, str]:
    """Join pairs that share a name; the one that an operator chose stands for all, else the one most articles use."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while name in leader:
            name = leader[name]
        return name

    for one, other in pairs:
        first, second = find(one), find(other)
        if first != second:
            leader[first] = second
    members = sorted((find(name), name) for name in {*leader, *leader.values()})
    merged: dict[str, str] = {}
    for _, group in groupby(members, key=lambda pair: pair[0]):
        names = [name for _, name in group]
        best = min(names, key=lambda name: (name not in fixed, -_detail(name), -_articles(index, name), name))
        merged |= {name: best for name in names if name != best}
    return merged


def _articles(index: Index, name: str) -> int:
    return next(index.column("SELECT articles FROM each WHERE iri = ?", name), 0)


def _detail(name: str) -> int:
    """A name that tells the day is better than one that does not."""
    return int(bool(re.search(r"/\d{4}-\d\d-\d\d-", name)))
