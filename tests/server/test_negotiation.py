"""Accept headers, by the rules and examples of RFC 9110."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.server.negotiation import chosen

OFFERS = ("text/html", "text/turtle", "application/ld+json")


@pytest.mark.parametrize(
    ("accept", "offer"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/TURTLE ; q=1.0", "text/turtle"),
        ("text/*;q=0.3, application/ld+json;q=0.7", "application/ld+json"),
        ("text/*, text/html;q=0.1", "text/turtle"),
        ("*/*;q=0.5, text/html;q=0", "text/turtle"),
        ("application/ld+json;profile=x;q=0.8, text/html;q=0.7", "application/ld+json"),
        ("text/turtle;q=nonsense, text/html;q=0.1", "text/html"),
        ("image/png", None),
        ("text/html;q=0", None),
    ],
)
def test_the_best_offer_is_chosen(accept: str, offer: str | None) -> None:
    assert chosen(accept, OFFERS) == offer


@pytest.mark.parametrize(
    ("accept", "language"),
    [("en-GB,en;q=0.9,zh;q=0.8", "en"), ("zh-Hans-CN", "zh"), ("fr, *;q=0.1", "zh"), ("fr", None), ("", "zh")],
)
def test_languages_are_chosen_by_their_beginning(accept: str, language: str | None) -> None:
    assert chosen(accept, ("zh", "en")) == language


@given(st.text())
def test_no_header_is_too_odd(accept: str) -> None:
    assert chosen(accept, OFFERS) in (*OFFERS, None)
