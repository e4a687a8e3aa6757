"""What is a name in a byline, and what is not."""

import pytest

from flows.articles.evidence import Span
from flows.articles.names import is_name, names_in
from flows.gazetteer.surnames import surnames


@pytest.mark.parametrize(
    "word", ["何里", "毛一丁", "欧阳川", "司马小青", "张李小明", "古丽·艾山", "其其格", "阿依努尔"]
)
def test_names(word: str) -> None:
    assert is_name(word)


@pytest.mark.parametrize(
    "word", ["江城资讯", "高新区", "安监局", "方志办", "何", "张三李四王五赵六", "ABC", "会议", "金牛区", ""]
)
def test_no_names(word: str) -> None:
    assert not is_name(word)


@pytest.mark.parametrize(
    ("piece", "names"),
    [
        ("何里、毛一丁,沈小川/吴长河 欧阳川", ["何里", "毛一丁", "沈小川", "吴长河", "欧阳川"]),
        ("王 伟 何里", ["王 伟", "何里"]),
        ("陈平李明", ["陈平", "李明"]),
        ("县政府办何小里 县农业局毛一丁", ["何小里", "毛一丁"]),
        ("县公安局石桥所 县农业局综合股", []),
        ("陈小平李小明", ["陈小平", "李小明"]),
        ("江城日报记者陈小平", ["陈小平"]),
        ("江城融媒", []),
        ("何里等", ["何里"]),
    ],
)
def test_names_in_a_list(piece: str, names: list[str]) -> None:
    assert [span.of(piece) for span in names_in(piece, Span(0, len(piece)))] == names


@pytest.mark.parametrize(
    ("piece", "names"),
    [
        ("荣耀 拓梅英", ["荣耀", "拓梅英"]),
        ("字云飞、丁香,小满", ["字云飞", "丁香", "小满"]),
        ("赵海镇 丁科", ["赵海镇", "丁科"]),
        ("才让卓玛 古丽米热", ["才让卓玛", "古丽米热"]),
        ("包格根塔娜", ["包格根塔娜"]),
        ("陈小平李小明王五", ["陈小平", "李小明", "王五"]),
        ("佚名", []),
        ("本站", []),
        ("区应急局 宣传科", []),
        ("admin", []),
        ("关闭窗口", []),
        ("走进 获悉", []),
    ],
)
def test_where_a_name_is_due_its_place_decides(piece: str, names: list[str]) -> None:
    assert [span.of(piece) for span in names_in(piece, Span(0, len(piece)), due=True)] == names


def test_the_surnames_are_ranked_without_gaps_or_doubles() -> None:
    assert {"王", "欧阳", "司徒"} <= surnames()
    assert sum(len(surname) == 1 for surname in surnames()) >= 500
    assert sum(len(surname) > 1 for surname in surnames()) >= 75
