"""What the flow does when a drive does not give a file at once. No server: how to retry is Prefect's."""

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from flows import ingest
from flows.articles.reading import Incoming, read_paths
from tests.flows.invented import article, write

TASK = ingest.read_again


@dataclass
class Ended:
    """What a task that was retried ends as."""

    found: list[Incoming]

    def is_completed(self) -> bool:
        return bool(self.found)

    def result(self) -> list[Incoming]:
        return self.found


def retried(names: list[str], jurisdiction: str | None, *, return_state: bool) -> Ended:
    """Run the task as often as it asks to be run."""
    assert return_state
    for _attempt in range(1 + TASK.retries):
        try:
            return Ended(TASK.fn(names, jurisdiction))
        except OSError:
            continue
    return Ended([])


def errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failures: int, number: int) -> list[str | None]:
    """Return the errors of a batch in which the first attempts to read b.txt fail."""
    folder = write(tmp_path, a=article(1), b=article(2))
    attempts, real = iter(range(failures)), Path.open

    def read(path: Path, mode: str = "r", **options: Any) -> Any:
        if path.name == "b.txt" and next(attempts, None) is not None:
            raise OSError(number, "the drive says no")
        return real(path, mode, **options)

    monkeypatch.setattr(Path, "open", read)
    monkeypatch.setattr(ingest, "read_again", retried)
    return [each.error for _key, each in ingest.patiently_read([(None, each) for each in read_paths([folder])])]


@pytest.mark.parametrize("failures", [0, 1, 3])
def test_what_a_drive_does_not_give_at_once_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failures: int
) -> None:
    assert errors(tmp_path, monkeypatch, failures, errno.EIO) == [None, None]


def test_what_it_never_gives_is_rejected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert errors(tmp_path, monkeypatch, 99, errno.EIO) == [None, "cannot be read: the drive says no"]


def test_what_may_not_be_read_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert errors(tmp_path, monkeypatch, 1, errno.EACCES) == [None, "cannot be read: the drive says no"]


def test_what_a_portal_did_not_give_is_left_to_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "read_again", None)
    address = "https://news.example.org/t1.html"
    batch: ingest.Batch = [(None, Incoming(address, error="answers 503", url=address, may_pass=True))]
    assert ingest.patiently_read(batch) == batch
