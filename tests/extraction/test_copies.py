"""Which of two articles is a copy of the other: resemblance proposes, and day, body, figures and names decide."""

from dataclasses import replace
from functools import cache
from itertools import combinations
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.articles.parsing import parse
from flows.extraction.copies import are_copies
from flows.extraction.extract import extract
from flows.extraction.fingerprint import Fingerprint, fingerprint, packed, unpacked
from tests.extraction.copies_sample import COPIES, FLOOD, MATES, ORDERS, VISIT, Report


@cache
def of(report: Report) -> Fingerprint:
    article = parse(report.text(), name="sample.txt", jurisdiction="四川省成都市新都区")
    found = fingerprint(article, extract(article))
    assert found
    return found


@pytest.mark.parametrize("kind", COPIES)
def test_a_copy_is_proposed_and_confirmed_both_ways_round(kind: str) -> None:
    one, other = map(of, COPIES[kind])
    assert set(one.bands) & set(other.bands)
    assert are_copies(one, other)
    assert are_copies(other, one)


@pytest.mark.parametrize("kind", MATES)
def test_what_is_written_from_one_template_is_no_copy(kind: str) -> None:
    one, other = map(of, MATES[kind])
    assert not are_copies(one, other)
    assert not are_copies(other, one)


def test_most_of_what_is_written_from_one_template_resembles_each_other_like_copies_do() -> None:
    """Else the pairs above would prove nothing."""
    alike = [kind for kind, (one, other) in MATES.items() if set(of(one).bands) & set(of(other).bands)]
    assert len(alike) >= len(MATES) - 2


def test_different_articles_are_not_even_proposed() -> None:
    for one, other in combinations((FLOOD, VISIT, ORDERS), 2):
        assert set(of(one).bands).isdisjoint(of(other).bands)


def test_an_article_without_a_date_or_a_body_has_no_fingerprint() -> None:
    for text in ("江城区召开会议\n会议要求,要压实责任。", "江城区召开会议\n发布时间:2019-06-04\n!!!\n"):
        article = parse(text, name="sample.txt")
        assert fingerprint(article, extract(article)) is None


@pytest.mark.parametrize("report", [FLOOD, VISIT, ORDERS])
def test_what_is_stored_of_a_fingerprint_is_all_of_it(report: Report) -> None:
    assert unpacked(packed(of(report))) == of(report)


def test_long_texts_without_signs_are_compared_at_once() -> None:
    def text(seed: int) -> Fingerprint:
        said = "".join(Random(seed).choices("会议要求", k=100_000))
        return replace(of(FLOOD), clauses=(*of(FLOOD).clauses * 5_000, said))

    begin = process_time()
    assert not are_copies(text(1), text(2))
    assert process_time() - begin < 5.0


_CLAUSES = st.lists(st.text("会议要求第一二3月日上午区长", min_size=1, max_size=12), min_size=1, max_size=12)
_ANY = st.builds(
    Fingerprint,
    published=st.dates().map(lambda day: f"{day}T00:00:00+08:00"),
    title=st.text("会议区长", max_size=6),
    clauses=_CLAUSES.map(tuple),
    people=st.lists(st.text("王李张", min_size=2, max_size=3), max_size=3).map(tuple),
    documents=st.just(()),
    bands=st.just(()),
)


@given(_ANY, _ANY)
def test_the_order_of_the_two_makes_no_difference_and_each_is_a_copy_of_itself(
    one: Fingerprint, other: Fingerprint
) -> None:
    assert are_copies(one, other) == are_copies(other, one)
    assert are_copies(one, one)
