"""What real articles showed, in sentences of our own: each rule's example, and the nearest that it leaves alone."""

import pytest

from tests.extraction.core_sample import facts_of, names, people, roles

HELD = "10月10日,区政府第6次常务会议召开,区长陈志远主持会议。"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("区政府与中国恒业集团合作协议签约仪式举行。", ["区政府与中国恒业集团合作协议签约仪式"]),
        ("区委和中国恒业集团举行签约仪式。", ["签约仪式"]),
        ("陈志远召开区政府党组会议暨学习会议和常务会议。", ["区政府党组会议暨学习会议", "常务会议"]),
        ("区第五次党代表大会选举产生了出席市第六次党代表大会代表。", ["区第五次党代表大会"]),
        ("区第五次党代表大会召开,出席当天大会的代表有90人。", ["区第五次党代表大会"]),
        ("在全区召开各种会议前,区委召开会议。", ["会议"]),
    ],
)
def test_which_meetings_are_reported(source: str, expected: list[str]) -> None:
    assert names(facts_of(f"10月10日,{source}"), reported=True) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("要按照5月16日市委常委会会议要求,抓好落实。", ["市委常委会会议"]),
        ("出席十四届全国人大一次会议的四川代表举行座谈。", ["十四届全国人大一次会议"]),
        ("传达全市20个县(市、区)债务约谈会议精神。", ["全市20个县(市、区)债务约谈会议"]),
        ("要服务好全省“两会”。", ["全省“两会”"]),
    ],
)
def test_which_meetings_are_referred_to(source: str, expected: list[str]) -> None:
    assert names(facts_of(f"{HELD}\n{source}"), reported=False) == expected


@pytest.mark.parametrize(
    ("source", "role"),
    [
        ("区政协副主席何立文,部分党代表、人大代表应邀列席会议。", {("何立文", "observer")}),
        ("区政协副主席何立文代表区政协列席会议。", {("何立文", "attendee"), ("何立文", "observer")}),
        ("何立文、李云请假,周明远列席会议。", {("周明远", "observer")}),
        ("区协作机制组长、区水务局局长何立文出席会议并讲话。", {("何立文", "attendee"), ("何立文", "speaker")}),
    ],
)
def test_who_took_part_how(source: str, role: set[tuple[str, str]]) -> None:
    assert roles(facts_of(f"{HELD}\n{source}"), 0) - {("陈志远", "chair")} == role


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("市政协副主席周明远来新调研。", ["周明远"]),
        ("会议由周明远代表区政府主持。", ["周明远"]),
        ("会议选举出周明远同志为区长。", ["周明远"]),
        ("周明远、阿依古丽、李云等原县级老领导应邀出席会议。", ["周明远", "阿依古丽", "李云"]),
        ("组长周明远以及组员李云、何立出席会议。", ["周明远", "李云", "何立"]),
        ("龙桥镇邓明川副镇长陪同督导。", ["邓明川"]),
        ("区委书记周明远在区委常委楼四楼会议室主持会议。", ["周明远"]),
    ],
)
def test_who_is_named(source: str, expected: list[str]) -> None:
    assert list(people(f"10月10日,{source}")) == expected


@pytest.mark.parametrize(
    ("source", "day"),
    [("今日新都讯 10月10日,区委召开会议。", "2016-10-10"), ("今日,区委召开会议。", "2016-10-12")],
)
def test_a_medium_called_today_is_no_day(source: str, day: str) -> None:
    meeting = facts_of(source).meetings[0]
    assert meeting.date is not None
    assert meeting.date.value == day
