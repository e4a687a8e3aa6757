"""Lists of all lengths and kinds: bounded in each run, resumed in the next, walked again after a kill."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.ledger import Ledger
from flows.sources.listing import sitemap_links
from tests.flows.invented import open_ledger
from tests.sources.portal import Answer, Portal, listing, numbered, redirect, run, serving


@pytest.fixture
def portal() -> Iterator[Portal]:
    with serving(Portal({"*": numbered})) as serving_portal:
        yield serving_portal


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path)


def pages(portal: Portal, count: int, each: int = 2) -> None:
    """Make a list of `count` pages, linked one to the next."""
    for number in range(count):
        paths = [f"/t{number * each + i + 1}.html" for i in range(each)]
        name = f"/list{number}.html" if number else "/list.html"
        portal.routes[name] = listing(*paths, following=f"/list{number + 1}.html" if number + 1 < count else "")


def lists(portal: Portal) -> list[str]:
    asked = [path for path in portal.asked if path.startswith("/list")]
    portal.asked.clear()
    return asked


def test_all_pages_of_a_list_are_walked_and_the_next_time_only_the_first(portal: Portal, ledger: Ledger) -> None:
    pages(portal, 4)
    assert len(run(portal.source(), ledger).came_in) == 8
    assert lists(portal) == ["/list.html", "/list1.html", "/list2.html", "/list3.html"]
    run(portal.source(), ledger)
    assert lists(portal) == ["/list.html"]


@pytest.mark.parametrize("bounds", [{"max_pages": 2}, {"max_articles": 4}, {"max_pages": 2, "max_articles": 3}])
def test_what_is_more_than_one_run_may_fetch_comes_in_the_next(
    portal: Portal, ledger: Ledger, bounds: dict[str, int]
) -> None:
    pages(portal, 6)
    for _run in range(12):
        done = run(portal.source(politeness={"recheck": 0} | bounds), ledger)
        assert len(done.came_in) <= bounds.get("max_articles", 4)
        assert len(lists(portal)) <= bounds.get("max_pages", 99)
    assert ledger.counts() == {"accepted": 12}


def test_what_is_new_meanwhile_is_not_missed(portal: Portal, ledger: Ledger) -> None:
    pages(portal, 6)
    polite = {"recheck": 0, "max_articles": 4}
    run(portal.source(politeness=polite), ledger)
    portal.routes["/list.html"] = listing("/t101.html", "/t102.html", "/t1.html", "/t2.html", following="/list1.html")
    for _run in range(4):
        run(portal.source(politeness=polite), ledger)
    assert ledger.counts() == {"accepted": 14}


@pytest.mark.parametrize("killed_after", [1, 3, 7])
def test_a_run_that_was_killed_is_made_up_for(portal: Portal, ledger: Ledger, killed_after: int) -> None:
    pages(portal, 5)
    run(portal.source(), ledger, killed_after=killed_after)
    run(portal.source(), ledger)
    assert ledger.counts() == {"accepted": 10}
    portal.routes["/list.html"] = listing("/t101.html", "/t102.html", following="/lista.html")
    portal.routes["/lista.html"] = listing("/t103.html", "/t1.html", "/t2.html", following="/list1.html")
    run(portal.source(), ledger, killed_after=2)
    run(portal.source(), ledger)
    assert ledger.counts() == {"accepted": 13}


def test_an_endless_list_of_the_same_articles_ends(portal: Portal, ledger: Ledger) -> None:
    portal.routes["*"] = lambda path: (
        numbered(path)
        if not path.startswith("/list")
        else listing("/t1.html", following=f"/list.html?page={len(portal.asked)}")
    )
    assert len(run(portal.source(politeness={"max_pages": 1000}), ledger).came_in) == 1
    assert len(lists(portal)) == 3


def test_an_endless_list_of_ever_new_articles_is_bounded(portal: Portal, ledger: Ledger) -> None:
    def answer(path: str) -> Answer:
        number = int(path.partition("=")[2] or 0)
        return listing(f"/t{number}.html", following=f"/list.html?page={number + 1}")

    portal.routes["*"] = lambda path: answer(path) if path.startswith("/list") else numbered(path)
    for _run in range(2):
        run(portal.source(politeness={"max_pages": 5, "recheck": 0}), ledger)
        assert len(lists(portal)) == 5
    assert ledger.counts()["accepted"] == 9


def test_a_list_with_5000_links_is_taken_in_parts(portal: Portal, ledger: Ledger) -> None:
    portal.routes["/list.html"] = listing(*[f"/t{number}.html" for number in range(5000)])
    source = portal.source(politeness={"max_articles": 7, "recheck": 3})
    first = [each.name for each in run(source, ledger).came_in]
    second = [each.name for each in run(source, ledger).came_in]
    assert (len(first), len(second), set(first) & set(second)) == (7, 7, set())


def test_pages_are_counted_where_scripts_make_the_links(portal: Portal, ledger: Ledger) -> None:
    portal.routes |= {
        "/list.html": listing("/t1.html"),
        "/list_1.html": listing("/t2.html"),
        "/list_2.html": listing("/t3.html"),
    }
    source = portal.source(pages=f"{portal.url}/list_{{page}}.html", first_page=1)
    assert ledger.counts() == {}
    done = run(source, ledger)
    assert (len(done.came_in), done.errors) == (3, {})
    assert lists(portal) == ["/list.html", "/list_1.html", "/list_2.html", "/list_3.html"]


def test_pages_are_counted_also_where_each_redirects(portal: Portal, ledger: Ledger) -> None:
    for number, name in enumerate(("list", "list_1", "list_2"), start=1):
        portal.routes |= {
            f"/{name}.html": redirect(f"/new/{name}.html"),
            f"/new/{name}.html": listing(f"/t{number}.html"),
        }
    assert len(run(portal.source(pages=f"{portal.url}/list_{{page}}.html", first_page=1), ledger).came_in) == 3


def test_a_list_page_that_fails_in_the_middle_is_told_and_gone_on_with(portal: Portal, ledger: Ledger) -> None:
    pages(portal, 4)
    good = portal.routes["/list2.html"]
    portal.routes["/list2.html"] = Answer(status=503)
    assert list(run(portal.source(), ledger).errors) == [f"{portal.url}/list2.html"]
    portal.routes["/list2.html"] = good
    run(portal.source(), ledger)
    assert ledger.counts() == {"accepted": 8}


def test_failed_articles_take_turns_and_never_keep_new_ones_waiting(portal: Portal, ledger: Ledger) -> None:
    dead = [f"/t{number}.html" for number in range(4)]
    portal.routes |= {path: Answer(status=404) for path in dead}
    portal.routes["/list.html"] = listing(*dead)
    source = portal.source(politeness={"recheck": 2, "max_articles": 4})
    run(source, ledger)
    portal.routes["/list.html"] = listing(*dead, "/t11.html", "/t12.html", "/t13.html")
    done = run(source, ledger)
    assert [each.name[-8:] for each in done.came_in[:3]] == ["t11.html", "t12.html", "t13.html"]


RSS = """<?xml version="1.0" encoding="gb2312"?><rss version="2.0"><channel><title>要闻</title>
<item><title>一</title><link>{url}/t1.html</link></item><item><title>二</title><link>/t2.html</link></item>
<item><title>附件</title><link>{url}/file.doc</link></item></channel></rss>"""
ATOM = (
    """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>一</title><link href="{url}/t1.html"/></entry></feed>"""
)
SITEMAP = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{url}/t1.html</loc><lastmod>2021-01-01</lastmod></url>
<url><loc> {url}/t2.html </loc><lastmod>2021-03-01</lastmod></url><url><loc>{url}/about.html</loc></url>
<url><loc>&e;</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{url}/a.xml</loc></sitemap>
<sitemap><loc>{url}/index.xml</loc></sitemap></sitemapindex>"""


