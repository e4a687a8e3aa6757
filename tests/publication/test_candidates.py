"""People of one name in different places: proposed with a score where it may be, never merged by themselves."""

from pathlib import Path

import pytest

from tests.publication.across import House, told

IN_DISTRICT = told("甲", "3月4日,区政府召开第88次常务会议。区长{}主持会议。会议强调,要抓好项目建设。")
IN_CITY = told("乙", "6月8日,市政府召开第12次常务会议。市长{}主持会议。会议强调,要抓好民生。", "2021-06-09", "成都日报")
QUERY = "SELECT ?s ?a ?b { ?c a zw:IdentityCandidate ; zw:score ?s ; zw:concerns ?a, ?b FILTER (STR(?a) < STR(?b)) }"


def article(text: str, name: str) -> str:
    return text.replace("{}", name)


def test_a_rare_name_in_the_district_and_later_in_its_city_is_proposed_and_not_merged(tmp_path: Path) -> None:
    house = House(tmp_path).take(a=article(IN_DISTRICT, "王大明"), b=article(IN_CITY, "王大明"))
    found = house.dataset()
    ((score, one, other),) = found.rows(QUERY)
    assert float(score) == 1.0
    assert found.redirects() == {}
    house.correct(f"different-from,{one},,{other},another person,me,2022-01-02")
    assert house.dataset().rows(QUERY) == []
    house.correct(f"same-as,{one},,{other},promoted,me,2022-01-02")
    assert house.dataset().rows(QUERY) == []


def test_a_name_of_two_characters_or_days_that_mix_speak_less_for_it(tmp_path: Path) -> None:
    short = House(tmp_path / "short").take(a=article(IN_DISTRICT, "王明"), b=article(IN_CITY, "王明")).dataset()
    ((score, *_),) = short.rows(QUERY)
    assert float(score) == 0.8
    later = (
        article(IN_DISTRICT, "王大明")
        .replace("3月4日", "7月4日")
        .replace("2021-03-05", "2021-07-05")
        .replace("甲", "丙")
    )
    mixed = House(tmp_path / "mixed").take(
        a=article(IN_DISTRICT, "王大明"), b=article(IN_CITY, "王大明"), c=f"又{later}"
    )
    assert mixed.dataset().rows(QUERY) == []


@pytest.mark.parametrize("source", ["南京日报", "绵阳日报"])
def test_one_name_in_places_far_from_each_other_is_proposed_within_a_province_at_most(
    tmp_path: Path, source: str
) -> None:
    elsewhere = article(IN_CITY, "王大明").replace("成都日报", source)
    found = House(tmp_path).take(a=article(IN_DISTRICT, "王大明"), b=elsewhere).dataset()
    assert len(found.column('SELECT ?p { ?p foaf:name "王大明"@zh ; zw:jurisdiction ?d }')) == 2
    assert [float(score) for score, *_ in found.rows(QUERY)] == ([0.7] if source == "绵阳日报" else [])
