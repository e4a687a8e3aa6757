import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extraction.numerals import number

_DIGITS = "〇一二三四五六七八九"


def spelled(value: int) -> str:
    """Return a number up to 999 as meetings write it: 105 → 一百零五, 11 → 十一, 20 → 二十."""
    hundreds, tens, units = value // 100, value // 10 % 10, value % 10
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and units:
        text += "零"
    return text + (_DIGITS[units] if units else "")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十一", 11),
        ("一百八十七", 187),
        ("187", 187),
        ("一八", 18),
        ("二〇一六", 2016),
        ("一百〇五", 105),
        ("两", 2),
        ("百二十", 120),
        ("零", None),
        ("0", None),
        ("", None),
        ("第一", None),
        ("③", None),
        ("1次", None),
        ("〇百", None),
    ],
)
def test_number(text: str, value: int | None) -> None:
    assert number(text) == value


@given(st.integers(1, 999))
def test_every_spelled_number_is_read_back(value: int) -> None:
    assert number(spelled(value)) == number(str(value)) == value


@given(st.text(alphabet="〇零一二两三四五六七八九十百0123456789①③٣第次", max_size=6) | st.text(max_size=5))
def test_a_numeral_is_positive_or_none(text: str) -> None:
    value = number(text)
    assert value is None or value > 0
