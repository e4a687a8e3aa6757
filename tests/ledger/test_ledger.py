"""What the ledger makes of records: new, unchanged, changed, duplicate, quarantined, rejected, made again."""

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from flows.articles.reading import Incoming
from flows.ledger import Ledger, LedgerError, Outcome, Record
from tests.ledger.old_ledger import write_old_ledger
from tests.servers.postgres import Postgres


def record(name: str, body: str, identity: str = "I", status: str = "accepted", recipe: str = "r1") -> Record:
    content = name + body if status == "rejected" else body
    return Record(
        incoming=Incoming(name, body.encode()),
        identity=f"name:{name}" if status == "rejected" else identity,
        content_hash=hashlib.sha256(content.encode()).hexdigest(),
        text_hash=hashlib.sha256(content.encode()).hexdigest(),
        status=status,  # type: ignore[arg-type]
        reason="" if status == "accepted" else f"is {status}",
        recipe=recipe,
        quads=f"<s> <p> <{body}> .\n".encode(),
        findings=b"[]",
        fingerprint=b"",
        seconds={},
    )


def put(ledger: Ledger, *records: Record) -> list[tuple[str, bool]]:
    return [(outcome.status, outcome.new) for outcome in ledger.record(records)]


def published(ledger: Ledger) -> list[str]:
    return [stored.quads.decode().split("<")[-1].split(">")[0] for stored in ledger.published()]


def tables(url: str) -> dict[str, tuple[object, ...]]:
    """Return what tells whether two ledgers have the same tables."""
    there = inspect(create_engine(url))
    return {
        table: (
            {(column["name"], str(column["type"])) for column in there.get_columns(table)},
            there.get_pk_constraint(table)["constrained_columns"],
            sorted(str(each["column_names"]) for each in there.get_unique_constraints(table)),
            sorted((str(each["name"]), str(each["column_names"]), each["unique"]) for each in there.get_indexes(table)),
            sorted(
                str((each["referred_table"], each["constrained_columns"])) for each in there.get_foreign_keys(table)
            ),
        )
        for table in there.get_table_names()
    }


def test_an_unchanged_article_is_known_by_name_bytes_and_recipe(ledger: Ledger) -> None:
    assert put(ledger, record("a", "one")) == [("accepted", True)]
    assert ledger.known(Incoming("a", b"one"), "r1") == Outcome("a", "accepted", "", new=False)
    assert ledger.known(Incoming("a", b"two"), "r1") is None
    assert ledger.known(Incoming("b", b"one"), "r1") is None
    assert ledger.known(Incoming("a", b"one"), "r2") is None
    assert put(ledger, record("a", "one")) == [("accepted", False)]


def test_a_changed_article_takes_the_place_of_the_old_version_which_is_kept(ledger: Ledger) -> None:
    put(ledger, record("a", "one"))
    outcome = ledger.record([record("a", "two")])[0]
    assert (outcome.status, outcome.reason) == ("accepted", "version 2 of an article already there")
    assert published(ledger) == ["two"]
    assert [(entry.number, entry.reason) for entry in ledger.entries("superseded")] == [(1, "replaced by a")]


def test_a_file_put_back_to_its_older_text_brings_that_version_back(ledger: Ledger) -> None:
    put(ledger, record("a", "one"), record("a", "two"))
    assert put(ledger, record("a", "one")) == [("accepted", True)]
    assert published(ledger) == ["one"]


def test_an_old_copy_under_a_new_name_brings_nothing_back(ledger: Ledger) -> None:
    put(ledger, record("a", "one"), record("a", "two"))
    assert put(ledger, record("copy", "one")) == [("duplicate", True)]
    assert published(ledger) == ["two"]


def test_the_same_text_under_another_name_is_a_duplicate(ledger: Ledger) -> None:
    put(ledger, record("a", "one"))
    assert put(ledger, record("b", "one"), record("c", "one")) == [("duplicate", True)] * 2
    assert put(ledger, record("b", "one")) == [("duplicate", False)]
    assert ledger.known(Incoming("c", b"one"), "r1") == Outcome("c", "duplicate", "same text as a", new=False)
    assert ledger.counts() == {"accepted": 1, "duplicate": 2}


