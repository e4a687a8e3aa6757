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
        ("陈小平李小明", ["陈小平", "李小明"]),
        ("江城日报记者陈小平", ["陈小平"]),
        ("江城融媒", []),
        ("何里等", ["何里"]),
    ],
)
def test_names_in_a_list(piece: str, names: list[str]) -> None:
    assert [span.of(piece) for span in names_in(piece, Span(0, len(piece)))] == names


def test_the_surnames_are_ranked_without_gaps_or_doubles() -> None:
    assert {"王", "欧阳", "司徒"} <= surnames()
    assert sum(len(surname) == 1 for surname in surnames()) >= 500
    assert sum(len(surname) > 1 for surname in surnames()) >= 75
