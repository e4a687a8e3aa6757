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


def test_standing_committee_of_the_cppcc() -> None:
    found = names_of("山西省", "受政协山西省第九届委员会常务委员会的委托")
    assert found["政协山西省第九届委员会常务委员会"] == "中国人民政治协商会议山西省委员会常务委员会"
    found = names_of("山西省", "提交政协第十一届全国委员会常务委员会审议")
    assert found["政协第十一届全国委员会常务委员会"] == "中国人民政治协商会议全国委员会常务委员会"


def test_presidium_and_secretariat_of_the_session() -> None:
    found = names_of("河北省衡水市阜城县", "县十八届人大一次会议主席团举行会议,听取大会秘书处关于审议情况的汇报")
    assert found["主席团"] == "阜城县第十八届人民代表大会第一次会议主席团"
    assert found["大会秘书处"] == "阜城县第十八届人民代表大会第一次会议秘书处"
    assert "主席团" not in names_of("河北省衡水市阜城县", "县十八届人大一次会议举行主席团第一次会议")
