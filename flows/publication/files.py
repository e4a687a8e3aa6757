"""The index -> the data files of a release: dumps, report, tables, and the delta to the release before."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from flows.ledger import Ledger
from flows.ledger.record import Stored
from flows.publication.across.statements import graph_across
from flows.publication.authority import Authority
from flows.publication.chunks import ACROSS, Chunk, Unchanged, chunks, note_counts, shared_chunks
from flows.publication.contribution import Contribution
from flows.publication.counts import Counts
from flows.publication.delta import Delta
from flows.publication.distributions import REPORT
from flows.publication.dumps import JSONLD, NQUADS, TURTLE, Dumps, Tally
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
    delta: dict[str, int] | None
    """How many quads there are in each file of the delta; None where there was no release before."""
    segments: SegmentedFiles


class _Writer:
    """Writes one release to `folder`; `delta` learns what has changed since the one `before`, where there is one."""

    def __init__(self, folder: Path, index: Index, base: str, before: Previous | None, delta: Delta | None) -> None:
        self.index = index
        self.delta = delta
        self.base = base
        self.dumps = Dumps(base)
        self.report = ReportWriter(base)
        self.old = OldFiles(before.folder if before else folder, index.connection)
        heads = self.dumps.heads | {REPORT: self.report.head.encode()} | TABLE_HEADS
        self.files = SegmentedFiles(folder, heads, self.old, index.connection)
        self.tally = Tally(index)

    def write_shared(self) -> None:
        """Write what articles share to Turtle and JSON-LD."""
        for chunk in shared_chunks(self.index):
            if isinstance(chunk, Unchanged):
                self.tally.add(chunk.counts)
                self.files.add(chunk.key, chunk.digest, (TURTLE, JSONLD), dict)
                continue
            counted = chunk.counted(self.base)
            self.tally.add(counted)
            note_counts(self.index, chunk.key, counted)
            self.files.add(chunk.key, chunk.digest, (TURTLE, JSONLD), lambda c=chunk: self.dumps.union(c.blocks))  # type: ignore[misc]

    def write_own(self, ledger: Ledger, authority: Authority) -> None:
        """Write article by article what each says of its own."""
        changed = self.index.unwritten(ledger, authority.wrong)
        for article in self.index.articles():
            before = self.old.segment(article.graph)
            if before and before[0] == article.digest:
                self.files.add(article.graph, article.digest, _OWN, dict)
                continue
            stored, given = next(changed)
            self.files.add(article.graph, article.digest, _OWN, lambda s=stored, g=given: self._own(s, g))  # type: ignore[misc]
            if self.delta:
                old = self._old_lines(before[1]) if before else []
                self.delta.compare(article.graph, old, given.nquads.decode().split("\n")[:-1])

    def _own(self, stored: Stored, given: Contribution) -> dict[str, bytes]:
        written = self.dumps.own(stored, given)
        written[REPORT] = self.report.results(findings_of(stored.findings)).encode()
        return written | table_rows(stored, given, self.base)

    def write_across(self) -> None:
        """Write what is said across articles to N-Quads."""
        for chunk in chunks(self.index.across(), ACROSS):

            def make(chunk: Chunk = chunk) -> dict[str, bytes]:
                return {NQUADS: member("".join(line + "\n" for line in self._across_lines(chunk)).encode())}

            self.files.add(chunk.key, chunk.digest, (NQUADS,), make)

    def finish(self) -> Counts:
        """Note what is gone, and close all files."""
        if self.delta:
            self.delta.compare_in_order(graph_across(self.base), self._old_across(), self._new_across())
            for key, spans in self.files.gone():
                if not key.startswith(("across ", "shared ")):
                    self.delta.compare(key, self._old_lines(spans), [])
        quads, findings = self.index.sums(("quads", "findings"))
        tails = self.dumps.tails | {REPORT: (0, self.report.tail(conforms=not findings).encode())}
        self.files.finish(tails)
        self.old.close()
        return self.tally.counts(quads + next(self.index.column("SELECT COUNT(*) FROM across")))

    def _old_across(self) -> Iterator[str]:
        """Yield, in order, what was said across articles in the chunks that no longer are as they were."""
        for key, digest, spans in self.old.segments("across "):
            if digest != self.files.digest(key):
                yield from self._old_lines(spans)

    def _new_across(self) -> Iterator[str]:
        """Yield, in order, what is said across articles in the chunks that were not so before."""
        for chunk in chunks(self.index.across(), ACROSS):
            before = self.old.segment(chunk.key)
            if not before or before[0] != chunk.digest:
                yield from self._across_lines(chunk)

    def _across_lines(self, chunk: Chunk) -> Iterator[str]:
        graph = graph_across(self.base)
        return (f"{line} {graph} ." for line in chunk.lines)

    def _old_lines(self, spans: Spans) -> list[str]:
        return unpacked(self.old, NQUADS, spans) if NQUADS in spans else []


def write_files(
    folder: Path, index: Index, ledger: Ledger, authority: Authority, base: str, before: Previous | None
) -> Written:
    """Write all data files to `folder`, copying from the release `before` what has not changed."""
    with Delta(folder, index.connection) if before else nullcontext() as delta:
        writer = _Writer(folder, index, base, before, delta)
        writer.write_shared()
        writer.write_own(ledger, authority)
        writer.write_across()
        counts = writer.finish()
    write_aggregates(folder, index)
    write_network(folder, index)
    return Written(counts, delta.counts if delta else None, writer.files)
