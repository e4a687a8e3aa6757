"""`zhengwen sources`, and what `zhengwen ingest` takes names and addresses for."""

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.cli import main
from flows.cli.errors import CommandError
from flows.cli.running import what_to_read
from flows.ledger import Ledger
from flows.sources.collecting import trusted, wanted_from
from flows.sources.config import read_sources
from flows.sources.fetching import Page
from flows.sources.markup import Link
from flows.sources.proposing import link_pattern, propose
from tests.flows.test_run import zhengwen
from tests.sources.portal import Answer, Portal, listing, redirect, serving, text

ROOT = Path(__file__).parents[2]


@pytest.fixture
def portal() -> Iterator[Portal]:
    pages = {"/list.html": listing("/t1.html", "/t2.html"), "/t1.html": text(1), "/t2.html": text(2)}
    with serving(Portal(dict(pages))) as serving_portal:
        yield serving_portal


@pytest.fixture
def sources(portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(
        f"""
[[source]]
name = "xindu"
jurisdiction = "四川省成都市新都区"
lists = ["{portal.url}/list.html"]
links = '/t\\d+\\.html$'
politeness = {{ delay = 0 }}
[[source]]
name = "off"
enabled = false
feeds = ["{portal.url}/rss.xml"]
""",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHENGWEN_SOURCES", str(path))
    return path


def test_sources_are_listed(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("xindu  enabled      四川省成都市新都区  http://127.0.0.1")
    assert lines[1].startswith("off  not enabled  -")


_SHOWN = (
    "links      2 lead to articles",
    "next page  none",
    "title      新都区召开第1次常务会议",
    "date       2021-03-05 10:20:30",
    "source     新都资讯",
    "body       44 characters",
    "主持 chair",
    "王大明",
)


def test_a_check_shows_what_would_be_extracted_and_keeps_nothing(
    portal: Portal, sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sources", "check", "xindu"]) == 0
    shown = capsys.readouterr().out
    for words in _SHOWN:
        assert words in shown
    assert (portal.count("/list.html"), portal.count("/t1.html"), portal.count("/t2.html")) == (1, 1, 0)
    assert sorted(path.name for path in sources.parent.iterdir()) == ["sources.toml"]


@pytest.mark.parametrize(
    ("path", "answer", "words"),
    [
        ("/list.html", Answer(status=404), "list.html cannot be fetched: answers 404"),
        ("/list.html", listing("/other"), "no link matches `links`"),
        ("/t1.html", redirect("/t1.html"), "t1.html cannot be fetched: redirects in a circle"),
        ("/t1.html", Answer("<html>页面不存在</html>"), "characters can be seen on it"),
    ],
)
def test_a_check_that_fails_says_why(
    portal: Portal, sources: Path, capsys: pytest.CaptureFixture[str], path: str, answer: Answer, words: str
) -> None:
    portal.routes[path] = answer
    assert main(["sources", "check", "xindu"]) == 1
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


FRONT = """<html><head><title>政务要闻-新都区人民政府</title></head><body><a href="/">首页</a>
<a href="/xw/index_2.html">下一页</a>
<a href="/xw/202103/t20210305_17.html">区政府召开第十次常务会议</a>
<a href="/xw/202103/t20210304_9.html">区委召开常委会会议</a>
<a href="/map/1.html">网站地图</a>
<a href="http://127.0.0.2/xw/202103/t20210305_17.html">四川省人民政府门户网站</a></body></html>"""


def test_an_entry_is_proposed_and_works(portal: Portal, sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    portal.routes["/xw/"] = Answer(FRONT.encode("gbk"))
    before = sources.read_text(encoding="utf-8")
    assert main(["sources", "add", f"{portal.url}/xw/"]) == 0
    (row,) = tomllib.loads(capsys.readouterr().out)["source"]
    assert sources.read_text(encoding="utf-8") == before
    assert (row["name"], row["jurisdiction"], row["enabled"]) == ("新都区人民政府", "四川省成都市新都区", False)
    assert main(["sources", "add", "--write", f"{portal.url}/xw/"]) == 0
    source = read_sources(sources)["新都区人民政府"]
    assert source.takes(f"{portal.url}/xw/202104/t20210401_1234.html")
    assert not source.takes(f"{portal.url}/map/1.html")
    assert not source.takes("http://127.0.0.2/xw/202103/t20210305_17.html")
    assert main(["sources", "add", f"{portal.url}/xw/"]) == 0
    assert 'name = "新都区人民政府-2"' in capsys.readouterr().out


def test_a_page_without_articles_gets_no_proposal(
    portal: Portal, sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    portal.routes["/xw/"] = Answer("<html><a href='/about.html'>关于我们的网站和服务</a></html>")
    assert main(["sources", "add", "--write", f"{portal.url}/xw/"]) == 1
    assert "No pattern stands out" in capsys.readouterr().err
    assert len(read_sources(sources)) == 2
    assert main(["sources", "add", "mailto:x"]) == 2


def test_a_feed_is_proposed_as_one() -> None:
    feed = b"<?xml version='1.0'?><rss><channel><item><link>https://e.org/a</link></item></channel></rss>"
    proposal = propose(Page("https://www.xindu.gov.cn/rss.xml", feed), ())
    assert (proposal.kind, proposal.name, proposal.matching) == ("feeds", "xindu", 1)
    tomllib.loads(proposal.toml())


def test_long_names_in_hexadecimal_are_alike() -> None:
    urls = [f"https://e.org/c{number}/{name}.shtml" for number, name in ((1, "0a1b2c3d4e5f"), (22, "ffee99881122"))]
    pattern, number = link_pattern([Link(url, "区政府召开第十次常务会议") for url in urls], "https://e.org/")
    assert (pattern, number) == (r"//e\.org/c\d+/[0-9a-f]+\.shtml$", 2)


def test_names_paths_and_addresses_are_told_apart(portal: Portal, sources: Path) -> None:
    address = f"{portal.url}/t1.html"
    assert what_to_read(["sources.toml", "xindu", address], sources, every_source=False) == (
        ["sources.toml"], ["xindu", address],
    )  # fmt: skip
    assert what_to_read([], sources, every_source=True) == ([], ["xindu"])
    assert what_to_read([], sources, every_source=False)[0][0].endswith("seeds")
    for given, words in (["nothing"], "no such file, folder or source: nothing"), (["off"], "off is not enabled"):
        with pytest.raises(CommandError, match=words):
            what_to_read(given, sources, every_source=False)


def test_an_address_is_read_as_its_source_reads_it(portal: Portal, sources: Path) -> None:
    known = read_sources(sources)
    assert wanted_from([f"{portal.url}/t7.html"], known)[0].source.name == "xindu"
    for address in (f"{portal.url}/about", "http://127.0.0.1:1/t7.html"):
        (wanted,) = wanted_from([address], known)
        assert wanted.source.jurisdiction is None
        assert len(trusted(wanted.source)) == 1


def test_the_flow_follows_portals(portal: Portal, sources: Path) -> None:
    done = zhengwen(sources.parent, "ingest", "--sources", ZHENGWEN_SOURCES=str(sources))
    assert done.status == 0, done.stderr
    assert "xindu: 2 new articles on 1 list page, 2 to ask for" in done.stderr
    assert "Ingested: 2 accepted (0 unchanged)" in done.stderr
    portal.routes["/t2.html"] = Answer(status=503, headers={"Retry-After": "999"})
    again = zhengwen(sources.parent, "ingest", "xindu", f"{portal.url}/t1.html", ZHENGWEN_SOURCES=str(sources))
    assert again.status == 3
    assert f"rejected: {portal.url}/t2.html — cannot be fetched: answers 503" in again.stderr
    ledger = Ledger(f"sqlite:///{sources.parent / '.zhengwen' / 'ledger.sqlite'}")
    assert ledger.counts() == {"accepted": 2, "rejected": 1}


@pytest.mark.parametrize("module", ["extracting", "querying", "validating", "evaluating", "ledgering", "following"])
def test_reading_commands_never_import_httpx(module: str) -> None:
    code = f"import sys, flows.cli.{module}, flows.pipeline; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
