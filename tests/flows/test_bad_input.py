"""What bad input gets: each ends in a status with one clear line, and the good article beside it is accepted."""

import os
import time
from pathlib import Path

import pytest

from flows import pipeline
from flows.articles.article import Article
from flows.articles.incoming import Incoming
from flows.articles.kinds import article_of
from flows.extraction.extract import extract
from flows.ledger import Outcome
from tests.flows.invented import article, ingest, open_ledger, release, write


def outcome(tmp_path: Path, content: str | bytes) -> Outcome:
    """Return what becomes of `content`, after a look at its healthy neighbour."""
    folder = write(tmp_path / "in", a_bad=content, b_good=article(7))
    bad, good = ingest(open_ledger(tmp_path), [folder])
    assert good.status == "accepted"
    assert "\n" not in bad.reason
    return bad


REJECTED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "blank": ("\n \u3000\n".encode(), "empty"),
    "headline-only": ("新都区召开会议\n".encode(), "no body"),
    "binary": (bytes(range(256)) * 40, "binary"),
    "pdf": (b"%PDF-1.7\n" + b"\x93\x8c" * 200, "PDF"),
    "20-megabytes": ("要抓好落实。".encode() * 1_200_000, "more than"),
}


@pytest.mark.parametrize("name", REJECTED)
def test_what_cannot_be_read_is_rejected_with_its_reason(tmp_path: Path, name: str) -> None:
    content, words = REJECTED[name]
    found = outcome(tmp_path, content)
    assert found.status == "rejected"
    assert words in found.reason


def test_broken_bytes_are_rejected(tmp_path: Path) -> None:
    found = outcome(tmp_path, ("\ufeff" + article()).encode()[:60] + b"\xff\xfe\xff" + article().encode())
    assert found.status == "rejected"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (article().replace("发布时间:2021-03-05 10:20:30\n", ""), "no date"),
        (article(published="2016-13-45 10:00:00"), "impossible date"),
    ],
)
def test_an_article_without_a_date_is_quarantined(tmp_path: Path, content: str, words: str) -> None:
    found = outcome(tmp_path, content)
    assert found.status == "quarantined"
    assert words in found.reason


ACCEPTED: dict[str, str | bytes] = {
    "gb18030": article().encode("gb18030"),
    "crlf-and-bom": b"\xef\xbb\xbf" + article().replace("\n", "\r\n").encode(),
    "unclosed-brackets": article(body="3月4日,区政府召开会议。会议审议了《关于加强,推进“雪亮工程。"),
    "control-and-bidi": article(body="3月4日,区政\u202e府召开\u0007会议。\u200b要抓好落实。"),
    "about-no-meeting": article(body="春天到了,公园里的花都开了。"),
    "100,000-characters-without-punctuation": article(body="抓好落实" * 25_000),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_odd_articles_are_accepted(tmp_path: Path, name: str) -> None:
    assert outcome(tmp_path, ACCEPTED[name]).status == "accepted"


def test_a_file_that_vanishes_or_is_a_folder_or_loops_is_rejected(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", good=article())
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    found = {Path(each.name).stem: each.status for each in ingest(open_ledger(tmp_path), [folder])}
    assert found == {"good": "accepted", "gone": "rejected", "loop": "rejected"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_rejected(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", secret=article())
    (folder / "secret.txt").chmod(0)
    [found] = ingest(open_ledger(tmp_path), [folder])
    assert (found.status, found.reason) == ("rejected", "cannot be read: Permission denied")


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside", secret=article())
    folder = write(tmp_path / "in", good=article(2))
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    found = {Path(each.name).stem: each for each in ingest(open_ledger(tmp_path), [folder])}
    assert found["link"].status == "rejected"
    assert "out of the folder" in found["link"].reason


def test_a_copy_is_a_duplicate_also_in_another_encoding(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", a=article(), b=article(), c=article().encode("gb18030"))
    found = ingest(open_ledger(tmp_path), [folder])
    assert [each.status for each in found] == ["accepted", "duplicate", "duplicate"]
    assert found[1].reason == f"same text as {folder / 'a.txt'}"


def test_a_changed_article_is_a_new_version_and_is_what_is_published(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    folder = write(tmp_path / "in", a=article())
    ingest(ledger, [folder])
    before = release(ledger, tmp_path / "output")
    write(folder, a=article().replace("项目建设", "环境保护"))
    [changed] = ingest(ledger, [folder])
    assert changed.reason == "version 2 of an article already there"
    after = release(ledger, tmp_path / "output")
    assert after.name != before.name
    published = (tmp_path / "output" / "latest" / "zhengwen.ttl").read_text(encoding="utf-8")
    assert "环境保护" in published
    assert "项目建设" not in published


def test_an_article_on_which_the_program_fails_is_kept_and_made_again_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_ledger(tmp_path)
    folder = write(tmp_path / "in", a=article(1), b=article(2))
    real = extract

    def fails_on_the_first(given: Article) -> object:
        if "第1次" in given.title.value:
            raise RecursionError("too\ndeep")
        return real(given)

    monkeypatch.setattr(pipeline, "extract", fails_on_the_first)
    found = ingest(ledger, [folder])
    assert [each.status for each in found] == ["quarantined", "accepted"]
    assert found[0].reason == "the program failed on it: RecursionError: too deep"
    monkeypatch.setattr(pipeline, "extract", real)
    again = [(key, pipeline.process(each, "https://example.org/")) for key, each in ledger.stored(ledger.held_back())]
    assert [each.status for each in ledger.record_again(again)] == ["accepted"]


def test_a_page_on_which_a_library_fails_is_kept_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_on_the_first(incoming: Incoming) -> Article:
        if incoming.name.endswith("a.txt"):
            raise RecursionError("too deep")
        return article_of(incoming)

    monkeypatch.setattr(pipeline, "article_of", fails_on_the_first)
    found = ingest(open_ledger(tmp_path), [write(tmp_path / "in", a=article(1), b=article(2))])
    assert [each.status for each in found] == ["rejected", "accepted"]
    assert found[0].reason == "the program failed on it: RecursionError: too deep"


def test_time_grows_with_the_length_of_the_text_and_not_with_its_square(tmp_path: Path) -> None:
    def seconds(times: int) -> float:
        incoming = write(tmp_path / str(times), a=article(body="会议强调,要抓好“雪亮工程”和《办法》落实 " * times))
        started = time.process_time()
        ingest(open_ledger(tmp_path / str(times)), [incoming])
        return time.process_time() - started

    seconds(10)  # loads the lexicons
    short, long = seconds(200), seconds(1600)
    assert long < 8 * short * 3
