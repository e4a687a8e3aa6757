import pytest

from tests.extraction.core_sample import facts_of, names, reported, roles

COUNCIL = "10月10日上午,区委书记周明远主持召开区委常委会会议。"


@pytest.mark.parametrize(
    "source",
    [
        "10月10日,由副市长周明远任组长的市第三督查组一行6人,到龙桥镇督查防汛工作。周明远要求,要抓好防汛。",
        "10月10日,以市水务局局长高文博为组长的市督查组莅临我区督查防汛工作。",
        "10月10日,区长陈志远带队督查防汛工作。",
        "10月10日,区长陈志远督查防汛工作。",
        COUNCIL + "\n下午,周明远到龙桥镇督查防汛工作。",
    ],
)
def test_what_is_a_visit(source: str) -> None:
    assert "督查" in names(facts_of(source), reported=True)


@pytest.mark.parametrize(
    "source",
    [
        COUNCIL + "\n区长陈志远曾到龙桥镇督查过防汛工作。",
        COUNCIL + "\n10月9日,区长陈志远督查时强调,要抓好防汛。",
        COUNCIL + "\n区水务局局长高文博任督查组组长。",
    ],
)
def test_what_is_none(source: str) -> None:
    assert names(facts_of(source), reported=True) == ["区委常委会会议"]


def test_the_meeting_and_the_visit_keep_their_people() -> None:
    later = "下午,周明远到龙桥镇调研。区长陈志远参加会议,副区长孙立新陪同调研。"
    facts = facts_of(COUNCIL + later)
    assert [meeting.name for meeting in reported(facts)] == ["调研", "区委常委会会议"]
    assert roles(facts) == {("周明远", "attendee"), ("孙立新", "attendee")}
    assert roles(facts, 1) == {("周明远", "chair"), ("陈志远", "attendee")}


def test_one_who_took_part_in_both_is_in_both() -> None:
    visit = "10月10日,区长陈志远到龙桥镇调研。\n调研结束后,陈志远主持召开座谈会。"
    facts = facts_of(visit + "\n副区长孙立新一同调研并参加座谈会。", title="陈志远到龙桥镇调研")
    assert [("孙立新", "attendee") in roles(facts, index) for index in range(2)] == [True, True]


@pytest.mark.parametrize(
    ("who", "taken_part"),
    [
        ("校长高文博介绍了情况", False),
        ("高文博激动地说,感谢政府", False),
        ("校长高文博陪同调研", True),
        ("区教育局局长高文博汇报了工作", True),
    ],
)
def test_who_is_visited_takes_no_part(who: str, taken_part: bool) -> None:
    facts = facts_of(f"10月10日,区长陈志远到龙桥镇调研教育工作。\n在龙桥小学,{who}。", title="陈志远到龙桥镇调研")
    assert ("高文博" in {name for name, _ in roles(facts)}) is taken_part


FIRST = "10月10日,区长陈志远到龙桥镇调研防汛工作。"


@pytest.mark.parametrize(
    ("further", "expected"),
    [
        ("10月11日,副区长孙立新到军屯镇调研防汛工作。", 2),
        ("当天,副区长孙立新还到军屯镇调研了防汛工作。", 2),
        ("日前,副区长孙立新也到军屯镇调研了防汛工作。", 2),
        ("10月11日,陈志远到军屯镇调研防汛工作。", 1),
        ("副区长孙立新到军屯镇调研时强调,要抓好防汛。", 1),
    ],
)
def test_the_visits_of_others(further: str, expected: int) -> None:
    facts = facts_of(f"{FIRST}\n{further}", title="陈志远到龙桥镇调研")
    assert names(facts, reported=True) == ["调研"] * expected
    assert ("孙立新", "attendee") not in roles(facts) or expected == 1


def test_the_visit_of_a_group() -> None:
    facts = facts_of("10月10日,省人大调研组到我区调研。区长陈志远陪同调研。", title="省人大调研组到我区调研")
    assert roles(facts) == {("陈志远", "attendee")}
