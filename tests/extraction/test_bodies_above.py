"""Bodies named within another's name, organs of ministries and towns, plants that are only being built."""

import pytest

from tests.extraction.body_sample import names_of

XINDU, FUCHENG = "四川省成都市新都区", "河北省衡水市阜城县"


def test_the_central_committee_whose_political_bureau_is_named() -> None:
    names = names_of(XINDU, "中共中央政治局委员陈志远参加会议")
    assert names["中共中央"] == "中国共产党中央委员会"


@pytest.mark.parametrize(
    ("text", "surface", "organ"),
    [
        ("传达省委全面深化改革委员会会议精神", "省委", "省委全面深化改革委员会"),
        ("区委组织部部长陈志远参加会议", "区委", "区委组织部"),
        ("区委宣传部陈志远到会指导", "区委", "区委宣传部"),
    ],
)
def test_the_committee_whose_organ_is_named_is_no_body_of_its_own(text: str, surface: str, organ: str) -> None:
    names = names_of(XINDU, text)
    assert organ in names
    assert surface not in names


def test_the_government_whose_bureau_is_named_is_no_body_of_its_own() -> None:
    assert "省政府" not in names_of(XINDU, "省政府办公厅主任陈志远参加会议")


def test_the_party_group_of_the_ministry() -> None:
    text = "农业农村部召开会议。部党组书记、部长陈志远参加会议"
    assert names_of("中华人民共和国", text)["部党组"] == "中华人民共和国农业农村部党组"
    assert "部党组" not in names_of(XINDU, "内部党组织建设得到加强")


@pytest.mark.parametrize("lead", ["", "新一届"])
def test_the_committee_of_a_town_named_in_full_before(lead: str) -> None:
    text = f"中国共产党清流镇第九次代表大会召开。会议对{lead}镇党委提出要求"
    assert names_of(XINDU, text)["镇党委"] == "中共成都市新都区清流镇委员会"


def test_a_town_that_is_not_named_has_no_committee() -> None:
    assert "镇党委" not in names_of(XINDU, "会议对新一届镇党委提出要求")


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("青石岗工业集聚区管委会主任参加会议", "青石岗工业集聚区管委会", "青石岗工业集聚区管理委员会"),
        ("县产业集聚区管委会主任参加会议", "县产业集聚区管委会", "阜城产业集聚区管理委员会"),
        ("县信访联席办汇报", "县信访联席办", "阜城县信访工作联席会议办公室"),
        ("国家气候中心副主任陈志远参加会议", "国家气候中心", "国家气候中心"),
    ],
)
def test_further_names(text: str, surface: str, canonical: str) -> None:
    assert names_of(FUCHENG, text)[surface] == canonical


@pytest.mark.parametrize(
    ("text", "surface", "named"),
    [
        ("开工的有县自来水厂扩建等4个项目", "县自来水厂", False),
        ("推进县实验小学新建、道路改造", "县实验小学", False),
        ("县自来水厂负责人汇报", "县自来水厂", True),
        ("要求县实验小学改造操场", "县实验小学", True),
        ("大会在县文化活动中心召开", "县文化活动中心", False),
        ("县文化活动中心负责人汇报", "县文化活动中心", True),
    ],
)
def test_what_is_built_or_where_one_meets_is_no_body(text: str, surface: str, named: bool) -> None:
    assert (surface in names_of(FUCHENG, text)) is named
