"""Feeds: an item with its full text is an article; one with a summary only is told."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.articles.decoding import Unreadable
from flows.articles.kinds import article_of
from tests.articles.article_sample import BODY, TITLE, body_of, published, reporters
from tests.articles.files_sample import URL, errors, names, only, read, refusal, write

HTML = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>江城要闻</title>
<link>http://www.jiangcheng.example.cn/</link><!-- <item> -->{items}</channel></rss>"""
ITEM = (
    f"<item><title>{TITLE}</title><link>{URL}</link><guid>g-{{n}}</guid><author>毛一丁</author>"
    "<pubDate>Tue, 04 Jun 2019 01:15:20 GMT</pubDate><description>摘要</description>"
    f"<content:encoded><![CDATA[{HTML}<i>{{n}} </item> <item>]]></content:encoded></item>"
)
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>江城要闻</title><entry><id>tag:1</id><title>{TITLE}</title>
<link href="{URL}"/><published>2019-06-04T01:15:20Z</published><author><name>毛一丁</name></author>
<content type="html">{HTML.replace("<", "&lt;")}</content></entry></feed>"""


def rss(*items: str, encoding: str = "utf-8") -> bytes:
    return RSS.format(encoding=encoding, items="\n".join(items)).encode(encoding)


def test_an_item_is_an_article(tmp_path: Path) -> None:
    for name, content in (("a.xml", rss(ITEM.format(n=""))), ("a.atom", ATOM.encode()),
                          ("a.rss", rss(ITEM.format(n=""), encoding="gb2312"))):  # fmt: skip
        article = only(write(tmp_path / name, content))
        assert (article.title.value, published(article), article.url) == (TITLE, "2019-06-04T09:15:20", URL)
        assert reporters(article) == ["毛一丁"]
        assert body_of(article).startswith(BODY)


def test_items_are_read_one_by_one_under_their_own_names(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xml", rss(*(ITEM.format(n=n) for n in range(3))))
    assert names(path) == ["#g-0", "#g-1", "#g-2"]
    for number, incoming in enumerate(read(path)):
        assert (incoming.raw or b"").count(b"<guid>") == 1
        assert f"{number} </item> <item>" not in article_of(incoming).text
        assert article_of(incoming).text.count(TITLE) == 1


def test_an_item_that_only_sums_up_is_told(tmp_path: Path) -> None:
    item = f"<item><title>{TITLE}</title><link>{URL}</link><description>区里开会。</description></item>"
    (incoming,) = read(write(tmp_path / "a.xml", rss(item)))
    with pytest.raises(Unreadable, match=f"only a summary; the article is at {URL}"):
        article_of(incoming)
    full = f"<item><title>{TITLE}</title><description>{HTML.replace('<', '&lt;')}</description></item>"
    assert body_of(only(write(tmp_path / "b.xml", rss(full)))) == BODY
    (incoming,) = read(write(tmp_path / "c.xml", rss("<item><title>a</title></item>")))
    with pytest.raises(Unreadable, match="an item without text"):
        article_of(incoming)


def test_a_feed_cut_off_gives_what_is_there(tmp_path: Path) -> None:
    whole = rss(*(ITEM.format(n=n) for n in range(3)))
    path = write(tmp_path / "a.xml", whole[: whole.rindex(b"<content")])
    assert names(path) == ["#g-0", "#g-1", "#g-2"]


@pytest.mark.parametrize("content", ["<urlset><url/></urlset>", "", "text", "<rss><channel/></rss>"])
def test_what_is_no_feed_is_told(tmp_path: Path, content: str) -> None:
    assert errors(write(tmp_path / "a.xml", content)) == [
        "no feed, or one without items: there is no item and no entry in it"
    ]


_PIECES = ["<item>", "</item>", "<entry/>", "<entry>", "<![CDATA[", "]]>", "<rss>", "&x;", "<!--", "-->", "区",
           "<title>", "<link>http://x/1</link>", "<guid>1</guid>"]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=25))
def test_any_feed_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, pieces: list[str]) -> None:
    path = write(tmp_path_factory.mktemp("feed") / "a.xml", "".join(pieces))
    found = read(path)
    assert found
    assert len({incoming.name for incoming in found}) == len(found)
    for incoming in found:
        assert (refusal(incoming) or incoming.name).startswith(incoming.name)
