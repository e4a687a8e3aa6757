"""Articles of every kind through the house: known when they come again, and made again from what the ledger stores."""

import gzip
from pathlib import Path

import pytest

from flows.articles.reading import read_paths
from flows.ledger import Ledger, Outcome
from flows.pipeline import process
from tests.articles.files_sample import LAST, RECORD, URL, lines, page, record, write
from tests.articles.test_archives import OTHER, answer, warc, zipped
from tests.articles.test_feeds import ITEM, rss
from tests.flows.invented import BASE, article, ingest, open_ledger

OTHERS = [record(id=f"n{n}", url=f"{URL}?{n}", text=f"{LAST}这是第{n}次会议。") for n in range(3)]


def everything(folder: Path) -> Path:
    folder.mkdir()
    write(folder / "a.txt", article())
    write(folder / "b.html", page(body=f"<p>{LAST}</p>" * 3))
    write(folder / "c.jsonl.gz", gzip.compress(lines(*OTHERS)))
    write(folder / "d.xml", rss(ITEM.format(n="另一次会议")))
    write(
        folder / "e.warc.gz",
        warc(answer(OTHER, kind="text/html; charset=gbk", body=page("x").encode("gbk")), packed=True),
    )
    write(folder / "f.zip", zipped({"g.jsonl": lines(record(id="z", url=None, text=f"{LAST}会议圆满结束。"))}))
    mapped = folder / "mapped"
    mapped.mkdir()
    write(mapped / "fields.toml", 'title = "headline"')
    write(mapped / "h.json", lines({**record(url=f"{URL}?h", text=f"{LAST}又一次。"), "headline": "江城区开会"}))
    return folder


def stored(ledger: Ledger) -> list[tuple[str, str, bytes]]:
    return [(each.identity, each.content_hash, each.quads) for each in ledger.published()]


def by_status(outcomes: list[Outcome]) -> list[tuple[str, str]]:
    return [(outcome.name.rpartition("/")[2], outcome.status) for outcome in outcomes]


def test_every_kind_is_accepted_and_known_when_it_comes_again(tmp_path: Path) -> None:
    folder, ledger = everything(tmp_path / "in"), open_ledger(tmp_path)
    first = ingest(ledger, [folder])
    assert {outcome.status for outcome in first} == {"accepted"}
    assert len(first) == 9
    assert [outcome.new for outcome in ingest(ledger, [folder])] == [False] * 9


def test_what_is_stored_makes_the_same_again(tmp_path: Path) -> None:
    folder, ledger = everything(tmp_path / "in"), open_ledger(tmp_path)
    ingest(ledger, [folder])
    before = stored(ledger)
    ids = ledger.stale("another recipe")
    assert len(ids) == len(before) == 9
    ledger.record_again([(key, process(incoming, BASE)) for key, incoming in ledger.stored(ids)])
    assert stored(ledger) == before
    came_in = {incoming.name: incoming for incoming in read_paths([folder])}
    assert {incoming.name: incoming for _key, incoming in ledger.stored(ids)} == came_in


def test_one_record_changed_is_one_version_more(tmp_path: Path) -> None:
    ledger, path = open_ledger(tmp_path), tmp_path / "a.jsonl"
    ingest(ledger, [write(path, lines(*OTHERS))])
    write(path, lines(record(id="new", url=f"{URL}?new", text=f"{LAST}新。"), *OTHERS[:2], {**OTHERS[2], "text": LAST}))
    found = ingest(ledger, [path])
    assert [(outcome.name.rpartition("#")[2], outcome.new) for outcome in found] == [
        ("n0", False), ("n1", False), ("new", True), ("n2", True),
    ]  # fmt: skip
    assert found[3].reason == "version 2 of an article already there"


def test_a_text_with_another_jurisdiction_keeps_what_it_was_made_from(tmp_path: Path) -> None:
    ledger, path = open_ledger(tmp_path), tmp_path / "a.jsonl"
    ingest(ledger, [write(path, lines(RECORD))])
    ingest(ledger, [write(path, lines(record(jurisdiction="四川省成都市金牛区", url=OTHER)))])
    ((_key, incoming),) = ledger.stored(ledger.stale("another recipe"))
    assert (incoming.jurisdiction, incoming.url) == ("四川省成都市金牛区", OTHER)
    assert incoming == next(read_paths([path]))


def test_a_record_that_cannot_be_read_is_rejected_with_its_line_and_its_bytes(tmp_path: Path) -> None:
    ledger, path = open_ledger(tmp_path), tmp_path / "a.jsonl"
    found = ingest(ledger, [write(path, lines(RECORD) + b'{"id": \n')])
    assert by_status(found) == [("a.jsonl#a-1", "accepted"), ("a.jsonl#line 2", "rejected")]
    assert found[1].reason.startswith("line 2: no JSON: ")
    ((_key, incoming),) = ledger.stored(ledger.held_back())
    assert incoming.raw == b'{"id":'
    assert process(incoming, BASE).status == "rejected"


def test_what_was_rejected_and_is_gone_from_its_file_is_let_go(tmp_path: Path) -> None:
    ledger, path = open_ledger(tmp_path), tmp_path / "a.jsonl.gz"
    packed = gzip.compress(lines(RECORD, *OTHERS) + b"{1\n{2\n")
    ingest(ledger, [write(path, packed[:-60])])
    found = ingest(ledger, [write(path, packed)])
    rejected = [outcome.name for outcome in found if outcome.status == "rejected"]
    ledger.settle([str(path)], rejected)
    assert (
        sorted(entry.name for entry in ledger.entries("rejected")) == rejected == [f"{path}#line 5", f"{path}#line 6"]
    )
    ledger.settle([str(path)], [str(path), rejected[0]])
    assert len(ledger.entries("rejected")) == 2, "the file was not read to its end"
    ledger.settle([str(path)], rejected[:1])
    assert [entry.name for entry in ledger.entries("rejected")] == rejected[:1]
    assert {entry.reason for entry in ledger.entries("superseded")} == {f"no longer in {path}"}


@pytest.mark.parametrize("name", ["a.html", "a.json", "a.xml", "a.warc", "a.zip", "a.jsonl.gz"])
def test_an_empty_file_is_rejected(tmp_path: Path, name: str) -> None:
    found = ingest(open_ledger(tmp_path), [write(tmp_path / name, b"")])
    assert [outcome.status for outcome in found] == ["rejected"]