def test_the_same_text_of_another_article_is_a_version_of_its_own(ledger: Ledger) -> None:
    assert put(ledger, record("a", "one"), record("b", "one", identity="J")) == [("accepted", True)] * 2
    assert {(entry.name, entry.identity, entry.number) for entry in ledger.entries("accepted")} == {
        ("a", "I", 1),
        ("b", "J", 1),
    }


def test_an_article_whose_address_alone_is_put_right_stays_one(ledger: Ledger) -> None:
    put(ledger, record("a", "one"), record("a", "one", identity="J"))
    assert [(entry.identity, entry.number) for entry in ledger.entries("accepted", "superseded")] == [("J", 1)]


def test_another_count_makes_no_new_version_and_is_published(ledger: Ledger) -> None:
    put(ledger, record("a", "one"))
    recounted = replace(record("a", "one, seen twice"), content_hash=record("a", "one").content_hash)
    outcome = ledger.record([recounted])[0]
    assert outcome == Outcome("a", "accepted", "only its view or comment count has changed", new=True)
    assert published(ledger) == ["one, seen twice"]
    assert [entry.number for entry in ledger.entries("accepted", "superseded")] == [1]
    assert put(ledger, recounted) == [("accepted", False)]


def test_a_copy_that_stays_as_it_was_brings_nothing_back_when_the_code_has_changed(ledger: Ledger) -> None:
    put(ledger, record("a", "one"), record("copy", "one"))
    changed = [record("a", "two", recipe="r2"), record("copy", "one", recipe="r2")]
    assert put(ledger, *changed) == [("accepted", True), ("duplicate", False)]
    assert published(ledger) == ["two"]


def test_two_files_of_one_article_do_not_take_turns(ledger: Ledger) -> None:
    put(ledger, record("a", "one"), record("b", "two"))
    assert put(ledger, record("a", "one"), record("b", "two")) == [("superseded", False), ("accepted", False)]
    put(ledger, record("a", "one", recipe="r2"), record("b", "two", recipe="r2"))
    assert published(ledger) == ["two"]


def test_a_quarantined_change_leaves_the_accepted_version_published(ledger: Ledger) -> None:
    put(ledger, record("a", "one"), record("a", "two", status="quarantined"))
    assert published(ledger) == ["one"]
    assert ledger.counts() == {"accepted": 1, "quarantined": 1}
    put(ledger, record("a", "three"))
    assert published(ledger) == ["three"]
    assert ledger.counts() == {"accepted": 1, "superseded": 2}


def test_an_unreadable_file_is_rejected_until_it_can_be_read(ledger: Ledger) -> None:
    put(ledger, record("a", "one"))
    assert put(ledger, record("a", "???", status="rejected")) == [("rejected", True)]
    assert put(ledger, record("a", "???", status="rejected")) == [("rejected", False)]
    assert published(ledger) == ["one"]
    assert put(ledger, record("a", "one")) == [("accepted", False)]
    assert ledger.counts() == {"accepted": 1, "superseded": 1}
    assert put(ledger, record("a", "???", status="rejected")) == [("rejected", True)]


def test_an_undated_article_that_is_mended_is_no_longer_quarantined(ledger: Ledger) -> None:
    put(ledger, record("a", "undated", identity="?1", status="quarantined"))
    assert put(ledger, record("a", "misdated", identity="?2", status="quarantined")) == [("quarantined", True)]
    assert ledger.counts() == {"quarantined": 2}
    assert put(ledger, record("a", "dated")) == [("accepted", True)]
    assert ledger.counts() == {"accepted": 1, "superseded": 2}
    assert {entry.reason for entry in ledger.entries("superseded")} == {"a is accepted now"}


def test_a_mended_article_does_not_settle_what_another_file_holds_back(ledger: Ledger) -> None:
    put(ledger, record("a", "undated", identity="?1", status="quarantined"), record("b", "dated"))
    assert ledger.counts() == {"accepted": 1, "quarantined": 1}


def test_a_held_back_file_that_becomes_a_copy_of_an_accepted_one_is_settled(ledger: Ledger) -> None:
    put(ledger, record("a", "one"), record("b", "???", status="rejected"))
    put(ledger, record("c", "undated", identity="?1", status="quarantined"))
    assert put(ledger, record("b", "one"), record("c", "one")) == [("duplicate", True)] * 2
    assert ledger.counts() == {"accepted": 1, "duplicate": 2, "superseded": 2}


