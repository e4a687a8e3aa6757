import pytest

from flows.extraction.meeting_standing import standing
from tests.extraction.core_sample import facts_of, names, people, reported, roles

SIGNED = "10月10日,区政府与蜀川重工集团有限公司举行签约仪式。副区长孙立新主持签约仪式。\n"
CONGRESS = "10月10日,中国共产党龙桥镇第九次代表大会召开。镇党委副书记吴晓燕主持。\n"


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("签约前,双方举行了座谈会,区长陈志远主持。", ["签约仪式", "座谈会"]),
        ("仪式结束后,双方召开座谈会,区长陈志远主持。", ["签约仪式", "座谈会"]),
        ("签约前,区委召开会议,区长陈志远主持。", ["签约仪式"]),
        ("日前,双方举行了座谈会。", ["签约仪式"]),
    ],
)
def test_a_gathering_before_or_after_another(lead: str, expected: list[str]) -> None:
    assert names(facts_of(SIGNED + lead), reported=True) == expected


def test_who_signs_takes_part_in_the_signing() -> None:
    facts = facts_of(SIGNED + "签约前,双方举行了座谈会,区长陈志远主持。\n副区长周明远代表双方在协议上签字。")
    assert roles(facts, 0) == {("孙立新", "chair"), ("周明远", "attendee")}
    assert roles(facts, 1) == {("陈志远", "chair")}


def test_who_represents_without_signing_is_of_the_gathering_named_last() -> None:
    facts = facts_of(SIGNED + "签约前,双方举行了座谈会,区长陈志远主持。\n副区长周明远代表区政府讲话。")
    assert ("周明远", "speaker") in roles(facts, 1)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("10月10日,区委理论学习中心组2016年第三次专题学习会召开,围绕廉政开展学习研讨。", 1),
        ("10月10日,区委理论学习中心组2016年第三次专题学习会召开。10月11日,区政府开展学习研讨。", 2),
    ],
)
def test_what_is_done_at_a_meeting_is_no_further_one(source: str, expected: int) -> None:
    facts = facts_of(source)
    assert names(facts, reported=True)[0] == "区委理论学习中心组2016年第三次专题学习会"
    assert len(reported(facts)) == expected


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("在随后召开的中共龙桥镇第九届委员会第一次全体会议上,陈志远当选为镇党委书记。", 2),
        ("在此前召开的中共龙桥镇第八届委员会第六次全体会议上,陈志远作了报告。", 1),
    ],
)
def test_the_meeting_held_next(lead: str, expected: int) -> None:
    assert len(reported(facts_of(CONGRESS + lead))) == expected


def test_the_assembly_goes_on_after_the_meeting_held_next() -> None:
    then = "在随后召开的中共龙桥镇第九届委员会第一次全体会议上,陈志远当选为镇党委书记。\n"
    facts = facts_of(CONGRESS + then + "县委组织部副部长周明远对大会的成功表示祝贺。")
    assert roles(facts, 1) == set()
    assert ("周明远", "speaker") in roles(facts, 0)
    assert reported(facts)[1].place is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("出席|县政协五届二次会议|的全体委员列席了会议。", "mentioned"),
        ("出席|县第十四次党代会|的代表", "mentioned"),
        ("出席|全县防汛工作会议|的代表有陈志远", "held"),
        ("出席|县政协五届二次会议|开幕式。", "held"),
    ],
)
def test_whose_meeting_those_at_it_bring(source: str, expected: str) -> None:
    before, name, after = source.split("|")
    assert standing(before + name + after, len(before), len(before + name)) == expected


@pytest.mark.parametrize(
    ("short", "expected"),
    [
        ("常委会第六次会议将于月底召开", ["十届县人大常委会第六次会议"]),
        ("区政协常委会第七次会议将于月底召开", ["十届县人大常委会第六次会议", "区政协常委会第七次会议"]),
    ],
)
def test_a_meeting_referred_to_again_in_short(short: str, expected: list[str]) -> None:
    source = "10月10日,区政府召开防汛工作会议。会议传达了十届县人大常委会第六次会议精神。会议指出," + short + "。"
    assert names(facts_of(source), reported=False) == expected


