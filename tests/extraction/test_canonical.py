"""Canonical names: templates, departments spelled out by their parts, branches."""

import pytest

from flows.extraction.canonical import dated, fill, levelled_forms, of_branch, prefix_of, short_name, spell_out
from flows.gazetteer.divisions import Division, gazetteer


def _division(name: str) -> Division:
    found = gazetteer().parse_full(name)
    assert found
    return found


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("市监局", "市场监督管理局"),
        ("环保水务局", "环境保护和水务局"),
        ("住建水利局", "住房城乡建设和水利局"),
        ("城乡建设局", "城乡建设局"),
        ("国土房管局", "国土资源和房屋管理局"),
        ("星光局", "星光局"),
        ("绿道办", "绿道办公室"),
        ("南星村村委会", "南星村村民委员会"),
    ],
)
def test_spell_out(short: str, long: str) -> None:
    assert spell_out(short) == long


def test_courts_by_level() -> None:
    form = levelled_forms()["法院"]
    assert fill(form.template, _division("四川省")) == "四川省高级人民法院"
    assert fill(form.template, _division("四川省成都市")) == "成都市中级人民法院"
    assert fill(form.template, _division("河北省衡水市阜城县")) == "阜城县人民法院"


def test_office_of_a_province() -> None:
    assert fill("{p}人民政府办公室", _division("四川省")) == "四川省人民政府办公厅"


def test_government_of_a_special_region() -> None:
    assert fill("{p}人民政府", _division("香港特别行政区")) == "香港特别行政区政府"


def test_wind_in_guangdong() -> None:
    assert fill("{p}防汛抗旱指挥部", _division("广东省")) == "广东省防汛防旱防风指挥部"


def test_dated() -> None:
    form = levelled_forms()["交通局"]
    assert dated(form, 2008).template == "{p}交通局"
    assert dated(form, 2020).template == "{p}交通运输局"


def test_branch() -> None:
    assert of_branch("公安", _division("江苏省南京市鼓楼区")) == "南京市公安局鼓楼分局"


def test_short_name() -> None:
    assert short_name(_division("四川省成都市新都区")) == "新都"


def test_corps_city() -> None:
    division = _division("新疆生产建设兵团第八师")
    assert prefix_of(division, "师市") == "新疆生产建设兵团第八师石河子市"
    assert prefix_of(division, "师") == "新疆生产建设兵团第八师"
