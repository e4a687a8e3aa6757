"""Short forms by rule, and what the build makes of one row of history."""

from pathlib import Path

import pytest

from flows.gazetteer.build import read_history
from flows.gazetteer.naming import stem, zone_forms

HEADER = "代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码\n"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("新都区", "新都"),
        ("和县", "和县"),
        ("浦东新区", "浦东"),
        ("玉屏侗族自治县", "玉屏"),
        ("东乡族自治县", "东乡"),
        ("内蒙古自治区", "内蒙古"),
        ("科尔沁右翼前旗", "科尔沁右翼前旗"),
        ("井陉矿区", "井陉矿区"),
    ],
)
def test_stem(name: str, expected: str) -> None:
    assert stem(name, ("侗族", "东乡族", "蒙古")) == expected


def test_zone_forms_with_and_without_city() -> None:
    forms = zone_forms("河北邢台经济开发区", ("河北省", "邢台市"), ())
    assert {"邢台经开区", "经开区", "开发区"} <= set(forms)


def test_history_joins_what_only_a_renamed_prefecture_parted(tmp_path: Path) -> None:
    rows = (
        "999900,甲省,乙市,乙市,地级,在用,2010,,\n"
        "999900,甲省,丙市,丙市,地级,变更,1981,2010,999902[1984]\n"
        "999902,甲省,乙市,丁县,县级,在用,2010,,\n"
        "999902,甲省,丙市,丁县,县级,变更,1983,2010,999902\n"
    )
    path = tmp_path / "history.csv"
    path.write_text(HEADER + rows, "utf-8-sig")
    records = {record.name: record for record in read_history(path)}
    assert (records["丁县"].start, records["丁县"].end, records["丁县"].parent) == (1983, None, "999900")
    assert (records["丙市"].end, records["丙市"].successors) == (2010, ("999902",))
