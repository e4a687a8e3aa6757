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
