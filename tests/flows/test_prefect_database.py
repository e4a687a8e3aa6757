"""Prefect's database is laid down as Prefect's own migrations leave it, if that version is the installed one."""

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from flows import prefect_database
from flows.prefect_database import FILE, NAME, as_sql, lay_down, migrated
from flows.prefect_home import prepare


def test_the_file_is_what_the_installed_prefect_makes(tmp_path: Path) -> None:
    made = _statements(migrated(tmp_path))
    assert made == _statements(FILE.read_text("utf-8")), "make it again: python -m flows.prefect_database"


def _statements(sql: str) -> list[list[str]]:
    """Return the statements of `sql` and the lines of each, sorted: Prefect's order of constraints is by chance."""
    return sorted(sorted(line.strip(", \t") for line in statement.splitlines()) for statement in sql.split(";\n"))


def test_what_is_laid_down_is_what_the_file_says(tmp_path: Path) -> None:
    lay_down(tmp_path)
    assert as_sql(tmp_path) == FILE.read_text("utf-8")


def test_a_database_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / NAME)) as database:
        database.execute("CREATE TABLE kept (number INTEGER)")
    lay_down(tmp_path)
    assert "CREATE TABLE kept" in as_sql(tmp_path)
    assert "flow_run" not in as_sql(tmp_path)


def test_several_may_lay_it_down_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lay_down, [tmp_path] * 8))
    assert as_sql(tmp_path) == FILE.read_text("utf-8")


def test_another_version_of_prefect_makes_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefect_database, "version", lambda _name: "3.9.0")
    lay_down(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_told_by_the_server(tmp_path: Path) -> None:
    lay_down(tmp_path / "missing")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["PREFECT_API_URL", "PREFECT_API_DATABASE_CONNECTION_URL", "none"])
def test_none_is_laid_down_where_prefect_uses_another(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = {each: value for each, value in os.environ.items() if not each.startswith("PREFECT")}
    monkeypatch.setattr(os, "environ", kept | {name: "elsewhere"})
    home = prepare(tmp_path / "state")
    assert (home / NAME).exists() is (name == "none")
