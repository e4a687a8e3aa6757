"""What is begun ahead is what the flow would make: it is taken once, where the same came in, and nothing else is."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from flows import ahead
from flows.ahead import making, making_of
from flows.articles.reading import Incoming, read_paths
from flows.ledger import Ledger, Record
from flows.settings import Settings, load
from flows.workers import records
from tests.flows.invented import article, write

Begun = dict[tuple[tuple[Incoming, ...], str], Future[list[Record]]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "state").mkdir()
    return load({"ZHENGWEN_STATE": str(tmp_path / "state"), "ZHENGWEN_WORKERS": "1"}, dotenv=tmp_path / "none")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "articles", a=article(1), b=article(2), c_empty="")


@pytest.fixture(autouse=True)
def begun(monkeypatch: pytest.MonkeyPatch) -> Begun:
    """Let each test begin with nothing begun, and a batch be one article."""
    empty: Begun = {}
    monkeypatch.setattr(ahead, "_begun", empty)
    monkeypatch.setattr("flows.batching.BATCH", 1)
    return empty


@pytest.fixture(autouse=True)
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Yield the names of what is made, in a thread instead of worker processes."""
    names: list[str] = []

    def noted(incoming: Sequence[Incoming], base_iri: str) -> list[Record]:
        names.extend(Path(each.name).stem for each in incoming)
        return records(incoming, base_iri)

    with ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr(ahead, "workers", lambda _number: pool)
        monkeypatch.setattr(ahead, "records", noted)
        yield names


def _make(folder: Path, settings: Settings, made: list[str], number: int) -> None:
    """Have what is new in `folder` made ahead: so many articles."""
    with making([str(folder)], None, settings):
        until = time.monotonic() + 60
        while len(made) < number:
            assert time.monotonic() < until
            time.sleep(0.01)


def _of(incoming: Incoming, base_iri: str) -> Record:
    [record] = making_of([incoming], base_iri, 1).result()
    return replace(record, seconds={})


def test_what_was_begun_is_what_the_flow_would_make_and_is_not_made_again(
    folder: Path, settings: Settings, made: list[str], begun: Begun
) -> None:
    _make(folder, settings, made, 3)
    for incoming in read_paths([folder]):
        [plain] = records([incoming], settings.base_iri)
        assert _of(incoming, settings.base_iri) == replace(plain, seconds={})
    assert made == ["a", "b", "c_empty"]
    assert begun == {}


def test_what_has_changed_since_is_made_anew(folder: Path, settings: Settings, made: list[str]) -> None:
    _make(folder, settings, made, 3)
    write(folder, b=article(3))
    for incoming in read_paths([folder]):
        assert _of(incoming, settings.base_iri).incoming == incoming
    assert made == ["a", "b", "c_empty", "b"]


def test_it_is_taken_once(folder: Path, settings: Settings, made: list[str]) -> None:
    _make(folder, settings, made, 3)
    first = next(iter(read_paths([folder])))
    _of(first, settings.base_iri)
    _of(first, settings.base_iri)
    assert made == ["a", "b", "c_empty", "a"]


def test_another_base_is_another_record(folder: Path, settings: Settings, made: list[str]) -> None:
    _make(folder, settings, made, 3)
    _of(next(iter(read_paths([folder]))), "https://example.org/other/")
    assert made == ["a", "b", "c_empty", "a"]


def test_what_the_ledger_knows_is_not_made(folder: Path, settings: Settings, made: list[str]) -> None:
    known = next(iter(read_paths([folder])))
    Ledger(settings.ledger_url).record(records([known], settings.base_iri))
    _make(folder, settings, made, 2)
    assert made == ["b", "c_empty"]


def test_no_more_is_held_than_there_is_room_for(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, made: list[str], begun: Begun
) -> None:
    monkeypatch.setattr(ahead, "_MOST_ARTICLES", 1)
    _make(folder, settings, made, 1)
    time.sleep(0.5)
    assert len(begun) == 1


def test_nothing_is_begun_when_it_is_over(folder: Path, settings: Settings, begun: Begun) -> None:
    over = Event()
    over.set()
    ahead._begin([str(folder)], None, settings, over)
    assert begun == {}


def test_what_fails_is_left_to_the_flow(folder: Path, settings: Settings, tmp_path: Path, begun: Begun) -> None:
    (tmp_path / "damaged").write_text("no database " * 1000)
    damaged = replace(settings, ledger_url=f"sqlite:///{tmp_path / 'damaged'}")
    ahead._begin([str(folder)], None, damaged, Event())
    assert begun == {}
