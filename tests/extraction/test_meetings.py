import pytest

from flows.extraction.facts import Facts, Meeting
from tests.extraction.core_sample import COUNTY, DISTRICT, facts_of, names, reported, roles

LOCAL = "10月10日,区政府召开防汛工作会议。"


def only(source: str, *, title: str = "一则消息") -> Meeting:
    (meeting,) = reported(facts_of(source, title=title))
    return meeting


def organizer(facts: Facts) -> str | None:
    (meeting,) = reported(facts)
    return next((body.canonical for body in facts.organizations if body.id == meeting.organizer), None)


@pytest.mark.parametrize(
    ("source", "name", "body"),
    [
        ("10月10日,区委召开常委会会议。", "常委会会议", "中共成都市新都区委员会"),
        ("10月10日,区政府第6次常务会议召开。", "区政府第6次常务会议", "成都市新都区人民政府"),
        ("10月10日,区规划委员会召开2016年度第3次会议。", "2016年度第3次会议", "成都市新都区规划委员会"),
        ("10月10日,国务院召开全国防汛会议。", "全国防汛会议", "中华人民共和国国务院"),
    ],
)
def test_the_body_that_convenes(source: str, name: str, body: str) -> None:
    facts = facts_of(source)
    assert names(facts, reported=True) == [name]
    assert organizer(facts) == body


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("10月10日,区政府召开防汛工作会议。", "2016-10-10"),
        ("昨日,区政府召开防汛工作会议。", "2016-10-11"),
        ("今天(5日)上午,区政府召开防汛工作会议。", "2016-10-05"),
        ("近日,区政府召开防汛工作会议。", None),
        ("区政府召开防汛工作会议。", None),
        ("12月30日,区政府召开防汛工作会议。", "2015-12-30"),
    ],
)
def test_when_a_meeting_was_held(source: str, value: str | None) -> None:
    date = only(source).date
    assert (date.value if date else None) == value


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("10月10日,区政府在香城会堂召开防汛工作会议。", "香城会堂"),
        ("10月10日,防汛工作会议在区行政中心举行。", "区行政中心"),
        ("10月10日,区政府召开防汛工作会议。", None),
    ],
)
def test_where_a_meeting_was_held(source: str, place: str | None) -> None:
    assert only(source).place == place


def test_two_ordinals_are_two_meetings_with_one_list_of_participants() -> None:
    facts = facts_of("10月10日,区政府第十九、二十次常务会议召开,区长陈志远主持会议。")
    assert [meeting.ordinal for meeting in reported(facts)] == [19, 20]
    assert roles(facts, 0) == roles(facts, 1) == {("陈志远", "chair")}


def test_two_meetings_in_one_article_keep_their_people() -> None:
    facts = facts_of(
        "10月10日,国务院召开全国防汛电视电话会议。会后,区政府随即召开全区防汛工作会议。区长陈志远主持会议。"
    )
    assert names(facts, reported=True) == ["全国防汛电视电话会议", "全区防汛工作会议"]
    assert (roles(facts, 0), roles(facts, 1)) == (set(), {("陈志远", "chair")})


def test_a_meeting_named_twice_is_one() -> None:
    facts = facts_of(
        "10月10日,区依法治区领导小组第三次会议召开。区依法治区领导小组第三次会议是在关键时期召开的。",
        title="依法治区会议召开",
    )
    assert names(facts, reported=True) == ["区依法治区领导小组第三次会议"]


def test_a_meeting_without_a_name() -> None:
    assert only("10月10日,区委书记周明远主持召开会议,研究防汛工作。").name == "会议"


def test_a_meeting_only_in_the_headline() -> None:
    meeting = only("区长陈志远强调,要抓好防汛。", title="全区防汛工作会议召开")
    assert (meeting.name, meeting.type) == ("全区防汛工作会议", "work-conference")


