"""A back-up is of one moment, whole or refused, and brings all of it back, whatever the engine."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
import time
import zipfile
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from flows.ledger import Ledger
from flows.ledger.backup import BackupError
from flows.ledger.engine import reading
from flows.ledger.schema import metadata, runs
from tests.flows.invented import article, files, ingest, open_ledger, release, write
from tests.ledger.large import fill
from tests.servers.postgres import Postgres

ROOT = Path(__file__).parents[2]
NUMBER = 60


def content(ledger: Ledger) -> dict[str, list[Any]]:
    """Return every row of every table."""
    with reading(ledger._engine) as connection:
        return {
            table.name: sorted(connection.execute(select(table)).all(), key=repr) for table in metadata.sorted_tables
        }


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger with articles, copies, what was rejected, and runs."""
    found = open_ledger(tmp_path / "state")
    ingest(found, [write(tmp_path / "in", a=article(1), b=article(2), copy=article(2), empty="")])
    with found.diary.run("ingest") as run:
        run.summary = {"statuses": {"accepted": 2}}
    return found


def empty(tmp_path: Path, name: str = "other") -> Ledger:
    return open_ledger(tmp_path / name)


def test_what_is_restored_is_what_was_backed_up(ledger: Ledger, tmp_path: Path) -> None:
    file, other = tmp_path / "backups" / "ledger.zip", empty(tmp_path)
    manifest = ledger.back_up(file)
    assert manifest.rows["versions"] == 3
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["ledger.zip"]
    assert other.restore(file, tmp_path, force=False) == manifest
    assert content(other) == content(ledger)
    assert not list(tmp_path.glob(".restore-*"))


def test_the_file_can_be_looked_into_with_common_tools(ledger: Ledger, tmp_path: Path) -> None:
    ledger.back_up(tmp_path / "ledger.zip")
    with zipfile.ZipFile(tmp_path / "ledger.zip") as packed:
        assert json.loads(packed.read("manifest.json"))["rows"]["inputs"] == 4
        packed.extract("ledger.sqlite", tmp_path)
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite")) as database:
        assert database.execute("SELECT COUNT(*) FROM versions").fetchone() == (3,)


def test_a_ledger_that_holds_something_is_replaced_only_by_force(ledger: Ledger, tmp_path: Path) -> None:
    file, other = tmp_path / "ledger.zip", empty(tmp_path)
    ledger.back_up(file)
    ingest(other, [write(tmp_path / "more", c=article(3))])
    before = content(other)
    with pytest.raises(BackupError, match=r"not empty: --force"):
        other.restore(file, tmp_path, force=False)
    assert content(other) == before
    other.restore(file, tmp_path, force=True)
    assert content(other) == content(ledger)


def test_a_restored_ledger_goes_on_where_the_other_stood(ledger: Ledger, tmp_path: Path, postgres: Postgres) -> None:
    ledger.back_up(tmp_path / "ledger.zip")
    for number, other in enumerate((empty(tmp_path), Ledger(postgres.create("goes_on")))):
        other.restore(tmp_path / "ledger.zip", tmp_path, force=False)
        with other.diary.run("ingest") as run:
            assert run.id == 2
        found = ingest(other, [tmp_path / "in", write(tmp_path / f"more-{number}", c=article(3))])
        assert [outcome.new for outcome in found] == [False] * 4 + [True]


def test_there_and_back_over_postgresql_nothing_is_lost(tmp_path: Path, postgres: Postgres) -> None:
    first, second, third = empty(tmp_path, "1"), Ledger(postgres.create("between")), empty(tmp_path, "3")
    fill(first._engine, 500)
    ingest(first, [write(tmp_path / "in", a=article(1), empty="")])
    first.pages.open_listing("https://news.example.org/")
    first.back_up(tmp_path / "1.zip")
    second.restore(tmp_path / "1.zip", tmp_path, force=False)
    second.back_up(tmp_path / "2.zip")
    third.restore(tmp_path / "2.zip", tmp_path, force=False)
    assert content(second) == content(first)
    assert content(third) == content(first)


