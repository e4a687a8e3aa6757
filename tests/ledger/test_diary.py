"""The diary: each run with its kind, what it did and how it ended; one that was killed has no end."""

import subprocess
import sys
from pathlib import Path

import pytest

from flows.ledger import Ledger, LedgerError
from flows.ledger.diary import Diary

ROOT = Path(__file__).parents[2]
KILLED = "import os, sys; from flows.ledger import Ledger\nwith Ledger(sys.argv[1]).diary.run('publish'): os._exit(9)"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'ledger.sqlite'}"


@pytest.fixture
def diary(url: str) -> Diary:
    return Ledger(url).diary


def test_a_run_that_ends_is_done(diary: Diary) -> None:
    assert diary.last(3) == []
    with diary.run("publish") as run:
        run.summary = {"articles": 7}
        run.release = "r-1"
    (past,) = diary.last(3)
    assert (past.kind, past.outcome, past.reason, past.release, past.summary) == (
        "publish", "done", None, "r-1", {"articles": 7},
    )  # fmt: skip
    assert past.seconds is not None
    assert 0 <= past.seconds < 5


def test_what_sources_gave_is_numbers_by_name(diary: Diary) -> None:
    numbers = {"asked": 9, "new": 2, "unchanged": 6, "held_back": 1, "without_text": 0}
    with diary.run("ingest") as run:
        run.summary = {"sources": {"xindu": {**numbers, "missing": ["byline"]}, "https://example.org/1": numbers}}
    with diary.run("publish"):
        pass
    assert [past.yields for past in diary.last(2)] == [{}, {"xindu": numbers}]


def test_a_run_that_raises_has_failed_with_the_reason_in_one_line(diary: Diary) -> None:
    def run(error: BaseException) -> None:
        with diary.run("ingest") as run:
            run.summary = {"statuses": {"accepted": 1}}
            raise error

    for error in (ZeroDivisionError("one\ntwo"), LedgerError("it is gone"), KeyboardInterrupt()):
        with pytest.raises(type(error)):
            run(error)
    runs = diary.last(3)
    assert {run.outcome for run in runs} == {"failed"}
    assert [run.reason for run in runs] == ["KeyboardInterrupt", "it is gone", "ZeroDivisionError: one two"]
    assert runs[2].summary == {"statuses": {"accepted": 1}}


def test_a_run_may_say_itself_that_it_failed(diary: Diary) -> None:
    with diary.run("publish") as run:
        run.failure = "nothing to publish"
    assert [(past.outcome, past.reason) for past in diary.last(1)] == [("failed", "nothing to publish")]


def test_a_run_that_was_killed_has_no_end(diary: Diary, url: str) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, url], cwd=ROOT, check=False)
    assert killed.returncode == 9
    assert [(past.kind, past.outcome, past.seconds) for past in diary.last(1)] == [("publish", None, None)]


def test_the_latest_of_each_kind_and_the_latest_that_was_done(diary: Diary) -> None:
    for kind, failure in (("ingest", None), ("publish", None), ("ingest", "no")):
        with diary.run(kind) as run:  # type: ignore[arg-type]
            run.failure = failure
    assert [(run.id, run.kind, run.outcome) for run in diary.latest()] == [
        (3, "ingest", "failed"),
        (2, "publish", "done"),
    ]
    assert [(run.id, run.kind) for run in diary.latest_done()] == [(1, "ingest"), (2, "publish")]