@pytest.mark.parametrize(
    ("source", "referenced"),
    [
        ("会议传达学习了全国安全生产电视电话会议精神。", ["全国安全生产电视电话会议"]),
        (
            "会议传达学习省依法治省工作推进会、市委第187次常委会和全市信访工作座谈会精神。",
            ["省依法治省工作推进会", "市委第187次常委会", "全市信访工作座谈会"],
        ),
        ("会议要求,按照市委十二届七次全会部署抓好落实。", ["市委十二届七次全会"]),
        ("会议决定,区第十八届人民代表大会第二次会议将于11月召开。", ["区第十八届人民代表大会第二次会议"]),
        ("会议学习省第十一次党代会精神。", ["省第十一次党代会"]),
        ("会议传达了全国“两会”精神。", ["全国“两会”"]),
        (
            "会议传达学习市委信访工作会议精神和全国、全省安全生产会议精神。",
            ["市委信访工作会议", "全国、全省安全生产会议"],
        ),
        ("会议学习了市长罗建平在企业家座谈会上的讲话。", ["企业家座谈会"]),
        ("会议传达全市防汛工作会议精神。", ["全市防汛工作会议"]),
        ("会议强调,要落实好防汛工作会议精神。", []),
        ("区第十一次党代会代表发言。", []),
        ("会议要求抓好防汛。", []),
    ],
)
def test_meetings_only_referred_to(source: str, referenced: list[str]) -> None:
    facts = facts_of(LOCAL + source)
    assert names(facts, reported=True) == ["防汛工作会议"]
    assert names(facts, reported=False) == referenced


def test_an_announced_meeting_is_not_reported() -> None:
    facts = facts_of(LOCAL + "全区森林防火工作会议将于10月20日召开。")
    assert names(facts, reported=True) == ["防汛工作会议"]
    assert names(facts, reported=False) == ["全区森林防火工作会议"]


@pytest.mark.parametrize("source", ["全区防汛工作会议将于11月召开。", "全区防汛工作会议定于11月召开。"])
def test_an_announcement_reports_no_meeting(source: str) -> None:
    assert names(facts_of("区政府发出通知," + source), reported=True) == []


@pytest.mark.parametrize(
    ("source", "name", "type_"),
    [
        ("10月10日,副区长孙立新到龙桥镇调研防汛工作。", "调研", "research-visit"),
        ("10月10日,区委书记周明远会见德国客商一行。", "会见", "reception"),
        ("10月10日,副区长孙立新到香城小区看望困难群众。", "看望", "condolence-visit"),
        ("10月10日,副区长孙立新检查食品安全工作。", "检查", "inspection"),
    ],
)
def test_other_events(source: str, name: str, type_: str) -> None:
    meeting = only(source)
    assert (meeting.name, meeting.type) == (name, type_)
    assert meeting.date is not None


@pytest.mark.parametrize(
    "source",
    [
        "香城公园的桂花开了,市民前来观赏。",
        "10月10日,区政府印发会议纪要。",
        "10月10日,群众来到人民大会堂参观。",
        "10月10日,新的会议室启用。",
    ],
)
def test_articles_about_no_meeting(source: str) -> None:
    assert facts_of(source).meetings == ()


def test_two_meetings_of_two_bodies_and_days() -> None:
    facts = facts_of("10月9日,区委召开常委会会议。10月10日,区政府召开常务会议。区长陈志远主持会议。")
    dates = [(meeting.name, meeting.date.value if meeting.date else None) for meeting in reported(facts)]
    assert dates == [("常委会会议", "2016-10-09"), ("常务会议", "2016-10-10")]
    assert (roles(facts, 0), roles(facts, 1)) == (set(), {("陈志远", "chair")})


def test_bodies_named_side_by_side_hold_a_meeting_each() -> None:
    facts = facts_of("10月10日,区政府第二十次常务会议、区政府党组第十五次会议召开,区长陈志远主持会议。")
    assert [meeting.ordinal for meeting in reported(facts)] == [20, 15]
    assert roles(facts, 0) == roles(facts, 1) == {("陈志远", "chair")}


@pytest.mark.parametrize(
    ("jurisdiction", "source", "body"),
    [
        (COUNTY, "10月10日,州委召开常委会会议。", "中共阿坝藏族羌族自治州委员会"),
        (COUNTY, "10月10日,县委召开常委会会议。", "中共松潘县委员会"),
        (DISTRICT, "10月10日,市政府召开常务会议。", "成都市人民政府"),
    ],
)
def test_the_level_is_that_of_the_article(jurisdiction: str, source: str, body: str) -> None:
    assert organizer(facts_of(source, jurisdiction=jurisdiction)) == body


