"""A portal is followed run after run: what is new, changes or fails; nothing is lost, nothing asked for in vain."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.articles.reading import Incoming
from flows.ledger import Ledger
from flows.ledger.pages import Answered
from flows.sources.article import article_in
from tests.flows.invented import article, open_ledger
from tests.ledger.old_ledger import write_old_ledger
from tests.sources.portal import Answer, Portal, listing, redirect, run, serving, text

PAGES = [f"/t{number}.html" for number in range(1, 7)]


@pytest.fixture
def portal() -> Iterator[Portal]:
    with serving(Portal({path: text(number) for number, path in enumerate(PAGES, start=1)})) as serving_portal:
        yield serving_portal


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path)


def names(came_in: list[Incoming], portal: Portal) -> list[str]:
    return [each.name.removeprefix(portal.url) for each in came_in]


def test_articles_of_a_list_come_in(portal: Portal, ledger: Ledger) -> None:
    portal.routes["/list.html"] = listing(*PAGES[:2])
    source = portal.source(jurisdiction="四川省成都市新都区")
    first = run(source, ledger)
    assert names(first.came_in, portal) == PAGES[:2]
    assert first.statuses() == ["accepted", "accepted"]
    assert {(each.url, each.jurisdiction) for each in first.came_in} == {
        (f"{portal.url}{path}", "四川省成都市新都区") for path in PAGES[:2]
    }
    assert b"510114" in next(iter(ledger.published())).quads


def test_gbk_that_does_not_say_so_is_read(portal: Portal, ledger: Ledger) -> None:
    page = '<html><a href="/t1.html">区政府召开常务会议</a> <a href="/新/list2.html">下一页</a></html>'
    portal.routes |= {
        "/list.html": Answer(page.encode("gbk")),
        "/%E6%96%B0/list2.html": listing("/t2.html"),
        "/t1.html": Answer(article(1).encode("gbk"), kind="text/html"),
    }
    assert names(run(portal.source(), ledger).came_in, portal) == PAGES[:2]
    assert ledger.counts() == {"accepted": 2}


def marked_up(number: int) -> bytes:
    """Return the article as a page of a portal, in GBK, with what else stands on such pages."""
    title, *lines = article(number).strip().split("\n")
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = (
        f"<html><head><meta charset='gb2312'><title>{title}_某门户</title></head><body><div>首页 要闻 专题</div>"
        f"<h1>{title}</h1><div class='TRS_Editor'>{body}<p class='share'>扫一扫在手机打开当前页</p></div>"
        "<div>版权所有:某门户 联系我们</div></body></html>"
    )
    return page.encode("gbk")


def test_a_page_is_read_as_html_and_stays_what_it_was_until_its_selectors_change(
    portal: Portal, ledger: Ledger
) -> None:
    portal.routes["/list.html"] = listing("/t1.html")
    portal.routes["/t1.html"] = Answer(marked_up(1), headers={"ETag": '"1"'}, kind="text/html; charset=gb2312")
    selectors = {"text": "div.TRS_Editor", "remove": "p.share"}
    source = portal.source(selectors=selectors)
    (first,) = run(source, ledger).came_in
    assert (first.kind, "TRS_Editor" in first.hints, "gb2312" in first.hints) == ("html", True, True)
    read = article_in(first).text
    assert "区长王大明主持会议" in read
    assert not any(words in read for words in ("扫一扫", "版权所有", "首页", "<"))
    again = run(source, ledger)
    assert again.came_in == [first]
    assert [(outcome.status, outcome.new) for outcome in again.outcomes] == [("accepted", False)]
    assert portal.headers[-1]["If-None-Match"] == '"1"'
    (anew,) = run(portal.source(selectors={**selectors, "title": "h1"}), ledger).came_in
    assert (anew.raw, anew.hints != first.hints) == (first.raw, True)
    assert ledger.pages.stored(first.name) == anew
    assert ledger.counts() == {"accepted": 1}


def test_a_page_that_changes_becomes_a_new_version_and_one_that_does_not_is_not_sent(
    portal: Portal, ledger: Ledger
) -> None:
    portal.routes["/list.html"] = listing(*PAGES[:2])
    portal.routes["/t1.html"] = text(1, headers={"ETag": '"a"'})
    assert run(portal.source(), ledger).statuses() == ["accepted", "accepted"]
    second = run(portal.source(), ledger)
    assert [(outcome.status, outcome.new) for outcome in second.outcomes] == [("accepted", False)] * 2
    assert portal.headers[-2]["If-None-Match"] == '"a"'
    portal.routes["/t1.html"] = text(9, headers={"ETag": '"b"'})
    third = run(portal.source(), ledger)
    assert third.outcomes[0].reason == "version 2 of an article already there"
    assert ledger.counts() == {"accepted": 2, "superseded": 1}
    assert not run(portal.source(), ledger).outcomes[0].new


def test_a_change_whose_record_was_lost_is_asked_for_whole(portal: Portal, ledger: Ledger) -> None:
    portal.routes |= {"/list.html": listing("/t1.html"), "/t1.html": text(1, headers={"ETag": '"a"'})}
    run(portal.source(), ledger)
    portal.routes["/t1.html"] = text(2, headers={"ETag": '"b"'})
    url = f"{portal.url}/t1.html"
    ledger.pages.note(Incoming(url, article(2).encode(), url=url), Answered('"b"'))
    assert run(portal.source(), ledger).outcomes[0].new


def test_a_page_whose_record_was_lost_is_asked_for_whole(portal: Portal, ledger: Ledger) -> None:
    portal.routes |= {"/list.html": listing("/t1.html"), "/t1.html": text(1, headers={"ETag": '"a"'})}
    incoming = Incoming(f"{portal.url}/t1.html", article(1).encode(), url=f"{portal.url}/t1.html")
    ledger.pages.note(incoming, Answered('"a"'))
    assert run(portal.source(), ledger).statuses() == ["accepted"]


def test_an_article_that_fails_is_rejected_with_its_reason_and_comes_in_once_it_is_there(
    portal: Portal, ledger: Ledger
) -> None:
    portal.routes |= {"/list.html": listing(*PAGES[:2]), "/t1.html": Answer(status=503)}
    first = run(portal.source(), ledger)
    assert first.errors == {f"{portal.url}/t1.html": "cannot be fetched: answers 503"}
    assert first.came_in[0].may_pass
    assert sorted(first.statuses()) == ["accepted", "rejected"]
    portal.routes["/t1.html"] = text(1)
    run(portal.source(), ledger)
    assert ledger.counts() == {"accepted": 2, "superseded": 1}


def test_an_article_that_goes_away_stays_published_and_is_told(portal: Portal, ledger: Ledger) -> None:
    portal.routes["/list.html"] = listing("/t1.html")
    run(portal.source(), ledger)
    portal.routes["/t1.html"] = Answer(status=404)
    assert run(portal.source(), ledger).statuses() == ["rejected"]
    assert ledger.counts() == {"accepted": 1, "rejected": 1}
    portal.routes["/t1.html"] = text(1)
    run(portal.source(), ledger)
    assert ledger.counts() == {"accepted": 1, "superseded": 1}


@pytest.mark.parametrize("times", [1, 2])
def test_a_list_that_fails_is_told_each_time_and_settled_once_it_is_there(
    portal: Portal, ledger: Ledger, times: int
) -> None:
    for _ in range(times):
        portal.routes["/list.html"] = Answer(status=503)
        assert run(portal.source(), ledger).statuses() == ["rejected"]
        assert ledger.counts()["rejected"] == 1
        portal.routes["/list.html"] = listing("/t1.html")
        run(portal.source(), ledger)
        assert ledger.counts() == {"accepted": 1}


@pytest.mark.parametrize(
    "page",
    [
        Answer(
            "<html><title>404</title><body>抱歉，您访问的页面不存在或已删除，请返回首页或者联系网站管理员处理。</body></html>"
        ),
        Answer(
            "<html><body><h1>提示信息</h1><p>该信息不存在，可能已经下线，五秒之后自动返回网站首页，谢谢您的支持</p></body></html>"
        ),
        Answer("<html><head><script>var a='" + "x" * 5000 + "'</script></head><body></body></html>"),
        redirect("/"),
        redirect("/list.html"),
    ],
)
def test_a_page_that_only_says_200_is_no_article(portal: Portal, ledger: Ledger, page: Answer) -> None:
    portal.routes |= {"/list.html": listing("/t1.html"), "/t1.html": page, "/": Answer("<html>" + "首页" * 500)}
    done = run(portal.source(), ledger)
    assert done.statuses() == ["rejected"]
    assert len(done.errors) == 1


def test_an_article_about_pages_that_are_not_found_is_one(portal: Portal, ledger: Ledger) -> None:
    body = (
        "3月4日,区政府召开网站整改会议。区长王大明主持会议。会议指出,部分栏目点击后提示页面不存在。"
        + "会议强调,要抓好整改。" * 40
    )
    portal.routes |= {"/list.html": listing("/t1.html"), "/t1.html": Answer(article(1, body), kind="text/plain")}
    assert run(portal.source(), ledger).statuses() == ["accepted"]


def test_a_changed_layout_of_the_list_is_told(portal: Portal, ledger: Ledger) -> None:
    portal.routes["/list.html"] = listing("/new/1.shtml")
    done = run(portal.source(), ledger)
    assert list(done.errors) == [f"{portal.url}/list.html"]
    assert "no link matches `links` of source test: has the layout" in done.errors[f"{portal.url}/list.html"]


def test_a_changed_layout_of_articles_is_told_and_nothing_wrong_is_read(portal: Portal, ledger: Ledger) -> None:
    body = "区政府召开常务会议。" * 50
    page = f"<html><body><h1>区政府召开常务会议</h1><div class='new'><p>{body}</p></div></body></html>"
    portal.routes |= {"/list.html": listing("/t1.html"), "/t1.html": Answer(page)}
    done = run(portal.source(selectors={"title": "h1", "text": "div.old", "source": "p.by"}), ledger)
    assert done.errors[f"{portal.url}/t1.html"].endswith(
        "selectors.text of source test finds nothing: has the layout of the portal changed?"
    )
    done = run(portal.source(selectors={"title": "h1", "text": "div.new", "source": "p.by"}), ledger)
    assert not done.errors
    assert "test: selectors.source finds nothing on 1 page" in done.told


def test_a_page_without_a_text_is_asked_for_again_until_it_has_one(portal: Portal, ledger: Ledger) -> None:
    links = "".join(
        f"<li><a href='/x{number}.html'>区政府召开第{number}次常务会议研究有关工作</a></li>" for number in range(9)
    )
    portal.routes |= {
        "/list.html": listing("/t1.html"),
        "/t1.html": Answer(f"<html><title>要闻</title><body><ul>{links}</ul></body></html>"),
    }
    assert run(portal.source(), ledger).statuses() == ["rejected"]
    portal.routes["/t1.html"] = Answer(marked_up(1))
    assert run(portal.source(politeness={"recheck": 1}), ledger).statuses() == ["accepted"]


def test_what_robots_txt_forbids_is_told(portal: Portal, ledger: Ledger) -> None:
    portal.routes |= {
        "/robots.txt": Answer("User-agent: *\nDisallow: /t1\n", kind="text/plain"),
        "/list.html": listing(*PAGES[:2]),
    }
    done = run(portal.source(), ledger)
    assert done.errors == {f"{portal.url}/t1.html": "cannot be fetched: robots.txt forbids it"}
    assert portal.count("/t1.html") == 0


def test_a_portal_that_breaks_down_is_left_alone_and_walked_again(portal: Portal, ledger: Ledger) -> None:
    more = [f"/t{number}.html" for number in range(100, 130)]
    portal.routes["/list.html"] = listing(*more)
    portal.routes |= {path: Answer(status=500) for path in more}
    done = run(portal.source(), ledger)
    assert "given up for now" in done.errors[f"{portal.url}/list.html"]
    assert len([path for path in portal.asked if path.startswith("/t")]) == 5
    portal.routes |= {path: text(number) for number, path in enumerate(more)}
    run(portal.source(), ledger)
    assert ledger.counts()["accepted"] == 30


def test_one_address_is_fetched_by_itself(portal: Portal, ledger: Ledger) -> None:
    done = run(portal.source(), ledger, address=f"{portal.url}/t1.html")
    assert (names(done.came_in, portal), done.statuses()) == (["/t1.html"], ["accepted"])
    assert "/list.html" not in portal.asked


def test_a_ledger_of_before_learns_of_the_web(portal: Portal, tmp_path: Path) -> None:
    write_old_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}", 3, "one")
    portal.routes["/list.html"] = listing("/t1.html")
    assert run(portal.source(), open_ledger(tmp_path)).statuses() == ["accepted"]


def test_the_ledger_knows_what_each_portal_yielded(portal: Portal, tmp_path: Path) -> None:
    portal.routes["/list.html"] = listing("/t1.html", "/t2.html")
    ledger = open_ledger(tmp_path)
    run(portal.source(), ledger)
    (found,) = ledger.survey(datetime.now(UTC), "").yields
    assert (found.source, found.articles, found.last_week) == (portal.source().name, 2, 2)
