"""All benchmarks in one run on one machine, one after the other, into RESULTS.md.

    python -m benchmarks [CORPUS.jsonl.gz] [--articles 300]

Each program is a process of its own and prints its part in Markdown, which is written to RESULTS.md line by line as it
comes: what was measured stays where something later fails. Ends with 1 where a part failed.
"""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import machine
from benchmarks.options import parser
from benchmarks.report import RATIO, table_lines
from benchmarks.work import environment

RESULTS = Path(__file__).parent / "RESULTS.md"
_ARTICLES = 300
_COMMON, _MANY = 1_000, 10_000
_STORED = 10
"""For each article measured, how many stand in the ledger in which copies are looked for."""
_INTRODUCTION = (
    "# Results",
    "",
    "Written by `make bench` in one run on one machine; README.md beside this file says what is compared, and how.",
    "Where others keep the processors busy, the clock tells of the machine, and processor time grows by up to a half.",
    "",
)


@dataclass(slots=True)
class _Results:
    """What is written to RESULTS.md: the machine, all ratios, then each part as it was printed."""

    target: Path
    conditions: list[tuple[str, str]]
    lines: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Take a line, and write all there is."""
        self.lines.append(line)
        ratios = table_lines(RATIO, list(_ratios(self.lines)))
        whole = [*_INTRODUCTION, *table_lines(("machine", ""), self.conditions), *ratios, *self.lines]
        self.target.write_text("".join(f"{each}\n" for each in whole).rstrip("\n") + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None, target: Path = RESULTS) -> int:
    """Measure everything; return 1 where a part failed, else 0."""
    given = parser("Run all benchmarks.", _ARTICLES).parse_args(arguments)
    mix = "one in ten from a corpus" if given.corpus else "no corpus"
    conditions = [*machine.described(), ("articles", f"up to {given.articles:,}, {mix}"), ("day", f"{date.today()}")]
    results = _Results(target, conditions)
    with TemporaryDirectory() as folder:
        statuses = [_measure(part, results) for part in _parts(given.corpus, given.articles, Path(folder))]
    return int(any(statuses))


def _parts(corpus: Path | None, articles: int, folder: Path) -> Iterator[list[str]]:
    """Yield the programs with their arguments; the queries and the server use what growth leaves in `folder`."""

    def given(most: int) -> list[str]:
        return [*([str(corpus)] if corpus else []), "--articles", str(min(articles, most))]

    yield ["extraction", *given(_COMMON)]
    yield ["ingest", *given(_COMMON)]
    yield ["customary", *given(_COMMON)]
    yield ["publication", *given(_MANY)]
    yield ["growth", *given(articles), "--folder", str(folder)]
    yield ["queries", str(folder)]
    yield ["serving", str(folder)]
    yield ["similarity", *given(_COMMON), "--stored", str(_STORED * articles)]
    yield ["flow", *given(_COMMON), "--rounds", "1"]


def _measure(part: list[str], results: _Results) -> int:
    """Run a program, take what it prints, and return its status."""
    name, *arguments = part
    load, began = machine.load(), time.monotonic()
    command = [sys.executable, "-m", f"benchmarks.{name}", *arguments]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            print(line, end="", flush=True)
            results.add(line.rstrip("\n"))
    if process.returncode:
        results.add(f"**`benchmarks.{name}` ended with {process.returncode}: what is missing above was not measured.**")
        results.add("")
    took = time.monotonic() - began
    results.add(f"Measured in {took:,.0f} s; at the beginning, {load} programs wanted the processors.")
    results.add("")
    return process.returncode


def _ratios(lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of all tables of ratios."""
    head, _rule, *_ = table_lines(RATIO, [])
    rows = iter(lines)
    for line in rows:
        if line == head:
            next(rows, None)
            while (row := next(rows, "")).startswith("|"):
                yield tuple(cell.strip() for cell in row.strip("|").split("|"))


if __name__ == "__main__":
    sys.exit(main())
