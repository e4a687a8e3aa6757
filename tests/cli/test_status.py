"""`zhengwen status`: all that an operator looks for, in 80 columns, and the same for programs."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from flows.cli import main
from flows.ledger import Ledger
from tests.flows.invented import article, ingest, open_ledger, release, write

SOURCES = {
    "新都": {"asked": 12, "new": 2, "unchanged": 9, "held_back": 1, "without_text": 0},
    "silent": {"asked": 9, "new": 0, "unchanged": 0, "held_back": 0, "without_text": 9},
}


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHENGWEN_STATE", str(tmp_path))
    return open_ledger(tmp_path)


@pytest.fixture
def busy(ledger: Ledger, tmp_path: Path) -> Ledger:
    """A ledger after three runs: one that was done, one that failed, one that has no end."""
    undated = article(3).replace("2021-03-05 10:20:30", "2021-13-45")
    with ledger.diary.run("ingest") as run:
        ingest(ledger, [write(tmp_path / "in", a=article(1), b=article(2), copy=article(2), c=undated, d="")])
        run.summary = {"statuses": {"accepted": 2, "rejected": 1}, "unchanged": 1, "sources": SOURCES}
    with ledger.diary.run("publish") as run:
        run.release = release(ledger, tmp_path / "output").name
        run.summary = {"articles": 2}
    with ledger.diary.run("publish") as run:
        run.failure = "a tenth of all meetings would be lost " * 5
    ledger.diary._begin("reprocess")
    return ledger


def page(capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["status"]) == 0
    return capsys.readouterr().out.splitlines()


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main(["status", "--format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_before_the_first_run_there_is_one_line(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    assert page(capsys) == ["nothing has been ingested yet: run `zhengwen run`"]


def test_the_page_is_readable_in_80_columns(busy: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    lines = page(capsys)
    assert max(map(cell_len, lines)) <= 80
    assert lines == [line.rstrip() for line in lines]
    assert lines[0] == "accepted            2"
    assert "Last runs" in lines
    assert "Sources" in lines
    assert "Held back" in lines


def test_the_page_says_what_happened(busy: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    text = "\n".join(page(capsys))
    assert "3 in, 2 new, 1 held back" in text
    assert "r-" in text
    assert "failed" in text
    assert "no end: it was killed, or still works" in text
    assert "newest article      2021-03-05" in text
    assert "2021-13-45" not in text, "figures are left out, so that reasons add up"


def test_a_source_shows_what_it_gave_last(busy: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    sources = {each["source"]: each for each in told(capsys)["sources"]}
    assert sources["新都资讯"]["articles"] == 3
    assert sources["新都资讯"]["last_run"] is None
    with busy.diary.run("ingest") as run:
        run.summary = {"sources": {"新都资讯": SOURCES["新都"]}}
    sources = {each["source"]: each for each in told(capsys)["sources"]}
    assert sources["新都资讯"]["last_run"] == SOURCES["新都"]
    assert any(line.startswith("新都资讯") and line.endswith("2 of 12 new, 1 held back") for line in page(capsys))


def test_a_source_that_gives_nothing_any_more_is_shown_too(busy: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    assert {"silent", "新都"} <= {each["source"] for each in told(capsys)["sources"]}
    assert any(line.startswith("silent") and "0 of 9 new" in line for line in page(capsys))


def test_the_json_has_the_keys_that_the_readme_names(busy: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys)
    assert found.keys() == {"time", "articles", "stale", "release", "ages", "runs", "sources", "held_back"}
    assert found["articles"] == {"accepted": 2, "duplicate": 1, "quarantined": 1, "rejected": 1}
    assert found["release"].keys() == {"name", "since", "articles", "triples", "bytes"}
    assert found["ages"].keys() == {"newest_article", "oldest_quarantined", "last_successful_run", "latest_release"}
    assert [run["outcome"] for run in found["runs"]] == [None, "failed", "done", "done"]
    assert found["runs"][0].keys() == {
        "id", "kind", "started", "seconds", "outcome", "reason", "release", "summary",
    }  # fmt: skip
    assert found["sources"][0].keys() == {"source", "articles", "last_week", "last_month", "last_seen", "last_run"}
    assert {each["status"] for each in found["held_back"]} == {"quarantined", "rejected"}
    assert found["held_back"][0].keys() == {"status", "reason", "number", "oldest"}
    for moment in (found["time"], found["release"]["since"], found["ages"]["last_successful_run"]):
        assert abs((datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds()) < 600


def test_what_other_code_made_is_told(busy: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys)["stale"] == 4, "the tests' base IRI is not the default one"
    assert any(line.startswith("to make again       4: the code has changed") for line in page(capsys))
