"""Place names in running text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.gazetteer.divisions import gazetteer

G = gazetteer()


def names(text: str) -> list[str]:
    return [text[match.start : match.end] for match in G.scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("赴四川省成都市新都区调研", ["四川省成都市新都区"]),
        ("新都区、双流县负责人", ["新都区", "双流县"]),
        ("到新都区大丰街道检查", ["新都区大丰街道"]),
        ("到大丰街道检查", ["大丰街道"]),
        ("阿坝州与甘孜州石渠县", ["阿坝州", "甘孜州石渠县"]),
        ("鄂温克旗有关部门", ["鄂温克旗"]),
        ("代县长周某主持会议", []),
        ("市委和县委主要领导", []),
        ("赴安徽省和县考察", ["安徽省和县"]),
        ("《关于评选的请示》和县妇联的报告", []),
        ("集中视察县重点项目", []),
        ("新疆察县,地处伊犁", ["新疆察县", "伊犁"]),
        ("山西省代县县长", ["山西省代县"]),
        ("位于黄河南岸", []),
        ("五星红旗飞扬中", []),
        ("江苏扬中的企业", ["江苏扬中"]),
        ("各乡镇、街道要抓好落实", []),
        ("全国各地", []),
        ("经济开发区管委会", []),
        ("雄安新区设立", ["雄安新区"]),
        ("在河南新乡黄河滩区", ["河南新乡"]),
        ("积极发展乡村产业", []),
        ("铁路镇江站", ["镇江"]),
    ],
)
def test_scan(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_chain_narrows_what_a_name_may_mean() -> None:
    (alone,) = G.scan("鼓楼区")
    (chained,) = G.scan("南京市鼓楼区")
    assert len(alone.divisions) > 1
    assert chained.divisions == ("320106",)
    assert not chained.short


def test_what_a_name_most_likely_means_comes_first() -> None:
    (match,) = G.scan("去海南")
    assert match.divisions[0] == "460000"


def test_short_forms_are_marked_and_a_range_is_kept_to() -> None:
    text = "新都区与成都、镇江"
    assert [(match.short, match.start) for match in G.scan(text)] == [(False, 0), (True, 4), (True, 7)]
    assert [match.start for match in G.scan(text, 1, 6)] == [4]
    assert [match.end for match in G.scan(text, 0, 2)] == [2]


@given(st.text(alphabet="四川省成都市新都区大丰街道镇乡、和县代阿坝州鼓楼 ab", max_size=60))
def test_matches_lie_in_the_text_in_order_and_mean_something(text: str) -> None:
    last = 0
    for match in G.scan(text):
        assert last <= match.start < match.end <= len(text)
        assert match.divisions
        assert all(G.by_code(code) for code in match.divisions)
        last = match.end


def test_no_place_across_words() -> None:
    assert gazetteer().scan("召开州委会议") == []