def test_a_file_put_back_to_its_undated_text_is_quarantined_again_beside_what_is_published(ledger: Ledger) -> None:
    undated = record("a", "undated", identity="?1", status="quarantined")
    put(ledger, undated, record("a", "dated"))
    assert put(ledger, undated) == [("quarantined", True)]
    assert published(ledger) == ["dated"]
    assert put(ledger, undated) == [("quarantined", False)]
    put(ledger, record("a", "dated"))
    assert ledger.counts() == {"accepted": 1, "superseded": 1}


def test_a_retry_that_is_accepted_settles_its_name(ledger: Ledger) -> None:
    put(ledger, record("a", "undated", identity="?1", status="quarantined"))
    put(ledger, record("a", "dated", status="quarantined"))
    undated, dated = ledger.held_back()
    ledger.record_again([(dated, record("a", "dated", recipe="r2"))])
    assert ledger.counts() == {"accepted": 1, "superseded": 1}
    assert ledger.record_again([(undated, record("a", "undated", identity="?1"))])[0].status == "superseded"


def test_another_recipe_makes_what_is_in_use_stale_and_only_that(ledger: Ledger) -> None:
    put(ledger, record("a", "one"), record("a", "two"), record("x", "bad", identity="J", status="quarantined"))
    assert ledger.stale("r1") == []
    stored = ledger.stored(ledger.stale("r2"))
    assert [(item.name, item.raw) for _, item in stored] == [("a", b"two"), ("x", b"bad")]
    again = [record("a", "two", recipe="r2"), record("x", "bad", identity="J", recipe="r2")]
    outcomes = ledger.record_again((key, made) for (key, _), made in zip(stored, again, strict=True))
    assert [outcome.status for outcome in outcomes] == ["accepted", "accepted"]
    assert ledger.stale("r2") == []
    assert sorted(published(ledger)) == ["bad", "two"]
    assert ledger.known(Incoming("a", b"two"), "r2") is not None


def test_what_gave_way_in_the_meantime_is_not_made_again(ledger: Ledger) -> None:
    put(ledger, record("a", "one"))
    [key] = ledger.stale("r2")
    put(ledger, record("a", "two", recipe="r2"))
    assert ledger.record_again([(key, record("a", "one", recipe="r2"))])[0].status == "superseded"
    assert published(ledger) == ["two"]


def test_bytes_that_a_new_recipe_reads_differently_become_a_new_version(ledger: Ledger) -> None:
    put(ledger, record("a", "garbled"))
    [key] = ledger.stale("r2")
    ledger.record_again([(key, record("a", "clear", recipe="r2"))])
    assert published(ledger) == ["clear"]
    assert ledger.counts() == {"accepted": 1, "superseded": 1}


def test_records_are_written_all_or_none(ledger: Ledger) -> None:
    def broken() -> object:
        yield record("a", "one")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.record(broken())  # type: ignore[arg-type]
    assert ledger.counts() == {}


def test_what_cannot_be_had_is_recorded_without_bytes(ledger: Ledger) -> None:
    missing = Incoming("gone", error="it vanished")
    made = Record(missing, "name:gone", "0" * 64, "0" * 64, "rejected", "it vanished", "r1", b"", b"[]", b"", {})
    put(ledger, made)
    assert ledger.held_back() == []
    assert [(entry.name, entry.reason) for entry in ledger.entries("rejected")] == [("gone", "it vanished")]


def test_what_was_published_before_is_told_with_what_is_made_again(ledger: Ledger) -> None:
    put(ledger, record("a", "one"), record("x", "bad", identity="J", status="quarantined"))
    again = [
        record("a", "one", recipe="r2", status="quarantined"),
        record("x", "bad", recipe="r2", identity="J"),
    ]
    ids = ledger.in_use()
    first, second = ledger.write(zip(ids, again, strict=True))
    assert (first.was, first.outcome.status, first.before, first.after) == (
        "accepted", "quarantined", again[0].quads, b"",
    )  # fmt: skip
    assert (second.was, second.outcome.status, second.before, second.after) == (
        "quarantined", "accepted", b"", again[1].quads,
    )  # fmt: skip


