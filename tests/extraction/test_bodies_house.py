"""Organs without a name: those of the court, school, bureau or congress that the article names."""

import pytest

from tests.extraction.body_sample import names_of

FUCHENG, CHINA = "河北省衡水市阜城县", "中华人民共和国"
COURT, SCHOOL = "阜城县人民法院", "星河理工大学"


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("县法院开会。院党组书记、院长讲话", "院党组", f"{COURT}党组"),
        ("县法院开会。会前院党组理论学习中心组学习", "院党组理论学习中心组", f"{COURT}党组理论学习中心组"),
        ("县法院开会。审判委员会专职委员列席", "审判委员会", f"{COURT}审判委员会"),
        ("任命为县法院审判委员会委员、民事审判第二庭庭长", "民事审判第二庭", f"{COURT}民事审判第二庭"),
        ("县检察院开会。党组成员、政治部主任发言", "政治部", "阜城县人民检察院政治部"),
        ("县教育局开会。局党组书记讲话", "局党组", "阜城县教育局党组"),
        (f"{SCHOOL}签约。学校党委书记出席", "学校党委", f"中共{SCHOOL}委员会"),
        (f"{SCHOOL}签约。主持召开校党委常委会第3次会议", "校党委常委会", f"中共{SCHOOL}委员会常务委员会"),
        (f"{SCHOOL}签约。校纪委副书记、发展规划处处长列席", "发展规划处", f"{SCHOOL}发展规划处"),
        (f"{SCHOOL}签约。校长出席。材料工程学院院长发言", "材料工程学院", f"{SCHOOL}材料工程学院"),
        ("县人大常委会开会。常委会办公室要抓紧", "常委会办公室", "阜城县人民代表大会常务委员会办公室"),
    ],
)
def test_organ_of_the_house(text: str, surface: str, canonical: str) -> None:
    assert names_of(FUCHENG, text)[surface] == canonical


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("县医院党委副书记、纪委书记主持", "纪委", "中共阜城县医院纪律检查委员会"),
        (f"{SCHOOL}党委书记讲话,党委委员、纪委书记主持", "纪委", f"中共{SCHOOL}纪律检查委员会"),
        (f"{SCHOOL}党委书记讲话,县委常委、纪委书记出席", "纪委", "中共阜城县纪律检查委员会"),
        (f"{SCHOOL}党委书记讲话。镇党委副书记、纪委书记出席", "纪委", "中共阜城县纪律检查委员会"),
        ("市公安局开会。刑侦支队、城东分局汇报", "刑侦支队", "衡水市公安局刑侦支队"),
        ("市公安局开会。刑侦支队和城东分局汇报", "城东分局", "衡水市公安局城东分局"),
        ("县委全面深化改革委员会开会。农村改革专项小组要抓紧", "农村改革专项小组",
         "中共阜城县委全面深化改革委员会农村改革专项小组"),
        ("市公安局开会。市局党委委员出席", "市局党委", "中共衡水市公安局委员会"),
        (f"{SCHOOL}党委书记讲话。党委宣传部部长出席", "党委宣传部", f"中共{SCHOOL}委宣传部"),
        (f"校党委书记与{SCHOOL}党委组织部部长讲话", f"{SCHOOL}党委组织部", f"中共{SCHOOL}委组织部"),
        ("星河集团党委书记与长海集团经理签约。集团党委副书记出席", "集团党委", "中共星河集团委员会"),
        ("星河集团党委书记与县政府签约。星河集团有限公司经理出席", "星河集团党委", "中共星河集团有限公司委员会"),
    ],
)  # fmt: skip
def test_organ_that_goes_on(text: str, surface: str, canonical: str) -> None:
    assert names_of(FUCHENG, text)[surface] == canonical


def test_departments_of_a_house_without_a_name() -> None:
    assert names_of(FUCHENG, "我校开会。党委宣传部部长出席") == {}
    assert names_of(FUCHENG, "党委宣传部部长出席") == {"党委宣传部": "中共阜城县委宣传部"}


def test_a_bureau_of_another_level() -> None:
    assert "市局党委" not in names_of(FUCHENG, "县公安局开会。市局党委委员出席")


def test_a_branch_of_no_police() -> None:
    assert "城东分局" not in names_of(FUCHENG, "市公安局、市税务局开会。城东分局汇报")


@pytest.mark.parametrize("text", ["院党组书记讲话", "校党委书记讲话", "审判委员会专职委员", "县法院开会,政治部署到位"])
def test_none_without_a_house(text: str) -> None:
    assert set(names_of(FUCHENG, text)) <= {"县法院"}


def test_departments_of_the_state() -> None:
    assert names_of(CHINA, "会议讨论了农业部、法制办报送的草案")["法制办"] == "国务院法制办公室"
    assert names_of(FUCHENG, "县农业局、法制办汇报")["法制办"] == "阜城县人民政府法制办公室"


def test_a_committee_in_full() -> None:
    assert "全国人大农业与农村委员会" in names_of(CHINA, "全国人大农业与农村委员会主任委员")


def test_short_names_within_words() -> None:
    assert names_of(CHINA, "安全总监讲话") == {}
    assert names_of(CHINA, "全总主席讲话")["全总"] == "中华全国总工会"


def test_parliaments_abroad() -> None:
    assert "肯尼亚国民议会" in names_of(CHINA, "会见肯尼亚国民议会议长")
    assert names_of(CHINA, "肯尼亚议会选举") == {}
