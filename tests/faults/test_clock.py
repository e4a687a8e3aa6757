"""The clock is set back, by a year or to where it stands without a battery: nothing is lost, and runs stay in order."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.cli.errors import DONE, HELD_BACK
from flows.ledger import Ledger
from flows.ledger import pages as pages_module
from tests.faults.bed import Bed, Runner, different, runner
from tests.interop.tools import missing

LIBRARY = "faketime/libfaketime.so.1"
LONG_AGO = "@1975-06-01 12:00:00"
YEAR = timedelta(days=400)


def library() -> str:
    """Return the path of libfaketime, which Debian keeps where only its own command looks."""
    found = sorted(Path("/usr/lib").glob(f"*/{LIBRARY}"))
    return str(found[0]) if found else missing("libfaketime is not installed")


@pytest.fixture(scope="module")
def clock(bed: Bed) -> Path:
    """A file that says what time it is for the commands of `runner`."""
    return bed.folder / "clock"


@pytest.fixture(scope="module")
def astray(bed: Bed, clock: Path) -> Iterator[Runner]:
    """A runner of commands for which the time is what `clock` says."""
    clock.write_text("+0")
    given = {"LD_PRELOAD": library(), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1"}
    # What is waited for passes as it does.
    with runner(bed.folder / "shared", bed.environment | given | {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}) as made:
        yield made


@pytest.mark.parametrize("stage", ["reading", "writing", "publication"])
def test_a_clock_set_back_in_the_middle_of_a_run_changes_nothing(
    bed: Bed, astray: Runner, clock: Path, stage: str
) -> None:
    clock.write_text("+0")
    order = bed.order(f"clock-{stage}")
    running = astray.start(replace(order, stage=stage, holds=True))
    running.held()
    clock.write_text("-400d")
    running.let_go()
    ended = running.end()
    assert (ended.status, ended.errors) == (HELD_BACK, []), ended.said
    assert different(bed.undisturbed(), bed.left_by(order.name)) == []


def test_runs_are_told_in_their_order_and_nothing_is_done_twice(bed: Bed, astray: Runner, clock: Path) -> None:
    order = bed.order("clock")
    for time in ("+0", "-400d", LONG_AGO):
        clock.write_text(time)
        ended = astray.run(order)
        assert (ended.status, ended.errors) == (HELD_BACK, []), ended.said
    assert "Nothing new to publish" in ended.said
    assert different(bed.undisturbed(), bed.left_by(order.name)) == []
    told = astray.run(replace(order, arguments=["status", "--format", "json"]))
    runs = json.loads(told.said)["runs"]
    assert [run["kind"] for run in runs] == ["publish", "ingest"] * 3
    assert [run["id"] for run in runs] == [6, 5, 4, 3, 2, 1]
    assert [run["outcome"] for run in runs] == ["done"] * 6
    assert runs[0]["started"].startswith("1975-06-01")


def test_a_back_up_is_made_and_restored_before_1980(bed: Bed, astray: Runner, clock: Path) -> None:
    bed.undisturbed()
    clock.write_text(LONG_AGO)
    order = bed.order("undisturbed", "backup", "early.zip")
    assert astray.run(order).status == DONE
    restored = bed.order("restored", "restore", "early.zip")
    assert astray.run(restored).status == DONE
    assert astray.run(replace(restored, arguments=["publish"])).status == DONE
    assert different(bed.undisturbed(), bed.left_by("restored")) == []


def test_a_page_that_was_asked_for_in_the_future_is_asked_for_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.articles.reading import Incoming
    from flows.pipeline import process
    from tests.flows.invented import BASE

    ledger, now = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}"), datetime.now(UTC)
    urls = {"https://a.example/": timedelta(), "https://b.example/": YEAR}
    for url, ahead in urls.items():
        incoming = Incoming(url, error="cannot be fetched: answers 500", url=url, may_pass=True)
        ledger.record([process(incoming, BASE)])
        time = (now + ahead).isoformat(timespec="seconds")
        monkeypatch.setattr(pages_module, "_now", lambda time=time: time)
        ledger.pages.note(incoming)
    monkeypatch.setattr(pages_module, "_now", lambda: (now + timedelta(days=1)).isoformat(timespec="seconds"))
    standing = ledger.pages.standing(list(urls))
    assert [standing[url].asked for url in urls] == [now.isoformat(timespec="seconds"), ""]
