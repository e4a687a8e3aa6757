"""Names that a session splits, and bodies that a session owns."""

from tests.extraction.body_sample import bodies_of, names_of

FUCHENG = "河北省衡水市阜城县"
CPPCC = "中国人民政治协商会议阜城县委员会"


def test_split() -> None:
    assert names_of(FUCHENG, "县十七届人大常委会")["县十七届人大常委会"] == "阜城县人民代表大会常务委员会"
    assert names_of(FUCHENG, "政协阜城县第八届委员会")["政协阜城县第八届委员会"] == CPPCC
    assert names_of(FUCHENG, "政协第八届阜城县委员会")["政协第八届阜城县委员会"] == CPPCC
    assert {body.rule for body in bodies_of(FUCHENG, "县十七届人大常委会")} == {"body.session"}


def test_national_session() -> None:
    assert [body.rule for body in bodies_of(FUCHENG, "十二届全国人大会议")] == ["body.session"]


def test_owned_by_the_session() -> None:
    text = "县十七届人大三次会议阜城镇代表团召开会议。大会主席团开会。"
    found = names_of(FUCHENG, text)
    assert found["大会主席团"] == "阜城县第十七届人民代表大会第三次会议主席团"
    assert found["阜城镇代表团"] == "阜城县第十七届人民代表大会第三次会议阜城镇代表团"


def test_no_session_no_presidium() -> None:
    assert names_of(FUCHENG, "大会主席团开会。") == {}
