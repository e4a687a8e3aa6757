import json
from pathlib import Path
from typing import Any

import pytest

from flows.evaluation.check import check, main
from tests.evaluation.cases import case, gold, write


def _meeting(data: Any, **changes: object) -> None:
    data["meetings"][0].update(changes)


def _head(data: Any, head: str) -> None:
    data["directives"][0]["head"] = head


def test_a_right_annotation_has_no_problems() -> None:
    assert check(case()) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda d: d.update(title="别的标题"), "title: “别的标题” does not stand in the text"),
        (lambda d: d["people"][0]["posts"].append("市长"), "people.posts: “市长” does not stand in the text"),
        (lambda d: d["people"][1]["posts"].append("副县长"), "people.posts of 钱二丰: 副县长 stands there twice"),
        (lambda d: d["people"].append({"name": "李四海", "posts": []}), "people: 李四海 is in the byline"),
        (lambda d: _meeting(d, chairs=["周五湖"]), "meetings.chairs: 周五湖 is not among people"),
        (lambda d: _meeting(d, attendees=["赵一帆"]), "meetings.attendees: 赵一帆 stands there already (chairs)"),
        (lambda d: _meeting(d, date="2019-06-13"), "meetings.date: 2019-06-13 is after publication (2019-06-12)"),
        (lambda d: _meeting(d, date="2019-02-30"), "meetings.date: 2019-02-30 is no ISO date"),
        (lambda d: _meeting(d, date="6月11日"), "meetings.date: 6月11日 is no ISO date"),
        (lambda d: _meeting(d, ordinal=0), "meetings.ordinal: 0 is not positive"),
        (
            lambda d: d["meetings"].append(d["meetings"][0]),
            "meetings: 林川县防汛工作推进会 (ordinal None) stands there",
        ),
        (lambda d: d.update(published="2019/06/12"), "published: 2019/06/12 is no ISO date or date-time"),
        (
            lambda d: d["organizations"].append(d["organizations"][0]),
            "organizations.canonical: 中共林川县委员会 stands",
        ),
        (lambda d: d["documents"][0].update(title="林川县防汛应急预案(送审稿)"), "still has its status"),
        (lambda d: d["documents"][0].update(title="《林川县防汛应急预案(送审稿)》"), "still has its brackets"),
        (lambda d: d["documents"][0].update(status="(送审稿)"), "documents.status: (送审稿) still has its brackets"),
        (lambda d: _head(d, "强化巡堤"), "directives.head: “强化巡堤” has 4 characters, not 8 to 20"),
        (lambda d: d["directives"].reverse(), "stands before the head above it, or is there twice"),
    ],
)
def test_each_broken_convention_is_said(change: Any, problem: str) -> None:
    data = gold()
    change(data)
    assert problem in "\n".join(check(case(data)))


@pytest.mark.parametrize(
    "head", ["一要强化巡堤查险", "一是要强化巡堤查险", "第一,强化巡堤查险", "(一)强化巡堤查险", "1.强化巡堤查险责任"]
)
def test_a_head_with_its_ordinal_is_said(head: str) -> None:
    data = gold()
    _head(data, head)
    assert f"directives.head: “{head}” still has its ordinal" in check(case(data))


def test_a_meeting_without_a_name_need_not_stand_in_the_text() -> None:
    data = gold()
    _meeting(data, name="调研")
    assert check(case(data)) == []


def test_two_meetings_under_one_name_differ_by_ordinal() -> None:
    data = gold()
    _meeting(data, ordinal=88)
    data["meetings"].append(data["meetings"][0] | {"ordinal": 89})
    assert check(case(data)) == []


def test_the_command_prints_the_problems_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = gold()
    data["title"] = "别的标题"
    write(tmp_path, "a", json.dumps(data))
    assert main([str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert printed == "a: title: “别的标题” does not stand in the text\n1 articles, 1 problems\n"


def test_the_command_accepts_right_annotations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "a", json.dumps(gold()))
    assert main([str(tmp_path)]) == 0
    assert main([]) == 2
