"""The index -> the dumps: N-Quads with a graph an article, and Turtle and JSON-LD of their union.

First what articles share, by subject; then article by article, in the order of their graphs, what each says of its own.
What is shared is cut into chunks where the subjects themselves say so, so that a change moves no other chunk's bounds.
"""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from flows import resources
from flows.graph.jsonld import SEPARATOR, TAIL, Context, JsonldWriter
from flows.graph.notation import Block, blocks
from flows.graph.turtle import TurtleWriter
from flows.graph.vocabulary import RDF, ZW
from flows.ledger.record import Stored
from flows.publication.contribution import Contribution
from flows.publication.counts import Counts
from flows.publication.index import Index, split
from flows.publication.linksets import link
from flows.publication.members import member

TURTLE, JSONLD, NQUADS = "zhengwen.ttl", "zhengwen.jsonld", "zhengwen.nq.gz"
_SUBJECTS_A_CHUNK = 64
_TYPE = str(RDF["type"])
_OWN_CLASS = f"<{ZW.iri}"
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
        quads = given.nquads.encode()
        unchanged = not given.renamed and len(quads) == len(stored.quads)
        return {**self.union(given.own), NQUADS: member(quads, stored.packed_quads if unchanged else None)}


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some subjects in a row with all that is said of them across articles."""

    key: str
    digest: str
    lines: list[str]

    def blocks(self) -> Iterator[Block]:
        """Yield what is said of each subject."""
        return blocks(map(split, self.lines))


def chunks(lines: Iterable[str], kind: str) -> Iterator[Chunk]:
    """Cut `lines`, which are sorted, before each subject whose checksum says so: the cut depends on nothing else."""
    pending: list[str] = []
    for subject, said in groupby(lines, key=lambda line: line[: line.index(" ")]):
        if pending and not zlib.crc32(subject.encode()) % _SUBJECTS_A_CHUNK:
            yield _chunk(pending, kind)
            pending = []
        pending.extend(said)
    if pending:
        yield _chunk(pending, kind)


def _chunk(lines: list[str], kind: str) -> Chunk:
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    return Chunk(f"{kind} {lines[0].partition(' ')[0]}", digest, lines)


class Tally:
    """Counts what is in the dumps: of the articles by the index, of what they share line by line."""

    def __init__(self, index: Index, base: str) -> None:
        self._index = index
        self._base = base
        self.properties: Counter[str] = Counter()
        self.classes: Counter[str] = Counter()
        self.links: Counter[tuple[str, str]] = Counter()
        self.examples: dict[str, str] = {}
        self.subjects = 0
        for counted in index.column("SELECT counts FROM article ORDER BY graph"):
            subjects, properties, classes, examples = json.loads(counted)
            self.subjects += subjects
            self.properties.update(properties)
            self.classes.update(classes)
            self.examples = examples | self.examples

    def add(self, chunk: Chunk) -> None:
        """Count a chunk of what is shared."""
        for subject, said in chunk.blocks():
            self.subjects += 1
            for statement in said:
                _, predicate, value = statement
                self.properties[predicate[1:-1]] += 1
                if predicate == _TYPE:
                    self.classes[value[1:-1]] += 1
                    if value.startswith(_OWN_CLASS):
                        self.examples.setdefault(value[1:-1], subject[1:-1])
                elif found := link(statement, self._base):
                    self.links[found] += 1

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
