"""Bodies by their names: groups against epidemics, centres, schools, foreign firms; what they were called then."""

import pytest

from tests.extraction.body_sample import names_of

XINDU, FUCHENG = "四川省成都市新都区", "河北省衡水市阜城县"


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("全省应对星海疫情工作领导小组会议召开", "全省应对星海疫情工作领导小组", "四川省应对星海疫情工作领导小组"),
        ("市应对星海疫情工作指挥部召开会议", "市应对星海疫情工作指挥部", "成都市应对星海疫情工作指挥部"),
        ("区扶贫开发领导组组长陈志远", "区扶贫开发领导组", "成都市新都区扶贫开发领导组"),
        ("市体育中心、市水文中心负责人", "市水文中心", "成都市水文中心"),
        ("第十六中学校等单位负责人", "第十六中学校", "成都市第十六中学校"),
        ("第十六中学校长陈志远", "第十六中学", "成都市第十六中学"),
        ("会见了日本东和化学株式会社常务董事", "日本东和化学株式会社", "日本东和化学株式会社"),
        ("会见香港星海厂商联合会会长", "香港星海厂商联合会", "香港星海厂商联合会"),
        ("香港海关负责人表示", "香港海关", "香港海关"),
        ("市委召开深改领导小组会议", "深改领导小组", "中共成都市委全面深化改革领导小组"),
        ("区教育体育局汇报", "区教育体育局", "成都市新都区教育体育局"),
    ],
)
def test_name(text: str, surface: str, canonical: str) -> None:
    assert names_of(XINDU, text)[surface] == canonical


@pytest.mark.parametrize(
    "text",
    [
        "大会在市体育中心举行",
        "来到市会议中心、市行政中心",
        "会议审议了全市领导小组名单",
        "由区主要领导组成",
        "城市因大学而盛",
        "软弱涣散村党支部书记、嘎查村党支部书记参加",
        "要求试点镇先行、民族乡跟进",
        "14名苏木镇党委书记述职",
    ],
)
def test_no_name(text: str) -> None:
    assert names_of(XINDU, text) == {}


@pytest.mark.parametrize(
    ("form", "canonical"),
    [
        ("县老干部局", "中共阜城县委老干部局"),
        ("县巡察办", "中共阜城县委巡察工作领导小组办公室"),
        ("县社治委", "中共阜城县委城乡社区发展治理委员会"),
        ("市农行", "中国农业银行衡水市分行"),
        ("县农行", "中国农业银行阜城县支行"),
        ("县国调队", "国家统计局阜城调查队"),
        ("县投资促进委", "阜城县投资促进委员会"),
        ("市委督查中心", "中共衡水市委督查中心"),
    ],
)
def test_short_form(form: str, canonical: str) -> None:
    assert names_of(FUCHENG, f"县财政局、{form}以及有关单位参加")[form] == canonical


def test_the_banks_of_the_country_stay() -> None:
    assert names_of(FUCHENG, "人民银行、农业银行")["人民银行"] == "中国人民银行"


def test_a_department_before_others() -> None:
    assert "政法委" in names_of(FUCHENG, "县委办、政法委以及县直部门")


def test_a_whole_name_is_not_short_for_a_branch() -> None:
    text = "区政府与星海建工集团有限公司签约。星海建工集团第四工程公司经理参加"
    assert "星海建工集团有限公司" in names_of(XINDU, text)


@pytest.mark.parametrize(
    ("home", "year", "text", "canonical"),
    [
        ("湖北省襄阳市南漳县", 2005, "市委要求", "中共襄樊市委员会"),
        ("湖北省襄阳市南漳县", 2015, "市委要求", "中共襄阳市委员会"),
        ("贵州省毕节市大方县", 2009, "地区财政局汇报", "毕节地区财政局"),
        (XINDU, 2016, "区委改革办汇报", "中共成都市新都区委全面深化改革领导小组办公室"),
        (XINDU, 2020, "区委改革办汇报", "中共成都市新都区委全面深化改革委员会办公室"),
        (XINDU, 2016, "区委网信办汇报", "中共成都市新都区委网络安全和信息化领导小组办公室"),
    ],
)
def test_name_in_its_year(home: str, year: int, text: str, canonical: str) -> None:
    assert list(names_of(home, text, year).values()) == [canonical]


def test_the_group_that_sent_itself() -> None:
    text = "《关于省专项督查组的通知》。省第五专项督查组反馈。督查组指出"
    assert names_of(XINDU, text)["督查组"] == "四川省第五专项督查组"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("中建四局党委书记、董事长", {"中国建筑第四工程局有限公司", "中共中国建筑第四工程局有限公司委员会"}),
        ("与中铁十一局签约", {"中铁十一局集团有限公司"}),
        ("中建四局安装公司经理", {"中建四局安装公司"}),
        ("市委巡察三组组长", {"中共衡水市委巡察三组"}),
    ],
)
def test_counted(text: str, names: set[str]) -> None:
    assert set(names_of(FUCHENG, text).values()) == names
