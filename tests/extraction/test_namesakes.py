"""Districts of one name: which is meant, and what a body is called where nothing says it."""

import pytest

from flows.articles.parsing import parse
from flows.extraction.namesakes import meant
from flows.extraction.reading import read
from flows.gazetteer.divisions import gazetteer
from tests.extraction.body_sample import names_of


def _meant(name: str, text: str) -> str | None:
    division = meant(name, text, gazetteer().scan(text), 2023)
    return gazetteer().full_name(division) if division else None


@pytest.mark.parametrize(
    ("name", "text", "full"),
    [
        ("和平区", "沈阳市开会,和平区委汇报", "辽宁省沈阳市和平区"),
        ("鼓楼区", "鼓楼区五凤街道、洪山镇", "福建省福州市鼓楼区"),
        ("鼓楼区", "鼓楼区委汇报", None),
        ("鼓楼区", "南京市鼓楼区和福州市的代表", None),
        ("新都区", "成都市新都区", None),
    ],
)
def test_meant_by_the_places_around(name: str, text: str, full: str | None) -> None:
    assert _meant(name, text) == full


def test_bodies_of_a_namesake_without_division() -> None:
    found = names_of("中华人民共和国", "朝阳区政府、朝阳区教育局和朝阳区法院")
    assert found == {
        "朝阳区政府": "朝阳区人民政府",
        "朝阳区教育局": "朝阳区教育局",
        "朝阳区法院": "朝阳区人民法院",
    }


def test_relative_names_where_the_home_is_one_of_several() -> None:
    article = parse("朝阳区开会\n2023-05-01 来源：某网\n朝阳区政府开会，区委部署。\n", name="x")
    names = {body.canonical for body in read(article).bodies}
    assert names == {"朝阳区人民政府", "中共朝阳区委员会"}


def test_home_by_its_streets() -> None:
    article = parse("鼓楼区开会\n2023-05-01 来源：某网\n鼓楼区委到五凤街道、洪山镇调研。区委部署。\n", name="x")
    assert {body.canonical for body in read(article).bodies} == {"中共福州市鼓楼区委员会"}
