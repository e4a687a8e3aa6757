"""The lexicons of this room: files under data/, one term a line or CSV with a header; a line with `#` is a comment."""

import csv
from functools import cache
from importlib.resources import files


def _lines(name: str) -> list[str]:
    text = (files("flows.extraction") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def terms(name: str) -> tuple[str, ...]:
    """Return the terms of the list `name`, the longest first, so that an alternation of them prefers the longest."""
    return tuple(sorted({line.strip() for line in _lines(name)}, key=lambda term: (-len(term), term)))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of the CSV file `name` by column."""
    return tuple(csv.DictReader(_lines(name)))


def alternation(*names: str) -> str:
    """Return a pattern that matches any term of the lists `names`, the longest first."""
    every = sorted({term for name in names for term in terms(name)}, key=lambda term: (-len(term), term))
    return "|".join(every)
