"""The clock is set back, by a year or to where it stands without a battery: nothing is lost, and runs stay in order."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.articles.reading import Incoming
from flows.cli.errors import DONE, HELD_BACK
from flows.ledger import Ledger
from flows.ledger import pages as pages_module
from flows.pipeline import process
from tests.faults.bed import Bed, Runner, different, runner
from tests.flows import snapshots
from tests.flows.invented import BASE
from tests.interop.tools import missing

LIBRARY = "faketime/libfaketimeMT.so.1"
LONG_AGO = "@1975-06-01 12:00:00"
YEAR = timedelta(days=400)


def library() -> str:
    """Return the path of libfaketime, which Debian keeps where only its own command looks."""
    found = sorted(Path("/usr/lib").glob(f"*/{LIBRARY}"))
    return str(found[0]) if found else missing("libfaketime is not installed")


@contextmanager
def at(bed: Bed, time: str) -> Iterator[Runner]:
    """Run commands for which it is another `time`, as libfaketime writes it; what is waited for passes as it does."""
    given = {"LD_PRELOAD": library(), "FAKETIME": time, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    with runner(bed.folder / "shared", bed.environment | given) as made:
        yield made


def test_a_clock_set_back_loses_nothing_doubles_nothing_and_runs_stay_in_their_order(bed: Bed) -> None:
    bed.undisturbed()
    for what in ("state", "output"):
        shutil.copytree(bed.folder / f"{what}-undisturbed", bed.folder / f"{what}-clock", symlinks=True)
    order = bed.order("clock")
    with at(bed, LONG_AGO) as long_ago:
        ended = long_ago.run(order)
        told = long_ago.run(replace(order, arguments=["status", "--format", "json"]))
        backed_up = long_ago.run(replace(order, arguments=["backup", "early.zip"]))
        restored = long_ago.run(bed.order("early", "restore", "early.zip"))
    assert (ended.status, ended.errors) == (HELD_BACK, []), ended.said
    assert "Nothing new to publish" in ended.said
    assert different(bed.undisturbed(), bed.left_by("clock")) == []
    runs = json.loads(told.said)["runs"]
    assert [(run["id"], run["kind"], run["outcome"]) for run in runs] == [
        (4, "publish", "done"),
        (3, "ingest", "done"),
        (2, "publish", "done"),
        (1, "ingest", "done"),
    ]
    assert runs[0]["started"].startswith("1975-06-01")
    # Before 1980 there is no day for what is in a ZIP.
    assert (backed_up.status, restored.status) == (DONE, DONE), backed_up.said + restored.said
    assert snapshots.ledger(f"sqlite:///{bed.folder}/state-early/ledger.sqlite") == bed.undisturbed().ledger


@pytest.mark.usefixtures("thorough")
@pytest.mark.parametrize("time", [LONG_AGO, "-400d"])
def test_what_time_it_is_shows_neither_in_ledger_nor_in_release(bed: Bed, time: str) -> None:
    order = bed.order(f"clock{time[0]}")
    assert bed.run(replace(order, arguments=["ingest", "articles"])).status == HELD_BACK
    with at(bed, time) as then:
        ended = then.run(order)
    assert (ended.status, ended.errors) == (HELD_BACK, []), ended.said
    assert different(bed.undisturbed(), bed.left_by(order.name)) == []


def test_a_page_that_was_asked_for_in_the_future_is_asked_for_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
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
