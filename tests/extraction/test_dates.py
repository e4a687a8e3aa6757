import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.articles.folding import fold
from flows.extraction.dates import FoundDate, find_dates

OCTOBER = date(2016, 10, 12)
JANUARY = date(2017, 1, 3)


def found(source: str, published: date | None = OCTOBER) -> list[FoundDate]:
    return find_dates(fold(source), published, 0, len(source))


def values(source: str, published: date | None = OCTOBER) -> list[str]:
    return [one.value for one in found(source, published)]


@pytest.mark.parametrize(
    ("source", "value", "inferred", "part", "rule"),
    [
        ("10月10日，会议召开", "2016-10-10", True, None, "date.month-day"),
        ("１０月１０日，会议召开", "2016-10-10", True, None, "date.month-day"),
        ("10月10日(星期一)下午", "2016-10-10", True, "下午", "date.month-day"),
        ("2014年5月9日上午", "2014-05-09", False, "上午", "date.month-day"),
        ("5月9号晚上", "2016-05-09", True, "晚上", "date.month-day"),
        ("2016-10-08 会议召开", "2016-10-08", False, None, "date.numeric"),
        ("2016.10.8", "2016-10-08", False, None, "date.numeric"),
        ("2016/10/08", "2016-10-08", False, None, "date.numeric"),
        ("10日，会议召开", "2016-10-10", True, None, "date.day-only"),
        ("3日下午，会议召开", "2016-10-03", True, "下午", "date.day-only"),
        ("昨日，会议召开", "2016-10-11", True, None, "date.relative"),
        ("本周一上午，会议召开", "2016-10-10", True, "上午", "date.relative"),
        ("上周五，会议召开", "2016-10-07", True, None, "date.relative"),
        ("上星期天，会议召开", "2016-10-09", True, None, "date.relative"),
        ("昨天上午，会议召开", "2016-10-11", True, "上午", "date.relative"),
        ("10 月 9 日，会议召开", "2016-10-09", True, None, "date.month-day"),
        ("2015 年 10 月 9 日下午", "2015-10-09", False, "下午", "date.month-day"),
        ("9 日下午，会议召开", "2016-10-09", True, "下午", "date.day-only"),
        ("今晨，会议召开", "2016-10-12", True, "晨", "date.relative"),
        ("昨晚，会议召开", "2016-10-11", True, "晚", "date.relative"),
        ("前天，会议召开", "2016-10-10", True, None, "date.relative"),
        ("今日上午，会议召开", "2016-10-12", True, "上午", "date.relative"),
        ("今天(5日)上午，会议召开", "2016-10-05", True, "上午", "date.relative"),
        ("昨日（11日）下午，会议召开", "2016-10-11", True, "下午", "date.relative"),
        ("新华社北京1月23日电", "2016-01-23", True, None, "date.month-day"),
    ],
)
def test_each_form(source: str, value: str, inferred: bool, part: str | None, rule: str) -> None:
    (one,) = found(source)
    assert (one.value, one.year_inferred, one.time_of_day, one.rule) == (value, inferred, part, rule)
    assert one.precision == "day"


@pytest.mark.parametrize(
    "source",
    [
        "近日，会议召开",
        "本周一至周五，会议召开",
        "日前，会议召开",
        "10日内整改完毕",
        "5日前上报",
        "每月10日",
        "2月30日",
        "2016年13月45日",
        "2015-02-29",
        "10日起",
    ],
)
def test_what_names_no_day_yields_none(source: str) -> None:
    assert values(source) == []


def test_a_month_that_does_not_exist_is_not_read_by_its_last_figure() -> None:
    assert values("13月1日") == values("2016年13月1日") == []


@pytest.mark.parametrize(
    ("source", "published", "value"),
    [
        ("12月30日，会议召开", JANUARY, "2016-12-30"),
        ("1月2日，会议召开", JANUARY, "2017-01-02"),
        ("30日，会议召开", JANUARY, "2016-12-30"),
        ("昨日，会议召开", date(2017, 1, 1), "2016-12-31"),
        ("31日，会议召开", date(2016, 12, 1), "2016-10-31"),
        ("2月29日，会议召开", JANUARY, "2016-02-29"),
        ("12月30日，会议召开", OCTOBER, "2015-12-30"),
        ("10月20日，会议将召开", OCTOBER, "2016-10-20"),
        ("1月9日，会议将召开", date(2016, 12, 30), "2016-01-09"),
    ],
)
def test_across_the_turn_of_month_and_year(source: str, published: date, value: str) -> None:
    assert values(source, published) == [value]


@pytest.mark.parametrize("source", ["10月8日至10日", "10月8日—10日", "10月8日-10日", "8日至10日"])
def test_a_range_is_dated_by_its_first_day(source: str) -> None:
    assert values(source) == ["2016-10-08"]


def test_without_publication_only_full_dates_are_known() -> None:
    assert values("2016年10月10日召开，昨天、5月3日、10日也开了会", None) == ["2016-10-10"]


def test_evidence_is_what_was_read() -> None:
    source = "会议于10月10日上午召开"
    (one,) = found(source)
    assert one.fact().evidence.span.of(source) == "10月10日上午"


def test_a_further_day_is_of_the_month_before_it() -> None:
    assert values("10月8日、10日，两次会议召开", date(2017, 1, 3)) == ["2016-10-08", "2016-10-10"]


def test_a_bracketed_month_and_day_keeps_the_time_of_day() -> None:
    (one,) = found("今天(10月12日)上午，会议召开")
    assert (one.value, one.time_of_day) == ("2016-10-12", "上午")


@pytest.mark.parametrize(("source", "value"), [("本月5日", "2016-10-05"), ("上月5日", "2016-09-05")])
def test_days_of_this_and_the_last_month(source: str, value: str) -> None:
    assert values(source) == [value]


@pytest.mark.parametrize(
    ("source", "value", "precision"), [("2014年底", "2014", "year"), ("2016年9月，会议召开", "2016-09", "month")]
)
def test_dates_without_a_day_say_so(source: str, value: str, precision: str) -> None:
    (one,) = found(source)
    assert (one.value, one.precision) == (value, precision)


@given(st.dates(date(2005, 1, 1), date(2026, 12, 31)), st.integers(0, 300))
def test_a_month_and_day_lately_past_gets_the_right_year(published: date, back: int) -> None:
    day = published - timedelta(days=back)
    if (day.month, day.day) != (2, 29):
        assert values(f"{day.month}月{day.day}日，会议召开", published) == [day.isoformat()]


@given(
    st.text(alphabet="0123456789年月日号-/.()昨今前天上下午晚至、 会", max_size=40),
    st.none() | st.dates(date(1900, 1, 1), date(2099, 12, 31)),
)
def test_dates_are_dates_in_order_and_within_the_text(source: str, published: date | None) -> None:
    last = 0
    for one in found(source, published):
        assert last <= one.start < one.end <= len(source)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", one.value)
        assert date.fromisoformat(one.value)
        last = one.end


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("本报10月9日讯(记者何文)今天上午,大会开幕。", ["2016-10-09", "2016-10-09"]),
        ("新华社成都10月9日电 昨日,大会开幕。", ["2016-10-09", "2016-10-08"]),
        ("10月9日的电报。今天上午,大会开幕。", ["2016-10-09", "2016-10-12"]),
    ],
)
def test_today_is_the_day_on_which_a_report_was_written(source: str, expected: list[str]) -> None:
    assert values(source, date(2016, 10, 12)) == expected
