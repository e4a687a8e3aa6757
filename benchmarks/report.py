"""Figures -> Markdown on stdout, row by row as they are measured: for people at a terminal, and for RESULTS.md.

Each program prints its own part, so that what is measured stays when something later fails.
"""

from collections.abc import Iterable, Sequence

RATIO = ("ratio", "measured", "goal")
"""The head of a table that compares: `python -m benchmarks` puts the rows of all such tables at the top."""


def heading(text: str) -> None:
    """Begin a part."""
    _print(f"## {text}", "")


def paragraph(text: str) -> None:
    """Say something in a sentence or more."""
    _print(text, "")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; of `rows`, each when it is there."""
    _print(_row(head), _row(["---", *["---:"] * (len(head) - 1)]))
    for row in rows:
        _print(_row(row))
    _print("")


def ratios(*rows: tuple[str, float, str]) -> None:
    """Print what is compared, how often the one contains the other, and what is the goal."""
    table(RATIO, ((what, f"{ratio:,.3g}", goal) for what, ratio, goal in rows))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _print(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)