def test_a_restore_that_fails_leaves_what_there_was(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.back_up(tmp_path / "ledger.zip")
    before = content(ledger)

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flows.ledger.backup.insert", broken)
    with pytest.raises(KeyboardInterrupt):
        ledger.restore(tmp_path / "ledger.zip", tmp_path, force=True)
    assert content(ledger) == before


def test_a_file_that_is_torn_changed_or_something_else_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    file, other, random = tmp_path / "ledger.zip", empty(tmp_path), Random(7)
    ledger.back_up(file)
    whole = file.read_bytes()
    before = content(other)
    bad = [b"", b"no zip", whole[: len(whole) // 2], whole[:-1], whole[100:]]
    for _ in range(60):
        place = random.randrange(len(whole))
        bad.append(whole[:place] + bytes([whole[place] ^ (1 << random.randrange(8))]) + whole[place + 1 :])
    refused = 0
    for damaged in bad:
        file.write_bytes(damaged)
        if error := refusal(other, file):
            refused += 1
            assert "\n" not in error
            assert content(other) == before
        else:  # a bit that says nothing of the content, such as one of a time
            assert content(other) == content(ledger)
            assert refusal(other, write_empty(tmp_path)) is None
    assert refused > len(bad) - 8


def refusal(ledger: Ledger, file: Path) -> str | None:
    """Return why a file is not restored, None where it is."""
    try:
        ledger.restore(file, file.parent, force=True)
    except (BackupError, OSError) as error:
        return str(error)
    return None


def write_empty(tmp_path: Path) -> Path:
    """Return a back-up of an empty ledger."""
    file = tmp_path / "empty.zip"
    empty(tmp_path, "nothing").back_up(file)
    return file


def test_one_that_a_later_zhengwen_wrote_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    ledger.back_up(tmp_path / "ledger.zip")
    with zipfile.ZipFile(tmp_path / "ledger.zip") as packed, zipfile.ZipFile(tmp_path / "later.zip", "w") as later:
        later.writestr("ledger.sqlite", packed.read("ledger.sqlite"))
        later.writestr("manifest.json", json.dumps(json.loads(packed.read("manifest.json")) | {"schema": 99}))
    with pytest.raises(BackupError, match=r"later\.zip has schema 99, this zhengwen knows"):
        ledger.restore(tmp_path / "later.zip", tmp_path, force=True)


def test_what_a_killed_back_up_left_is_removed_by_the_next(ledger: Ledger, tmp_path: Path) -> None:
    left = tmp_path / "backups" / ".ledger.zip.partial"
    left.mkdir(parents=True)
    (left / "packed").write_bytes(b"half")
    ledger.back_up(tmp_path / "backups" / "ledger.zip")
    assert [path.name for path in left.parent.iterdir()] == ["ledger.zip"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("articles"), **{f"n{number:03}": article(number) for number in range(NUMBER)})


def result(state: Path, folder: Path) -> tuple[dict[str, list[tuple[Any, ...]]], dict[str, bytes]]:
    """Run to the end; return what is in the ledger, but for times, and the release."""
    ledger = open_ledger(state)
    ingest(ledger, [folder])
    release(ledger, state / "output")
    timeless = {
        table: [tuple(value for name, value in row._mapping.items() if name not in _TIMES) for row in rows]
        for table, rows in content(ledger).items()
        if table != runs.name
    }
    return {table: sorted(rows, key=repr) for table, rows in timeless.items()}, files(state / "output")


_TIMES = ("first_seen", "processed", "seen", "asked")


def test_while_a_run_writes_each_back_up_is_of_one_moment(tmp_path: Path, folder: Path) -> None:
    undisturbed = result(tmp_path / "undisturbed", folder)
    state = tmp_path / "writing"
    ledger = open_ledger(state)
    command = [sys.executable, "-m", "tests.flows.worker", str(state), str(state / "output"), str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ)
    taken: dict[int, Path] = {}
    while process.poll() is None:
        file = tmp_path / f"{len(taken)}.zip"
        taken[ledger.back_up(file).rows["versions"]] = file
        time.sleep(0.02)
    assert process.returncode == 0
    during = [file for number, file in sorted(taken.items()) if 0 < number < NUMBER]
    assert len(during) >= 3, "too few were taken while it wrote"
    assert result(state, folder) == undisturbed, "the run was not disturbed"
    for number, file in enumerate(during[:: len(during) // 2]):
        again = tmp_path / f"again-{number}"
        open_ledger(again).restore(file, tmp_path, force=False)
        assert result(again, folder) == undisturbed
