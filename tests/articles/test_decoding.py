"""Bytes become text, or a line that says why not."""

import pytest

from flows.articles.decoding import MAX_BYTES, Unreadable, decode
from tests.articles.article_sample import AS_THE_SEED


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (AS_THE_SEED.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + AS_THE_SEED.encode(), "utf-8"),
        (AS_THE_SEED.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + AS_THE_SEED.encode("utf-16-be"), "utf-16"),
        (AS_THE_SEED.encode("gb18030"), "gb18030"),
        (AS_THE_SEED.encode("gbk"), "gb18030"),
        (AS_THE_SEED.encode("gb2312"), "gb18030"),
        (AS_THE_SEED.replace("\n", "\r\n").encode(), "utf-8"),
        (AS_THE_SEED.replace("\n", "\r").encode("gbk"), "gb18030"),
    ],
)
def test_the_text_is_the_same_in_every_encoding(raw: bytes, encoding: str) -> None:
    decoded = decode(raw)
    assert (decoded.text, decoded.encoding) == (AS_THE_SEED, encoding)


def test_big5_is_read_where_gb18030_makes_no_prose_of_it() -> None:
    text = "市長主持會議並聽取各區關於防汛工作的報告,要求各部門加強值班。"
    assert decode(text.encode("big5")).text == text
    assert decode(text.encode("big5")).encoding == "big5"


def test_a_last_character_cut_in_half_is_left_out() -> None:
    assert decode("会议召开。区长".encode()[:-1]).text == "会议召开。区"


def test_control_and_bidi_characters_stay_in_the_text() -> None:
    text = "江城\x07区\u202e部署\u202c工作"
    assert decode(text.encode()).text == text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (" \n\u3000\r\n".encode(), "empty"),
        (b"%PDF-1.7 text", "a PDF"),
        (b"PK\x03\x04 docx", "Office document"),
        (AS_THE_SEED.encode("utf-16-le"), "NUL"),
        ("会议\0召开".encode(), "NUL"),
        ("会议\0召开".encode("utf-16"), "NUL"),
        (b"\xff\xfe\x00", "UTF-16"),
        (bytes(range(1, 32)) * 20, "control characters"),
        (b"\xff\xff\xff\xff", "UTF-8"),
        (b"\xc3\xa9t\xe9 caf\xe9 d\xe9j\xe0", "UTF-8"),
        ("\ufffd".encode() * 30 + "会议".encode(), "damaged"),
        (b"\xef\xbb\xbfabc\xff\xfeabc", "byte order mark"),
        (b"a" * (MAX_BYTES + 1), "split it"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason_in_one_line(raw: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason) as caught:
        decode(raw)
    assert "\n" not in caught.value.reason