@pytest.mark.parametrize(
    "source", ["10月10日,区委常委会召开(扩大)会议。", "10月10日,区委常委会召开2016年度民主生活会。"]
)
def test_a_standing_committee_that_convenes_is_no_meeting(source: str) -> None:
    assert len(reported(facts_of(source))) == 1


def test_the_local_meeting_after_the_national_one() -> None:
    facts = facts_of(
        "10月10日,全国防汛电视电话会议召开。会议结束后,我区立即召开会议,贯彻落实会议精神。区长陈志远主持会议。"
    )
    assert names(facts, reported=True) == ["全国防汛电视电话会议", "会议"]
    assert (roles(facts, 0), roles(facts, 1)) == (set(), {("陈志远", "chair")})


def test_a_visit_and_the_meeting_after_it() -> None:
    facts = facts_of("10月10日,区长陈志远率队到龙桥镇督查防汛工作,并主持召开座谈会。")
    assert names(facts, reported=True) == ["督查", "座谈会"]
    assert (roles(facts, 0), roles(facts, 1)) == ({("陈志远", "attendee")}, {("陈志远", "chair")})


def test_the_date_of_a_meeting_referred_to_is_not_that_of_the_meeting() -> None:
    assert only("区政府日前召开第30次常务会议,贯彻10月8日全市防汛工作会议精神。").date is None
    for conveyed in ("10月8日全市防汛工作会议", "10月8日召开的全市防汛工作会议"):
        assert only(f"为贯彻{conveyed}精神,区政府召开信访工作会议。").date is None
        date = only(f"为贯彻{conveyed}精神,10月10日,区政府召开信访工作会议。").date
        assert date
        assert date.value == "2016-10-10"


@pytest.mark.parametrize(
    ("source", "type_"),
    [
        ("10月10日,区政府党组第十五次会议召开。", "party-group-meeting"),
        ("10月10日,大会主席团第一次会议举行。", "presidium-meeting"),
    ],
)
def test_the_kind_is_told_by_the_body_before_the_ordinal(source: str, type_: str) -> None:
    assert only(source).type == type_


@pytest.mark.parametrize(
    ("source", "reported_", "referenced"),
    [
        ("区委召开常委会会议,学习市委常委会会议精神。", ["常委会会议"], ["市委常委会会议"]),
        ("区政府召开第6次常务会议,传达国务院常务会议精神。", ["第6次常务会议"], ["国务院常务会议"]),
        ("区长陈志远主持召开第6次常务会议,传达省政府常务会议精神。", ["第6次常务会议"], ["省政府常务会议"]),
        ("区委召开常委会会议。各镇要学习区委常委会会议精神。", ["常委会会议"], []),
    ],
)
def test_a_conveyed_meeting_of_another_body_is_not_the_reported_one(
    source: str, reported_: list[str], referenced: list[str]
) -> None:
    facts = facts_of("10月10日," + source)
    assert (names(facts, reported=True), names(facts, reported=False)) == (reported_, referenced)


@pytest.mark.parametrize("local", ["我区召开会议", "区政府立即召开会议", "区委、区政府随即召开会议"])
def test_the_meeting_that_follows_one_of_a_higher_level(local: str) -> None:
    facts = facts_of(f"10月10日,省政府召开全省防汛视频会议。会后,{local}。区长陈志远主持会议。")
    assert names(facts, reported=True) == ["全省防汛视频会议", "会议"]
    assert (roles(facts, 0), roles(facts, 1)) == (set(), {("陈志远", "chair")})


def test_a_deadline_is_not_the_day_of_the_meeting() -> None:
    assert only("区政府召开防汛工作会议。会议要求,10月20日前完成整改。").date is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("中央经济工作会议", ["会议"]),
        ("全市防汛工作会议", ["会议"]),
    ],
)
def test_a_meeting_without_a_name_is_not_called_by_the_next_that_is_named(body: str, expected: list[str]) -> None:
    facts = facts_of(f"10月10日,区委召开会议。\n会议指出,{body}意义重大。")
    assert names(facts, reported=True) == expected