@pytest.mark.parametrize(
    ("kind", "page", "encoding", "expected"),
    [
        ("feeds", RSS, "gb2312", ["/t1.html", "/t2.html"]),
        ("feeds", ATOM, "utf-8", ["/t1.html"]),
        ("sitemaps", SITEMAP, "utf-8", ["/t2.html", "/t1.html"]),
        ("sitemaps", INDEX, "utf-8", ["/t2.html", "/t1.html"]),
    ],
)
def test_feeds_and_sitemaps_are_read(
    portal: Portal, ledger: Ledger, kind: str, page: str, encoding: str, expected: list[str]
) -> None:
    portal.routes["/index.xml"] = Answer(page.format(url=portal.url).encode(encoding), kind="text/xml")
    portal.routes["/a.xml"] = Answer(SITEMAP.format(url=portal.url), kind="text/xml")
    source = portal.source(lists=[], **{kind: [f"{portal.url}/index.xml"]})
    done = run(source, ledger)
    assert [each.name.removeprefix(portal.url) for each in done.came_in] == expected
    assert portal.count("/index.xml") == 1


def test_a_sitemap_reads_no_file_of_this_machine(portal: Portal, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{portal.url}/t7.html", encoding="utf-8")
    page = SITEMAP.replace("file:///etc/passwd", (tmp_path / "secret").as_uri()).format(url=portal.url)
    links, _named = sitemap_links(page.encode(), portal.url, portal.source())
    assert links == [f"{portal.url}/t2.html", f"{portal.url}/t1.html"]


@pytest.mark.parametrize("kind", ["feeds", "sitemaps"])
@pytest.mark.parametrize("page", [b"", b"<html>sorry</html>", b"\x1f\x8bbroken", b"\xff\xfe\x00"])
def test_a_feed_or_sitemap_that_is_none_is_told(portal: Portal, ledger: Ledger, kind: str, page: bytes) -> None:
    portal.routes["/index.xml"] = Answer(page)
    done = run(portal.source(lists=[], **{kind: [f"{portal.url}/index.xml"]}), ledger)
    assert list(done.errors) == [f"{portal.url}/index.xml"]


def test_each_list_gets_its_share(portal: Portal, ledger: Ledger) -> None:
    portal.routes["/list.html"] = listing(*[f"/t{number}.html" for number in range(50)])
    portal.routes["/other.html"] = listing("/t90.html", "/t91.html")
    source = portal.source(
        lists=[f"{portal.url}/list.html", f"{portal.url}/other.html"], politeness={"max_articles": 4, "recheck": 0}
    )
    taken = [each.name.rpartition("/")[2] for each in run(source, ledger).came_in]
    assert taken == ["t0.html", "t1.html", "t90.html", "t91.html"]
