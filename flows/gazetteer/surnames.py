"""The surnames of China, single and compound (复姓)."""

import csv
from functools import cache
from pathlib import Path

_FREQUENT = 300


@cache
def _ranks() -> dict[str, int]:
    with (Path(__file__).parent / "data" / "surnames.csv").open(encoding="utf-8", newline="") as file:
        return {row["surname"]: int(row["frequency_rank"]) for row in csv.DictReader(file)}


@cache
def surnames() -> frozenset[str]:
    """Return all known surnames."""
    return frozenset(_ranks())


@cache
def surname_openers() -> frozenset[str]:
    """Return the first characters of all known surnames: without one of them no Han name begins."""
    return frozenset(name[0] for name in _ranks())


@cache
def frequent_surnames() -> frozenset[str]:
    """Return the surnames that most people bear: the first three hundred, and all compound ones."""
    return frozenset(name for name, rank in _ranks().items() if rank <= _FREQUENT or len(name) > 1)
