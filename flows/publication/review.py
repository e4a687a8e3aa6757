"""What deserves a human look, the most valuable first, each with the line that decides it in corrections.csv.

Goes in: the index of the latest release, the operator's decisions so far, and the ledger. Comes out: one `Item` after
the other. Nothing is decided here.
"""

import csv
import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from math import log10

from flows.graph.notation import blocks, literal
from flows.graph.vocabulary import ORG, ORGANIZATION_CLASSES, ORGANIZATION_TYPE, ZW
from flows.ledger import Ledger
from flows.publication.authority import Authority
from flows.publication.index import ACROSS, Index, split
from flows.publication.quoting import Quotes

_VALUE = {
    "conflict": 8.0, "candidate": 6.0, "merge": 5.0, "doubt": 4.0, "post": 2.0, "quarantined": 1.5, "body": 1.0,
}  # fmt: skip
"""What a look is worth, by kind, for a thing that one article speaks of."""
_CONCERNS, _ABOUT, _SCORE = str(ZW["concerns"]), str(ZW["conflictingProperty"]), str(ZW["score"])
_EVENT, _WHO, _ROLE = str(ZW["inEvent"]), str(ZW["participant"]), str(ZW["role"])
_HOLDER, _POST, _HOLDS = str(ORG["member"]), str(ZW["post"]), str(ORG["holds"])
_STATE = ("PartyBody", "CongressBody", "GovernmentBody", "ConsultativeBody", "JusticeBody")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at."""

    kind: str
    value: float
    """What a look is worth, to compare with others."""
    what: str
    things: tuple[str, ...]
    """IRIs."""
    quote: str = ""
    article: str = ""
    """Address of an article that says so, else its IRI."""
    lines: tuple[str, ...] = ()
    """For corrections.csv; where the object is empty, it is to be filled in."""


def find_items(index: Index, authority: Authority, ledger: Ledger) -> Iterator[Item]:
    """Yield what deserves a look, the most valuable first."""
    look = _Look(index, Quotes(index, ledger))
    found = (look.conflicts(), look.candidates(), look.merges(authority), look.doubts(), look.posts(), look.bodies())
    sorted_by_value = (iter(sorted(items, key=_by_value)) for items in found)
    for item in heapq.merge(*sorted_by_value, _held_back(ledger), key=_by_value):
        yield look.quoted(item)


def _by_value(item: Item) -> tuple[float, str, tuple[str, ...]]:
    return -item.value, item.kind, item.things


def _held_back(ledger: Ledger) -> Iterator[Item]:
    for entry in ledger.entries("quarantined"):
        what = f"{entry.name}: {entry.reason} (zhengwen quarantine show {entry.id})"
        yield Item("quarantined", _VALUE["quarantined"], what, (), article=entry.name)


class _Look:
    """Looks through an index, kind by kind."""

    def __init__(self, index: Index, quotes: Quotes) -> None:
        self._index = index
        self._quotes = quotes

    def conflicts(self) -> Iterator[Item]:
        for conflict, said in blocks(map(split, self._index.shared("conflict"))):
            meeting, about = said[_CONCERNS][-1], said[_ABOUT][-1]
            others = self._stated(meeting, about)[1:]
            lines = tuple(line("wrong", meeting, about, value) for value in others)
            label = f"{self._index.label(conflict)}: {self._index.label(meeting)}"
            yield self._item("conflict", label, (meeting, *(v for v in others if v[0] == "<")), lines)

    def candidates(self) -> Iterator[Item]:
        for node, said in blocks(map(split, self._index.shared("candidate"))):
            people = sorted(said[_CONCERNS], key=lambda person: (self._uses(person), person))
            score = literal(said[_SCORE][0])[0]
            lines = (line("same-as", people[0], "", people[-1]), line("different-from", people[0], "", people[-1]))
            what = f"{self._index.label(node)} ({score})"
            yield self._item("candidate", what, tuple(people), lines, float(score))

    def merges(self, authority: Authority) -> Iterator[Item]:
        decided = {old for old, _ in authority.same}
        for old, new in self._index.redirects().items():
            if old not in decided:
                yield self._item("merge", self._index.label(new), (old, new), (line("different-from", old, "", new),))

    def doubts(self) -> Iterator[Item]:
        query = """SELECT thing, COUNT(*), MAX(confidence) FROM doubt GROUP BY thing
                   ORDER BY (1 - MAX(confidence)) * (1 + COUNT(*)) DESC, thing LIMIT 2000"""
        for thing, articles, confidence in self._index.connection.execute(query):
            if self._uses(thing) <= articles:  # no other article is sure
                what = f"{self._index.label(thing)} ({confidence})"
                yield self._item("doubt", what, (thing,), self._against(thing), 2 * (1 - confidence))

    def posts(self) -> Iterator[Item]:
        for post in self._lacking("post", str(ORG["postIn"])):
            label = self._index.label(post)
            if "领导" not in label:
                yield self._item("post", label, (post,), (line("same-as", post, "", ""),))

    def bodies(self) -> Iterator[Item]:
        of_state = {str(ORGANIZATION_TYPE[code]) for code, kind in ORGANIZATION_CLASSES.items()
                    if kind in {ZW[name] for name in _STATE}}  # fmt: skip
        for body in self._lacking("organization", str(ZW["jurisdiction"])):
            if of_state & set(self._stated(body, str(ZW["organizationType"]))):
                yield self._item("body", self._index.label(body), (body,), (line("same-as", body, "", ""),))

    def quoted(self, item: Item) -> Item:
        """Return `item` with what an article says, looked up only now that it is wanted."""
        if not item.things:
            return item
        things = tuple(thing[1:-1] for thing in item.things)
        quote, article = self._quotes.of(item.things[0])
        return Item(item.kind, item.value, item.what, things, quote, article, item.lines)

    def _item(self, kind: str, what: str, things: tuple[str, ...], lines: tuple[str, ...], factor: float = 1.0) -> Item:
        uses = max([1, *map(self._uses, things)])
        return Item(kind, round(_VALUE[kind] * factor * (1 + log10(uses)), 2), what, things, lines=lines)

    def _uses(self, thing: str) -> int:
        """Return how many articles speak of a thing."""
        query = """SELECT COUNT(DISTINCT article) FROM shared JOIN article ON article.id = article
                   WHERE line >= ? AND line < ? AND copy_of = ''"""
        return int(next(self._index.column(query, f"{thing} ", f"{thing}!")))

    def _stated(self, thing: str, predicate: str) -> list[str]:
        """Return the values of a property, those of most articles first."""
        lead = f"{thing} {predicate} "
        query = "SELECT line FROM shared WHERE line >= ? AND line < ? GROUP BY line ORDER BY COUNT(*) DESC, line"
        return [found.removeprefix(lead) for found in self._index.column(query, lead, lead + "\U0010ffff")]

    def _lacking(self, kind: str, predicate: str) -> list[str]:
        """Return the things of a kind that have no value of a property."""
        lead = self._index.lead(kind)
        query = """SELECT SUBSTR(line, 1, INSTR(line, ' ') - 1) AS thing FROM shared
                   WHERE line >= ? AND line < ? AND article <> ? GROUP BY thing HAVING MAX(INSTR(line, ?)) = 0"""
        return list(self._index.column(query, lead, lead + "\U0010ffff", ACROSS, f" {predicate} "))

    def _against(self, thing: str) -> tuple[str, ...]:
        """Return the line that takes a doubtful thing out: the direct statement behind it, else what it really is."""
        values = {predicate: value for _, predicate, value in self._index.said_of(thing)}
        if _WHO in values and _EVENT in values:
            role = values.get(_ROLE, "").rpartition("/")[2].rstrip(">")
            direct = ZW[{"chair": "chairedBy", "observer": "observedBy"}.get(role, "attendedBy")]
            return (line("wrong", values[_EVENT], str(direct), values[_WHO]),)
        if _HOLDER in values and _POST in values:
            return (line("wrong", values[_HOLDER], _HOLDS, values[_POST]),)
        return (line("same-as", thing, "", ""),)


def line(kind: str, subject: str, predicate: str, value: str) -> str:
    """Return a line of corrections.csv; terms are given in the notation of N-Triples."""
    stream = StringIO()
    cells = (_bare(term) for term in (subject, predicate, value))
    csv.writer(stream, lineterminator="").writerow([kind, *cells, "", "", ""])
    return stream.getvalue()


def _bare(term: str) -> str:
    return term[1:-1] if term.startswith("<") else term
