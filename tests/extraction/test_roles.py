import pytest

from tests.extraction.core_sample import facts_of, reported, roles

LEAD = "10月10日,区政府召开防汛工作会议。"
CHAIR = {("陈志远", "chair")}


@pytest.mark.parametrize(
    "source",
    [
        "10月10日,区政府召开防汛工作会议,区长陈志远主持会议。",
        "10月10日,区长陈志远主持召开防汛工作会议。",
        "10月10日,区长陈志远主持防汛工作会议。",
        "10月10日,由区长陈志远主持的防汛工作会议召开。",
        LEAD + "区长陈志远主持会议。",
        LEAD + "会议由区长陈志远主持。",
        LEAD + "会议由区委副书记、区长陈志远主持召开。",
        LEAD + "会上,大家踊跃发言。\n区长陈志远主持会议。",
        LEAD + "受区委书记周明远委托,区长陈志远主持会议。",
        LEAD + "区长陈志远受区委书记周明远委托主持会议。",
        "10月10日,区长陈志远召开防汛工作会议。",
        "10月10日,区长陈志远在区行政中心组织召开防汛工作会议。",
    ],
)
def test_the_chair(source: str) -> None:
    facts = facts_of(source)
    assert roles(facts) == CHAIR
    assert len(reported(facts)) == 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("区长陈志远主持会议并讲话。", CHAIR | {("陈志远", "speaker")}),
        ("区长陈志远讲话。", {("陈志远", "speaker")}),
        ("区长陈志远作重要讲话。", {("陈志远", "speaker")}),
        ("区长陈志远强调,要抓好防汛。", {("陈志远", "speaker")}),
        ("副区长孙立新、刘怀民参加会议。", {("孙立新", "attendee"), ("刘怀民", "attendee")}),
        ("副区长孙立新出席会议并致辞。", {("孙立新", "attendee"), ("孙立新", "speaker")}),
        ("副区长孙立新、刘怀民等区领导参加会议。", {("孙立新", "attendee"), ("刘怀民", "attendee")}),
        ("区委书记周明远,副区长孙立新等出席会议。", {("周明远", "attendee"), ("孙立新", "attendee")}),
        ("区人大常委会副主任吴晓燕列席会议。", {("吴晓燕", "observer")}),
        ("区水务局局长高文博汇报了防汛工作情况。", {("高文博", "presenter")}),
        ("副区长孙立新通报情况,区应急局局长高文博作汇报。", {("孙立新", "presenter"), ("高文博", "presenter")}),
        ("副区长孙立新传达了市防汛会议精神。", {("孙立新", "presenter")}),
        ("区长陈志远作政府工作报告。", {("陈志远", "presenter")}),
        ("区水务局负责人参加会议。", set()),
    ],
)
def test_each_role(source: str, expected: set[tuple[str, str]]) -> None:
    assert roles(facts_of(LEAD + source)) == expected


def test_each_verb_speaks_of_the_people_before_it() -> None:
    source = "区长陈志远主持会议,副区长孙立新、刘怀民出席,区人大常委会副主任吴晓燕列席,区水务局局长高文博作汇报。"
    assert roles(facts_of(LEAD + source)) == {
        ("陈志远", "chair"),
        ("孙立新", "attendee"),
        ("刘怀民", "attendee"),
        ("吴晓燕", "observer"),
        ("高文博", "presenter"),
    }


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("出席会议的有区委书记周明远。", {("周明远", "attendee")}),
        ("参加会议的还有副区长孙立新、刘怀民。", {("孙立新", "attendee"), ("刘怀民", "attendee")}),
        ("出席会议的领导有区委书记周明远、区长陈志远等。", {("周明远", "attendee"), ("陈志远", "attendee")}),
        ("列席会议的有区人大常委会副主任吴晓燕。", {("吴晓燕", "observer")}),
        ("在主席台就座的有周明远、陈志远。", {("周明远", "attendee"), ("陈志远", "attendee")}),
        ("参会领导:周明远、陈志远。", {("周明远", "attendee"), ("陈志远", "attendee")}),
        (
            "\n主持人:区长陈志远\n出席:副区长孙立新、刘怀民\n列席:区应急局局长高文博",
            CHAIR | {("孙立新", "attendee"), ("刘怀民", "attendee"), ("高文博", "observer")},
        ),
        ("区政协委员孙立新、刘怀民作大会发言。", {("孙立新", "speaker"), ("刘怀民", "speaker")}),
        ("参加会议要求:区长陈志远带好头。", set()),
    ],
)
def test_lists_after_the_verb(source: str, expected: set[tuple[str, str]]) -> None:
    assert roles(facts_of(LEAD + source)) == expected


def test_a_list_after_the_verb_that_begins_with_a_bare_post() -> None:
    facts = facts_of(LEAD + "参加会议的有副区长孙立新、刘怀民,区水务局局长高文博。")
    assert roles(facts) == {("孙立新", "attendee"), ("刘怀民", "attendee"), ("高文博", "attendee")}


@pytest.mark.parametrize(
    ("source", "role"),
    [("参加会议的区领导有:孙立新、刘怀民。", "attendee"), ("列席会议的有孙立新、刘怀民。", "observer")],
)
def test_a_list_of_names_without_posts_after_the_verb(source: str, role: str) -> None:
    assert roles(facts_of(LEAD + source)) == {("孙立新", role), ("刘怀民", role)}


