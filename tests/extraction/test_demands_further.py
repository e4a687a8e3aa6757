"""Sayings and findings that ask nothing; written instructions that speak with their author's name."""

import pytest

from tests.extraction.test_demands import heads

ORDER = "县长方立群作出批示。"


@pytest.mark.parametrize(
    "source",
    [
        "会议指出,用火用电增多,任何环节都松懈不得。",
        "会议指出,当前是紧要期,丝毫大意不得。",
        "会议指出,外需增长乏力,部分企业经营困难。",
        "会议指出,检查中也发现,部分单位流于形式。",
        "方立群指出,做好今年的工作,挑战前所未有。",
        "方立群强调,保护河湖没有商量的余地。",
        "方立群强调,再穷不能穷教育。",
        "方立群指出,保护村落就是保护文化的根。",
        "方立群强调,走进学生食堂,他揭开锅盖看饭菜。",
    ],
)
def test_what_asks_nothing(source: str) -> None:
    assert heads(source) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("会议指出,任何单位不得松懈。", [("会议", "任何单位不得松懈")]),
        ("会议指出,需增强忧患意识。", [("会议", "需增强忧患意识")]),
        ("方立群强调,教育不能走过场。", [("方立群", "教育不能走过场")]),
        ("方立群强调,当务之急就是要保护村落。", [("方立群", "当务之急就是要保护村落")]),
        ("方立群强调,国有企业要扛起稳增长的责任。", [("方立群", "国有企业要扛起稳增长的责任")]),
        (
            "会议要求:\n1．严格火源管控。落实措施。\n2．强化应急准备。备足物资。",
            [("会议", "严格火源管控。落实措施"), ("会议", "强化应急准备。备足物资")],
        ),
        (
            "会议指出,任务不轻。一是标准不能降。逐户排查。二是队伍不能散。人员在岗。",
            [("会议", "标准不能降。逐户排查"), ("会议", "队伍不能散。人员在岗")],
        ),
    ],
)
def test_what_does(source: str, expected: list[tuple[str, str]]) -> None:
    assert heads(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (ORDER + "批示指出:各地要压实责任。", [("方立群", "各地要压实责任")]),
        ("方立群批示指出:各地要压实责任。", [("方立群", "各地要压实责任")]),
        ("会议传达了文件。批示指出:各地要压实责任。", [("批示", "各地要压实责任")]),
    ],
)
def test_whose_written_instruction_speaks(source: str, expected: list[tuple[str, str]]) -> None:
    assert heads(source) == expected