def test_a_nameless_meeting_of_another_day_is_a_further_one() -> None:
    later = "此前,10月9日晚,大会临时党委召开了会议。"
    facts = facts_of("10月10日,区人大常委会举行第六次会议。\n" + later)
    assert [meeting.date and meeting.date.value for meeting in reported(facts)] == ["2016-10-10", "2016-10-09"]
    assert len(reported(facts_of("10月10日,区人大常委会举行第六次会议。\n会上,区委召开会议的情况得到通报。"))) == 1


def test_numbers_each_with_its_own_word_are_two_meetings() -> None:
    facts = facts_of("10月10日,区十七届人大一次会议主席团第二次、第三次会议举行。\n第三次会议确定了名单。")
    assert [meeting.ordinal for meeting in reported(facts)] == [2, 3]
    assert names(facts, reported=False) == []


@pytest.mark.parametrize(
    ("source", "reports"),
    [
        (LOCAL + "会议决定,于11月上旬召开区委十二届四次全会。", 1),
        (LOCAL + "要精心筹备区委十二届四次全会,确保大会圆满。", 1),
        (LOCAL + "\n10月9日,区委召开十二届四次全会。", 2),
    ],
)
def test_what_is_decided_to_be_held_was_not_held(source: str, reports: int) -> None:
    assert len(reported(facts_of(source))) == reports


def test_a_session_that_holds_a_meeting_within_it_is_only_referred_to() -> None:
    facts = facts_of("10月10日,区十七届人大一次会议举行主席团第二次会议。")
    assert names(facts, reported=True) == ["主席团第二次会议"]
    assert names(facts, reported=False) == ["区十七届人大一次会议"]


def test_an_activity_is_no_meeting_referred_to() -> None:
    assert names(facts_of(LOCAL + "会议传达了市长在参加全市义务植树活动时的讲话精神。"), reported=False) == []


def test_the_day_of_a_further_event_is_not_the_visits() -> None:
    source = "10月9日至10日,区长陈志远率队赴龙桥镇调研防汛工作,并于10月10日召开防汛工作座谈会。"
    assert [meeting.date and meeting.date.value for meeting in reported(facts_of(source))] == [
        "2016-10-09",
        "2016-10-10",
    ]


def test_a_planned_day_is_not_the_day_of_the_meeting() -> None:
    source = "防汛大会定于10月13日开幕。10月10日,大会举行。\n预备会议召开。"
    assert all(m.date is None or m.date.value != "2016-10-13" for m in reported(facts_of(source)))


def test_a_sitting_is_part_of_its_session() -> None:
    source = "10月10日,区十七届人大常委会第八次会议召开。区长陈志远主持第一次全体会议。会议第二次全体会议听取了报告。"
    facts = facts_of(source)
    assert names(facts, reported=True) == ["区十七届人大常委会第八次会议"]
    assert names(facts, reported=False) == []
    assert roles(facts) == {("陈志远", "chair")}


@pytest.mark.parametrize(("ordinal", "referenced"), [("六", 1), ("五", 2)])
def test_a_session_named_in_two_ways_is_one(ordinal: str, referenced: int) -> None:
    both = f"要学习区十七届人大六次会议精神,落实区第十七届人民代表大会第{ordinal}次会议部署。"
    assert len(names(facts_of(LOCAL + both), reported=False)) == referenced


@pytest.mark.parametrize(
    ("said", "body", "day"),
    [
        ("传达学习10月3日区政府第12次常务会议精神", "成都市新都区人民政府", "2016-10-03"),
        ("传达学习区政府第12次常务会议精神", "成都市新都区人民政府", None),
        ("传达学习10月3日召开的市委第41次常委会会议精神", "中共成都市委员会", "2016-10-03"),
        ("传达学习全省第12次旅游工作会议精神", None, None),
        ("通报10月3日检查情况,传达学习区政府第12次常务会议精神", "成都市新都区人民政府", None),
    ],
)
def test_whose_and_of_which_day_a_mentioned_meeting_is(said: str, body: str | None, day: str | None) -> None:
    facts = facts_of(f"10月10日,区应急管理局召开党组会议。会议{said}。")
    (mentioned,) = (meeting for meeting in facts.meetings if not meeting.reported)
    organizers = {each.id: each.canonical for each in facts.organizations}
    assert organizers.get(mentioned.organizer or "") == body
    assert (mentioned.date.value if mentioned.date else None) == day
