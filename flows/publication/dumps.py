"""The index -> the dumps: N-Quads with a graph an article, and Turtle and JSON-LD of their union.

First what articles share, by subject; then article by article, in the order of their graphs, what each says of its own.
"""

import json
from collections import Counter
from collections.abc import Iterable

from flows import resources
from flows.graph.jsonld import SEPARATOR, TAIL, Context, JsonldWriter
from flows.graph.notation import Block
from flows.graph.turtle import TurtleWriter
from flows.ledger.record import Stored
from flows.publication.contribution import Contribution
from flows.publication.counts import Counted, Counts
from flows.publication.index import Index
from flows.publication.members import member

TURTLE, JSONLD, NQUADS = "zhengwen.ttl", "zhengwen.jsonld", "zhengwen.nq.gz"
_EXTRACTORS = "SELECT DISTINCT extractor FROM article ORDER BY extractor"
_DAYS = """SELECT MIN(day), MAX(day) FROM (SELECT SUBSTR(graph, ?, 10) AS day FROM article)
           WHERE day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"""


class Dumps:
    """Writes what the dumps hold, below one base."""

    def __init__(self, base: str) -> None:
        self._turtle = TurtleWriter(base)
        context = json.loads((resources.folder("ontology") / "context.jsonld").read_text(encoding="utf-8"))
        self._jsonld = JsonldWriter(Context(context["@context"]))

    @property
    def heads(self) -> dict[str, bytes]:
        """With which bytes each dump begins."""
        return {TURTLE: self._turtle.head.encode(), JSONLD: self._jsonld.head.encode(), NQUADS: b""}

    @property
    def tails(self) -> dict[str, tuple[int, bytes]]:
        """How many bytes of each dump are cut off, and what it ends with instead."""
        return {JSONLD: (len(SEPARATOR.encode()), TAIL.encode())}

    def union(self, said: Iterable[Block]) -> dict[str, bytes]:
        """Return what Turtle and JSON-LD hold of some subjects."""
        turtle, jsonld = [], []
        for subject, statements in said:
            turtle.append(self._turtle.block(subject, statements))
            jsonld.append(self._jsonld.node(subject, statements) + SEPARATOR)
        return {TURTLE: "".join(turtle).encode(), JSONLD: "".join(jsonld).encode()}

    def own(self, stored: Stored, given: Contribution) -> dict[str, bytes]:
        """Return what the dumps hold of what an article says of its own."""
        packed = stored.packed_quads if given.as_it_came else None
        return {**self.union(given.own), NQUADS: member(given.nquads, packed)}


class Tally:
    """Adds up what is in the dumps: of the articles as the index has it, of what they share chunk by chunk."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.properties: Counter[str] = Counter()
        self.classes: Counter[str] = Counter()
        self.links: Counter[tuple[str, str]] = Counter()
        self.examples: dict[str, str] = {}
        self.subjects = 0
        for counts in index.column("SELECT counts FROM article ORDER BY graph"):
            self.add(Counted(*json.loads(counts)))

    def add(self, counted: Counted) -> None:
        """Add what was counted of a chunk of what is shared."""
        self.subjects += counted.subjects
        self.properties.update(counted.properties)
        self.classes.update(counted.classes)
        self.examples = counted.examples | self.examples
        for predicate, space, number in counted.links:
            self.links[predicate, space] += number

    def counts(self, quads: int) -> Counts:
        """Return the figures; `quads` counts a triple once for each graph that states it."""
        return Counts(
            quads, self.properties.total(), self.subjects, dict(self.classes), dict(self.properties),
            self.examples, dict(self.links), self._days(), tuple(self._index.column(_EXTRACTORS)),
        )  # fmt: skip

    def _days(self) -> tuple[str, str] | None:
        """Return the first and the last day that the names of the graphs begin with."""
        start = len(self._index.lead("graph")) + 1
        first, last = self._index.connection.execute(_DAYS, (start,)).fetchone()
        return (first, last) if first else None
