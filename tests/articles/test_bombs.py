"""Input that is small and would become much, and values that no article has: each is read within bounds, or told."""

import gzip
import io
import json
import time
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.articles.incoming import Incoming
from flows.articles.kinds import article_of
from tests.articles.article_sample import BODY, TITLE
from tests.articles.files_sample import URL, errors, page, read, record, refusal, write
from tests.articles.test_feeds import ITEM, rss

LAUGHS = "<!DOCTYPE rss [" + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10)
) + "]>"  # fmt: skip


def seconds(path: Path) -> float:
    started = time.process_time()
    read(path)
    return time.process_time() - started


def with_doctype(doctype: str, item: str) -> bytes:
    feed = rss(item).decode()
    declaration, _, rest = feed.partition("\n")
    return f"{declaration}\n{doctype}{rest}".encode()


def test_entities_of_a_feed_are_not_multiplied(tmp_path: Path) -> None:
    item = ITEM.format(n="").replace(TITLE, "&e9;")
    path = write(tmp_path / "a.xml", with_doctype(LAUGHS, item))
    started = time.process_time()
    (incoming,) = read(path)
    text = refusal(incoming) or article_of(incoming).text
    assert time.process_time() - started < 5
    assert len(text) < 10_000
    assert "hahaha" not in text


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("绝密的内容", encoding="utf-8")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    path = write(tmp_path / "a.xml", with_doctype(doctype, ITEM.format(n="").replace(TITLE, "&x;")))
    (incoming,) = read(path)
    assert "绝密" not in (refusal(incoming) or article_of(incoming).text)
    html = f"<?xml version='1.0'?>{doctype}" + page().replace(TITLE, "&x;")
    assert "绝密" not in article_of(Incoming("page", html.encode(), kind="html")).text


def test_an_answer_in_a_crawl_is_unpacked_no_further_than_a_page_goes(tmp_path: Path) -> None:
    content = io.BytesIO()
    headers = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1"
    )
    writer = WARCWriter(content, gzip=False)
    body = io.BytesIO(gzip.compress(b"<p>" * 30_000_000))
    writer.write_record(writer.create_warc_record(URL, "response", payload=body, http_headers=headers))
    assert errors(write(tmp_path / "a.warc", content.getvalue())) == ["more than the 5,000,000 bytes of one page"]


@pytest.mark.parametrize("piece", [b"<!--", b"<![CDATA[", b"<item ", b"<item/", b"<entry>", b"</item>", b"<"])
def test_a_long_feed_takes_time_in_proportion(tmp_path: Path, piece: bytes) -> None:
    head = b"<rss><channel><item><title>a</title>" + BODY.encode()
    short, long = (write(tmp_path / f"{n}.xml", head + piece * (n // len(piece))) for n in (100_000, 400_000))
    assert seconds(long) < 12 * seconds(short) + 0.2


def test_what_stands_before_the_items_is_not_read_a_thousand_times(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xml", b"<rss><channel>" + b" " * 200_000 + b"<item></item>" * 1000)
    assert errors(path) == ["more than 100,000 bytes before the first item: no feed has so many"]


@pytest.mark.parametrize(
    "number",
    ["1e999", "-1e999", "NaN", "1" * 400, "1" * 5000, "1e400", "-1", "253402300800", "99999999999999", "0.1e-400"],
)
def test_no_number_stops_a_record(number: str) -> None:
    written = json.dumps(record(published="NUMBER", id="NUMBER")).replace('"NUMBER"', number)
    refused = refusal(Incoming("a", written.encode(), kind="json"))
    assert refused is None or (refused.startswith("a: ") and "\n" not in refused)


@pytest.mark.parametrize("odd", ["\ud800", "\udfff\ud800", "\0", "\ufffe", "\u202e", "\U000e0041", "\x1b[2J"])
@pytest.mark.parametrize("field", ["title", "text", "source", "reporters", "url", "id", "published", "jurisdiction"])
def test_no_character_stops_a_record(tmp_path: Path, odd: str, field: str) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps(record(**{field: f"区{odd}委"})))
    (incoming,) = read(path)
    assert incoming.name.isprintable()
    assert "\n" not in (refusal(incoming) or "")


@pytest.mark.parametrize(
    "opening", ["<div>", "<b><i>", "<table><tr><td>", "<font>", "<ul><li>", "<svg><g>", "<template>"]
)
def test_deep_markup_is_read_or_told(opening: str) -> None:
    raw = page(body=opening * 20_000 + f"<p>{BODY}</p>").encode()
    refused = refusal(Incoming("page", raw, kind="html"))
    assert refused is None or refused.startswith("page: ")


def test_a_page_of_very_many_elements_is_told_in_time() -> None:
    raw = page(body="<p>区</p>" * 450_000).encode()
    started = time.process_time()
    refused = refusal(Incoming("page", raw, kind="html"))
    assert time.process_time() - started < 20
    assert refused == "page: more than 30,000 elements on the page: no article has so many"
