"""Names that end in 和, words that are names, guests by their last name; who took part, who only shows a village."""

import pytest

from tests.extraction.core_sample import facts_of, names, people, reported, roles

LEAD = "10月10日,区政府召开防汛工作会议。"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("旗长宝音孟和主持会议。", ["宝音孟和"]),
        ("秘书长布和出席会议。", ["布和"]),
        ("旗长宝音孟和、副旗长那仁布和参加会议。", ["宝音孟和", "那仁布和"]),
        ("旗长张孟和县长李立新出席会议。", ["张孟", "李立新"]),
        ("州长更登才让致辞。", ["更登才让"]),
        ("州长更加重视。", []),
    ],
)
def test_names_whose_characters_are_words_elsewhere(source: str, found: list[str]) -> None:
    assert list(people(source)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("区委副书记、区长成功,区政协主席何立参加会议。", ["成功", "何立"]),
        ("区委副书记、区长成功召开会议。", []),
        ("县领导冒雨分赴各镇督导防汛工作。", []),
        ("县领导毛雨芬赴各镇督导防汛工作。", ["毛雨芬"]),
        ("专家学者何立、周致远等同志在会上发言。", ["何立", "周致远"]),
    ],
)
def test_words_and_names_after_a_post(source: str, found: list[str]) -> None:
    assert list(people(source)) == found


def test_a_double_surname_ends_before_its_preposition() -> None:
    """司徒立|在讲话中: four characters are no name where the last is 在."""
    assert list(people("区长司徒立主持会议。\n司徒立在讲话中指出,要抓好防汛。")) == ["司徒立"]


def test_no_name_begins_with_but_before_a_place() -> None:
    assert people("贸易萎缩,但湖南对外出口增长。") == {}


def test_a_guest_is_called_by_the_last_part_of_the_name() -> None:
    source = "10月10日,市长何立会见了副省长安杰伊·科瓦尔斯基一行。科瓦尔斯基感谢何立的接待。"
    assert list(people(source)) == ["何立", "安杰伊·科瓦尔斯基"]
    assert list(people("副主席买买提·热合、热合曼参加会议。")) == ["买买提·热合", "热合曼"]


def test_a_title_after_the_name_repeats_the_post_before_it() -> None:
    source = "全国政协委员多杰扎西参加会议。多杰扎西委员介绍了情况。"
    assert people(source) == {"多杰扎西": ["全国政协委员"]}
    other = "区教育局局长何立参加会议。何立主任介绍了情况。"
    assert people(other) == {"何立": ["区教育局局长", "主任"]}


def test_unnamed_leaders_who_observe_are_not_those_who_attend() -> None:
    facts = facts_of(LEAD + "区长何立,区委常委出席会议,区人大、区政协有关领导列席会议。")
    assert roles(facts) == {("何立", "attendee")}
    both = facts_of(LEAD + "区长何立出席会议,并列席会议。")
    assert roles(both) == {("何立", "attendee"), ("何立", "observer")}


def test_a_villages_head_shows_the_village() -> None:
    visit = "10月10日,区长何立到龙桥镇调研。{}高文博介绍了果园。"
    assert roles(facts_of(visit.format("村党支部书记"))) == {("何立", "attendee")}
    assert ("高文博", "presenter") in roles(facts_of(visit.format("镇党委书记")))


@pytest.mark.parametrize(
    ("source", "visit"),
    [
        ("10月10日,镇人大主席高文博带领部分代表对集市改造工程进行了视察。", True),
        ("镇人大主席高文博曾带领部分代表对集市改造工程进行过视察。", False),
    ],
)
def test_who_leads_others_to_inspect(source: str, visit: bool) -> None:
    later = "10月9日,镇党委书记何立主持召开党委会议。\n" + source
    assert ("视察" in names(facts_of(later), reported=True)) is visit


@pytest.mark.parametrize(
    ("source", "held", "mentioned"),
    [
        ("10月10日,区委理论学习中心组第5次集体学习会召开。", ["区委理论学习中心组第5次集体学习会"], []),
        (LEAD + "会议审议区委经济工作会议筹备方案。", ["防汛工作会议"], ["区委经济工作会议"]),
        (LEAD + "要广泛宣传宣讲中央经济工作会议精神。", ["防汛工作会议"], ["中央经济工作会议"]),
        ("10月10日,区宣讲工作会议召开。", ["区宣讲工作会议"], []),
    ],
)
def test_where_names_of_meetings_begin_and_end(source: str, held: list[str], mentioned: list[str]) -> None:
    facts = facts_of(source)
    assert [meeting.name for meeting in reported(facts)] == held
    assert names(facts, reported=False) == mentioned


