"""The words this room knows: which label names what, how media and units are called, what pages are furnished with.

In: the files of data/. Out: sets and patterns, read once. Does not know any article.
"""

import csv
import re
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@cache
def terms(name: str) -> tuple[str, ...]:
    """Return the lines of data/`name`.txt, the longest first, so that a pattern of them prefers the longest."""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    return tuple(sorted(filter(None, lines), key=lambda line: (-len(line), line)))


@cache
def any_of(name: str) -> str:
    """Return a pattern for any term of data/`name`.txt."""
    return "|".join(map(re.escape, terms(name)))


@cache
def label_kinds() -> dict[str, str]:
    """Return what each label of a byline names: ``责编`` -> ``editor``."""
    with (_DATA / "labels.csv").open(encoding="utf-8", newline="") as rows:
        return {row["label"]: row["kind"] for row in csv.DictReader(rows)}