def test_what_other_code_made_of_the_same_bytes_is_told_too_where_they_come_in_again(ledger: Ledger) -> None:
    put(ledger, record("a", "one"), record("copy", "one"))
    again = [record("a", "one", recipe="r2"), record("copy", "one", recipe="r2"), record("b", "two", identity="J")]
    found = ledger.write((None, each) for each in again)
    assert [(each.was, each.before) for each in found] == [("accepted", again[0].quads), (None, b""), (None, b"")]
    assert [each.was for each in ledger.write((None, each) for each in again)] == [None] * 3
    assert [each.was for each in ledger.write([(None, record("a", "changed", recipe="r3"))])] == [None]


def test_in_use_since_a_day_goes_by_publication_else_by_when_it_was_first_seen(ledger: Ledger) -> None:
    days = {"old": "2020-01-02T08:00:00+08:00", "new": "2021-01-02T00:00:00+08:00", "unknown": None}
    ledger.record(replace(record(name, name, identity=name), published=day) for name, day in days.items())
    put(ledger, record("past", "1", identity="P"), record("past", "2", identity="P"))

    def since(day: date | None) -> list[str]:
        return [incoming.name for _, incoming in ledger.stored(ledger.in_use(day))]

    assert since(None) == ["old", "new", "unknown", "past"]
    assert since(date(2021, 1, 2)) == ["new", "unknown", "past"]
    assert since(date(2021, 1, 3)) == ["unknown", "past"]
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date()
    assert since(tomorrow) == []


def test_the_portal_of_an_article_is_known_when_it_is_made_again(ledger: Ledger) -> None:
    made = record("https://news.example.org/t1.html", "one")
    ledger.record([replace(made, incoming=replace(made.incoming, portal="xindu"))])
    ((_key, incoming),) = ledger.stored(ledger.in_use())
    assert incoming.portal == "xindu"


@pytest.mark.parametrize("schema", [1, 2, 3, 4])
def test_a_ledger_of_an_older_schema_is_brought_up_to_date(url: str, schema: int) -> None:
    write_old_ledger(url, schema, "one")
    ledger = Ledger(url)
    ((key, incoming),) = ledger.stored([1])
    assert (incoming.name, incoming.raw, incoming.kind, incoming.hints) == ("a", b"one", "text", "")
    assert [(run.kind, run.outcome) for run in ledger.diary.last(2)] == [("ingest", None), ("ingest", "done")]
    assert published(ledger) == ["one"]
    assert ledger.counts() == {"accepted": 1, "duplicate": 1}
    # Its text is told by another hash now, as it has a view count: that is no new version.
    made = replace(record("a", "one", recipe="r2"), content_hash="0" * 64)
    assert ledger.record_again([(key, made)])[0].status == "accepted"
    assert [(entry.number, entry.recipe) for entry in ledger.entries("accepted", "superseded")] == [(1, "r2")]
    assert put(ledger, record("b", "two", identity="J"), record("a", "two")) == [("accepted", True)] * 2
    assert ledger.pages.listing("https://news.example.org/") is None


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_ledger_that_was_brought_up_to_date_has_the_tables_of_a_new_one(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if engine == "sqlite":
        old, new = (f"sqlite:///{tmp_path / name}" for name in ("old.sqlite", "new.sqlite"))
    else:
        postgres: Postgres = request.getfixturevalue("postgres")
        old, new = postgres.create("oldest"), postgres.create("newest")
    write_old_ledger(old, 1, "one")
    Ledger(old)
    Ledger(new)
    assert tables(old) == tables(new)


def test_a_ledger_of_another_schema_is_left_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    Ledger(url)
    with create_engine(url).begin() as connection:
        connection.execute(text("UPDATE ledger SET schema_version = 99"))
    with pytest.raises(LedgerError, match="schema 99"):
        Ledger(url)


@pytest.mark.parametrize("url", ["nonsense", "oracle9://x", "sqlite:////proc/nowhere/ledger.sqlite"])
def test_a_ledger_that_cannot_be_opened_is_one_clear_line(url: str) -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger(url)
    assert "\n" not in str(caught.value)
