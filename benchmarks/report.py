"""Figures -> Markdown on stdout, row by row as they are measured: for people at a terminal, and for RESULTS.md.

Each program prints its own part, so that what is measured stays when something later fails.
"""

from collections.abc import Iterable, Iterator, Sequence

RATIO = ("ratio", "measured", "goal")
"""The head of a table that compares: `python -m benchmarks` puts the rows of all such tables at the top."""


def heading(text: str) -> None:
    """Begin a part."""
    _print([f"## {text}", ""])


def paragraph(text: str) -> None:
    """Say something in a sentence or more."""
    _print([text, ""])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; of `rows`, each when it is there."""
    _print(table_lines(head, rows))


def ratios(*rows: tuple[str, float, str]) -> None:
    """Print what is compared, how often the one contains the other, and what is the goal."""
    table(RATIO, ((what, _in_three_digits(ratio), goal) for what, ratio, goal in rows))


def table_lines(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table in Markdown, and an empty one."""
    yield _row(head)
    yield _row(["---", *["---:"] * (len(head) - 1)])
    yield from map(_row, rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _in_three_digits(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.3g}"


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)
