"""Pages from a portal that misbehaves: each guard of the fetcher, against the very thing that it guards from."""

import gzip
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from flows.articles.decoding import MAX_BYTES
from flows.sources.fetching import Fetcher, FetchError, Validators
from flows.sources.pace import Pace
from flows.web.guarded import is_public
from tests.sources.portal import Answer, Clock, Portal, fetcher, redirect, serving, text, trusted_in


@pytest.fixture
def portal() -> Iterator[Portal]:
    with serving(Portal()) as serving_portal:
        yield serving_portal


def refusal(fetch: Fetcher, url: str) -> FetchError:
    with fetch, pytest.raises(FetchError) as failed:
        fetch.get(url)
    return failed.value


def test_a_page_comes_as_it_is(portal: Portal) -> None:
    portal.routes["/t1.html"] = Answer("区政府".encode("gbk"), headers={"ETag": '"1"', "Last-Modified": "then"})
    with fetcher(portal) as fetch:
        page = fetch.get(f"{portal.url}/t1.html#top")
    assert page.raw == "区政府".encode("gbk")
    assert page.validators == Validators('"1"', "then")
    assert portal.headers[-1]["User-Agent"].startswith("zhengwen/")


def test_a_page_that_has_not_changed_is_not_sent_again(portal: Portal) -> None:
    portal.routes["/t1.html"] = text(1, headers={"ETag": '"1"'})
    with fetcher(portal) as fetch:
        assert fetch.get(f"{portal.url}/t1.html", Validators('"1"')).unchanged
        assert not fetch.get(f"{portal.url}/t1.html", Validators('"0"')).unchanged


def test_a_server_that_is_busy_is_asked_again_when_it_says(portal: Portal) -> None:
    portal.routes["/t1.html"] = [Answer(status=503, headers={"Retry-After": "17"}), text(1)]
    clock = Clock()
    with fetcher(portal, clock) as fetch:
        assert fetch.get(f"{portal.url}/t1.html").raw
    assert clock.slept == [17.0]


def test_a_server_that_stays_busy_is_left_alone(portal: Portal) -> None:
    portal.routes["/t1.html"] = Answer(status=503)
    clock = Clock()
    failed = refusal(fetcher(portal, clock), f"{portal.url}/t1.html")
    assert (str(failed), failed.may_pass) == ("answers 503", True)
    assert (clock.slept, portal.count("/t1.html")) == ([1.0, 2.0, 4.0], 4)


def test_a_server_that_asks_for_an_hour_is_not_asked_sooner(portal: Portal) -> None:
    portal.routes["/t1.html"] = Answer(status=429, headers={"Retry-After": "3600"})
    assert refusal(fetcher(portal), f"{portal.url}/t1.html").may_pass
    assert portal.count("/t1.html") == 1


@pytest.mark.parametrize(("status", "may_pass"), [(404, False), (403, False), (500, True)])
def test_other_refusals_are_not_asked_again(portal: Portal, status: int, may_pass: bool) -> None:
    portal.routes["/t1.html"] = Answer(status=status)
    failed = refusal(fetcher(portal), f"{portal.url}/t1.html")
    assert (str(failed), failed.may_pass, portal.count("/t1.html")) == (f"answers {status}", may_pass, 1)


@pytest.mark.parametrize("slow_head", [False, True])
def test_slow_bytes_end_with_the_time_for_an_answer(portal: Portal, slow_head: bool) -> None:
    portal.routes["/t1.html"] = Answer(b"x" * 400, pause=0.05, slow_head=slow_head)
    started = time.monotonic()
    failed = refusal(fetcher(portal, seconds=0.3), f"{portal.url}/t1.html")
    assert failed.may_pass
    assert time.monotonic() - started < 4 * 0.3 + 2


@pytest.mark.parametrize("said", [True, False])
def test_a_page_of_30_mb_is_not_read_to_its_end(portal: Portal, said: bool) -> None:
    headers = {} if said else {"Content-Length": ""}
    portal.routes["/t1.html"] = Answer(b"<p>" + b"x" * 30_000_000, headers=headers)
    assert "more than the 5,000,000 bytes" in str(refusal(fetcher(portal), f"{portal.url}/t1.html"))


