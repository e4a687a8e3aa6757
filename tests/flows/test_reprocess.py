"""`zhengwen ingest --reprocess` as a user types it: from the stored bytes, with what changed in the facts.

The ledger is one that older rules made: they knew no chairs, held an article back, and accepted one that is none.
"""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from flows.articles.reading import Incoming
from flows.cli import main
from flows.ledger import Ledger, Record
from flows.pipeline import process
from flows.settings import load
from tests.flows.invented import article, open_ledger
from tests.flows.test_run import Typed, zhengwen


def by_older_rules(record: Record) -> Record:
    """Return what rules that did not know 主持 would have made."""
    lines = [line for line in record.quads.splitlines(keepends=True) if b"role/chair" not in line]
    return replace(record, quads=b"".join(lines), recipe="0+older")


def older_ledger(folder: Path) -> Ledger:
    ledger, base = open_ledger(folder / ".zhengwen"), load({}).base_iri

    def made(name: str, text: str) -> Record:
        return process(Incoming(name, text.encode()), base)

    undated = made("undated.txt", article(5, published="2021-13-45"))
    assert undated.status == "quarantined"
    ledger.record(
        [
            made("same.txt", article(1)),
            by_older_rules(made("chairless.txt", article(2))),
            replace(by_older_rules(made("held.txt", article(3))), status="quarantined", reason="too short", quads=b""),
            replace(by_older_rules(undated), status="accepted", reason=""),
            by_older_rules(made("earlier.txt", article(4, published="2019-03-05 10:20:30"))),
        ]
    )
    return ledger


@dataclass
class Reprocessed:
    """What came of reprocessing what was published since 2020, and then all, without a file to read."""

    typed: Typed
    told: list[dict[str, Any]]
    everything: Typed
    ledger: Ledger


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Reprocessed:
    folder = tmp_path_factory.mktemp("reprocess")
    ledger = older_ledger(folder)
    typed = zhengwen(folder, "ingest", "--reprocess", "--since", "2020-01-01", ZHENGWEN_LOG="json")
    told = [json.loads(line) for line in typed.stderr.splitlines()]
    return Reprocessed(typed, told, zhengwen(folder, "run", "--reprocess"), ledger)


def changes(done: Reprocessed, number: int) -> dict[str, Any]:
    """Return what the diary says of the first or second reprocessing."""
    runs = [run for run in reversed(done.ledger.diary.last(9)) if run.kind == "reprocess"]
    found: dict[str, Any] = runs[number].summary["changes"]
    return found


def test_what_changed_is_in_the_diary(done: Reprocessed) -> None:
    found = changes(done, 0)
    assert found["articles"] == {"unchanged": 1, "changed": 1, "newly held back": 1, "newly accepted": 1}
    chairs = found["kinds"]["participation"]
    assert chairs["statements_added"] > chairs["statements_removed"]
    assert found["held_back"][0]["article"] == "undated.txt"
    assert {each["article"] for each in found["most_changed"]} == {"chairless.txt", "held.txt", "undated.txt"}


def test_since_leaves_what_is_older_to_the_next_run(done: Reprocessed) -> None:
    found = changes(done, 1)
    assert found["articles"] == {"unchanged": 3, "changed": 1, "still held back": 1}
    assert [each["article"] for each in found["most_changed"]] == ["earlier.txt"]


def test_nothing_is_left_of_the_older_rules(done: Reprocessed) -> None:
    assert done.ledger.stale(next(iter(done.ledger.published())).recipe) == []
    assert all(b"role/chair" in stored.quads for stored in done.ledger.published())
    assert done.ledger.counts() == {"accepted": 4, "quarantined": 1}


def test_a_person_reads_it_in_a_few_lines(done: Reprocessed) -> None:
    assert done.everything.status == 3
    lines = done.everything.stderr.splitlines()
    assert "Making 5 articles again" in lines
    assert "Made again: 5 articles: 3 unchanged, 1 changed, 1 still held back" in lines
    assert any(line.startswith("  participations") for line in lines)
    assert any(line.endswith("statements changed in earlier.txt") for line in lines)
    assert "Reprocessed: 4 accepted, 1 quarantined" in lines
    assert any(line.startswith("Published: ") for line in lines)
    assert not any("undated.txt" in line for line in lines), "that it is still held back is no news"


def test_a_program_reads_an_object_a_line_and_nothing_else(done: Reprocessed) -> None:
    assert (done.typed.status, done.typed.stdout) == (3, "")
    events = [line["event"] for line in done.told]
    assert events[0] == "starting"
    assert events[-2:] == ["reprocessed", "held_back"]
    assert {"time", "level", "event", "message"} <= set.intersection(*(set(line) for line in done.told))
    (held_back,) = (line for line in done.told if line.get("article") == "undated.txt")
    assert (held_back["status"], held_back["run"], held_back["event"]) == ("quarantined", 1, "article")
    ended = done.told[-2]
    assert ended["took"] > 0
    assert ended["statuses"] == {"accepted": 3, "quarantined": 1}


def test_prefect_has_it_as_an_artifact(done: Reprocessed) -> None:
    query = "SELECT data FROM artifact WHERE key = 'reprocess' ORDER BY created"
    state = Path(str(done.ledger._engine.url.database)).parent
    with closing(sqlite3.connect(f"{(state / 'prefect' / 'prefect.db').as_uri()}?mode=ro", uri=True)) as database:
        found = [text for (text,) in database.execute(query)]
    assert len(found) == 2
    assert "| newly accepted | 1 |" in json.loads(found[0])
    assert "| earlier.txt | " in json.loads(found[1])


def test_the_runs_are_in_the_diary(done: Reprocessed) -> None:
    runs = done.ledger.diary.last(9)
    assert [(run.kind, run.outcome) for run in runs] == [
        ("publish", "done"), ("reprocess", "done"), ("reprocess", "done"),
    ]  # fmt: skip
    assert runs[0].release is not None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["ingest", "--reprocess", "a.txt"], "--reprocess makes again what the ledger holds"),
        (["run", "--reprocess", "--sources"], "--reprocess makes again what the ledger holds"),
        (["ingest", "--since", "2021-01-01"], "--since says what to make again: it goes with --reprocess"),
    ],
)
def test_what_does_not_go_together_is_told(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith(f"error: {words}")


def test_a_day_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["ingest", "--reprocess", "--since", "yesterday"])
    assert "must be a day such as 2021-03-05, not 'yesterday'" in capsys.readouterr().err
