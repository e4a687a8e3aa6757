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
from flows.graph.vocabulary import RDF
from flows.ledger.record import Stored
from flows.publication.contribution import Contribution
from flows.publication.counts import Counts
from flows.publication.index import Index, split
from flows.publication.members import member

TURTLE, JSONLD, NQUADS = "zhengwen.ttl", "zhengwen.jsonld", "zhengwen.nq.gz"
_SUBJECTS_A_CHUNK = 64
_TYPE = str(RDF["type"])


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

    def __init__(self, index: Index) -> None:
        self.properties: Counter[str] = Counter()
        self.classes: Counter[str] = Counter()
        self.subjects = 0
        for counted in index.column("SELECT counts FROM article"):
            subjects, properties, classes = json.loads(counted)
            self.subjects += subjects
            self.properties.update(properties)
            self.classes.update(classes)

    def add(self, chunk: Chunk) -> None:
        """Count a chunk of what is shared."""
        for _, said in chunk.blocks():
            self.subjects += 1
            for _, predicate, value in said:
                self.properties[predicate[1:-1]] += 1
                if predicate == _TYPE:
                    self.classes[value[1:-1]] += 1

    def counts(self, quads: int) -> Counts:
        """Return the figures; `quads` counts a triple once for each graph that states it."""
        return Counts(quads, self.properties.total(), self.subjects, dict(self.classes), dict(self.properties))
