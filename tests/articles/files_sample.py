"""Files written for these tests, in the forms in which operators have articles."""

import gzip
import json
from pathlib import Path

from flows.articles.article import Article
from flows.articles.decoding import Unreadable
from flows.articles.incoming import Incoming
from flows.articles.kinds import article_of
from flows.articles.reading import read_paths
from tests.articles.article_sample import BODY, TITLE

LAST = "沈望秋强调,一要提高认识,切实增强做好防汛工作的责任感;二要加强巡查,及时排除堤防隐患。"
URL = "http://www.jiangcheng.example.cn/yw/201906/t20190604_1.html"
RECORD = {
    "id": "a-1",
    "url": URL,
    "title": TITLE,
    "published": "2019-06-04T09:15:20+08:00",
    "source": "江城日报",
    "text": BODY,
    "reporters": ["毛一丁", "石三"],
    "editors": "何小里",
    "jurisdiction": "四川省成都市新都区",
}


def record(**changed: object) -> dict[str, object]:
    """Return a record that tells of an article."""
    return {**RECORD, **changed}


def lines(*records: object) -> bytes:
    """Return records as JSON Lines."""
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in records).encode()


def page(charset: str = "utf-8", body: str = "", tags: str | None = None) -> str:
    """Return a page as portals of government have them."""
    named = (
        f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2019-06-04 09:15">'
        '<meta name="ContentSource" content="江城日报">'
    )
    text = body or "".join(f"<p>&emsp;&emsp;{line}</p>" for line in (*BODY.split("\n"), LAST))
    return f"""<!DOCTYPE html><html><head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}">{named if tags is None else tags}
<title>{TITLE}_要闻动态_江城区人民政府</title><script>var day = "2020-01-01";</script></head><body>
<div class="nav"><a href="/">首页</a><a href="/zw">政务公开</a><a href="/bs">办事服务</a></div>
<div class="pos">您当前的位置:<a href="/">首页</a> &gt; <a href="/yw">要闻动态</a></div>
<div class="content"><h1>{TITLE}</h1>
<div class="info"><span>发布时间:2019-06-04 09:15</span> <span>来源:江城日报</span> <span>作者:毛一丁</span>
字号:[大 中 小]</div>
<div class="text">{text}</div><div class="editor">责任编辑:何小里</div>
<div>上一篇:<a href="a.html">江城区召开常务会议</a></div><div>下一篇:<a href="b.html">消防演练</a></div></div>
<div class="footer">主办:江城区人民政府办公室<br>网站标识码:5100000000</div></body></html>"""


def write(path: Path, content: bytes | str, *, packed: bool = False) -> Path:
    """Write a file and return its path."""
    raw = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(raw) if packed else raw)
    return path


def read(path: Path) -> list[Incoming]:
    """Return what is in `path`."""
    return list(read_paths([path]))


def names(path: Path) -> list[str]:
    """Return the names of what is in the file or folder `path`, from there on."""
    return [incoming.name.removeprefix(str(path)) for incoming in read(path)]


def errors(path: Path) -> list[str]:
    """Return what could not be read in `path`."""
    return [incoming.error for incoming in read(path) if incoming.error]


def only(path: Path) -> Article:
    """Return the one article in `path`."""
    (incoming,) = read(path)
    return article_of(incoming)


def refusal(incoming: Incoming) -> str | None:
    """Return why what came in is no article, None where it is one; whatever it is, it is the same each time."""
    try:
        article = article_of(incoming)
    except Unreadable as error:
        return error.reason
    assert article_of(incoming) == article
    return None
