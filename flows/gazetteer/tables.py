"""Read the gazetteer's tables: the only module of the room that opens its data files.

Goes in: nothing but the files beside it. Comes out: records. Townships are read only when asked for.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from flows.gazetteer.division import LEVELS, Division

DATA = Path(__file__).parent / "data"
_LEVEL = {str(level): level for level in LEVELS}


def read_divisions() -> Iterator[Division]:
    """Return the dated records of county level and above, in the order of code and year."""
    with (DATA / "divisions.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for code, name, level, parent, start, end, successors, short, zone in rows:
            yield Division(
                code,
                name,
                _LEVEL[level],
                parent or None,
                int(start) if start else None,
                int(end) if end else None,
                tuple(successors.split(";")) if successors else (),
                tuple(short.split(";")) if short else (),
                zone == "1",
            )


def read_townships() -> dict[str, list[tuple[str, str]]]:
    """Return (code, name) of every township by the code of its county."""
    lines = (DATA / "townships.csv").read_text("utf-8").splitlines()[1:]
    counties = (line.split(",", 1) for line in lines)
    return {code: [(code + town[:3], town[3:]) for town in towns.split(" ")] for code, towns in counties}


def read_rows(name: str) -> list[list[str]]:
    """Return the rows of a table below its header: ``identities``."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def read_forms(name: str) -> frozenset[str]:
    """Return the forms listed in a text file, one a line: ``everyday`` or ``anchored``."""
    return frozenset((DATA / f"{name}.txt").read_text("utf-8").split())