@pytest.mark.parametrize("name", ["重点项目集中开工典礼", "新校区奠基典礼", "战略合作协议签字仪式"])
def test_ceremonies_by_their_other_names(name: str) -> None:
    facts = facts_of(f"10月10日,{name}在区体育馆举行。典礼由区长陈志远主持。")
    assert names(facts, reported=True) == [name]
    assert roles(facts) == {("陈志远", "chair")}


@pytest.mark.parametrize(
    ("again", "day"),
    [("11日下午,区委书记陈志远主持召开座谈会。", "2016-10-11"), ("区委书记陈志远主持召开座谈会。", "2016-10-10")],
)
def test_the_day_of_a_gathering_during_a_visit_of_days(again: str, day: str) -> None:
    visit = "10月10日至11日,区委书记陈志远到龙桥镇调研,并主持召开座谈会。\n"
    held = reported(facts_of(visit + again, title="陈志远调研防汛工作"))[-1]
    assert (held.name, held.date.value if held.date else None) == ("座谈会", day)


@pytest.mark.parametrize(
    ("source", "day"),
    [
        ("新华社成都10月11日电 副总理陈志远9日至10日在四川调研。", "2016-10-09"),
        ("新华社成都10月11日电 副总理陈志远在四川调研。", "2016-10-11"),
    ],
)
def test_the_day_of_the_report_is_not_that_of_the_visit(source: str, day: str) -> None:
    (visit,) = reported(facts_of(source, title="陈志远在四川调研"))
    assert (visit.date.value if visit.date else None) == day


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("镇党委书记向丽芬和村民座谈。", ["向丽芬"]),
        ("镇党委书记向王丽芬了解情况。", []),
    ],
)
def test_a_surname_that_is_mostly_a_word(source: str, expected: list[str]) -> None:
    assert list(people(source)) == expected


def test_who_analyses_takes_part() -> None:
    facts = facts_of("10月10日,区政府召开防汛工作会议。会上,区气象局局长陈志远分析了天气形势。")
    assert roles(facts) == {("陈志远", "presenter")}


@pytest.mark.parametrize(
    ("source", "referenced"),
    [
        ("会议决定,区五届人大常委会第七次会议10月26日举行。", ["区五届人大常委会第七次会议"]),
        ("会议研究了召开区五届人大四次会议有关事宜。", ["区五届人大四次会议"]),
        ("会议指出,召开区五届人大四次会议,是全区的一件大事。", ["区五届人大四次会议"]),
        ("代表们要以饱满热情参加区五届人大四次会议。", ["区五届人大四次会议"]),
        ("区五届人大四次会议刚闭幕,各镇即作出安排。", ["区五届人大四次会议"]),
        (
            "会议传达了十四届全国人大二次会议、省十四届人大二次会议精神。",
            ["十四届全国人大二次会议", "省十四届人大二次会议"],
        ),
        (
            "会议传达了区人大常委会第六次会议精神,学习了区五届人大常委会第六次会议文件。",
            ["区人大常委会第六次会议"],
        ),
        ("会议要求,迅速筹备召开区安委会会议。", ["区安委会会议"]),
        ("区委书记周明远看望了出席区五届人大四次会议的区人大代表。", ["区五届人大四次会议"]),
        ("区委希望代表把区五届人大四次会议开成团结的大会。", ["区五届人大四次会议"]),
        ("会议传达了市委议军会议精神和全省防汛会议精神。", ["市委议军会议", "全省防汛会议"]),
        ("会议听取了全委会工作报告。", []),
        ("会议传达了省市相关会议精神。", []),
    ],
)
def test_meetings_that_are_still_to_come_or_conveyed(source: str, referenced: list[str]) -> None:
    facts = facts_of("10月10日,区政府召开防汛工作会议。\n" + source)
    assert names(facts, reported=True) == ["防汛工作会议"]
    assert names(facts, reported=False) == referenced


