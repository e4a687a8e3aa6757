"""What a run did, added up: for the last lines in the terminal, the ledger's diary and Prefect's artifact."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from flows.ledger import Outcome, Record
from flows.wording import in_markdown, in_one_line

HELD_BACK = ("quarantined", "rejected")


@dataclass
class SourceYield:
    """What one source gave in a run. Each page that was asked for is `new`, `unchanged` or `held_back`."""

    new: int = 0
    unchanged: int = 0
    held_back: int = 0
    without_text: int = 0
    """How many of those held back were got, but have no article on them."""
    missing: list[str] = field(default_factory=list)
    """The parts of an article whose selectors found nothing on any page."""

    def add(self, outcome: Outcome, *, got: bool) -> None:
        """Count what became of a page; `got` tells whether there was one."""
        if outcome.status in HELD_BACK:
            self.held_back += 1
            self.without_text += got and outcome.status == "rejected"
        elif outcome.new:
            self.new += 1
        else:
            self.unchanged += 1

    def as_json(self) -> dict[str, Any]:
        """Return the counts as the diary keeps them."""
        return {"asked": self.asked, **asdict(self)}

    def counts(self) -> tuple[int, ...]:
        """Return the counts in the order in which a table has them."""
        return self.asked, self.new, self.unchanged, self.held_back, self.without_text

    @property
    def asked(self) -> int:
        """How many pages were asked for."""
        return self.new + self.unchanged + self.held_back


@dataclass
class Summary:
    """Counts of one run of `ingest`. `unchanged` of all that came in was known before."""

    statuses: Counter[str] = field(default_factory=Counter)
    new: Counter[str] = field(default_factory=Counter)
    """The statuses of what was not known before."""
    sources: dict[str, SourceYield] = field(default_factory=dict)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    unchanged: int = 0
    triples: int = 0
    seconds: Counter[str] = field(default_factory=Counter)

    def source(self, name: str) -> SourceYield:
        """Return the counts of the source called `name`, those of a new one where it is not known yet."""
        return self.sources.setdefault(name, SourceYield())

    def add_outcomes(self, outcomes: Iterable[Outcome]) -> None:
        """Count what became of some inputs."""
        for outcome in outcomes:
            self.statuses[outcome.status] += 1
            self.unchanged += not outcome.new
            self.new[outcome.status] += outcome.new
            if outcome.status in HELD_BACK:
                self.reasons[outcome.status, outcome.reason] += 1

    def add_records(self, records: Iterable[Record]) -> None:
        """Count what was made anew, and the time it took."""
        for record in records:
            self.triples += record.quads.count(b"\n")
            self.seconds.update(record.seconds)

    @property
    def held_back(self) -> int:
        """How many inputs are rejected or quarantined, those known before included."""
        return sum(self.statuses[status] for status in HELD_BACK)

    def line(self) -> str:
        """Return the summary in one line."""
        return f"{self.outcomes()} ({self.unchanged:,} unchanged)"

    def outcomes(self) -> str:
        """Return how many inputs ended in which status."""
        counted = [f"{number:,} {status}" for status, number in sorted(self.statuses.items())]
        return ", ".join(counted) or "nothing came in"

    def as_json(self) -> dict[str, Any]:
        """Return the summary as the diary keeps it."""
        return {
            "statuses": dict(self.statuses),
            "new": dict(+self.new),
            "sources": {name: source.as_json() for name, source in self.sources.items()},
            "reasons": [[*key, number] for key, number in sorted(self.reasons.items())],
            "unchanged": self.unchanged,
            "triples": self.triples,
            "seconds": {stage: round(seconds, 3) for stage, seconds in self.seconds.items()},
        }

    def markdown(self) -> str:
        """Return the summary as tables."""
        statuses = [[status, f"{number:,}"] for status, number in sorted(self.statuses.items())]
        made = [["of these unchanged", f"{self.unchanged:,}"], ["triples made", f"{self.triples:,}"]]
        reasons = [[status, reason, f"{number:,}"] for (status, reason), number in self.reasons.most_common()]
        seconds = [[stage, f"{seconds:.2f}"] for stage, seconds in self.seconds.items()]
        sources = [[name, *(f"{count:,}" for count in source.counts())] for name, source in self.sources.items()]
        tables = [
            table(["status", "inputs"], statuses + made),
            table(["held back", "reason", "inputs"], reasons),
            table(["source", "asked for", "new", "unchanged", "held back", "without text"], sources),
            table(["stage", "processor seconds"], seconds),
        ]
        return "\n\n".join(filter(None, tables))


def table(header: list[str], rows: list[list[str]]) -> str:
    """Return `rows` below `header` in Markdown, nothing where there is no row."""
    if not rows:
        return ""
    cells = [[in_markdown(cell) for cell in row] for row in (header, *rows)]
    lines = [cells[0], ["---"] * len(header), *cells[1:]]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def outcome_line(outcome: Outcome) -> str | None:
    """Return the line on an input that a user should see, None where nothing is to be said."""
    if not outcome.new or (outcome.status == "accepted" and not outcome.reason):
        return None
    return in_one_line(f"{outcome.status}: {outcome.name}" + (f" — {outcome.reason}" if outcome.reason else ""))
