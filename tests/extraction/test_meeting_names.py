import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.articles.folding import fold
from flows.extraction.meeting_names import MeetingMention, find_meeting_names


def found(source: str, *cuts: int) -> list[MeetingMention]:
    return find_meeting_names(fold(source), 0, len(source), sorted(cuts))


def names(source: str, *cuts: int) -> list[str]:
    return [one.name for one in found(source, *cuts)]


@pytest.mark.parametrize(
    ("name", "type_", "ordinals", "session", "enlarged"),
    [
        ("区依法治区领导小组第十一次(扩大)会议", "leading-group-meeting", (11,), None, True),
        ("区委十三届第15次常委会(扩大)会议", "standing-committee-meeting", (15,), 13, True),
        ("区委十二届七次全会", "party-committee-plenum", (7,), 12, False),
        ("区政府第6次常务会议", "executive-meeting", (6,), None, False),
        ("区政府第十九、二十次常务会议", "executive-meeting", (19, 20), None, False),
        ("区第十八届人民代表大会第二次会议", "congress-session", (2,), 18, False),
        ("区十八届人大常委会第五次会议", "npc-standing-committee-session", (5,), 18, False),
        ("区政协第十四届委员会第三次会议", "cppcc-plenary", (3,), 14, False),
        ("区安委会第三次全体会议", "commission-meeting", (3,), None, False),
        ("区政府全体会议", "government-plenary-meeting", (), None, False),
        ("区委书记专题会", "secretary-meeting", (), None, False),
        ("区政府党组会议", "party-group-meeting", (), None, False),
        ("区政协第20次主席会议", "chairpersons-meeting", (20,), None, False),
        ("区人大常委会第12次主任会议", "directors-meeting", (12,), None, False),
        ("全区防汛工作电视电话会议", "video-conference", (), None, False),
        ("全区招商引资座谈会", "symposium", (), None, False),
        ("全区河道清理现场会", "on-site-meeting", (), None, False),
        ("全区防汛动员会", "mobilization-meeting", (), None, False),
        ("全区经济运行调度会", "dispatch-meeting", (), None, False),
        ("全区环保督察情况通报会", "briefing-meeting", (), None, False),
        ("区委常委班子民主生活会", "democratic-life-meeting", (), None, False),
        ("全区“两优一先”表彰大会", "commendation-meeting", (), None, False),
        ("全区重点项目集中开工仪式", "groundbreaking", (), None, False),
    ],
)
def test_each_usual_kind(name: str, type_: str, ordinals: tuple[int, ...], session: int | None, enlarged: bool) -> None:
    (one,) = found(name + "召开。")
    assert (one.name, one.type, one.ordinals, one.session, one.enlarged) == (name, type_, ordinals, session, enlarged)
    assert one.standing == "held"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("全区安全生产工作会议暨防汛动员大会召开。", ["全区安全生产工作会议暨防汛动员大会"]),
        ("区第十八届人民代表大会第二次会议预备会议举行。", ["区第十八届人民代表大会第二次会议预备会议"]),
        ("全区“双创”工作推进会召开。", ["全区“双创”工作推进会"]),
        ("召开“两学一做”学习教育专题民主生活会。", ["“两学一做”学习教育专题民主生活会"]),
        ("传达学习全市经济工作会议和全市信访工作会议精神。", ["全市经济工作会议", "全市信访工作会议"]),
        ("规划委员会召开2016年度第3次会议。", ["2016年度第3次会议"]),
        ("全区全面从严治党工作会议召开。", ["全区全面从严治党工作会议"]),
        ("全区就业创业工作会召开。", ["全区就业创业工作会"]),
        ("区委就全区防汛工作会召开作出安排。", ["全区防汛工作会"]),
        ("召开要素保障调度会。", ["要素保障调度会"]),
        ("区委平安建设和和谐稳定工作会议召开。", ["区委平安建设和和谐稳定工作会议"]),
        ("召开现场推进会议。", ["现场推进会议"]),
        ("研究了现场推进会议程。", ["现场推进会"]),
        ("区政府常务会议召开。", ["区政府常务会议"]),
        ("中国人民政治协商会议某县第九届委员会第二次会议召开。", ["中国人民政治协商会议某县第九届委员会第二次会议"]),
        ("区委中心组进行第八次集体学习。", ["第八次集体学习"]),
        ("本报10月9日电 全国防汛工作会议召开。", ["全国防汛工作会议"]),
        ("奋进新征程——全区防汛工作会议召开。", ["全区防汛工作会议"]),
        ("第 6 次常务会议召开。", ["第 6 次常务会议"]),
        ("参加调研和座谈会。", ["座谈会"]),
    ],
)
def test_where_a_name_begins_and_ends(source: str, expected: list[str]) -> None:
    assert names(source) == expected


def test_study_within_a_name_does_not_cut_it() -> None:
    assert names("区委理论学习中心组学习会召开。") == ["区委理论学习中心组学习会"]


def test_a_seminar_is_named_by_what_it_studies() -> None:
    assert names("区委召开学习贯彻党代会精神专题研讨班。") == ["学习贯彻党代会精神专题研讨班"]


def test_the_word_meeting_after_a_meeting_belongs_to_its_spirit() -> None:
    assert names("传达学习全市信访工作座谈会会议精神。") == ["全市信访工作座谈会"]


