"""Divisions by code, full name and context."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.gazetteer.divisions import COUNTRY, Division, Gazetteer, gazetteer, kind
from flows.gazetteer.tables import read_divisions

G = gazetteer()
CURRENT = [division for division in read_divisions() if division.end is None]


def place(text: str) -> Division:
    found = G.parse_full(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("四川省成都市新都区", "510114"),
        ("成都市新都区", "510114"),
        ("新都区", "510114"),
        ("四川新都", "510114"),
        ("上海市市辖区浦东新区", "310115"),
        ("新疆维吾尔自治区伊犁哈萨克自治州阿勒泰地区", "654300"),
        ("河南省济源市", "419001"),
        ("广东省东莞市石龙镇", "441900102"),
        ("甘肃省嘉峪关市", "620200"),
        ("新疆生产建设兵团第八师石河子市", "660800"),
        ("石河子市", "659001"),
        ("海北州", "632200"),
        ("天府新区", "5101Z1"),
        ("河北雄安新区", "1300Z1"),
        ("香港特别行政区", "810000"),
        ("台湾省", "710000"),
        ("全国", COUNTRY),
        ("双流县", "510122"),
        ("襄樊市", "420600"),
    ],
)
def test_parse_full_reads_whole_and_partial_chains(text: str, code: str) -> None:
    assert place(text).code == code


@pytest.mark.parametrize(
    "text", ["", "乌", "鼓楼区", "朝阳区", "成都市朝阳区", "虚构省乌有市", "四川省" * 40, "中国" * 2000]
)
def test_parse_full_gives_none_where_nothing_decides(text: str) -> None:
    assert G.parse_full(text) is None


@pytest.mark.parametrize(
    ("text", "full", "prefix"),
    [
        ("新都区", "四川省成都市新都区", "成都市新都区"),
        ("北京市朝阳区", "北京市朝阳区", "北京市朝阳区"),
        ("阜城县", "河北省衡水市阜城县", "阜城县"),
        ("垫江县", "重庆市垫江县", "垫江县"),
        ("济源市", "河南省济源市", "济源市"),
        ("镇江市", "江苏省镇江市", "镇江市"),
        ("神农架林区", "湖北省神农架林区", "神农架林区"),
        ("塔城地区", "新疆维吾尔自治区伊犁哈萨克自治州塔城地区", "塔城地区"),
        ("成都市新都区大丰街道", "四川省成都市新都区大丰街道", "成都市新都区大丰街道"),
        ("石家庄高新区", "河北省石家庄高新技术产业开发区", "石家庄高新技术产业开发区"),
        ("天府新区", "四川天府新区", "四川天府新区"),
        ("第八师", "新疆生产建设兵团第八师", "新疆生产建设兵团第八师"),
        ("中国", "中华人民共和国", "中华人民共和国"),
    ],
)
def test_names_of_a_division(text: str, full: str, prefix: str) -> None:
    division = place(text)
    assert (G.full_name(division), G.canonical_prefix(division)) == (full, prefix)


def test_every_full_name_reads_back() -> None:
    wrong = [division.name for division in CURRENT if G.parse_full(G.full_name(division)) != division]
    assert wrong == []


def test_canonical_prefixes_are_unique() -> None:
    prefixes = [G.canonical_prefix(division) for division in CURRENT]
    assert len(set(prefixes)) == len(prefixes)


def test_every_code_that_a_record_names_exists() -> None:
    for division in read_divisions():
        for code in (division.parent or COUNTRY, *division.successors):
            assert G.by_code(code), (division, code)


@pytest.mark.parametrize(
    ("name", "near", "year", "code"),
    [
        ("双流县", "新都区", 2010, "510122"),
        ("双流县", "新都区", 2018, "510122"),
        ("双流", "新都区", 2010, "510122"),
        ("双流", "新都区", 2015, "510116"),
        ("双流", "新都区", 2020, "510116"),
        ("双流区", "新都区", 2012, "510116"),
        ("鼓楼区", "南京市", 2012, "320106"),
        ("鼓楼区", "徐州市", 2012, "320302"),
        ("鼓楼区", "福建省", 2012, "350102"),
        ("朝阳区", "长春市", 2012, "220104"),
        ("襄阳", "谷城县", 2015, "420600"),
        ("吉林", "昌邑区", 2015, "220000"),
        ("海南", None, 2015, "460000"),
        ("成都", "新都区", 2015, "510100"),
        ("大丰街道", "新都区", 2016, "510114001"),
        ("高新区", "济宁市", 2020, "370871"),
        ("川", None, None, "510000"),
        ("高新区", "新都区", 2020, "5101Z2"),
        ("平安", "海东市", 2020, "630203"),
        ("日照", None, 2020, "371100"),
        ("莱芜", "山东省", 2020, "370116"),
        ("莱芜", "山东省", 2010, "371200"),
        ("巢湖市", "合肥市", 2009, "341400"),
        ("巢湖市", "合肥市", 2015, "340181"),
        ("成都市新都区", "镇江市", 2016, "510114"),
    ],
)
def test_resolve_by_context_and_year(name: str, near: str | None, year: int | None, code: str) -> None:
    found = G.resolve(name, place(near) if near else None, year)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("鼓楼区", None),
        ("鼓楼区", "新都区"),
        ("城关镇", "新都区"),
        ("龙桥镇", "新都区"),
        ("平安", "新都区"),
        ("东部新区", "镇江市"),
        ("某某县", "新都区"),
    ],
)
def test_resolve_gives_none_where_nothing_decides(name: str, near: str | None) -> None:
    assert G.resolve(name, place(near) if near else None, 2016) is None


def test_a_code_has_the_name_of_the_year() -> None:
    names = [division.name for year in (2005, 2015, None) if (division := G.by_code("420600", year))]
    assert names == ["襄樊市", "襄阳市", "襄阳市"]


def test_children_by_year_and_of_counties() -> None:
    assert "510122" in {child.code for child in G.children("510100", 2010)}
    assert "510122" not in {child.code for child in G.children("510100", 2020)}
    assert {child.level for child in G.children("510114")} == {"township"}
    assert len([child for child in G.children(COUNTRY) if child.code != "660000"]) == 34


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("北京市", "municipality"),
        ("内蒙古自治区", "autonomous-region"),
        ("延边州", "autonomous-prefecture"),
        ("阿拉善盟", "league"),
        ("莫旗", "autonomous-banner"),
        ("阜城县", "county"),
        ("济源市", "county-level-city"),
        ("浦东新区", "district"),
        ("雄安新区", "development-zone"),
        ("大丰街道", "subdistrict"),
    ],
)
def test_kind(text: str, expected: str) -> None:
    division = G.resolve(text, place("新都区"))
    assert division is not None
    assert kind(division) == expected


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("延边朝鲜族自治州", ("延边州", "延边")),
        ("四川省", ("四川", "川", "蜀")),
        ("鄂温克族自治旗", ("鄂温克旗", "鄂温克")),
        ("三都水族自治县", ("三都县", "三都")),
        ("内蒙古自治区", ("内蒙古", "内蒙", "蒙")),
        ("和县", ()),
    ],
)
def test_short_forms(text: str, forms: tuple[str, ...]) -> None:
    assert G.short_forms(place(text)) == forms


@given(st.text(alphabet="四川省成都市新都区县鼓楼朝阳街道镇旗", max_size=30))
def test_look_ups_never_raise(text: str) -> None:
    for near in (None, place("新都区")):
        found = G.resolve(text, near, 2016)
        assert found is None or G.full_name(found)


def test_a_gazetteer_is_loaded_once() -> None:
    assert gazetteer() is G
    assert isinstance(G, Gazetteer)