def test_nor_one_that_unpacks_to_more(portal: Portal) -> None:
    packed = gzip.compress(b"x" * (MAX_BYTES * 4))
    portal.routes["/t1.html"] = Answer(packed, headers={"Content-Encoding": "gzip"})
    assert "more than the 5,000,000 bytes" in str(refusal(fetcher(portal), f"{portal.url}/t1.html"))


def test_a_pdf_is_not_loaded(portal: Portal) -> None:
    portal.routes["/t1.html"] = Answer(b"%PDF-", kind="application/pdf")
    assert str(refusal(fetcher(portal), f"{portal.url}/t1.html")) == "application/pdf, not a page"


@pytest.mark.parametrize("target", ["/新/t1.html", "%E6%96%B0/t1.html", "//{host}/新/t1.html#top"])
def test_redirects_are_followed(portal: Portal, target: str) -> None:
    target = target.format(host=portal.url.removeprefix("http://"))
    portal.routes |= {"/t1.html": redirect(target), "/%E6%96%B0/t1.html": text(1)}
    with fetcher(portal) as fetch:
        assert fetch.get(f"{portal.url}/t1.html").url == f"{portal.url}/%E6%96%B0/t1.html"


def test_a_redirect_to_itself_with_a_cookie_is_followed_once(portal: Portal) -> None:
    first = redirect("/t1.html")
    first.headers["Set-Cookie"] = "seen=1; Path=/"
    portal.routes["/t1.html"] = [first, text(1)]
    with fetcher(portal) as fetch:
        assert fetch.get(f"{portal.url}/t1.html").raw
    assert portal.headers[-1]["Cookie"] == "seen=1"


def test_a_redirect_loop_ends(portal: Portal) -> None:
    portal.routes |= {"/a": redirect("/b"), "/b": redirect("/a")}
    assert str(refusal(fetcher(portal), f"{portal.url}/a")) == "redirects in a circle"
    portal.routes["*"] = lambda path: redirect(f"{path}x")
    assert "more than 5 times" in str(refusal(fetcher(portal), f"{portal.url}/c"))
    assert len(portal.asked) < 20


PRIVATE = "an address of a private network"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("http://127.0.0.1:{port}/secret", PRIVATE),
        ("http://localhost:{port}/secret", PRIVATE),
        ("http://[::1]:{port}/secret", PRIVATE),
        ("http://[::ffff:127.0.0.1]:{port}/secret", PRIVATE),
        ("http://2130706433:{port}/secret", PRIVATE),
        ("http://169.254.169.254/latest/meta-data/", PRIVATE),
        ("http://10.0.0.1/", PRIVATE),
        ("http://0.0.0.0:{port}/secret", PRIVATE),
        ("file:///etc/passwd", "no http(s) address"),
        ("ftp://127.0.0.1/secret", "no http(s) address"),
        ("http://user:secret@127.0.0.1:{port}/secret", "a user or password in it"),
        ("http://127.0.0.1:25/", "port 25 is none of a web server"),
    ],
)
def test_a_redirect_into_the_private_network_is_refused(portal: Portal, target: str, words: str) -> None:
    with serving(Portal({"/secret": text(1)})) as private:
        portal.routes["/t1.html"] = redirect(target.format(port=private.url.rpartition(":")[2]))
        failed = refusal(fetcher(portal), f"{portal.url}/t1.html")
    assert str(failed).startswith("not asked for: redirects to ")
    assert words in str(failed)
    assert not failed.may_pass
    assert private.asked == []


