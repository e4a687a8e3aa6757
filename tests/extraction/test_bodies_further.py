"""Organs of the State Council, groups of bodies, towns that are only looked at, media at the first word."""

import pytest

from flows.extraction.body_mentions import find_mentions
from tests.extraction.body_sample import names_of, setting_of

XINDU, FUCHENG = "四川省成都市新都区", "河北省衡水市阜城县"


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("国务院粮食工作协调领导小组组长", "国务院粮食工作协调领导小组", "国务院粮食工作协调领导小组"),
        ("区外事侨务办汇报", "区外事侨务办", "成都市新都区人民政府外事侨务办公室"),
    ],
)
def test_names_in_full(text: str, surface: str, canonical: str) -> None:
    assert names_of(XINDU, text)[surface] == canonical


def test_each_of_a_group() -> None:
    assert names_of("四川省成都市", "各县区政协主席列席会议") == {}
    assert "区政协" in names_of(XINDU, "县、区政协主席列席会议")


def test_a_town_that_is_looked_at_is_a_place() -> None:
    assert names_of(XINDU, "与会人员观摩了龙桥镇、新繁镇的项目") == {}
    assert "龙桥镇" in names_of(XINDU, "会上,龙桥镇、新繁镇汇报了工作")


def test_the_medium_is_none_though_blanks_stand_before_the_body() -> None:
    text = "  新华社北京10月10日电 县财政局汇报了工作。"
    found = find_mentions(text, setting_of(FUCHENG, text), [(2, len(text))])
    assert [body.canonical for body in found] == ["阜城县财政局"]
