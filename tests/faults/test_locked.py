"""Another program keeps a database locked: a short while is waited for, a long one is told with what to do."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from flows.cli.errors import HELD_BACK
from tests.faults.bed import QUICK, Bed, Commands, different, in_one_line
from tests.faults.conftest import Moments

LOCKED = "another program keeps it locked: let that end, then run this again; what was done is kept"


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Keep a database to ourselves."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


@pytest.mark.parametrize("stage", ["reading", "publication"])
def test_a_run_waits_for_a_ledger_that_is_locked_for_a_while(bed: Bed, moments: Moments, stage: str) -> None:
    if stage != "reading":
        moments.must_be_many()
    order = bed.order(f"waiting-{stage}")
    running = bed.start(replace(order, stage=stage, holds=True))
    running.held()
    with locked(bed.folder / order.settings["STATE"] / "ledger.sqlite"):
        running.let_go()
        time.sleep(2)
    ended = running.end()
    assert (ended.status, ended.errors) == (HELD_BACK, []), ended.said
    assert different(bed.undisturbed(), bed.left_by(order.name)) == []


def test_a_run_on_a_ledger_that_stays_locked_is_one_line_and_made_up_for(bed: Bed) -> None:
    order = bed.order("locked")
    running = bed.start(replace(order, stage="reading", holds=True, values=QUICK))
    running.held()
    with locked(bed.folder / order.settings["STATE"] / "ledger.sqlite"):
        running.let_go()
        ended = running.end()
    assert in_one_line(ended, "the ledger sqlite:///state-locked/ledger.sqlite cannot be used: ", LOCKED), ended.said
    assert bed.run(order).status == HELD_BACK
    assert different(bed.undisturbed(), bed.left_by(order.name)) == []


@pytest.mark.parametrize(
    ("arguments", "file", "message"),
    [
        (("status",), "state/ledger.sqlite", "the ledger sqlite:///state/ledger.sqlite cannot be used: "),
        (("quarantine", "retry"), "state/ledger.sqlite", "the ledger sqlite:///state/ledger.sqlite cannot be used: "),
        (("push", "--endpoint", "https://127.0.0.1:9/data"), "state/push.sqlite", "state/push.sqlite: "),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_command_that_meets_a_locked_database_is_one_line(
    commands: Commands, office: Path, arguments: tuple[str, ...], file: str, message: str
) -> None:
    order = commands.order(f"locked-{arguments[0]}", *arguments, STATE="state", OUTPUT="output")
    order = replace(order, folder=str(office), values=QUICK)
    with locked(office / file):
        ended = commands.run(order)
    assert in_one_line(ended, message, LOCKED), ended.said
