"""Towns as bodies and the bodies of towns."""

import pytest

from flows.extraction.townships import township_prefix, township_start
from tests.extraction.body_sample import names_of, setting_of

XINDU = "四川省成都市新都区"


@pytest.mark.parametrize(
    ("text", "name"),
    [("会议听取龙桥镇", "龙桥镇"), ("和军屯镇", "军屯镇"), ("各镇", None), ("多个街道", None), ("制定好街道", None)],
)
def test_start(text: str, name: str | None) -> None:
    token = "街道" if text.endswith("街道") else "镇"
    start = township_start(text, len(text) - len(token))
    assert (text[start:] if start is not None else None) == name or (name and text[start:].endswith(name))


def test_abolished_town_is_the_homes() -> None:
    prefix, code = township_prefix("龙桥镇", setting_of(XINDU, ""))
    assert (prefix, code) == ("成都市新都区龙桥镇", "510114")


def test_committee_of_a_town() -> None:
    assert names_of(XINDU, "龙桥镇党委书记")["龙桥镇党委"] == "中共成都市新都区龙桥镇委员会"
    assert names_of(XINDU, "大丰街道办事处主任")["大丰街道办事处"] == "成都市新都区大丰街道办事处"


def test_town_named_before() -> None:
    found = names_of("浙江省湖州市德清县莫干山镇", "镇党委书记讲话")
    assert found["镇党委"] == "中共德清县莫干山镇委员会"


def test_towns_that_report() -> None:
    found = names_of(XINDU, "会议听取了龙桥镇、军屯镇汇报")
    assert set(found.values()) == {"成都市新都区龙桥镇", "成都市新都区军屯镇"}


def test_towns_only_visited() -> None:
    assert names_of(XINDU, "一行来到军屯镇,察看秧苗") == {}


def test_party_branch_of_a_village() -> None:
    found = names_of("浙江省湖州市德清县", "莫干山镇南星村党总支书记")
    assert found["莫干山镇南星村党总支"] == "中共德清县莫干山镇南星村总支部委员会"


def test_list_of_towns_only_visited() -> None:
    assert names_of(XINDU, "先后来到龙桥镇、军屯镇、斑竹园镇,察看秧苗") == {}


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("龙桥镇开会。南星村党总支书记", "南星村党总支", "中共成都市新都区龙桥镇南星村总支部委员会"),
        ("龙桥镇开会。洪湖村党支部书记", "洪湖村党支部", "中共成都市新都区龙桥镇洪湖村支部委员会"),
        ("新星镇南星村党支部书记", "新星镇南星村党支部", "中共成都市新都区新星镇南星村支部委员会"),
        ("大丰街道开会。南星社区居委会主任", "南星社区居委会", "成都市新都区大丰街道南星社区居民委员会"),
        ("古镇村党支部书记", "古镇村党支部", "中共古镇村支部委员会"),
    ],
)
def test_village_of_the_town_named_last(text: str, surface: str, canonical: str) -> None:
    assert names_of(XINDU, text)[surface] == canonical


def test_division_of_the_corps_whose_head_speaks() -> None:
    found = names_of("新疆生产建设兵团第三师图木舒克市", "第一师阿拉尔市党委副书记、第一师师长陈志远")
    assert found["第一师"] == "新疆生产建设兵团第一师"


@pytest.mark.parametrize(
    ("home", "text", "canonical"),
    [
        ("河北省衡水市阜城县", "县城关派出所", "阜城县公安局城关派出所"),
        ("河北省衡水市阜城县", "星湖派出所", "阜城县公安局星湖派出所"),
        ("江苏省南京市鼓楼区", "星湖派出所", "南京市公安局鼓楼分局星湖派出所"),
        (XINDU, "星湖司法所", "成都市新都区司法局星湖司法所"),
    ],
)
def test_station(home: str, text: str, canonical: str) -> None:
    assert names_of(home, f"听取{text}汇报")[text] == canonical


def test_a_station_of_the_railway_is_not_the_countys() -> None:
    assert "公安局" not in "".join(names_of(XINDU, "听取星湖铁路派出所汇报").values())


def test_no_station_and_no_office_without_a_name() -> None:
    assert names_of(XINDU, "全区公安派出所工作会议") == {}
    assert names_of("河北省衡水市阜城县", "办事处党组书记") == {}


def test_the_office_of_the_subdistrict_named_before() -> None:
    found = names_of(XINDU, "大丰街道开会。武装部部长陈志远,办事处副主任魏远")
    assert found["办事处"] == "成都市新都区大丰街道办事处"


def test_who_organizes_others() -> None:
    found = names_of("内蒙古自治区锡林郭勒盟正蓝旗", "上都镇综治中心组织派出所、司法所开会")
    assert list(found) == ["上都镇综治中心"]
