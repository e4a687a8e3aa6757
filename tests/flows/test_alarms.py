"""What is unlike before raises an alarm, and what is always so does not. The diary's summaries are made up."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.alarms import Alarm, RunSummary, alarms
from flows.ledger import Outcome
from flows.summary import Summary


def source(
    new: int = 0, unchanged: int = 0, held_back: int = 0, without_text: int = 0, *missing: str
) -> dict[str, Any]:
    asked = new + unchanged + held_back
    counts = {"new": new, "unchanged": unchanged, "held_back": held_back, "without_text": without_text}
    return {"asked": asked, **counts, "missing": list(missing)}


def of(**sources: dict[str, Any]) -> RunSummary:
    return {"new": {}, "sources": sources}


def new(**statuses: int) -> RunSummary:
    return {"new": statuses, "sources": {}}


def kinds(found: Sequence[Alarm]) -> list[tuple[str, str]]:
    return [(alarm.kind, alarm.source) for alarm in found]


USUAL = [of(xindu=source(5, 20))] * 6


@pytest.mark.parametrize(
    ("run", "before", "line"),
    [
        (new(accepted=12, quarantined=8), [new(accepted=19, rejected=1)] * 3,
         "8 of 20 new articles held back (40%; before 5%)"),
        (of(xindu=source(held_back=20)), USUAL, "xindu: nothing can be fetched that could be before"),
        (of(xindu=source(0, 0, 1, 1)), USUAL,
         "xindu: no list or page is as it was: has the layout of the portal changed?"),
        (of(xindu=source(0, 20, 30, 28)), USUAL,
         "xindu: no article on 28 of 50 pages: has the layout of the portal changed?"),
        (of(xindu=source(5, 20, 0, 0, "published")), USUAL,
         "xindu: selectors.published no longer found on any page: has the layout changed?"),
        (of(xindu=source(0, 20)), [*USUAL, *[of(xindu=source(0, 20))] * 2],
         "xindu: nothing new in 3 runs, which has not been so before"),
    ],
)  # fmt: skip
def test_what_is_unusual_is_told_in_a_line(run: RunSummary, before: list[RunSummary], line: str) -> None:
    assert [alarm.line for alarm in alarms(run, before)] == [line]


@pytest.mark.parametrize(
    ("run", "before"),
    [
        (new(accepted=3, quarantined=1), [new(accepted=100)]),  # four articles are no measure
        (new(accepted=12, quarantined=8), [new(accepted=13, quarantined=7)]),  # always so
        (new(accepted=12, quarantined=8), []),  # nothing is known yet
        (new(accepted=19, quarantined=1), [new(accepted=1000)]),  # now and then one cannot be read
        (of(xindu=source(held_back=20)), [of(longqiao=source(5))] * 6),  # it never gave anything
        (of(xindu=source(0, 20)), USUAL),  # a quiet day
        (of(xindu=source()), USUAL),  # one of a source whose old pages are not asked for again
        (of(xindu=source(10, 10, 2, 2)), USUAL),  # two pages of pictures
        (of(xindu=source(5, 20, 0, 0, "editors")), [of(xindu=source(5, 20, 0, 0, "editors"))] * 6),
        ({"statuses": {"accepted": 1}}, [{"statuses": {"accepted": 1}}] * 9),  # a diary of an older program
    ],
)
def test_what_is_usual_or_chance_is_not_told(run: RunSummary, before: list[RunSummary]) -> None:
    assert alarms(run, before) == []


def test_a_silence_is_told_once_and_only_when_it_outlasts_those_before() -> None:
    week = [of(xindu=source(number, 20)) for number in (3, 4, 2, 5, 1, 0, 0)]
    before = week * 3
    told = []
    for _run in range(9):
        silent = of(xindu=source(0, 20))
        told.append(kinds(alarms(silent, before)))
        before = [*before, silent]
    # Two silent days ended the last week: the third to the fifth of these make five.
    assert told == [[], [], [("quiet", "xindu")], [], [], [], [], [], []]


def test_the_alarms_of_one_source_do_not_hide_those_of_another() -> None:
    before = [of(xindu=source(5, 20), longqiao=source(2, 3))] * 6
    run = of(xindu=source(held_back=9), longqiao=source(held_back=9, without_text=9))
    assert kinds(alarms(run, before)) == [("nothing", "xindu"), ("layout", "longqiao")]


counts = st.builds(source, *[st.integers(0, 50)] * 3)
runs = st.builds(
    lambda found, held, x: new(accepted=found, rejected=held) | {"sources": {"x": x}},
    *[st.integers(0, 50)] * 2,
    counts,
)
histories = st.lists(runs, max_size=30)


@given(histories, st.integers(1, 5))
def test_a_run_like_those_before_needs_nobody(history: list[RunSummary], times: int) -> None:
    """What has gone on for ten runs is usual, however bad it is."""
    steady = history[-1:] * 10
    if steady and steady[0]["sources"]["x"]["new"]:
        assert alarms(steady[0], steady * times) == []


@given(histories, counts)
def test_no_diary_is_too_odd_to_be_judged(history: list[RunSummary], now: dict[str, Any]) -> None:
    found = alarms(of(x=now), history)
    assert len(found) <= 1
    assert all("\n" not in alarm.line for alarm in found)


def test_a_summary_counts_by_source_what_became_of_each_page() -> None:
    summary = Summary()
    yields = summary.source("xindu")
    for outcome, got in (
        (Outcome("https://x/1", "accepted", "", new=True), True),
        (Outcome("https://x/2", "duplicate", "", new=True), True),
        (Outcome("https://x/3", "accepted", "", new=False), True),
        (Outcome("https://x/4", "quarantined", "no date line", new=True), True),
        (Outcome("https://x/5", "rejected", "no body", new=True), True),
        (Outcome("https://x/6", "rejected", "cannot be fetched: answers 503", new=False), False),
    ):
        yields.add(outcome, got=got)
    assert summary.as_json()["sources"] == {"xindu": source(2, 1, 3, 1)}
    assert "| xindu | 6 | 2 | 1 | 3 | 1 |" in summary.markdown()