@pytest.mark.parametrize(
    ("source", "type_"),
    [
        ("区政协十四届九次常委会会议举行。", "cppcc-standing-committee-session"),
        ("区人大常委会会议举行。", "npc-standing-committee-session"),
    ],
)
def test_standing_committees_of_congress_and_conference(source: str, type_: str) -> None:
    assert [one.type for one in found(source)] == [type_]


@pytest.mark.parametrize(
    "source",
    [
        "会议室里座无虚席。",
        "区政府印发会议纪要。",
        "群众来到人民大会堂参观。",
        "区人大常委会组成人员视察了工地。",
        "区人大常委会听取了汇报。",
        "区委常委会办公室印发通知。",
        "审议了《区政府第5次常务会议纪要》。",
        "学习《全国安全生产电视电话会议材料汇编》。",
        "全区各级人民代表大会代表踊跃建言。",
        "成立了领导小组。",
    ],
)
def test_what_is_no_meeting(source: str) -> None:
    assert names(source) == []


@pytest.mark.parametrize(
    ("source", "standing"),
    [
        ("全区防汛工作会议在香城会堂召开。", "held"),
        ("区政府召开全区防汛工作会议。", "held"),
        ("副区长出席全区防汛工作会议。", "held"),
        ("全区防汛工作会议精神要传达到位。", "mentioned"),
        ("会议传达学习了全市防汛工作会议精神。", "mentioned"),
        ("按照全市防汛工作会议部署,抓好落实。", "mentioned"),
        ("区领导谈全区防汛工作会议。", "unclear"),
    ],
)
def test_held_or_mentioned(source: str, standing: str) -> None:
    assert found(source)[-1].standing == standing


def test_what_is_said_of_one_coordinated_name_is_said_of_both() -> None:
    assert [one.standing for one in found("传达了全市经济工作会议和全市信访工作会议精神。")] == ["mentioned"] * 2
    assert [one.standing for one in found("区政府召开全区经济工作会议和全区信访工作会议。")] == ["held"] * 2


@pytest.mark.parametrize(
    ("source", "bare"), [("会议强调,", True), ("全市会议召开。", True), ("防汛座谈会召开。", False)]
)
def test_a_bare_kind_is_no_name(source: str, bare: bool) -> None:
    assert found(source)[0].bare is bare


def test_a_name_does_not_begin_before_the_end_of_a_person_or_date() -> None:
    source = "10月10日周明远全区防汛工作会议召开。"
    assert names(source, source.index("日") + 1, source.index("远") + 1) == ["全区防汛工作会议"]


_PIECES = [
    "区委",
    "召开",
    "会议",
    "第",
    "十",
    "、",
    "次",
    "(扩大)",
    "“",
    "”",
    "《",
    "》",
    "全区",
    "防汛",
    "座谈会",
    "暨",
    "和",
    "精神",
    "。",
    "人大常委会",
    "传达",
    "的",
    "10月10日",
    "室",
    "领导小组",
    "政协",
]


@given(st.lists(st.sampled_from([*_PIECES, "\n"]), min_size=1, max_size=25))
def test_names_stand_in_order_within_the_text(parts: list[str]) -> None:
    source = "".join(parts)
    last = 0
    for one in found(source):
        assert last <= one.start < one.end <= len(source)
        assert one.name == source[one.start : one.end]
        assert "\n" not in one.name
        assert all(ordinal > 0 for ordinal in one.ordinals)
        last = one.end


def test_who_is_commemorated_is_part_of_the_name() -> None:
    source = "纪念周明远同志诞辰100周年座谈会举行。"
    assert names(source, source.index("远") + 1) == [source.removesuffix("举行。")]


@pytest.mark.parametrize(
    ("name", "ordinals"),
    [
        ("第 6 次常务会议", (6,)),
        ("六次全会", (6,)),
        ("县委十三届六次全会", (6,)),
        ("三次推进长江大保护座谈会", ()),
        ("15次学习交流会", ()),
    ],
)
def test_a_numeral_at_the_beginning_of_a_name_counts_meetings(name: str, ordinals: tuple[int, ...]) -> None:
    assert found(name + "召开。")[-1].ordinals == ordinals


@pytest.mark.parametrize(
    "name", ["2016年新春团拜会", "全区重点工作交办会", "全区项目建设观摩会", "区委务虚会", "民生实事询问会"]
)
def test_further_kinds(name: str) -> None:
    assert names(name + "举行。") == [name]


@pytest.mark.parametrize("source", ["欧洲议会议员来访。", "各级行业讨论会员踊跃发言。"])
def test_members_are_no_meeting(source: str) -> None:
    assert names(source) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("主席团第二次、第三次会议召开。", ["主席团第二次、第三次会议"]),
        ("听取汇报、第三次会议召开。", ["第三次会议"]),
        ("传达全市“新春第一会”精神。", ["全市“新春第一会”"]),
        ("区政府组成人员集体学习了《民法典》。", []),
        ("中心组先后4次集中学习,研读原著。", []),
        ("区委举行第十四次集体学习。", ["第十四次集体学习"]),
        ("副主席报告市政协十四届二次会议以来的提案工作。", ["市政协十四届二次会议"]),
    ],
)
def test_numbers_quotes_and_verbs(source: str, expected: list[str]) -> None:
    assert names(source) == expected
