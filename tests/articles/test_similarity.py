"""Keys by which bodies are found that resemble each other: the same everywhere, and blind to signs."""

from hypothesis import given
from hypothesis import strategies as st

from flows.articles.similarity import BANDS, band_keys, comparable

_BODY = comparable(
    "6月3日,江城区召开汛期安全工作推进会,区长沈望秋主持会议并讲话。会议要求,各街道要备足物资、压实责任。"
)


def in_common(one: str, other: str) -> int:
    return len(set(band_keys(one)) & set(band_keys(other)))


def test_keys_are_the_same_on_every_machine_and_in_every_process() -> None:
    keys = band_keys(_BODY)
    assert len(keys) == BANDS
    assert keys[:2] == (5312670440284943012, 9160143758136532429)


def test_signs_blanks_width_and_what_cannot_be_seen_are_not_compared() -> None:
    assert comparable("会议 要求：“压实\u200b责任”，第１２次！\n") == "会议要求压实责任第12次"


def test_the_more_two_texts_share_the_more_keys_they_have_in_common() -> None:
    texts = [
        _BODY + "".join(chr(0x4E00 + 7 * number + length) for number in range(length)) for length in (0, 5, 30, 400)
    ]
    shared = [in_common(_BODY, text) for text in texts]
    assert shared == sorted(shared, reverse=True)
    assert shared[0] == BANDS
    assert shared[1] > BANDS / 3
    assert shared[3] <= 1


def test_a_text_too_short_for_a_run_has_no_keys() -> None:
    assert band_keys("会议室") == ()
    assert len(band_keys("会议室内")) == BANDS


@given(st.text(min_size=4, max_size=200))
def test_any_text_has_keys_that_a_ledger_can_hold(text: str) -> None:
    keys = band_keys(text)
    assert len(keys) == BANDS
    assert all(-(2**63) <= key < 2**63 for key in keys)
    assert band_keys(text) == keys
