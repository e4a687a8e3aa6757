import pytest

from tests.extraction.core_sample import employers, facts_of, people, person

COMMITTEE = "中共成都市新都区委员会"
GOVERNMENT = "成都市新都区人民政府"
CONGRESS = "成都市新都区人民代表大会常务委员会"


@pytest.mark.parametrize(
    ("source", "title", "employer"),
    [
        ("区委书记周明远出席会议。", "书记", COMMITTEE),
        ("市委常委周明远出席会议。", "常委", "中共成都市委员会"),
        ("区长周明远出席会议。", "区长", GOVERNMENT),
        ("副区长周明远出席会议。", "副区长", GOVERNMENT),
        ("副市长周明远出席会议。", "副市长", "成都市人民政府"),
        ("常务副区长周明远出席会议。", "常务副区长", GOVERNMENT),
        ("区政协主席周明远出席会议。", "主席", "中国人民政治协商会议成都市新都区委员会"),
        ("区人大常委会副主任周明远出席会议。", "副主任", CONGRESS),
        ("区水务局副局长周明远出席会议。", "副局长", "成都市新都区水务局"),
        ("区委宣传部部长周明远出席会议。", "部长", "中共成都市新都区委宣传部"),
        ("大丰街道党工委书记周明远出席会议。", "书记", "中共成都市新都区大丰街道工作委员会"),
    ],
)
def test_a_post_belongs_to_the_body_before_it(source: str, title: str, employer: str) -> None:
    assert employers(facts_of(source), "周明远") == [(title, employer)]


def test_compounded_posts_have_each_their_body() -> None:
    facts = facts_of("区委副书记、代区长陈志远主持会议。")
    assert employers(facts, "陈志远") == [("副书记", COMMITTEE), ("区长", GOVERNMENT)]
    assert people("区委副书记、代区长陈志远主持会议。") == {"陈志远": ["区委副书记", "代区长"]}


@pytest.mark.parametrize(
    ("source", "posts"),
    [
        ("区委副书记兼组织部部长钱文斌讲话。", ["区委副书记", "组织部部长"]),
        ("区委常委、宣传部部长钱文斌讲话。", ["区委常委", "宣传部部长"]),
        ("市政协副主席、区委书记钱文斌讲话。", ["市政协副主席", "区委书记"]),
        ("区委书记、区长钱文斌讲话。", ["区委书记", "区长"]),
        ("县委书记、县长钱文斌讲话。", ["县委书记", "县长"]),
        ("区水务局党组书记、局长钱文斌讲话。", ["区水务局党组书记", "局长"]),
        ("中共中央总书记、国家主席钱文斌讲话。", ["中共中央总书记", "国家主席"]),
    ],
)
def test_posts_before_one_name(source: str, posts: list[str]) -> None:
    assert people(source) == {"钱文斌": posts}


def test_a_department_after_a_post_of_the_committee_is_the_committees() -> None:
    facts = facts_of("区委副书记兼组织部部长钱文斌讲话。")
    assert employers(facts, "钱文斌")[1] == ("部长", "中共成都市新都区委组织部")


@pytest.mark.parametrize(
    ("source", "qualifier"),
    [
        ("代区长陈志远出席会议。", "代"),
        ("代理区长陈志远出席会议。", "代理"),
        ("原区长陈志远出席会议。", "原"),
        ("时任区委书记陈志远陪同。", "时任"),
        ("挂职副区长陈志远出席会议。", "挂职"),
        ("原区委书记陈志远出席会议。", "原"),
    ],
)
def test_qualifiers(source: str, qualifier: str) -> None:
    (post,) = person(source, "陈志远").posts
    assert post.qualifiers == (qualifier,)
    assert post.surface.startswith(qualifier)
    assert qualifier not in post.title


def test_a_designate_is_no_name() -> None:
    (post,) = person("候任区长陈志远出席会议。", "陈志远").posts
    assert (post.qualifiers, post.title) == (("候任",), "区长")
    assert list(people("候任区长陈志远出席会议。")) == ["陈志远"]


def test_an_elided_body_is_that_of_the_post_before() -> None:
    source = "区人大常委会主任郑国强,副主任吴晓燕、王树林出席会议。"
    assert people(source) == {"郑国强": ["区人大常委会主任"], "吴晓燕": ["副主任"], "王树林": ["副主任"]}
    facts = facts_of(source)
    assert employers(facts, "吴晓燕") == employers(facts, "王树林") == [("副主任", CONGRESS)]


