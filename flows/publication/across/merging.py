"""Which meetings of different articles are one: a map from the names that give way to those that stand for them.

An article that leaves out the number, or the day, of a meeting gives it another name than one that states both. Only
what cannot well be two meetings is merged; what an operator keeps apart stays apart.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from flows.graph.names import REGULAR
from flows.graph.vocabulary import MEETING_TYPE
from flows.publication.authority import Authority
from flows.publication.index import Index

_EACH = """CREATE TEMP TABLE each AS SELECT iri, COUNT(*) AS articles, {only}, MIN(name) AS name,
           MIN(SUBSTR(graph, INSTR(graph, '/graph/') + 7, 10)) AS earliest,
           MAX(SUBSTR(graph, INSTR(graph, '/graph/') + 7, 10)) AS latest
           FROM meeting JOIN article ON article.id = meeting.article GROUP BY iri"""
_FIELDS = ("organizer", "day", "type", "ordinal", "session", "chair")
_ONLY = "CASE WHEN COUNT(DISTINCT {0}) = 1 THEN MIN({0}) END AS {0}"
"""One row a meeting; where articles differ, it has no such value. `day` may be but a month."""
_SAME = {
    # An operator said that two organizations are one: so are their meetings.
    "same organizer": """
        SELECT b.iri, a.iri FROM each b JOIN each a USING (organizer, day, type)
        WHERE a.iri < b.iri AND a.ordinal IS b.ordinal AND a.session IS b.session AND LENGTH(day) = 10
          AND b.type IN ({regular})""",
    # Its number is left out: 区政府召开常务会议 beside 区政府召开第88次常务会议, on one day.
    "unnumbered": """
        SELECT b.iri, MIN(a.iri) FROM each b JOIN each a USING (organizer, day, type)
        WHERE b.ordinal IS NULL AND a.ordinal IS NOT NULL AND b.type IN ({regular}) AND LENGTH(day) = 10
        GROUP BY b.iri HAVING COUNT(*) = 1""",
    # Two articles date one numbered meeting of a single day differently, by a few days: the conflict is kept. Sessions
    # of congresses go on for days, and each day's sitting keeps its own name.
    "other day": """
        SELECT b.iri, a.iri FROM each b JOIN each a USING (organizer, ordinal, type)
        WHERE a.session IS b.session AND a.day < b.day AND julianday(b.day) - julianday(a.day) <= {days}
          AND LENGTH(a.day) = 10 AND LENGTH(b.day) = 10 AND type IN ({single_day})""",
    # It is only referred to, without its day, within a year: numbers begin anew with each term of office.
    "undated": """
        SELECT b.iri, MIN(a.iri) FROM each b JOIN each a USING (organizer, ordinal, type)
        WHERE a.session IS b.session AND LENGTH(a.day) = 10 AND a.day BETWEEN date(b.latest, '-1 year') AND b.earliest
          AND (b.day IS NULL OR LENGTH(b.day) < 10 AND a.day LIKE b.day || '%')
        GROUP BY b.iri HAVING COUNT(*) = 1""",
    # One name is part of the other's, and the same person chairs both on one day.
    "shorter name": """
        SELECT b.iri, MIN(a.iri) FROM each b JOIN each a USING (day, type, chair)
        WHERE LENGTH(b.name) >= 5 AND LENGTH(a.name) > LENGTH(b.name) AND INSTR(a.name, b.name) AND LENGTH(day) = 10
          AND (a.organizer IS NULL OR b.organizer IS NULL OR a.organizer = b.organizer)
          AND (a.ordinal IS NULL OR b.ordinal IS NULL)
        GROUP BY b.iri HAVING COUNT(*) = 1""",
}
_DAYS = 3
_SINGLE_DAY = REGULAR - {
    "party-committee-plenum", "npc-standing-committee-session", "cppcc-standing-committee-session", "study-session",
}  # fmt: skip


@dataclass
class _Group:
    """Names of one meeting, with what tells it from others."""

    names: set[str]
    ordinals: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)

    def fits(self, other: "_Group", different: frozenset[frozenset[str]]) -> bool:
        """Two that fit a third need not fit each other: 第88次 and 第89次 beside one without a number."""
        days = sorted(map(date.fromisoformat, self.days | other.days))
        return (
            len(self.ordinals | other.ordinals) <= 1
            and (not days or (days[-1] - days[0]).days <= _DAYS)
            and not any(frozenset((a, b)) in different for a in self.names for b in other.names)
        )


def find_merges(index: Index, authority: Authority) -> dict[str, str]:
    """Return which names give way to which, none of which gives way itself."""
    groups = _Groups(index, authority)
    for one, other in authority.same:
        groups.join(one, other)
    for one, other in _pairs(index, groups.chosen()):
        if groups.of(one).fits(groups.of(other), authority.different):
            groups.join(one, other)
    merged = groups.chosen()
    index.connection.execute("DROP TABLE each")
    return merged


def _pairs(index: Index, same: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield meetings that a rule takes for one, surest rule first; `same` is what an operator said."""
    for column in ("organizer", "chair"):
        rows = ((new, old) for old, new in same.items())
        index.connection.executemany(f"UPDATE each SET {column} = ? WHERE {column} = ?", rows)
    index.connection.execute("CREATE INDEX temp.each_by_organizer ON each (organizer, ordinal, type)")
    index.connection.execute("CREATE INDEX temp.each_by_chair ON each (chair, day)")
    terms = {"regular": _listed(REGULAR), "single_day": _listed(_SINGLE_DAY), "days": _DAYS}
    for query in _SAME.values():
        yield from sorted(index.connection.execute(query.format(**terms)).fetchall())


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"'{MEETING_TYPE[code]}'" for code in sorted(codes))


