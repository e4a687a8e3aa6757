"""Bodies of known form: every rule with its smallest example."""

import pytest

from tests.extraction.body_sample import bodies_of, names_of

XINDU, KUNSHAN, FUCHENG = "四川省成都市新都区", "江苏省苏州市昆山市", "河北省衡水市阜城县"


@pytest.mark.parametrize(
    ("home", "text", "surface", "canonical"),
    [
        (XINDU, "区委召开会议", "区委", "中共成都市新都区委员会"),
        (XINDU, "市委书记讲话", "市委", "中共成都市委员会"),
        (XINDU, "省政府部署", "省政府", "四川省人民政府"),
        (XINDU, "区政协主席", "区政协", "中国人民政治协商会议成都市新都区委员会"),
        (XINDU, "区委统战部", "区委统战部", "中共成都市新都区委统一战线工作部"),
        (XINDU, "区法院院长", "区法院", "成都市新都区人民法院"),
        (XINDU, "市中院院长", "市中院", "成都市中级人民法院"),
        (KUNSHAN, "市委书记讲话", "市委", "中共昆山市委员会"),
        (KUNSHAN, "苏州市委书记讲话", "苏州市委", "中共苏州市委员会"),
        (FUCHENG, "县政府党组成员", "县政府党组", "阜城县人民政府党组"),
        ("广西壮族自治区", "区党委部署", "区党委", "中共广西壮族自治区委员会"),
        ("内蒙古自治区阿拉善盟", "盟行署召开会议", "盟行署", "阿拉善盟行政公署"),
        ("新疆维吾尔自治区", "塔城地委书记", "塔城地委", "中共塔城地区委员会"),
        ("新疆生产建设兵团第八师石河子市", "师市党委部署", "师市党委", "中共新疆生产建设兵团第八师石河子市委员会"),
    ],
)
def test_level_and_place(home: str, text: str, surface: str, canonical: str) -> None:
    assert names_of(home, text)[surface] == canonical


@pytest.mark.parametrize("text", ["社区委派专人", "城市委托第三方", "区委员发言", "红旗委"])
def test_no_level(text: str) -> None:
    assert names_of(XINDU, text) == {}


def test_national() -> None:
    assert names_of(XINDU, "国务院总理、财政部部长") == {
        "国务院": "中华人民共和国国务院",
        "财政部": "中华人民共和国财政部",
    }


def test_goes_on_from_the_post_before() -> None:
    assert names_of(XINDU, "省委常委、宣传部部长出席")["宣传部"] == "中共四川省委宣传部"
    assert names_of(XINDU, "宣传部部长出席")["宣传部"] == "中共成都市新都区委宣传部"


def test_two_bodies_of_one_office() -> None:
    found = names_of(XINDU, "区纪委监委开展检查")
    assert found == {"区纪委": "中共成都市新都区纪律检查委员会", "监委": "成都市新都区监察委员会"}


def test_organs_themselves_not_their_staff() -> None:
    assert names_of(XINDU, "区政协机关负责人列席") == {"区政协": "中国人民政治协商会议成都市新都区委员会"}


def test_shared_form() -> None:
    found = names_of("河北省衡水市", "阜城县、景县人大常委会负责人")
    assert found["阜城县、景县人大常委会"] == "阜城县人民代表大会常务委员会"
    assert found["景县人大常委会"] == "景县人民代表大会常务委员会"


def test_town_of_the_committee_before() -> None:
    found = names_of(FUCHENG, "城关镇党委、政府,星桥街道党工委、办事处")
    assert found["政府"] == "阜城县城关镇人民政府"
    assert found["办事处"] == "阜城县星桥街道办事处"
    assert names_of(FUCHENG, "县委、政府")["政府"] == "阜城县人民政府"


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("国网阜城县供电公司经理", "国网阜城县供电公司", "国网阜城县供电公司"),
        ("国家税务总局阜城县税务局局长", "国家税务总局阜城县税务局", "国家税务总局阜城县税务局"),
        ("国家税务总局部署", "国家税务总局", "国家税务总局"),
    ],
)
def test_what_stands_before_the_place(text: str, surface: str, canonical: str) -> None:
    assert names_of(FUCHENG, text) == {surface: canonical}


@pytest.mark.parametrize("text", ["央视网消息", "新华社记者周某", "驻某国办事处"])
def test_media_that_report(text: str) -> None:
    assert not set(names_of(XINDU, text)) & {"央视", "新华社", "国办"}


