"""From when a change of post holds: the date stated with it, else that of the meeting, else of the publication."""

import pytest

from flows.articles.parsing import parse
from flows.extraction.extract import extract
from tests.extraction.change_sample import dates


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("10月8日,区政府决定任命孙立新为区水务局局长。", ("2016-10-08", "day", "stated")),
        ("2015年3月,孙立新同志任区水务局局长。", ("2015-03", "month", "stated")),
        ("孙立新自2016年7月1日起不再担任区水务局局长。", ("2016-07-01", "day", "stated")),
        ("去年8月31日,孙立新被任命为区水务局局长。", ("2015-08-31", "day", "stated")),
        ("孙立新同志自11月1日起任区水务局局长。", ("2016-11-01", "day", "stated")),
        ("孙立新被任命为区水务局局长。", ("2016-10-12", "day", "published")),
        ("孙立新,1970年2月生,会议任命孙立新为区水务局局长。", ("2016-10-12", "day", "published")),
        (
            "10月10日,区十八届人大常委会举行第十二次会议。会议任命孙立新为区水务局局长。",
            ("2016-10-10", "day", "meeting"),
        ),
        (
            "(2016年9月28日区第十八届人大常委会第十二次会议通过)\n任命:\n孙立新为区水务局局长;",
            ("2016-09-28", "day", "stated"),
        ),
        ("区政府决定:\n任命孙立新为区水务局局长。\n新都区人民政府\n2016年10月8日", ("2016-10-08", "day", "stated")),
    ],
)
def test_where_the_date_comes_from(source: str, expected: tuple[str, str, str]) -> None:
    assert dates(source) == [expected]


def test_a_change_said_twice_has_the_better_date() -> None:
    assert dates("孙立新被任命为区水务局局长。9月8日,区政府决定任命孙立新为区水务局局长。") == [
        ("2016-09-08", "day", "stated")
    ]


def test_without_any_date_there_is_none() -> None:
    (found,) = extract(parse("消息\n孙立新当选为区水务局局长。\n", name="test", jurisdiction=None)).post_changes
    assert found.date is None
