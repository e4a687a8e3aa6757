"""The index -> the data files of a release: dumps, report, tables, and the delta to the release before."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flows.ledger import Ledger
from flows.ledger.record import Stored
from flows.publication.across.statements import graph_across
from flows.publication.authority import Authority
from flows.publication.contribution import Contribution
from flows.publication.counts import Counts
from flows.publication.delta import Delta
from flows.publication.distributions import REPORT
from flows.publication.dumps import JSONLD, NQUADS, TURTLE, Chunk, Dumps, Tally, chunks
from flows.publication.index import Index
from flows.publication.members import member
from flows.publication.network import write_network
from flows.publication.previous import Previous
from flows.publication.segments import OldFiles, SegmentedFiles, Spans, unpacked
from flows.publication.tables import TABLE_HEADS, table_rows, write_aggregates
from flows.validation.report import ReportWriter
from flows.validation.verdict import findings_of

_OWN = (TURTLE, JSONLD, NQUADS, REPORT, *TABLE_HEADS)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    counts: Counts
    delta: dict[str, int]
    segments: SegmentedFiles


class _Writer:
    """Writes one release to `folder`."""

    def __init__(self, folder: Path, index: Index, base: str, before: Previous | None) -> None:
        self.index = index
        self.base = base
        self.dumps = Dumps(base)
        self.report = ReportWriter(base)
        self.old = OldFiles(before.folder if before else folder, index.connection)
        heads = self.dumps.heads | {REPORT: self.report.head.encode()} | TABLE_HEADS
        self.files = SegmentedFiles(folder, heads, self.old, index.connection)
        self.tally = Tally(index, base)

    def write_shared(self) -> None:
        """Write what articles share to Turtle and JSON-LD."""
        for chunk in chunks(self.index.shared(), "shared"):
            self.tally.add(chunk)

            def make(chunk: Chunk = chunk) -> dict[str, bytes]:
                return self.dumps.union(chunk.blocks())

            self.files.add(chunk.key, chunk.digest, (TURTLE, JSONLD), make)

    def write_own(self, ledger: Ledger, authority: Authority, delta: Delta) -> None:
        """Write article by article what each says of its own; `delta` learns what has changed."""
        changed = self.index.unwritten(ledger, authority.wrong)
        for article in self.index.articles():
            before = self.old.segment(article.graph)
            if before and before[0] == article.digest:
                self.files.add(article.graph, article.digest, _OWN, dict)
                continue
            stored, given = next(changed)
            self.files.add(article.graph, article.digest, _OWN, lambda s=stored, g=given: self._own(s, g))  # type: ignore[misc]
            old = self._old_lines(before[1]) if before else []
            delta.compare(article.graph, old, given.nquads.split("\n")[:-1])

    def _own(self, stored: Stored, given: Contribution) -> dict[str, bytes]:
        written = self.dumps.own(stored, given)
        written[REPORT] = self.report.results(findings_of(stored.findings)).encode()
        return written | table_rows(stored, given, self.base)

    def write_across(self) -> list[str]:
        """Write what is said across articles to N-Quads; return the lines that were not there before."""
        graph = graph_across(self.base)
        new: list[str] = []
        for chunk in chunks(self.index.across(), "across"):
            lines = [f"{line} {graph} ." for line in chunk.lines]

            def make(lines: Iterable[str] = lines) -> dict[str, bytes]:
                return {NQUADS: member("".join(line + "\n" for line in lines).encode())}

            if self.files.add(chunk.key, chunk.digest, (NQUADS,), make):
                new += lines
        return new

    def finish(self, delta: Delta, across: list[str]) -> Counts:
        """Note what is gone, and close all files."""
        old_across: list[str] = []
        for key, digest, spans in self.old.segments("across "):
            if digest != self.files.digest(key):
                old_across += self._old_lines(spans)
        delta.compare(graph_across(self.base), old_across, across)
        for key, spans in self.files.gone():
            if not key.startswith(("across ", "shared ")):
                delta.compare(key, self._old_lines(spans), [])
        quads, findings = self.index.sums(("quads", "findings"))
        tails = self.dumps.tails | {REPORT: (0, self.report.tail(conforms=not findings).encode())}
        self.files.finish(tails)
        self.old.close()
        return self.tally.counts(quads + sum(1 for _ in self.index.across()))

    def _old_lines(self, spans: Spans) -> list[str]:
        return unpacked(self.old, NQUADS, spans) if NQUADS in spans else []


def write_files(
    folder: Path, index: Index, ledger: Ledger, authority: Authority, base: str, before: Previous | None
) -> Written:
    """Write all data files to `folder`, copying from the release `before` what has not changed."""
    writer = _Writer(folder, index, base, before)
    with Delta(folder, index.connection) as delta:
        writer.write_shared()
        writer.write_own(ledger, authority, delta)
        counts = writer.finish(delta, writer.write_across())
    if before is None:
        delta.remove()
    write_aggregates(folder, index)
    write_network(folder, index)
    return Written(counts, delta.counts, writer.files)