@pytest.mark.parametrize(
    ("source", "employer"),
    [
        ("区水务局党组书记、局长高文博作汇报。", "成都市新都区水务局"),
        ("区政协党组书记、主席高文博讲话。", "中国人民政治协商会议成都市新都区委员会"),
    ],
)
def test_the_head_after_a_party_group_secretary_heads_the_body(source: str, employer: str) -> None:
    assert employers(facts_of(source), "高文博")[1][1] == employer


@pytest.mark.parametrize(
    ("source", "employer"),
    [
        ("龙桥镇党委书记高文博作汇报。", "中共成都市新都区龙桥镇委员会"),
        ("龙桥镇镇长高文博作汇报。", "成都市新都区龙桥镇人民政府"),
    ],
)
def test_the_heads_of_a_town(source: str, employer: str) -> None:
    assert [one for _, one in employers(facts_of(source), "高文博")] == [employer]


@pytest.mark.xfail(strict=True, reason="the country's name and 驻 are cut off before the place")
def test_a_consul_is_of_the_country_that_sent_him() -> None:
    assert people("德国驻成都总领事汉斯·莱曼出席活动。") == {"汉斯·莱曼": ["德国驻成都总领事"]}


@pytest.mark.xfail(strict=True, reason="区 before 管委会 is read as a level although it ends a name")
def test_a_zone_keeps_its_name_in_the_post() -> None:
    assert people("自贸区管委会主任秦晓岭作汇报。") == {"秦晓岭": ["自贸区管委会主任"]}


@pytest.mark.parametrize(
    "source",
    [
        "各级领导干部要带头学习。",
        "有关部门负责人参加会议。",
        "区领导高度重视此项工作。",
        "区长办公会议召开。",
        "书记专题会召开。",
        "区长热线开通。",
        "长江流域治理成效明显。",
        "主席团成员参加会议。",
    ],
)
def test_no_post_without_a_holder_makes_a_person(source: str) -> None:
    assert people(source) == {}


@pytest.mark.parametrize(
    ("source", "posts"),
    [
        ("新华制药有限公司董事长兼总经理钱文斌讲话。", ["新华制药有限公司董事长", "总经理"]),
        ("区水务局四级高级主办钱文斌讲话。", ["区水务局四级高级主办"]),
        ("市公安局二级高级警长钱文斌讲话。", ["市公安局二级高级警长"]),
        ("集团公司总裁助理钱文斌讲话。", ["集团公司总裁助理"]),
        ("龙桥镇党委委员、组织委员钱文斌讲话。", ["龙桥镇党委委员", "组织委员"]),
        ("某国武装领导人钱文斌讲话。", ["某国武装领导人"]),
        ("粮食和物资储备保障中心主任钱文斌讲话。", ["粮食和物资储备保障中心主任"]),
        ("区政府和农村信用社主任钱文斌讲话。", ["农村信用社主任"]),
        ("某某交警大队大队长钱文斌讲话。", ["某某交警大队大队长"]),
        ("李强会见埃及总统钱文斌。", ["埃及总统"]),
        ("与到访的沙特外交大臣钱文斌会谈。", ["沙特外交大臣"]),
        ("巴西与沙特外交大臣钱文斌会谈。", ["沙特外交大臣"]),
        ("俄罗斯联邦委员会国防和安全委员会主席钱文斌讲话。", ["俄罗斯联邦委员会国防和安全委员会主席"]),
        ("访问叙利亚期间会见伊朗外长钱文斌。", ["伊朗外长"]),
    ],
)
def test_where_a_post_begins(source: str, posts: list[str]) -> None:
    assert people(source)["钱文斌"] == posts


def test_posts_of_two_lines_are_no_chain() -> None:
    assert people("批评前首相\n英国前首相钱文斌讲话。") == {"钱文斌": ["英国前首相"]}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("大部地区长势正常。", []),
        ("县人大代表满怀豪情步入会场。", []),
        ("区长施正常参加会议。", ["施正常"]),
        ("县人大代表满春生参加会议。", ["满春生"]),
    ],
)
def test_growth_and_high_spirits_are_no_people(source: str, expected: list[str]) -> None:
    assert list(people(source)) == expected
