"""Open names: where they begin, what they are in full, which are no names."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extraction.body_sample import bodies_of, names_of

XINDU, CAIDIAN, FUCHENG = "四川省成都市新都区", "湖北省武汉市蔡甸区", "河北省衡水市阜城县"


@pytest.mark.parametrize(
    ("home", "text", "surface", "canonical"),
    [
        (XINDU, "参观四川星河食品集团有限公司", "四川星河食品集团有限公司", "四川星河食品集团有限公司"),
        (CAIDIAN, "听取武汉常乐建设投资公司汇报", "武汉常乐建设投资公司", "武汉常乐建设投资公司"),
        (
            CAIDIAN,
            "由武汉经济技术开发区蔡甸产业园管委会负责",
            "武汉经济技术开发区蔡甸产业园管委会",
            "武汉经济技术开发区蔡甸产业园管理委员会",
        ),
        (XINDU, "区绿道领导小组召开会议", "区绿道领导小组", "成都市新都区绿道领导小组"),
        (XINDU, "区政务服务和行政审批局汇报", "区政务服务和行政审批局", "成都市新都区政务服务和行政审批局"),
        (XINDU, "中国星河与云海联合会发布", "中国星河与云海联合会", "中国星河与云海联合会"),
        (FUCHENG, "县城投公司经理", "县城投公司", "阜城县城投公司"),
        (FUCHENG, "星海财险阜城支公司经理", "星海财险阜城支公司", "星海财险阜城支公司"),
        (XINDU, "区环保水务局汇报", "区环保水务局", "成都市新都区环境保护和水务局"),
        (XINDU, "与星海智算(成都)科技有限公司签约", "星海智算(成都)科技有限公司", "星海智算(成都)科技有限公司"),
        (XINDU, "国网新都供电公司经理", "国网新都供电公司", "国网新都供电公司"),
        (FUCHENG, "县电力公司经理", "县电力公司", "阜城县电力公司"),
        (XINDU, "南星新区党工委书记", "南星新区党工委", "中共成都市新都区南星新区工作委员会"),
        (XINDU, "区南星中学校长", "区南星中学", "成都市新都区南星中学"),
    ],
)
def test_open(home: str, text: str, surface: str, canonical: str) -> None:
    assert names_of(home, text)[surface] == canonical


@pytest.mark.parametrize(
    "text",
    [
        "支持优质学校发展",
        "民营企业和重点公司",
        "成都市各学校",
        "有关公司负责人",
        "该公司",
        "12家企业",
        "工作布局",
        "多个街道",
        "督查组指出",
        "举行民主协商会",
    ],
)
def test_no_names(text: str) -> None:
    assert names_of(XINDU, text) == {}


@pytest.mark.parametrize("text", ["区领导和教育局负责人", "区财政局和教育局负责人", "市民和教育局负责人"])
def test_what_and_does_not_join(text: str) -> None:
    assert names_of(XINDU, text)["教育局"] == "成都市新都区教育局"


def test_short_of_a_longer_name() -> None:
    text = "审议《关于成立新都区绿道建设专家咨询委员会的请示》。让专家咨询委员会发挥作用。"
    assert names_of(XINDU, text) == {"专家咨询委员会": "成都市新都区绿道建设专家咨询委员会"}


def test_zone_shared_with_the_body_before() -> None:
    found = names_of(XINDU, "南星新区党工委、管委会负责人")
    assert found["管委会"] == "成都市新都区南星新区管理委员会"


def test_corps() -> None:
    home = "新疆生产建设兵团第八师石河子市"
    found = names_of(home, "一五九团党委汇报,兵团第四师和新疆生产建设兵团")
    assert found["一五九团党委"] == "中共新疆生产建设兵团第八师一五九团委员会"
    assert found["兵团第四师"] == "新疆生产建设兵团第四师"


@given(st.text(alphabet="区委市政府公安局第十届、。《》()〈〉建设有限公司镇党和县人大常委会新都A1 \n", max_size=120))
def test_any_text(text: str) -> None:
    for body in bodies_of(XINDU, text):
        assert 0 <= body.start < body.end <= len(text)
        assert body.canonical
        assert 0 < body.confidence <= 1


def test_linear_time() -> None:
    piece = "区委、市政府和某某有限公司《某办法》县委办公室第三督查组新都区第十届人大"

    def seconds(times: int) -> float:
        begun = time.process_time()
        bodies_of(XINDU, piece * times)
        return time.process_time() - begun

    seconds(20)
    assert seconds(1600) < 16 * max(seconds(200), 0.005)


def test_short_name_of_a_firm() -> None:
    text = "福建星河农业集团有限公司负责人发言。希望星河集团发挥作用。"
    assert set(names_of(XINDU, text)) == {"福建星河农业集团有限公司"}


@pytest.mark.parametrize("text", ["吉林省中小学", "世界大学生运动会", "建设特色小镇、美丽水乡", "普惠性幼儿园"])
def test_kinds_are_no_names(text: str) -> None:
    assert names_of(XINDU, text) == {}


def test_level_that_is_nobodys() -> None:
    assert names_of(FUCHENG, "镇综治办主任") == {}
    assert names_of(FUCHENG, "镇派出所所长") == {}


def test_stations_of_the_town_named_last() -> None:
    found = names_of(FUCHENG, "城关镇开会,镇派出所、镇司法所、镇财政所参加")
    assert found["镇派出所"] == "阜城县公安局城关派出所"
    assert found["镇司法所"] == "阜城县司法局城关司法所"
    assert found["镇财政所"] == "阜城县城关镇财政所"


def test_village_of_the_home_town() -> None:
    found = names_of("安徽省池州市石台县仁里镇", "星河村党总支书记列席")
    assert found == {"星河村党总支": "中共石台县仁里镇星河村总支部委员会"}


def test_public_bodies_named_by_a_short_place_stand_as_written() -> None:
    found = names_of(XINDU, "参观成都星河博物馆和成都市星河医院")
    assert found == {"成都星河博物馆": "成都星河博物馆", "成都市星河医院": "成都市星河医院"}
    found = names_of(XINDU, "参观新都星河医院和新都区星河医院")
    assert found == {"新都星河医院": "新都星河医院", "新都区星河医院": "成都市新都区星河医院"}


def test_each_of_the_groups_is_none() -> None:
    found = names_of(XINDU, "省安委会第三督查组反馈。督查组指出,各督查组要深入")
    assert found["督查组"] == "四川省安全生产委员会第三督查组"
    assert names_of(XINDU, "省安委会第三督查组反馈。各督查组要深入").keys() == {"省安委会", "省安委会第三督查组"}


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("县第一中学校长", "县第一中学"),
        ("成都农商银行行长", "成都农商银行"),
        ("成都星海控股经理", "成都星海控股"),
        ("坚守党校初心", None),
        ("成都国有控股企业", None),
    ],
)
def test_endings(text: str, surface: str | None) -> None:
    assert set(names_of(FUCHENG, text)) == ({surface} if surface else set())


@pytest.mark.parametrize(
    ("home", "text", "surface", "canonical"),
    [
        ("内蒙古自治区阿拉善盟", "盟森林公安局通报", "盟森林公安局", "阿拉善盟森林公安局"),
        ("内蒙古自治区阿拉善盟", "盟草原防火指挥部抽组督查组", "盟草原防火指挥部", "阿拉善盟草原防火指挥部"),
        (FUCHENG, "龙桥镇开会。镇农业综合服务站站长", "镇农业综合服务站", "阜城县龙桥镇农业综合服务站"),
        (FUCHENG, "星海林业局、县水利局汇报", "星海林业局", "星海林业局"),
        (FUCHENG, "县信访联席会议召集人", "县信访联席会议", "阜城县信访联席会议"),
        (FUCHENG, "参观星海养护有限公司调度中心", "星海养护有限公司", "星海养护有限公司"),
        (FUCHENG, "县工业园区管委会汇报", "县工业园区管委会", "阜城工业园区管理委员会"),
        ("新疆生产建设兵团第八师石河子市", "云山农场、师市住建局汇报", "云山农场", "新疆生产建设兵团第八师云山农场"),
    ],
)
def test_kinds_of_names(home: str, text: str, surface: str, canonical: str) -> None:
    assert names_of(home, text)[surface] == canonical


@pytest.mark.parametrize(
    "text", ["召开信访联席会议", "各家庭农场", "先后4次集中学习", "来到县医院和龙桥镇部分群众家中"]
)
def test_further_no_names(text: str) -> None:
    assert set(names_of(FUCHENG, text)) <= {"县医院"}


@pytest.mark.parametrize(
    ("home", "text", "surface", "canonical"),
    [
        ("江苏省无锡市江阴市", "江阴高新区党工委书记", "江阴高新区党工委", "中共江阴高新技术产业开发区工作委员会"),
        ("河南省漯河市", "市经开区管委会主任", "市经开区管委会", "漯河经济技术开发区管理委员会"),
        ("黑龙江省大兴安岭地区", "行署财政局、行署教育局汇报", "行署财政局", "大兴安岭地区行政公署财政局"),
        ("黑龙江省大兴安岭地区", "地区星海集团公司汇报", "地区星海集团公司", "大兴安岭地区星海集团公司"),
        ("山东省临沂市沂水县", "参观沂水中心医院", "沂水中心医院", "沂水中心医院"),
    ],
)
def test_names_after_a_short_place_or_level(home: str, text: str, surface: str, canonical: str) -> None:
    assert names_of(home, text)[surface] == canonical