def test_branch_of_a_city() -> None:
    assert names_of("江苏省南京市鼓楼区", "区公安分局局长")["区公安分局"] == "南京市公安局鼓楼分局"
    assert names_of("广东省广州市增城区", "区公安分局局长")["区公安分局"] == "广州市公安局增城区分局"


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("民盟衡水市委主委", "民盟衡水市委", "中国民主同盟衡水市委员会"),
        ("团县委书记", "团县委", "共青团阜城县委员会"),
        ("县武警中队官兵", "县武警中队", "中国人民武装警察部队阜城县中队"),
        ("武警绵阳支队", "武警绵阳支队", "中国人民武装警察部队绵阳市支队"),
        ("中共阜城县委书记", "中共阜城县委", "中共阜城县委员会"),
    ],
)
def test_affiliates(text: str, surface: str, canonical: str) -> None:
    assert names_of(FUCHENG, text)[surface] == canonical


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("县督考办", "阜城县督查考核办公室"),
        ("县委督考办", "中共阜城县委督查考核办公室"),
        ("县环委办", "阜城县生态环境保护委员会办公室"),
        ("县农工委", "中共阜城县委农村工作委员会"),
        ("县委保密机要局", "中共阜城县委保密机要局"),
        ("县武装部", "阜城县人民武装部"),
        ("县治超办", "阜城县治理车辆超限超载工作领导小组办公室"),
        ("阜城海关", "中华人民共和国阜城海关"),
        ("县人大常委会法工委", "阜城县人民代表大会常务委员会法制工作委员会"),
    ],
)
def test_short_names(text: str, canonical: str) -> None:
    assert names_of(FUCHENG, text + "负责人汇报")[text] == canonical


def test_special_regions() -> None:
    found = names_of("中华人民共和国", "香港特区政府和澳门特别行政区政府表示。特别行政区政府施政")
    assert found == {
        "香港特区政府": "香港特别行政区政府",
        "澳门特别行政区政府": "澳门特别行政区政府",
        "特别行政区政府": "澳门特别行政区政府",
    }
    assert names_of("贵州省六盘水市六枝特区", "六枝特区政府")["六枝特区政府"] == "六枝特区人民政府"


def test_banks_and_groups_within() -> None:
    found = names_of(FUCHENG, "中国人民银行阜城县支行、县政协机关党组、市安委会专项巡查组、省生态环境保护督察组")
    assert found["中国人民银行阜城县支行"] == "中国人民银行阜城县支行"
    assert found["县政协机关党组"] == "中国人民政治协商会议阜城县委员会机关党组"
    assert found["市安委会专项巡查组"] == "衡水市安全生产委员会专项巡查组"
    assert found["省生态环境保护督察组"] == "河北省生态环境保护督察组"
    assert names_of(FUCHENG, "县政协机关负责人") == {"县政协": "中国人民政治协商会议阜城县委员会"}


def test_second_half_of_a_department() -> None:
    assert names_of("内蒙古自治区鄂尔多斯市乌审旗", "旗工信和科技局汇报") == {"旗工信和科技局": "乌审旗工信和科技局"}


def test_name_by_year() -> None:
    assert names_of(FUCHENG, "县税务局局长", 2015)["县税务局"] == "阜城县税务局"
    assert names_of(FUCHENG, "县税务局局长", 2021)["县税务局"] == "国家税务总局阜城县税务局"


@pytest.mark.parametrize(
    "text",
    [
        "学习《区纪委监委工作规定》",
        "新都新闻网-新都区融媒体中心(记者 某某)",
        "(区委宣传部供稿)",
        "来源:新都区融媒体中心",
    ],
)
def test_silent_places(text: str) -> None:
    assert names_of(XINDU, text) == {}


def test_nothing() -> None:
    assert bodies_of(XINDU, "") == []


@pytest.mark.parametrize("text", ["县人大各专门委员会负责人", "全县人大工作座谈会"])
def test_groups_of_organs(text: str) -> None:
    assert names_of(FUCHENG, text) == {}


@pytest.mark.parametrize("text", ["交通部门负责人", "财政部门汇报", "服务国家工作大局"])
def test_departments_in_general(text: str) -> None:
    assert names_of(FUCHENG, text) == {}


def test_the_country_has_no_local_bodies() -> None:
    assert names_of("中华人民共和国", "地方各级党委、人民政府") == {}


def test_levels_in_brackets_are_a_group() -> None:
    assert names_of("河北省衡水市", "各县(市)区政府负责人") == {}


def test_corps_division_and_its_city() -> None:
    home = "新疆生产建设兵团第八师石河子市"
    assert names_of(home, "第八师石河子市党委召开全会")["第八师石河子市党委"] == f"中共{home}委员会"
    assert names_of(home, "师市党委常委、纪委书记")["纪委"] == f"中共{home}纪律检查委员会"
    assert names_of(home, "第八师党委部署")["第八师党委"] == "中共新疆生产建设兵团第八师委员会"


def test_groups_of_bodies() -> None:
    assert names_of("河北省衡水市", "各市政协负责人") == {}


def test_military_region_of_a_province() -> None:
    assert names_of("河北省", "省军区司令员")["省军区"] == "河北省军区"
    assert names_of("广西壮族自治区", "广西军区司令员")["广西军区"] == "广西军区"