def test_organs_count_their_meetings_each_by_itself() -> None:
    then = "会议审议了政协第十届新都区委员会常务委员会第一次会议议程。"
    facts = facts_of("10月10日,政协第十届新都区委员会第一次主席会议召开。\n" + then)
    assert names(facts, reported=True) == ["政协第十届新都区委员会第一次主席会议"]
    assert names(facts, reported=False) == ["政协第十届新都区委员会常务委员会第一次会议"]


def test_who_only_calls_a_meeting_attends_where_another_presides() -> None:
    called = "10月10日,区委常委陈志远召开消防工作调度会"
    assert roles(facts_of(called + "。")) == {("陈志远", "chair")}
    assert roles(facts_of(called + ",副区长孙立新主持会议。")) == {("陈志远", "attendee"), ("孙立新", "chair")}


def test_a_mere_kind_beside_a_name_is_a_meeting_of_its_own() -> None:
    facts = facts_of("10月10日,区长陈志远主持召开区政府党组会议和常务会议。")
    assert names(facts, reported=True) == ["区政府党组会议", "常务会议"]


def test_how_solemnly_is_no_place() -> None:
    (meeting,) = reported(facts_of("10月10日,全区防汛工作会议在香城会堂隆重召开。"))
    assert meeting.place == "香城会堂"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("10月10日,区委书记周明远到驻地看望慰问政协委员,希望委员们开好本次会议。", ["看望慰问"]),
        ("10月10日,区委书记周明远到龙桥镇调研。座谈会上,周明远听取了汇报。", ["调研", "座谈会"]),
    ],
)
def test_a_meeting_only_spoken_of_beside_a_visit(source: str, expected: list[str]) -> None:
    assert names(facts_of(source), reported=True) == expected


def test_two_plenary_sittings_are_of_the_meeting_told() -> None:
    facts = facts_of(
        "10月10日,区十八届人大常委会第四次会议举行。区人大常委会主任郑国强、副主任孙立新分别主持两次全体会议。"
    )
    assert roles(facts, 0) == {("郑国强", "chair"), ("孙立新", "chair")}
    assert len(reported(facts)) == 1


def test_the_ceremony_goes_on_after_what_was_before_it() -> None:
    facts = facts_of(SIGNED + "签约前,双方举行了座谈会,区长陈志远主持。\n仪式上,副区长周明远致辞。")
    assert ("周明远", "speaker") in roles(facts, 0)


@pytest.mark.parametrize(
    ("source", "name", "day"),
    [
        (
            "政协新都区第九届委员会第三次会议10月9日至12日在新都召开。12日下午闭幕。区政协主席黄大伟主持闭幕大会。",
            "闭幕大会",
            "2016-10-12",
        ),
        (
            "区十八届人大二次会议将于明天(10月10日)开幕。今天(10月9日)下午,大会举行预备会议。\n会议结束后,主席团举行了第一次会议。",
            "预备会议",
            "2016-10-09",
        ),
        ("10月10日,全市总河长会议以视频形式召开,市长陈志远讲话。", "全市总河长会议", "2016-10-10"),
    ],
)
def test_the_day_of_each(source: str, name: str, day: str) -> None:
    found = {facts.name: facts.date.value for facts in reported(facts_of(source)) if facts.date}
    assert found[name] == day


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "10月10日,全市防汛视频会议结束后,新都区区长陈志远在区政府三楼会议室紧急召开防汛工作会议。",
            ["全市防汛视频会议"],
        ),
        ("会议期间,委员们列席了区十八届人大二次会议。", ["区十八届人大二次会议"]),
        (
            "10月10日,区政府召开防汛工作会议,传达学习第十五次全国民政会议精神。全国民政会议精神要学好。",
            ["第十五次全国民政会议"],
        ),
        ("10月10日,区政府召开防汛工作会议,贯彻落实省、市会议精神。", []),
        (
            "10月10日,区政府召开防汛工作会议。会议要求,盯紧全市重大项目建设推进会定下的目标。",
            ["全市重大项目建设推进会"],
        ),
    ],
)
def test_what_is_only_referred_to(source: str, expected: list[str]) -> None:
    assert names(facts_of(source), reported=False) == expected