def test_a_name_is_looked_up_once_and_what_it_means_is_checked(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    real, looked_up = socket.getaddrinfo, []

    def look_up(host: str, *arguments: Any, **more: Any) -> Any:
        if host == "news.example.org":
            looked_up.append(host)
            host = "127.0.0.1"
        return real(host, *arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    port = portal.url.rpartition(":")[2]
    portal.routes["/t1.html"] = text(1)
    failed = refusal(fetcher(portal), f"http://news.example.org:{port}/t1.html")
    assert "127.0.0.1, an address of a private network" in str(failed)
    assert portal.asked == []
    portal.url = f"http://news.example.org:{port}"
    looked_up.clear()
    with fetcher(portal) as fetch:
        assert fetch.get(f"{portal.url}/t1.html").raw
    assert len(looked_up) == len(portal.asked) == 2  # robots.txt and the page


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("192.168.1.1", False), ("100.64.0.1", False),
        ("fe80::1%eth0", False), ("fc00::1", False), ("64:ff9b::10.0.0.1", False), ("2002:7f00:1::", False),
        ("224.0.0.1", False), ("::", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_what_robots_txt_forbids_is_not_asked_for(portal: Portal) -> None:
    portal.routes |= {
        "/robots.txt": Answer("User-agent: *\nDisallow: /inner/\nAllow: /inner/open/\n", kind="text/plain"),
        "/inner/t1.html": text(1),
        "/inner/open/t2.html": text(2),
    }
    assert str(refusal(fetcher(portal), f"{portal.url}/inner/t1.html")) == "robots.txt forbids it"
    with fetcher(portal) as fetch:
        assert fetch.get(f"{portal.url}/inner/open/t2.html").raw
    assert portal.count("/inner/t1.html") == 0


def test_nor_by_a_redirect(portal: Portal) -> None:
    portal.routes |= {
        "/robots.txt": Answer("User-agent: zhengwen\nDisallow: /inner/\n", kind="text/plain"),
        "/t1.html": redirect("/inner/t1.html"),
    }
    assert str(refusal(fetcher(portal), f"{portal.url}/t1.html")) == "robots.txt forbids it"
    assert portal.count("/inner/t1.html") == 0


def test_a_server_whose_robots_txt_fails_is_not_asked_for_more(portal: Portal) -> None:
    portal.routes |= {"/robots.txt": Answer(status=503), "/t1.html": text(1)}
    failed = refusal(fetcher(portal), f"{portal.url}/t1.html")
    assert (str(failed), failed.may_pass) == ("robots.txt: answers 503", True)
    assert portal.count("/t1.html") == 0


def test_a_robots_txt_that_is_a_page_forbids_nothing(portal: Portal) -> None:
    portal.routes |= {"/robots.txt": Answer("<html>\nUser-agent: *\nDisallow: /\n</html>"), "/t1.html": text(1)}
    with fetcher(portal) as fetch:
        assert fetch.get(f"{portal.url}/t1.html").raw


@pytest.mark.parametrize(("asked", "waited"), [("", 2.0), ("Crawl-delay: 7", 7.0), ("Crawl-delay: 9999", 60.0)])
def test_a_host_is_asked_slowly(portal: Portal, asked: str, waited: float) -> None:
    portal.routes |= {"/robots.txt": Answer(f"User-agent: *\n{asked}\n", kind="text/plain"), "*": text(1)}
    clock = Clock()
    with fetcher(portal, clock, delay=2.0) as fetch:
        for number in range(3):
            fetch.get(f"{portal.url}/t{number}.html")
    assert clock.slept == [2.0, waited, waited]


def test_two_sources_on_one_host_ask_it_as_slowly_as_one(portal: Portal) -> None:
    portal.routes["*"] = text(1)
    clock = Clock()
    pace = Pace(clock.sleep, clock.time)
    with (
        Fetcher(trusted_in(portal), print, delay=2.0, pace=pace) as one,
        Fetcher(trusted_in(portal), print, delay=5.0, pace=pace) as other,
    ):
        for fetch in (one, other, one):
            fetch.get(f"{portal.url}/t1.html")
    assert sum(clock.slept) == clock.now == 2.0 + 2.0 + 5.0 + 5.0  # each asks for robots.txt first


def test_a_server_that_is_not_there_is_told_in_a_line() -> None:
    with serving(Portal()) as gone:
        pass
    failed = refusal(fetcher(gone), f"{gone.url}/t1.html")
    assert failed.may_pass
    assert "refused" in str(failed)
