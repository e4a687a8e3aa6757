"""Where names of meetings begin that tell topics in a row, hold a leader's name, a document's title, or brackets."""

import pytest

from flows.articles.folding import fold
from flows.extraction.meeting_names import find_meeting_names


def names(source: str, *people: str) -> list[str]:
    """Return the names of meetings in a sentence in which `people` are named."""
    cuts = sorted(source.index(name) + len(name) for name in people)
    return [one.name for one in find_meeting_names(fold(source), 0, len(source), cuts)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("区里召开防汛备汛、信访稳定和夏粮收购工作视频会。", ["防汛备汛、信访稳定和夏粮收购工作视频会"]),
        ("会后,全区稳就业、保民生工作推进会在香城会堂召开。", ["全区稳就业、保民生工作推进会"]),
        ("区里传达了防汛备汛、信访稳定工作会议精神。", ["信访稳定工作会议"]),
        ("区里召开党组会议、信访稳定工作会议。", ["党组会议", "信访稳定工作会议"]),
        ("公安机关举行升旗、重温誓词等仪式。", ["仪式"]),
    ],
)
def test_topics_in_a_row(source: str, expected: list[str]) -> None:
    assert names(source) == expected


def test_a_row_that_names_people_is_none() -> None:
    assert names("区里召开周明远、孙立新主持的防汛工作会议。", "周明远", "孙立新") == ["防汛工作会议"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "传达区管干部学习贯彻习近平总书记重要讲话精神专题研讨班精神。",
            ["区管干部学习贯彻习近平总书记重要讲话精神专题研讨班"],
        ),
        (
            "传达学习了学习贯彻习近平新时代中国特色社会主义思想主题教育总结会议精神。",
            ["学习贯彻习近平新时代中国特色社会主义思想主题教育总结会议"],
        ),
        ("学习贯彻习近平总书记重要讲话精神和全区防汛工作会议精神。", ["全区防汛工作会议"]),
    ],
)
def test_a_leader_within_a_name(source: str, expected: list[str]) -> None:
    assert names(source, "习近平") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("区里召开2022年《政府工作报告》任务部署会。", ["2022年《政府工作报告》任务部署会"]),
        ("代表出席今年在某国举行的《某公约》缔约方大会。", ["缔约方大会"]),
        ("区里审议《政府工作报告》,召开任务部署会。", ["任务部署会"]),
    ],
)
def test_a_document_within_a_name(source: str, expected: list[str]) -> None:
    assert names(source) == expected


@pytest.mark.parametrize(
    "name",
    [
        "2022年度乡(镇、街道)党(工)委书记述职评议会",
        "全市党委(党组)理论学习中心组工作会议暨学习秘书培训会",
        "县安委会(县防减救灾委)2023年第四次全体会议",
        "区委常委(扩大)会",
        "全区副科级以上干部大会",
        "重点部门工作过堂会",
    ],
)
def test_the_whole_name(name: str) -> None:
    assert names(f"10日上午,{name}召开。") == [name]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("各工委结合会议提出的意见修改。", ["会议"]),
        ("区委高度重视会议精神的落实。", ["会议"]),
        ("推选区第九届人民代表大会第二次会议主席团。", ["区第九届人民代表大会第二次会议"]),
        ("审查区第九届人民代表大会个别代表的资格。", []),
        ("区第九届人民代表大会召开。", ["区第九届人民代表大会"]),
        ("贯彻区党代会精神。", ["区党代会"]),
        ("贯彻党代会精神。", []),
    ],
)
def test_what_belongs_to_no_name(source: str, expected: list[str]) -> None:
    assert names(source) == expected
