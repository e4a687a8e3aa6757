"""The surnames of China, single and compound (复姓)."""

import csv
from functools import cache
from pathlib import Path


@cache
def surnames() -> frozenset[str]:
    """Return all known surnames."""
    with (Path(__file__).parent / "data" / "surnames.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["surname"] for row in csv.DictReader(file))
