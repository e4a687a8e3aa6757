"""A ledger whose server goes away is waited for; what is then done a second time is done once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from flows.articles.reading import read_paths
from flows.ledger import ledger as module
from flows.ledger.engine import LedgerLostError, patient, writing
from flows.pipeline import process
from tests.flows.invented import BASE, article, open_ledger, write


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.ledger.engine._PAUSE_SECONDS", 0.01)


def test_what_is_lost_is_done_again_until_it_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    left = iter([LedgerLostError("the ledger x is lost")] * 3)

    @patient
    def ask() -> int:
        for error in left:
            raise error
        return 7

    assert ask() == 7
    assert capsys.readouterr().err == "Waiting up to 60 s: the ledger x is lost\n"


def test_what_stays_lost_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.ledger.engine._WAIT_SECONDS", 0.1)

    @patient
    def ask() -> None:
        raise LedgerLostError("the ledger x is lost")

    with pytest.raises(LedgerLostError):
        ask()


@pytest.mark.parametrize("after_commit", [False, True])
def test_a_write_that_is_lost_is_written_once_and_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after_commit: bool
) -> None:
    losses = iter([True])

    @contextmanager
    def losing(engine: Engine) -> Iterator[Connection]:
        lost = next(losses, False)
        with writing(engine) as connection:
            yield connection
            if lost and not after_commit:
                raise LedgerLostError("before the commit")
        if lost:
            raise LedgerLostError("after the commit, of which nobody heard")

    ledger = open_ledger(tmp_path)
    folder = write(tmp_path / "in", **{f"n{number}": article(number) for number in range(3)})
    monkeypatch.setattr(module, "writing", losing)
    outcomes = ledger.record(process(each, BASE) for each in read_paths([folder]))
    assert [outcome.status for outcome in outcomes] == ["accepted"] * 3
    assert ledger.counts() == {"accepted": 3}
    assert len(list(ledger.published())) == 3
