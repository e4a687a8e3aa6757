"""What took the place of a body: only where that is certain, and in the order in which it came."""

import csv
from pathlib import Path

import pytest

from flows.gazetteer.divisions import gazetteer
from flows.gazetteer.institutions import institutions
from flows.gazetteer.reforms import _reforms, next_division, successor, successors
from flows.graph.vocabulary import ORGANIZATION_CLASSES

EXTRACTION = Path(__file__).parents[2] / "flows" / "extraction" / "data"


@pytest.mark.parametrize(
    ("name", "code", "after", "year"),
    [
        ("双流县人民政府", "510122", "成都市双流区人民政府", 2015),
        ("中共双流县委员会", "510122", "中共成都市双流区委员会", 2015),
        ("北京市崇文区人民政府", "110103", "北京市东城区人民政府", 2010),
        ("成都市新都区安全生产监督管理局", "510114", "成都市新都区应急管理局", None),
        ("四川省安全生产监督管理局", "510000", "四川省应急管理厅", 2018),
        ("成都市新都区国家税务局", "510114", "国家税务总局成都市新都区税务局", 2018),
        ("中华人民共和国国土资源部", "", "中华人民共和国自然资源部", 2018),
        ("国家乡村振兴局", "", "中华人民共和国农业农村部", 2023),
        # It was abolished before the reform, so that a 双流县应急管理局 never was.
        ("双流县安全生产监督管理局", "510122", "成都市双流区安全生产监督管理局", 2015),
    ],
)
def test_a_body_is_followed_by_the_one_in_its_place(name: str, code: str, after: str, year: int | None) -> None:
    found = successor(name, code)
    assert found is not None
    assert (found.name, found.year) == (after, year)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("成都市新都区教育局", "510114"),
        ("成都市新都区国土资源局", "510114"),
        ("成都市新都区环境保护局", "510114"),
        ("海南省国土资源厅", "460000"),
        ("邯郸县人民政府", "130421"),
        ("毕节地区行政公署", "522400"),
        ("某某学会", "510122"),
        ("无此地人民政府", "999999"),
    ],
)
def test_what_is_not_certain_is_not_guessed(name: str, code: str) -> None:
    assert successor(name, code) is None


def test_an_abolished_division_has_its_successors_a_renamed_one_none() -> None:
    known = gazetteer()
    found = {code: [each.code for each in successors(known.by_code(code))] for code in ("510122", "130421", "510114")}  # type: ignore[arg-type]
    assert found == {"510122": ["510116"], "130421": ["130402", "130403"], "510114": []}
    renamed = next(each for each in known.candidates("新都县") if each.level == "county")
    after = next_division(renamed)
    assert after is not None
    assert after.name == "新都区"


def test_no_reform_leads_back_and_types_and_national_names_are_known() -> None:
    national = {each.canonical for each in institutions().values()}
    for (level, name), reform in _reforms().items():
        seen, at = {name}, reform.successor
        while (level, at) in _reforms():
            assert at not in seen
            seen.add(at)
            at = _reforms()[level, at].successor
        assert reform.type in ("", *ORGANIZATION_CLASSES)
        assert level != "country" or {name, reform.successor} <= national, name


def test_local_names_are_those_that_extraction_gives() -> None:
    canonical = set()
    for table in ("departments.csv", "institutions.csv"):
        with (EXTRACTION / table).open(encoding="utf-8", newline="") as file:
            canonical |= {row[1].removeprefix("{p}") for row in csv.reader(file)}
    known = {name for (level, name) in _reforms() if level in ("prefecture", "county")}
    assert {name for name in known if name.removeprefix("{p}") not in canonical} == set()
