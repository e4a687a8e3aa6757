import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extraction.names import SINGLE, STOP, WORD, candidates, ends_well, is_place, is_shaped


def best(source: str, *, expected: bool = True) -> str | None:
    """Return the name that a rule would believe at the beginning of `source`."""
    found = [one for one in candidates(source, 0, expected=expected) if one.score >= SINGLE]
    return found[0].name if found else None


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("周明远主持会议", "周明远"),
        ("何立主持会议", "何立"),
        ("何立,副区长", "何立"),
        ("欧阳震华主持会议", "欧阳震华"),
        ("诸葛文出席会议", "诸葛文"),
        ("司马光辉、诸葛文", "司马光辉"),
        ("单于飞参加", "单于飞"),
        ("王某主持会议", "王某"),
        ("吕某某主持会议", "吕某某"),
    ],
)
def test_han_names_end_before_words_of_the_genre(source: str, name: str) -> None:
    assert best(source) == best(source, expected=False) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("叶尔夏提·吐尔逊拜参加会议", "叶尔夏提·吐尔逊拜"),
        ("阿卜杜热合曼·买买提、李某某", "阿卜杜热合曼·买买提"),
        ("汉斯·莱曼出席活动", "汉斯·莱曼"),
        ("玛利亚·费尔南达·罗哈斯一行", "玛利亚·费尔南达·罗哈斯"),
    ],
)
def test_dotted_names(source: str, name: str) -> None:
    assert best(source) == name


@pytest.mark.parametrize(
    ("source", "name"), [("汉斯·施密特出席活动", "汉斯·施密特"), ("帕尔哈提·吐尔地主持会议", "帕尔哈提·吐尔地")]
)
def test_a_dotted_name_may_end_in_the_beginning_of_a_word(source: str, name: str) -> None:
    assert best(source) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("巴特尔主持会议", "巴特尔"),
        ("才让扎西出席会议", "才让扎西"),
        ("乌兰图雅参加会议", "乌兰图雅"),
        ("艾合买提江、古丽努尔出席", "艾合买提江"),
        ("奥巴马会见代表团", "奥巴马"),
    ],
)
def test_names_without_a_surname_need_a_clear_end(source: str, name: str) -> None:
    assert best(source) == name


@pytest.mark.parametrize(
    "source", ["高峰参加会议", "江山参加会议", "宁静、白雪出席", "文静出席会议", "安康出席会议", "方向明参加会议"]
)
def test_words_are_names_where_a_post_expects_one(source: str) -> None:
    name = best(source)
    assert name is not None
    assert source.startswith(name)


@pytest.mark.parametrize(
    "source",
    [
        "高度重视此项工作",
        "班子成员参加会议",
        "安排部署防汛工作",
        "应邀出席会议",
        "的讲话",
        "在讲话中指出",
        "主持会议",
        "表示,项目进展顺利",
        "和有关部门负责人",
        "",
    ],
)
def test_words_after_a_post_that_are_no_names(source: str) -> None:
    assert best(source) is None


def test_a_name_always_followed_by_the_same_character_goes_on() -> None:
    source = "何立文\n何立文\n"
    assert best(source) == "何立文"


def test_a_name_seen_with_different_sequels_ends_there() -> None:
    assert best("何立强调要落实。何立指出要认真。") == "何立"


@pytest.mark.parametrize(
    ("source", "least"), [("", STOP), (",会", STOP), ("主持会议", WORD), ("等领导", WORD), ("在会上", SINGLE)]
)
def test_how_clearly_a_name_can_end(source: str, least: float) -> None:
    assert ends_well(source, 0) >= least


@pytest.mark.parametrize(
    ("name", "shaped"),
    [
        ("周明远", True),
        ("何立", True),
        ("欧阳震华", True),
        ("周", False),
        ("周明远大志", False),
        ("王区长", False),
        ("高的", False),
        ("李明在", False),
        ("啊明远", False),
        ("周明,", False),
        ("周明\n", False),
        ("周明 ", False),
        ("周 明", True),
    ],
)
def test_the_shape_of_a_han_name(name: str, shaped: bool) -> None:
    assert is_shaped(name) is shaped


@pytest.mark.parametrize(("name", "place"), [("江苏", True), ("古巴", True), ("华容", True), ("周明远", False)])
def test_places_are_no_names(name: str, place: bool) -> None:
    assert is_place(name) is place


@given(
    st.text(alphabet="王李欧阳何立·阿买提高峰、,。 主持会议在等的〇一A1\n", max_size=14),
    st.booleans(),
    st.integers(0, 14),
)
def test_a_candidate_is_what_stands_at_its_place(source: str, expected: bool, start: int) -> None:
    for one in candidates(source, min(start, len(source)), expected=expected):
        assert one.start == min(start, len(source))
        assert source[one.start : one.end] == one.name
        assert len(one.name) >= 2


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("迈克尔·麦卡洛称,将继续", "迈克尔·麦卡洛"),
        ("穆罕默德·萨利姆与沙特代表团会谈", "穆罕默德·萨利姆"),
        ("费萨尔·阿迪布在内的四人", "费萨尔·阿迪布"),
        ("马丁·格林菲计划于十日前往", "马丁·格林菲"),
        ("莫托卡致慰问电", "莫托卡"),
        ("莫洛耶夫互致贺电", "莫洛耶夫"),
        ("普林将出席论坛", "普林"),
        ("普林已签署命令", "普林"),
        ("阿巴兹时表示", "阿巴兹"),
        ("特朗克出庭接受问讯", "特朗克"),
        ("苏嘎尔古作通报", "苏嘎尔古"),
        ("卯时、南宫一,", "卯时"),
    ],
)
def test_a_foreign_name_ends_before_what_its_bearer_does(source: str, name: str) -> None:
    assert best(source) == name


@pytest.mark.parametrize("source", ["批准佩通拉·钦瓦里出任总理", "周明远向克劳迪娅·辛贝尔致电"])
def test_words_before_a_dotted_name_are_no_part_of_it(source: str) -> None:
    name = best(source)
    assert name is None or "·" not in name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("李明巡河。", "李明"),
        ("李明蹲点调研。", "李明"),
        ("王强赴紫蓬镇督导防汛", "王强"),
        ("高强作宣讲报告", "高强"),
        ("刘海波建言。", "刘海波"),
        ("卫林少将出席", "卫林"),
        ("巢国平带考察团参观", "巢国平"),
        ("宋小芬的陪同下", "宋小芬"),
    ],
)
def test_a_han_name_ends_before_what_its_bearer_does(source: str, name: str) -> None:
    assert best(source) == name
