"""Archives: each page of a WARC and each file of a ZIP is read; what is broken, locked or made to do harm is told."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.articles import zips
from flows.articles.kinds import article_of
from tests.articles.article_sample import AS_THE_SEED, BODY, TITLE, body_of
from tests.articles.files_sample import LAST, RECORD, URL, errors, lines, names, page, read, record, write

OTHER = "http://www.jiangcheng.example.cn/yw/t20190605_2.html"
Answer = tuple[str, str, str, bytes]


def answer(url: str = URL, status: str = "200 OK", kind: str = "text/html", body: bytes | None = None) -> Answer:
    return url, status, kind, page().encode() if body is None else body


def warc(*answers: Answer, packed: bool = False, revisit: str = "") -> bytes:
    """Return an archive of a crawl."""
    content = io.BytesIO()
    writer = WARCWriter(content, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for url, status, kind, body in answers:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
        writer.write_record(writer.create_warc_record(url, "request", payload=io.BytesIO(b"GET / HTTP/1.1\r\n\r\n")))
    if revisit:
        writer.write_record(writer.create_revisit_record(revisit, "sha1:X", URL, "2019-06-04T00:00:00Z"))
    return content.getvalue()


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_a_crawl_are_articles_with_their_urls(tmp_path: Path, packed: bool) -> None:
    gbk = answer(OTHER, kind="text/html; charset=gbk", body=page("iso-8859-1").encode("gbk"))
    picture = answer("http://x.example/a.jpg", kind="image/jpeg", body=b"\xff\xd8")
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    write(path, warc(answer(), picture, gbk, answer(), packed=packed))
    assert names(path) == [f"#{URL}", f"#{OTHER}", f"#{URL} (2)"]
    for incoming in read(path):
        article = article_of(incoming)
        assert (article.title.value, body_of(article)) == (TITLE, f"{BODY}\n{LAST}")
        assert article.url == incoming.url
    assert read(path)[1].raw == gbk[3]


def test_what_is_no_page_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.warc", warc(answer(status="404 Not Found"), revisit=OTHER))
    assert names(path) == [f"#{URL}", f"#{OTHER}"]
    assert errors(path) == [
        "no page: the server answered with status 404",
        "a revisit record: the page is as it was before, and not in it",
    ]


def test_an_encoded_answer_is_decoded(tmp_path: Path) -> None:
    content = io.BytesIO()
    writer = WARCWriter(content, gzip=False)
    headers = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
    )
    body = io.BytesIO(gzip.compress(page().encode()))
    writer.write_record(writer.create_warc_record(URL, "response", payload=body, http_headers=headers))
    (incoming,) = read(write(tmp_path / "a.warc", content.getvalue()))
    assert incoming.raw == page().encode()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_crawl_cut_off_is_told(tmp_path: Path, packed: bool, share: float) -> None:
    whole = warc(
        *(answer(f"{URL}?{n}", body=page(body=f"<p>{BODY}{n}</p>" * 20).encode()) for n in range(3)), packed=packed
    )
    path = write(tmp_path / f"a.warc{'.gz' if packed else ''}", whole[: int(len(whole) * share)])
    assert len(errors(path)) == 1
    assert [incoming.error is None for incoming in read(path)][-1] is False


@pytest.mark.parametrize("content", [b"", b"no warc\n", b"WARC/1.0\r\n"])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_what_is_no_crawl_is_told(tmp_path: Path, content: bytes, name: str) -> None:
    assert len(errors(write(tmp_path / name, content))) == 1


def zipped(files: dict[str, bytes | str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def test_the_files_of_an_archive_are_read_as_those_of_a_folder(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        "b.txt": AS_THE_SEED,
        "街道/a.jsonl.gz": gzip.compress(lines(RECORD, record(id="2"))),
        "a.html": page(),
        "c.warc": warc(answer()),
        "p.jpg": b"\xff\xd8",
        ".hidden.txt": "x",
        "__MACOSX/b.txt": "x",
        "inner.zip": zipped({"a.txt": AS_THE_SEED}),
    }
    path = write(tmp_path / "a.zip", zipped(files))
    assert names(path) == [
        "#a.html", "#b.txt", f"#c.warc#{URL}", "#inner.zip", "#街道/a.jsonl.gz#a-1", "#街道/a.jsonl.gz#2",
    ]  # fmt: skip
    assert errors(path) == ["a ZIP archive in another: unpack the outer one"]
    assert all(article_of(incoming).title.value == TITLE for incoming in read(path) if not incoming.error)


def test_a_map_beside_an_archive_counts_in_it(tmp_path: Path) -> None:
    write(tmp_path / "fields.toml", 'title = "headline"')
    path = write(tmp_path / "a.zip", zipped({"a.jsonl": lines({**record(title="x"), "headline": TITLE})}))
    assert article_of(read(path)[0]).title.value == TITLE


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    raw = zipped({"AAAAAA.txt": AS_THE_SEED}).replace(b"AAAAAA", "会议一".encode("gbk"))
    assert names(write(tmp_path / "a.zip", raw)) == ["#会议一.txt"]


def test_a_broken_archive_is_told(tmp_path: Path) -> None:
    whole = zipped({"a.txt": AS_THE_SEED * 5, "b.txt": AS_THE_SEED})
    assert errors(write(tmp_path / "a.zip", whole[:-30])) == ["damaged: it cannot be unpacked"]
    assert errors(write(tmp_path / "b.zip", b"PK\x03\x04")) == ["damaged: it cannot be unpacked"]
    damaged = write(tmp_path / "c.zip", whole[:60] + b"\xff\xff\xff\xff" + whole[64:])
    assert names(damaged) == ["#a.txt", "#b.txt"]
    assert errors(damaged) == ["damaged: it cannot be unpacked"]


def test_a_locked_file_is_told(tmp_path: Path) -> None:
    raw = bytearray(zipped({"a.txt": AS_THE_SEED}))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        raw[raw.index(mark) + offset] |= 1
    assert errors(write(tmp_path / "a.zip", bytes(raw))) == ["encrypted: unpack it with its password"]


def test_bombs_do_not_go_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = write(tmp_path / "a.zip", zipped({"a.jsonl": b" " * 60_000_000, "b.txt": AS_THE_SEED}))
    assert ["packed to less than" in error for error in errors(bomb)] == [True]
    monkeypatch.setattr(zips, "MAX_MEMBERS", 1)
    assert errors(bomb) == ["2 files, more than the 1 that are read: split it"]
    monkeypatch.undo()
    monkeypatch.setattr(zips, "MAX_TOTAL", 50_000_000)
    assert errors(bomb) == ["more than 50,000,000 bytes when unpacked: split it"]
