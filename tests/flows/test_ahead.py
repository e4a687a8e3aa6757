"""What is made ahead is what the flow would make: it is taken once, where the same came in, and nothing else is."""

import time
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from flows import ahead
from flows.ahead import making, taken
from flows.articles.reading import Incoming, read_paths
from flows.ledger import Ledger, Record
from flows.pipeline import process
from flows.settings import Settings, load
from flows.workers import records
from tests.flows.invented import article, write


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "state").mkdir()
    return load({"ZHENGWEN_STATE": str(tmp_path / "state")}, dotenv=tmp_path / "none")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "articles", a=article(1), b=article(2), c_empty="")


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> dict[tuple[Incoming, str], Record]:
    """Let each test begin with nothing made."""
    empty: dict[tuple[Incoming, str], Record] = {}
    monkeypatch.setattr(ahead, "_made", empty)
    return empty


def _make(folder: Path, settings: Settings, made: dict[tuple[Incoming, str], Record], number: int) -> None:
    """Make what is new in `folder` ahead: so many articles."""
    with making([str(folder)], None, settings):
        until = time.monotonic() + 60
        while len(made) < number:
            assert time.monotonic() < until
            time.sleep(0.01)


def _but_time(record: Record) -> Record:
    return replace(record, seconds={})


def test_a_record_made_ahead_is_that_which_the_flow_would_make(
    folder: Path, settings: Settings, made: dict[tuple[Incoming, str], Record]
) -> None:
    _make(folder, settings, made, 3)
    for incoming in read_paths([folder]):
        record = taken(incoming, settings.base_iri)
        assert record
        assert _but_time(record) == _but_time(process(incoming, settings.base_iri))
    assert made == {}


def test_what_was_made_ahead_is_not_made_again(
    folder: Path, settings: Settings, made: dict[tuple[Incoming, str], Record], monkeypatch: pytest.MonkeyPatch
) -> None:
    _make(folder, settings, made, 3)
    again: list[str] = []

    def noted(incoming: Incoming, base_iri: str) -> Record:
        again.append(Path(incoming.name).name)
        return process(incoming, base_iri)

    monkeypatch.setattr("flows.workers.process", noted)
    write(folder, b=article(3))  # it has changed since
    assert len(records(list(read_paths([folder])), settings.base_iri)) == 3
    assert again == ["b.txt"]
    records(list(read_paths([folder])), settings.base_iri)
    assert again == ["b.txt", "a.txt", "b.txt", "c_empty.txt"]


def test_another_base_is_another_record(
    folder: Path, settings: Settings, made: dict[tuple[Incoming, str], Record]
) -> None:
    _make(folder, settings, made, 3)
    assert [taken(incoming, "https://example.org/other/") for incoming in read_paths([folder])] == [None] * 3


def test_what_the_ledger_knows_is_not_made(
    folder: Path, settings: Settings, made: dict[tuple[Incoming, str], Record]
) -> None:
    known, new = list(read_paths([folder]))[:2]
    Ledger(settings.ledger_url).record(records([known], settings.base_iri))
    _make(folder, settings, made, 2)
    assert taken(known, settings.base_iri) is None
    assert taken(new, settings.base_iri)


def test_no_more_is_held_than_there_is_room_for(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, made: dict[tuple[Incoming, str], Record]
) -> None:
    monkeypatch.setattr(ahead, "_MOST_BYTES", 1)
    _make(folder, settings, made, 1)
    time.sleep(0.5)
    assert len(made) == 1


def test_what_fails_is_left_to_the_flow(folder: Path, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "damaged").write_text("no database " * 1000)
    damaged = replace(settings, ledger_url=f"sqlite:///{tmp_path / 'damaged'}")
    ahead._make([str(folder)], None, damaged, Event())
    assert [taken(incoming, settings.base_iri) for incoming in read_paths([folder])] == [None] * 3
