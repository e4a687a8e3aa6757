"""Prefect's database as it is when it is new, so that a first run need not go through all changes it ever had.

Prefect makes a new one by some hundred migrations, which take longer than a run over a few articles. Here is what they
leave, in SQL, as `python -m flows.prefect_database` writes it for the version of Prefect that is installed. Another
version makes its own; that a database is as it should be, each version makes sure of when its server starts.
"""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

NAME = "prefect.db"
FILE = Path(__file__).with_suffix(".sql")
_HEADER = "-- The database of Prefect {version}, as its migrations leave it; made by python -m flows.prefect_database\n"


def lay_down(home: Path) -> None:
    """Make the database in `home`, Prefect's own folder, if there is none.

    All of it is made or nothing, whoever else makes it meanwhile; where it cannot be made, Prefect's server tells why.
    """
    path = home / NAME
    if path.exists():
        return
    sql = FILE.read_text(encoding="utf-8")
    if not sql.startswith(header()):
        return
    with suppress(sqlite3.Error), closing(sqlite3.connect(path)) as database:
        database.executescript(sql)


def header() -> str:
    """Return how the SQL of the installed version begins."""
    return _HEADER.format(version=version("prefect"))


def migrated(home: Path) -> str:
    """Return the SQL of a database that Prefect itself makes in the empty folder `home`.

    Constraints and indexes of a table are in another order each time: Prefect's migrations have them from sets.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT")}
    settings = {"PREFECT_HOME": str(home), "DO_NOT_TRACK": "1"}
    command = [sys.executable, "-m", "prefect", "server", "database", "upgrade", "--yes"]
    subprocess.run(command, env=kept | settings, stdout=subprocess.DEVNULL, check=True)
    return as_sql(home)


def as_sql(home: Path) -> str:
    """Return what is in the database in `home` as SQL, to be done all or nothing."""
    with closing(sqlite3.connect(home / NAME)) as database:
        first, *statements = database.iterdump()
    assert first == "BEGIN TRANSACTION;"
    return "\n".join([header().rstrip(), "BEGIN IMMEDIATE;", *statements, ""])


def main() -> None:
    """Write the file anew."""
    with TemporaryDirectory() as folder:
        FILE.write_text(migrated(Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