@pytest.mark.parametrize(
    "source",
    [
        "会议传达了区委书记周明远的讲话精神。",
        "会议学习了习近平总书记重要讲话。",
        "会议任命孙立新为区水务局局长。",
        "会议指出,市长罗建平在全市会议上的讲话为防汛指明了方向。",
    ],
)
def test_people_only_spoken_of_take_no_part(source: str) -> None:
    assert roles(facts_of(LEAD + source)) == set()


@pytest.mark.parametrize("source", ["区长陈志远因病缺席会议。", "区长陈志远请假。"])
def test_who_was_absent_takes_no_part(source: str) -> None:
    assert roles(facts_of(LEAD + source)) == set()


def test_a_negated_verb_gives_no_role() -> None:
    assert roles(facts_of(LEAD + "区长陈志远因公出差,未参加会议。")) == set()


def test_who_reports_for_a_body_presents() -> None:
    assert roles(facts_of(LEAD + "区长陈志远代表区政府作工作报告。")) == {("陈志远", "presenter")}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "10月10日,区委书记周明远到龙桥镇调研防汛工作。副区长孙立新陪同调研。",
            {("周明远", "attendee"), ("孙立新", "attendee")},
        ),
        (
            "10月10日,区委书记周明远会见德国客商一行,副区长孙立新参加会见。",
            {("周明远", "attendee"), ("孙立新", "attendee")},
        ),
    ],
)
def test_who_takes_part_in_other_events(source: str, expected: set[tuple[str, str]]) -> None:
    assert roles(facts_of(source)) == expected


def test_the_posts_shown_beside_a_role_are_its_capacity() -> None:
    facts = facts_of(LEAD + "区委副书记、区长陈志远主持会议。区防汛指挥部指挥长陈志远讲话。")
    (person,) = facts.people
    (meeting,) = reported(facts)
    shown = {part.role: [person.posts[index].surface for index in part.posts] for part in meeting.participations}
    assert shown["chair"] == ["区委副书记", "区长"]
    assert shown["speaker"] == ["区防汛指挥部指挥长"]


def test_a_roles_evidence_covers_name_and_verb() -> None:
    source = LEAD + "副区长孙立新、刘怀民参加会议。"
    facts = facts_of(source, title="一则消息")
    text = f"一则消息\n发布时间:2016-10-12 15:35:39\n{source}"
    quotes = [part.evidence.span.of(text) for part in reported(facts)[0].participations]
    assert [quote[:3] for quote in quotes] == ["孙立新", "刘怀民"]
    assert all(quote.endswith("参加会议") for quote in quotes)


@pytest.mark.parametrize(
    "source", ["副区长孙立新落实区长陈志远召开的会议精神。", "副区长孙立新到场后,区政府召开防汛工作会议。"]
)
def test_a_meeting_that_another_holds_has_not_this_chair(source: str) -> None:
    assert not any(role == "chair" for _, role in roles(facts_of(LEAD + source)))


def test_the_kind_of_a_meeting_is_no_verb() -> None:
    facts = facts_of("10月10日,区长陈志远主持召开全区防汛情况通报会。")
    assert roles(facts) == CHAIR


def test_each_verb_has_the_event_that_it_names() -> None:
    source = "10月10日,区委书记周明远到龙桥镇调研,并主持召开座谈会。副区长孙立新在座谈会上汇报。"
    facts = facts_of(source)
    assert roles(facts, 0) == {("周明远", "attendee")}
    assert roles(facts, 1) == {("周明远", "chair"), ("孙立新", "presenter")}


@pytest.mark.parametrize(
    "source",
    [
        "会上,副区长孙立新传达了区委书记周明远对防汛工作的批示。周明远批示指出,要抓好防汛。",
        "区委书记周明远对会议作出批示。周明远在批示中要求,要抓好防汛。副区长孙立新作安排部署。",
        "按照区委书记周明远的要求,副区长孙立新部署了工作。",
        "副区长孙立新代表区政府看望慰问了老党员李德山、王淑琴,送上慰问金。",
        "副区长孙立新来到老党员李德山家中,参加活动。",
        "副区长孙立新通报情况。区委书记周明远将应邀到会。",
        "副区长孙立新为先进个人周明远、高文博颁奖。",
        "受区委书记周明远委派,副区长孙立新参加会议。",
        "副区长孙立新主持会议,要求区长周明远同志要每旬听一次汇报。",
        "统一到以周明远同志为核心的决策部署上来。副区长孙立新参加会议。",
    ],
)
def test_who_is_only_spoken_of_takes_no_part(source: str) -> None:
    assert {name for name, _ in roles(facts_of(LEAD + source))} == {"孙立新"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("省农科院教授高文博作了果树改良技术讲座。", {("高文博", "speaker")}),
        ("区财政局局长高文博作了关于预算的说明。", {("高文博", "presenter")}),
        ("区长陈志远提出三点要求。", {("陈志远", "speaker")}),
        ("区领导陈志远、孙立新出席或列席会议。", {("陈志远", "attendee"), ("孙立新", "attendee")}),
        ("区长陈志远提出的要求得到落实。", set()),
    ],
)
def test_verbs_with_words_between(source: str, expected: set[tuple[str, str]]) -> None:
    assert roles(facts_of(LEAD + source)) == expected
