from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.evaluation.aligned import meeting_slots
from flows.evaluation.form import Gold
from flows.evaluation.matching import folded
from flows.evaluation.scoring import KEYS, Tally, compare, tally
from tests.evaluation.cases import gold


def _counts(wanted: Gold, found: Gold, key: str) -> tuple[int, int, int]:
    counted = tally([compare(wanted, found)[key]])
    return counted.right, counted.found, counted.gold


def _meeting(name: str, chair: str, date: str | None = "2019-06-11") -> Any:
    return gold()["meetings"][0] | {"name": name, "chairs": [chair], "date": date}


def test_every_key_is_compared_and_gold_is_right_by_itself() -> None:
    outcomes = compare(gold(), gold())
    assert tuple(outcomes) == KEYS
    assert {key: tally([outcome]).f1 for key, outcome in outcomes.items()} == dict.fromkeys(KEYS, 1.0)


def test_figures_are_counted_over_all_articles_together() -> None:
    counted = Tally(right=3, found=4, gold=6)
    assert (counted.precision, counted.recall, counted.f1) == (0.75, 0.5, 0.6)


@pytest.mark.parametrize(
    ("counts", "figures"), [((0, 0, 0), (1, 1, 1)), ((0, 2, 0), (0, 0, 0)), ((0, 0, 2), (0, 0, 0))]
)
def test_figures_where_nothing_is_there_or_nothing_found(
    counts: tuple[int, int, int], figures: tuple[int, int, int]
) -> None:
    counted = Tally(*counts)
    assert (counted.precision, counted.recall, counted.f1) == figures


def test_width_white_space_quotes_and_brackets_do_not_matter() -> None:
    assert folded("「美丽 乡村」(试行)") == folded("“美丽乡村”\u3000\uff08试行\uff09") == folded('"美丽乡村"(试行)')
    assert folded("关于<某>的请示") == folded("关于〈某〉的请示") == folded("关于《某》的请示")


def test_a_name_found_twice_is_right_once() -> None:
    found = gold()
    found["people"].append({"name": "赵一帆", "posts": []})
    assert _counts(gold(), found, "people") == (3, 4, 3)


def test_a_post_is_right_only_for_its_person() -> None:
    found = gold()
    found["people"][0]["posts"], found["people"][1]["posts"] = ["副县长"], ["县长"]
    assert _counts(gold(), found, "posts") == (1, 3, 4)


def test_organizations_score_by_surface_and_by_canonical_name() -> None:
    found = gold()
    found["organizations"][0]["canonical"] = "中共林川市委员会"
    assert _counts(gold(), found, "organizations_surface") == (2, 2, 2)
    assert _counts(gold(), found, "organizations_canonical") == (1, 2, 2)


def test_byline_kinds_are_kept_apart() -> None:
    found = gold()
    found["reporters"], found["editors"], found["source"] = found["editors"], [], None
    assert _counts(gold(), found, "byline") == (0, 1, 3)


def test_meetings_are_aligned_by_name_then_by_order() -> None:
    wanted, found = gold(), gold()
    wanted["meetings"] = [_meeting("甲会议", "赵一帆"), _meeting("乙会议", "钱二丰"), _meeting("丙会议", "孙三立")]
    found["meetings"] = [_meeting("丙会议", "x"), _meeting("县甲会议", "x"), _meeting("乙", "x"), _meeting("丁", "x")]
    assert meeting_slots(wanted, found) == [2, 0, 1, 6]


def test_a_meeting_whose_name_is_cut_wrong_may_have_its_chair_and_date_right() -> None:
    found = gold()
    found["meetings"] = [_meeting("防汛工作推进会", "赵一帆")]
    assert _counts(gold(), found, "meetings") == (0, 1, 1)
    assert _counts(gold(), found, "chairs") == (1, 1, 1)
    assert _counts(gold(), found, "meeting_dates") == (1, 1, 1)


def test_the_chair_of_another_meeting_is_wrong() -> None:
    wanted, found = gold(), gold()
    wanted["meetings"] = [_meeting("甲会议", "赵一帆"), _meeting("乙会议", "钱二丰", None)]
    found["meetings"] = [_meeting("甲会议", "钱二丰"), _meeting("乙会议", "赵一帆", "2019-06-10")]
    assert _counts(wanted, found, "chairs") == (0, 2, 2)
    assert _counts(wanted, found, "meeting_dates") == (1, 2, 1)


def test_status_and_action_count_for_documents_of_the_right_title() -> None:
    wanted, found = gold(), gold()
    wanted["documents"].append({"title": "甲办法", "status": None, "action": "学习"})
    found["documents"] = [
        {"title": "甲办法", "status": "草案", "action": "审议"},
        {"title": "乙办法", "status": "草案", "action": "审议"},
    ]
    assert _counts(wanted, found, "documents") == (1, 2, 2)
    assert _counts(wanted, found, "document_status") == (0, 1, 0)
    assert _counts(wanted, found, "document_action") == (0, 1, 1)


@pytest.mark.parametrize(
    ("speaker", "head", "text", "right"),
    [
        ("赵一帆", "全县要强化巡堤", "全县要强化巡堤查险责任落实。", 1),
        ("赵一帆", "巡堤查险责任", "巡堤查险责任落实。", 1),
        ("赵一帆", "查险", "查险。", 1),
        ("会议", "强化巡堤查险责任落实", "强化巡堤查险责任落实。", 0),
        ("赵一帆", "另外一项", "另" * 41 + "强化巡堤查险责任落实。", 0),
        ("赵一帆", "另外一项", "另" * 40 + "强化巡堤查险责任落实。", 1),
        ("赵一帆", "", "", 0),
    ],
)
def test_when_a_directive_is_right(speaker: str, head: str, text: str, right: int) -> None:
    wanted, found = gold(), gold()
    wanted["directives"] = wanted["directives"][:1]
    found["directives"] = [{"speaker": speaker, "head": head, "numbered": True, "text": text}]
    assert _counts(wanted, found, "directives") == (right, 1, 1)


def test_one_found_directive_serves_one_of_gold() -> None:
    found = gold()
    text = "强化巡堤查险责任落实。二要备足抢险物资和队伍。"
    found["directives"] = [{"speaker": "赵一帆", "head": text[:12], "numbered": True, "text": text}]
    assert _counts(gold(), found, "directives") == (1, 1, 2)


NAMES = st.lists(st.sampled_from(["赵一帆", "钱 二丰", "钱二丰", "孙三立"]), max_size=5)


@given(NAMES, NAMES)
def test_counts_never_exceed_each_other_and_sides_mirror(left: list[str], right: list[str]) -> None:
    wanted, found = gold(), gold()
    wanted["referenced_meetings"], found["referenced_meetings"] = left, right
    hits, there, expected = _counts(wanted, found, "referenced_meetings")
    assert hits <= min(there, expected)
    assert _counts(found, wanted, "referenced_meetings") == (hits, expected, there)
