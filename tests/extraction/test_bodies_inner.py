"""Bodies within bodies, elided offices, posted groups."""

import pytest

from tests.extraction.body_sample import names_of

CAIDIAN, FUCHENG = "湖北省武汉市蔡甸区", "河北省衡水市阜城县"
STANDING = "阜城县人民代表大会常务委员会"


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("县人大常委会城建环保工委", "县人大常委会城建环保工委", f"{STANDING}城建环保工作委员会"),
        ("县人大财经委", "县人大财经委", "阜城县人民代表大会财政经济委员会"),
        ("县政协提案委主任", "县政协提案委", "中国人民政治协商会议阜城县委员会提案委员会"),
        ("县委第二巡察组", "县委第二巡察组", "中共阜城县委第二巡察组"),
        ("县公安局交警大队", "县公安局交警大队", "阜城县公安局交通警察大队"),
        ("县教育局党组会议", "县教育局党组", "阜城县教育局党组"),
        ("县公安局城关派出所", "县公安局城关派出所", "阜城县公安局城关派出所"),
        ("县人大常委会代表工委", "县人大常委会代表工委", f"{STANDING}代表工作委员会"),
        ("县政府外办", "县政府外办", "阜城县人民政府外事办公室"),
        ("县政府新闻办主任", "县政府新闻办", "阜城县人民政府新闻办公室"),
        ("县委“星光”学习教育领导小组会议", "县委“星光”学习教育领导小组", "中共阜城县委“星光”学习教育领导小组"),
        ("县委党的群众路线教育实践活动领导小组办公室主任", "县委党的群众路线教育实践活动领导小组办公室",
         "中共阜城县委党的群众路线教育实践活动领导小组办公室"),
        ("代表县纪委常委会作工作报告", "县纪委常委会", "中共阜城县纪律检查委员会常务委员会"),
        ("星河大学党委书记陈志远", "星河大学党委", "中共星河大学委员会"),
        ("星河大学纪委书记陈志远", "星河大学纪委", "中共星河大学纪律检查委员会"),
        ("县防指办公室", "县防指办公室", "阜城县防汛抗旱指挥部办公室"),
    ],
)  # fmt: skip
def test_inner(text: str, surface: str, canonical: str) -> None:
    assert names_of(FUCHENG, text)[surface] == canonical


def test_sent_group_leaves_the_whole() -> None:
    found = names_of(CAIDIAN, "省安委会第三督查组反馈意见")
    assert found["省安委会第三督查组"] == "湖北省安全生产委员会第三督查组"
    assert found["省安委会"] == "湖北省安全生产委员会"


def test_posts_of_group_and_bureau() -> None:
    assert set(names_of(FUCHENG, "县教育局党组书记、局长")) == {"县教育局党组", "县教育局"}


@pytest.mark.parametrize(
    "text",
    [
        "县委要求各乡镇党委",
        "县政协委员",
        "县委常委会",
        "县政府办理提案",
        "县政府共同主办",
        "党中央统筹国内国际两个大局",
        "县财政局原党组成员",
        "国务院副总理周某和委内瑞拉代表",
    ],
)
def test_what_is_no_organ(text: str) -> None:
    assert len(names_of(FUCHENG, text)) == 1


def test_a_body_beside_is_no_organ() -> None:
    assert set(names_of(FUCHENG, "县政府与信访办商定")) == {"县政府", "信访办"}


def test_elided_office() -> None:
    found = names_of(FUCHENG, "县人大常委会主任主持会议,办公室主任出席")
    assert found["办公室"] == f"{STANDING}办公室"


def test_posted_group() -> None:
    found = names_of(FUCHENG, "驻县农业农村局纪检监察组组长")
    assert found == {"驻县农业农村局纪检监察组": "阜城县纪委监委驻阜城县农业农村局纪检监察组"}


def test_standing_committee_that_acts() -> None:
    assert names_of(FUCHENG, "受县委常委会委托作报告")["县委常委会"] == "中共阜城县委员会常务委员会"
    assert "县委常委会" in names_of(FUCHENG, "县委常委会进行了认真准备")
    assert set(names_of(FUCHENG, "县委常委会召开会议")) == {"县委"}


def test_leader_of_a_brigade() -> None:
    assert "县公安局交警大队" in names_of(FUCHENG, "县公安局交警大队大队长汇报")


def test_office_beside_an_office() -> None:
    found = names_of("海南省", "省政协办公厅、研究室有关负责人列席")
    assert found["研究室"] == "中国人民政治协商会议海南省委员会研究室"


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("阜城县人民法院审判委员会委员", "阜城县人民法院审判委员会", "阜城县人民法院审判委员会"),
        ("县人民检察院检委会委员", "县人民检察院检委会", "阜城县人民检察院检察委员会"),
        ("县人民法院立案庭庭长", "县人民法院立案庭", "阜城县人民法院立案庭"),
        ("县法院党组理论学习中心组", "县法院党组理论学习中心组", "阜城县人民法院党组理论学习中心组"),
    ],
)
def test_organs_of_courts(text: str, surface: str, canonical: str) -> None:
    assert names_of(FUCHENG, text)[surface] == canonical


def test_the_whole_stands_beside_its_organ() -> None:
    assert names_of(FUCHENG, "县公安局交警大队汇报")["县公安局"] == "阜城县公安局"
    assert "县政府" not in names_of(FUCHENG, "县政府办公室汇报")


def test_elided_committee() -> None:
    found = names_of(FUCHENG, "县人大常委会副主任陈志远,财经工委主任魏远、农业农村工委副主任于洋出席。财经工委主任讲话")
    assert found["财经工委"] == f"{STANDING}财政经济工作委员会"
    assert found["农业农村工委"] == f"{STANDING}农业与农村工作委员会"
    assert "提案委" not in names_of(FUCHENG, "县政协副主席出席。陈志远,提案委主任讲话")


def test_committee_of_two_fields() -> None:
    text = "县政协副主席陈志远、资源环境和经济委员会主任魏远"
    assert "资源环境和经济委员会" in names_of(FUCHENG, text)
    assert names_of(FUCHENG, "县政协副主席陈志远、星海和经济委员会主任").keys() == {"县政协"}