class _Groups:
    """Which names are of one thing so far."""

    def __init__(self, index: Index, authority: Authority) -> None:
        index.connection.execute(_EACH.format(only=", ".join(map(_ONLY.format, _FIELDS))))
        index.connection.execute("CREATE UNIQUE INDEX temp.each_by_iri ON each (iri)")
        self._connection = index.connection
        self._by_name: dict[str, _Group] = {}
        pairs = authority.same
        self._wanted = {new for _, new in pairs} - {old for old, _ in pairs}

    def of(self, name: str) -> _Group:
        """Return the group of a name."""
        if name not in self._by_name:
            row = self._connection.execute("SELECT ordinal, day FROM each WHERE iri = ?", (name,)).fetchone()
            ordinal, day = row or (None, None)
            days = {day} if day and len(day) == 10 else set[str]()
            self._by_name[name] = _Group({name}, {ordinal} if ordinal else set(), days)
        return self._by_name[name]

    def join(self, one: str, other: str) -> None:
        """Let two names be of one thing."""
        first, second = self.of(one), self.of(other)
        joined = _Group(first.names | second.names, first.ordinals | second.ordinals, first.days | second.days)
        self._by_name |= dict.fromkeys(joined.names, joined)

    def chosen(self) -> dict[str, str]:
        """Return which names give way to which: to the one an operator chose, else the one most articles use."""
        best: dict[int, str] = {}
        for group in self._by_name.values():
            if id(group) not in best:
                best[id(group)] = min(group.names, key=self._rank)
        found = {name: best[id(group)] for name, group in self._by_name.items()}
        return {old: new for old, new in sorted(found.items()) if old != new}

    def _rank(self, name: str) -> tuple[bool, int, int, str]:
        """A name that tells the day is better than one that does not."""
        row = self._connection.execute("SELECT articles FROM each WHERE iri = ?", (name,)).fetchone()
        return name not in self._wanted, -bool(_DATED.search(name)), -row[0] if row else 0, name


_DATED = re.compile(r"/\d{4}-\d\d-\d\d-")
