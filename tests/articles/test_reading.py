"""Files and folders are read in order; whatever cannot be read is told, never raised."""

import os
from io import BytesIO
from pathlib import Path

import pytest

from flows.articles.decoding import MAX_BYTES
from flows.articles.reading import Incoming, read_paths
from tests.articles.article_sample import AS_THE_SEED

RAW = AS_THE_SEED.encode()


def _file(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(RAW)
    return path


def _errors(*paths: Path) -> list[str | None]:
    return [incoming.error for incoming in read_paths(paths)]


def test_a_folder_is_read_to_its_depths_in_order_without_hidden_and_other_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "街道/乙.TXT", ".hidden.txt", ".git/c.txt", "picture.jpg"):
        _file(tmp_path / name)
    found = list(read_paths([tmp_path]))
    assert [Path(incoming.name).relative_to(tmp_path).as_posix() for incoming in found] == [
        "a.txt",
        "b.txt",
        "街道/乙.TXT",
    ]
    assert all(incoming.raw == RAW and incoming.error is None for incoming in found)
    assert found == list(read_paths([str(tmp_path)]))


def test_a_file_is_read_under_the_name_it_was_given(tmp_path: Path) -> None:
    path = _file(tmp_path / "a.txt")
    assert list(read_paths([path])) == [Incoming(str(path), RAW)]


def test_links_are_followed_only_inside_the_folder(tmp_path: Path) -> None:
    outside, root = _file(tmp_path / "out" / "secret.txt"), tmp_path / "in"
    _file(root / "a.txt")
    (root / "b.txt").symlink_to(outside)
    (root / "c.txt").symlink_to(root / "a.txt")
    (root / "d.txt").symlink_to(root / "d.txt")
    (root / "folder").symlink_to(outside.parent)
    found = {Path(incoming.name).name: incoming for incoming in read_paths([root])}
    assert "leads out of the folder" in (found["b.txt"].error or "")
    assert found["b.txt"].raw is None
    assert found["c.txt"].raw == RAW
    assert found["d.txt"].error
    assert "not followed" in (found["folder"].error or "")
    assert set(found) == {"a.txt", "b.txt", "c.txt", "d.txt", "folder"}


def test_what_is_missing_or_of_another_kind_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    assert _errors(tmp_path / "none.txt") == ["cannot be read: No such file or directory"]
    assert _errors(tmp_path / "none") == ["no such file or folder"]
    assert _errors(_file(tmp_path / "a.pdf")) == [
        "not a kind of file that is read (.txt, .html, .htm, .json, .jsonl, .xml, .rss, .atom, .warc, .zip; .gz)"
    ]
    assert _errors(tmp_path / "folder.txt") == ["cannot be read: No such file or directory"]
    assert _errors(tmp_path / "pipe.txt") == ["not a regular file"]


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as big:
        big.truncate(MAX_BYTES + 1)
    assert "split it" in (_errors(tmp_path)[0] or "")


def test_a_file_that_vanishes_does_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        _file(tmp_path / name)

    def vanish(path: Path, mode: str) -> BytesIO:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return BytesIO(RAW)

    monkeypatch.setattr(Path, "open", vanish)
    assert _errors(tmp_path) == ["cannot be read: Permission denied", None]


def test_the_division_that_is_said_goes_before_what_a_file_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(RAW)
    (tmp_path / "b.jsonl").write_text('{"id": 1, "text": "x", "jurisdiction": "四川省成都市"}', encoding="utf-8")
    assert [each.jurisdiction for each in read_paths([tmp_path])] == [None, "四川省成都市"]
    assert {each.jurisdiction for each in read_paths([tmp_path], "四川省成都市新都区")} == {"四川省成都市新都区"}