@pytest.mark.parametrize(
    ("source", "name", "posts"),
    [
        (
            "副区长何立明主持会议。\n区防汛指挥部指挥长何立明向代表赠送了手册。",
            "何立明",
            ["副区长", "区防汛指挥部指挥长"],
        ),
        ("副区长何立明主持会议。区长和何立明参加会议。", "何立明", ["副区长"]),
        ("全会决定递补区委候补委员何立、高文博为区委委员。", "高文博", ["区委候补委员", "区委委员"]),
        ("会议任命何立、高文博为区水务局副局长。", "高文博", ["区水务局副局长"]),
    ],
)
def test_the_post_before_a_known_name(source: str, name: str, posts: list[str]) -> None:
    assert people(source)[name] == posts


def test_scholars_speak_at_a_meeting_and_villagers_do_not() -> None:
    meeting = "10月10日,区政协召开座谈会。{}何立、周致远在座谈会上发言。"
    assert roles(facts_of(meeting.format("专家学者"))) == {("何立", "speaker"), ("周致远", "speaker")}
    assert people("专家学者何立发言。") == {"何立": []}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("镇党委书记石岩和组织委员彭巍参加会议。", ["石岩", "彭巍"]),
        ("镇党委书记朱永和主持会议。", ["朱永和"]),
        ("区长孙勇即主持召开会议。", ["孙勇"]),
        ("区领导李娜、吴巍在我区分会场收听收看。", ["李娜", "吴巍"]),
        ("区委书记杨文民以普通党员身份发言。", ["杨文民"]),
    ],
)
def test_what_follows_a_name_without_a_stop(source: str, found: list[str]) -> None:
    assert list(people(source)) == found


@pytest.mark.parametrize(
    ("source", "posts"),
    [
        ("会议由镇党委副书记、镇长周明远主持。", ["镇党委副书记", "镇长"]),
        ("最后镇党委书记周明远讲话。", ["镇党委书记"]),
        ("全国政协机关党组副书记周明远作了说明。", ["全国政协机关党组副书记"]),
        ("省防指副指挥、省水利厅副厅长周明远主持会议。", ["省防指副指挥", "省水利厅副厅长"]),
        ("区防汛抗旱指挥部副指挥长周明远主持会议。", ["区防汛抗旱指挥部副指挥长"]),
    ],
)
def test_where_a_post_begins(source: str, posts: list[str]) -> None:
    assert people(source)["周明远"] == posts


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "县领导周明远、陈志远、黄大伟讲话。\n周明远、陈志远、江河、方圆、孙立新等出席会议。",
            {"江河", "方圆", "孙立新"},
        ),
        ("县长陈志远讲话。\n刘怀民、高文博,县政府秘书长黄大伟出席会议。", {"刘怀民", "高文博"}),
        ("县长陈志远讲话。县委组织部丁秀芹、柏林等同志到会指导。", {"丁秀芹", "柏林"}),
        ("县长陈志远讲话。\n产业园区、重点企业,县政府秘书长黄大伟出席会议。", set()),
        ("副区长孙立新参加会议。", set()),
    ],
)
def test_lists_without_a_post(source: str, expected: set[str]) -> None:
    assert {name for name, posts in people(source).items() if not posts} == expected


def test_a_list_is_of_those_that_it_is_summed_up_as() -> None:
    found = people("县长陈志远讲话。刘怀民、陈志远、高文博等县领导出席会议。")
    assert found == {"陈志远": ["县长"], "刘怀民": ["县领导"], "高文博": ["县领导"]}


def test_the_other_side_of_a_signing_holds_no_post_of_ours() -> None:
    assert people("副区长孙立新与董事长高文博分别签约。")["高文博"] == ["董事长"]
    assert people("公司董事长高文博讲话。副区长孙立新与高文博分别签约。")["高文博"] == ["公司董事长"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("旗委书记额尔敦·朝鲁到满都拉图镇调研。", "额尔敦·朝鲁"),
        ("县长司马延主持会议。会后,司马延又主持召开调度会。", "司马延"),
    ],
)
def test_what_one_does_next_is_no_part_of_the_name(source: str, name: str) -> None:
    assert list(people(source)) == [name]
