"""Pages: whatever a portal sends, headline, date, byline and text are found in it, or it is said what is wrong."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.articles.decoding import Unreadable
from flows.articles.html import Selectors, incoming_page, read_page
from flows.articles.incoming import Incoming
from flows.articles.kinds import article_of
from tests.articles.article_sample import BODY, TITLE, body_of, editors, published, reporters, source
from tests.articles.files_sample import LAST, URL, only, page, read, refusal, write

WHOLE = f"{BODY}\n{LAST}"


def values(incoming: Incoming) -> tuple[object, ...]:
    article = article_of(incoming)
    people = reporters(article), editors(article)
    return article.title.value, published(article), source(article), *people, body_of(article)


def of(html: str | bytes, url: str | None = None) -> tuple[object, ...]:
    raw = html.encode() if isinstance(html, str) else html
    return values(incoming_page("page", raw, url))


FOUND = (TITLE, "2019-06-04T09:15", "江城日报", ["毛一丁"], ["何小里"], WHOLE)


@pytest.mark.parametrize(
    ("raw", "sent_as"),
    [
        (page("utf-8").encode(), None),
        (b"\xef\xbb\xbf" + page("gb2312").encode(), None),
        (page("gb2312").encode("gb2312"), None),
        (page("gb2312").replace("区长", "区长镕").encode("gbk"), None),
        (page("gb18030").encode("gb18030"), "text/html"),
        (page("gb2312").encode(), "text/html; charset=ISO-8859-1"),
        (page("iso-8859-1").encode("gbk"), "text/html; charset=GBK"),
        (page("").encode("gbk"), None),
        (page("utf-16").encode("utf-16"), None),
        (b'<?xml version="1.0" encoding="gb2312"?>\n' + page("gb2312").encode("gbk"), None),
        (page("utf-8").encode().replace(b"2020-01-01", b"\xe6\x8c"), None),
    ],
)
def test_a_page_is_read_in_every_encoding_whatever_is_said_of_it(raw: bytes, sent_as: str | None) -> None:
    found = values(incoming_page("page", raw, content_type=sent_as))
    assert found[:5] == FOUND[:5]
    assert str(found[5]).replace("镕", "") == WHOLE


@pytest.mark.parametrize("charset", ["big5", "Big5-HKSCS", ""])
def test_a_page_in_big5(charset: str) -> None:
    text = "<p>市長主持會議並聽取各區關於防汛工作的報告,要求各部門加強值班,備足物資,確保安全。</p>" * 3
    html = f"<html><head><meta charset={charset}><title>市長主持會議</title></head><body>{text}</body></html>"
    assert "市長主持會議並聽取" in read_page(html.encode("big5")).text


def test_the_page_of_a_file_is_an_article(tmp_path: Path) -> None:
    for name in ("a.html", "b.HTM", "c.html.gz"):
        path = write(tmp_path / name, page(), packed=name.endswith("gz"))
        assert values(read(path)[0]) == FOUND
    folder = tmp_path / "a_files"
    folder.mkdir()
    write(folder / "frame.html", page())
    assert [Path(incoming.name).name for incoming in read(tmp_path)] == ["a.html", "b.HTM", "c.html.gz"]


def test_what_the_tags_do_not_say_is_read_from_what_is_seen() -> None:
    assert of(page(tags="")) == FOUND
    assert of(page(tags="").replace("<h1>", "<b>").replace("</h1>", "</b>")) == FOUND


def test_a_page_laid_out_by_tables() -> None:
    text = "<br><br>".join(f"&nbsp;&nbsp;&nbsp;{line}" for line in WHOLE.split("\n"))
    html = (
        f"<html><head><title>江城新闻网-{TITLE}</title></head><body><table><tr><td><a href=/>首页</a>|<a>新闻</a>"
        f"|<a>政务</a>|<a>公告</a></td></tr></table><table><tr><td><b>{TITLE}</b></td></tr><tr><td>2009-06-04 09:15:20 "
        f"来源:江城新闻网 编辑:何小里</td></tr><tr><td>{text}(记者 毛一丁)</td></tr></table>"
        "<table><tr><td>版权所有 江城新闻网</td></tr></table></body></html>"
    )
    assert of(html.encode("gbk")) == (TITLE, "2009-06-04T09:15:20", "江城新闻网", ["毛一丁"], ["何小里"], WHOLE)


@pytest.mark.parametrize(
    "tags",
    [
        '<script type="application/ld+json">{"datePublished": "2019-06-04T01:15:20Z"}</script>',
        '<meta property="article:published_time" content="2019-06-04T09:15:20+08:00">',
    ],
)
def test_a_date_for_machines_counts(tags: str) -> None:
    assert of(page(tags=tags).replace("发布时间:2019-06-04 09:15", ""))[1] == "2019-06-04T09:15:20"


def test_a_date_in_the_url_counts_where_the_page_has_none() -> None:
    html = page(tags="").replace("发布时间:2019-06-04 09:15", "")
    assert of(html, url=URL)[1] == "2019-06-04"
    assert of(html)[1] is None


@pytest.mark.parametrize(
    ("tags", "url"),
    [
        (f'<link rel="canonical" href="{URL}">', URL),
        (f'<meta property="og:url" content="{URL}">', URL),
        ('<link rel="canonical" href="http://www.jiangcheng.example.cn/">', None),
        ('<link rel="canonical" href="/yw/20190604.html">', None),
        ("", None),
    ],
)
def test_a_saved_page_says_its_url(tmp_path: Path, tags: str, url: str | None) -> None:
    assert only(write(tmp_path / "a.html", page(tags=tags))).url == url
    saved = f"<!-- saved from url=(0063){URL} -->\n"
    assert only(write(tmp_path / "b.html", saved + page(tags=tags))).url == URL


def test_selectors_say_where_the_parts_stand() -> None:
    html = (
        '<html><body><p id="t">甲乙丙</p><p class="d">2019-06-04</p><i class="s">江城日报</i><div class="x">'
        '<p>区里开会。<span class="cut">广告</span></p></div><div class="x">会议结束。</div><p class="e">何小里</p>'
    )
    where = Selectors(title="#t", published=".d", source=".s", editors=".e", text=".x", remove=".cut")
    found = values(incoming_page("page", html.encode(), selectors=where))
    assert found == ("甲乙丙", "2019-06-04", "江城日报", [], ["何小里"], "区里开会。\n会议结束。")
    with pytest.raises(Unreadable, match=r"nothing on the page at #none, where the text should be"):
        read_page(html.encode(), selectors=Selectors(text="#none"))


def test_a_selector_that_cannot_be_used_is_told() -> None:
    with pytest.raises(ValueError, match="selector for text"):
        Selectors(text="p[")


def test_the_next_article_s_link_does_not_change_an_article() -> None:
    assert read_page(page().encode()) == read_page(page().replace("消防演练", "另一篇报道").encode())


def test_a_page_of_links_is_no_article() -> None:
    links = "".join(
        f'<li><a href="{n}.html">江城区召开第{n}次常务会议</a><span>2019-06-0{n}</span></li>' for n in range(1, 9)
    )
    with pytest.raises(Unreadable, match="links to other pages"):
        read_page(f"<html><head><title>要闻</title></head><body><ul>{links}</ul></body></html>".encode())


@pytest.mark.parametrize(
    "html",
    [
        "<html><body></body></html>",
        "<html>",
        "<script>x()</script><div id=app></div>",
        "<!-- -->",
        "<p>",
        "&nbsp;",
        "",
        " ",
    ],
)
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(Unreadable, match=r"^page: [^\n]+$"):
        article_of(incoming_page("page", html.encode()))


_PIECES = [*"<>/=\"'& \n\0", "<p>", "</p>", "<table>", "<br", "<!--", "<a href=x>", "<script>", "<title>", TITLE, BODY,
           "&#55296;", "\ud800", "区", "<?xml", "<![CDATA["]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=30))
def test_any_page_is_an_article_or_refused(pieces: list[str]) -> None:
    incoming = incoming_page("page", "".join(pieces).encode("utf-8", "surrogatepass"))
    assert (refusal(incoming) or "page: ").startswith("page: ")


@pytest.mark.parametrize("piece", ["<div>", "<p>区里开会。</p>", "<table><tr><td>区", "<a href=x>", "&lt;", "<", "区"])
def test_a_long_page_takes_no_long_time(piece: str) -> None:
    raw = (page(body=piece * (400_000 // len(piece.encode())))).encode()
    started = time.process_time()
    refusal(incoming_page("page", raw))
    assert time.process_time() - started < 20
