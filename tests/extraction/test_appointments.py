"""Who takes up which post, and who gives it up: each rule by its smallest example, and what is no appointment."""

import pytest

from flows.articles.parsing import parse
from flows.extraction.extract import extract
from tests.extraction.change_sample import Row, changes
from tests.extraction.core_sample import employers, facts_of, people

BEGINS, ENDS = "begins", "ends"


@pytest.mark.parametrize(
    ("rule", "source", "expected"),
    [
        ("change.appointed", "会议任命孙立新为区水务局局长。", [("孙立新", "区水务局局长", BEGINS)]),
        ("change.appointed", "孙立新被任命为区水务局局长。", [("孙立新", "区水务局局长", BEGINS)]),
        ("change.elected", "大会选举孙立新为区人民政府区长。", [("孙立新", "区人民政府区长", BEGINS)]),
        ("change.elected", "孙立新当选区政协主席。", [("孙立新", "区政协主席", BEGINS)]),
        ("change.elected", "会议补选孙立新为区人大常委会副主任。", [("孙立新", "区人大常委会副主任", BEGINS)]),
        ("change.elected", "会议选举产生了区人大常委会主任孙立新。", [("孙立新", "区人大常委会主任", BEGINS)]),
        ("change.taken-up", "孙立新同志任区委书记。", [("孙立新", "区委书记", BEGINS)]),
        ("change.taken-up", "会议决定孙立新代理成都市市长职务。", [("孙立新", "代理成都市市长", BEGINS)]),
        ("change.removed", "免去孙立新的区教育局局长职务。", [("孙立新", "区教育局局长", ENDS)]),
        ("change.removed", "免去赵文斌区教育局局长职务。", [("赵文斌", "区教育局局长", ENDS)]),
        ("change.resigned", "会议接受孙立新辞去区长职务的请求。", [("孙立新", "区长", ENDS)]),
        ("change.given-up", "孙立新同志不再担任区委书记职务。", [("孙立新", "区委书记", ENDS)]),
    ],
)
def test_each_rule_by_its_smallest_example(rule: str, source: str, expected: list[Row]) -> None:
    assert changes(source) == expected
    (found,) = facts_of(source).post_changes
    assert found.evidence.rule == rule


@pytest.mark.parametrize(
    "source",
    [
        "县长提名孙立新为区水务局局长人选。",
        "会议审议了关于提请任命孙立新为区水务局局长的议案。",
        "市委拟任命孙立新为区委书记。",
        "建议免去孙立新的区教育局局长职务。",
        "孙立新现任区水务局局长。",
        "孙立新曾任区水务局局长。",
        "孙立新任区委书记以来,多次下乡。",
        "孙立新担任区水务局局长期间,两次立功。",
        "成立由孙立新任组长的领导小组。",
        "副区长孙立新兼任区公安分局局长。",
        "孙立新同志担任村主任20多年,深受爱戴。",
        "孙立新请求辞去区长职务。",
        "区长何立文提请区人大常委会任命孙立新为区水务局局长。",
        "张立明同志获奖。此前,孙立新任区水务局局长。",
        "会议同意孙立新的意见,区长何立文讲话。",
        "要撤销一批证照,区长何立文说。",
        "会议选举产生了新一届区委常委会,区委书记孙立新讲话。",
    ],
)
def test_what_is_no_appointment(source: str) -> None:
    assert changes(source) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("孙立新现任区水务局局长。", {"孙立新": ["区水务局局长"]}),
        ("区委提名孙立新为区水务局局长。", {"孙立新": ["区水务局局长"]}),
        ("会议审议了孙立新辞去副区长职务的请求。", {"孙立新": ["副区长"]}),
        ("领导小组成立,孙立新任组长。", {"孙立新": ["组长"]}),
        ("建议免去孙立新的区教育局局长职务。", {"孙立新": ["区教育局局长"]}),
        ("领导小组成立,主要领导任组长。", {}),
        ("他们曾长期担任区水务局局长。", {}),
        ("由副区长孙立新任组长的督查组来到柳桥镇。", {"孙立新": ["副区长", "组长"]}),
        ("区里成立以孙立新为组长、何立文为副组长的工作专班。", {"孙立新": ["组长"], "何立文": ["副组长"]}),
        ("孙立新为人正直,以大局为重。", {}),
        ("孙立新任区委书记以来,多次下乡。", {"孙立新": ["区委书记"]}),
        ("会议推选孙立新为副区长候选人。", {"孙立新": ["副区长候选人"]}),
        ("会议通过了副区长候选人名单。", {}),
        ("会议审议了区长何立文作的报告。", {"何立文": ["区长"]}),
    ],
)
def test_a_post_that_is_no_news_is_a_post(source: str, expected: dict[str, list[str]]) -> None:
    assert changes(source) == []
    assert people(source) == expected


def test_a_verb_holds_for_all_that_follow_it() -> None:
    assert changes(
        "会议决定任命张立明为区民政局局长、李国栋为区财政局局长;免去王志刚的区教育局局长、赵文斌的区统计局局长职务。"
    ) == [
        ("张立明", "区民政局局长", BEGINS),
        ("李国栋", "区财政局局长", BEGINS),
        ("王志刚", "区教育局局长", ENDS),
        ("赵文斌", "区统计局局长", ENDS),
    ]


def test_names_of_any_people_stand_between_the_verb_and_the_post() -> None:
    assert changes("会议选举尕藏扎西为区人大常委会副主任,洛桑为区人民政府副区长。") == [
        ("尕藏扎西", "区人大常委会副主任", BEGINS),
        ("洛桑", "区人民政府副区长", BEGINS),
    ]


def test_those_elected_stand_behind_the_post() -> None:
    source = "当选为区政协副主席的还有何立文、刘怀民。"
    assert people(source) == {"何立文": ["区政协副主席"], "刘怀民": ["区政协副主席"]}
    assert changes(source) == [("何立文", "区政协副主席", BEGINS), ("刘怀民", "区政协副主席", BEGINS)]
    assert people("区政协副主席的职责还有调研。") == {}


def test_people_share_a_post_and_a_person_has_several() -> None:
    assert changes("大会选举何立文、刘怀民和高文博为区政协副主席。孙立新同志任中共新都区委委员、常委、书记。") == [
        ("何立文", "区政协副主席", BEGINS),
        ("刘怀民", "区政协副主席", BEGINS),
        ("高文博", "区政协副主席", BEGINS),
        ("孙立新", "中共新都区委委员", BEGINS),
        ("孙立新", "常委", BEGINS),
        ("孙立新", "书记", BEGINS),
    ]


def test_the_name_is_not_said_again() -> None:
    assert changes(
        "会议决定任命孙立新为区人民政府副区长,并决定为代理区长;任命李国栋为区水务局局长,免去其区统计局局长职务。"
    ) == [
        ("孙立新", "区人民政府副区长", BEGINS),
        ("孙立新", "代理区长", BEGINS),
        ("李国栋", "区水务局局长", BEGINS),
        ("李国栋", "区统计局局长", ENDS),
    ]
    assert changes("区委决定:张立明任桂湖街道党工委书记,免去桂湖街道办事处主任职务。") == [
        ("张立明", "桂湖街道党工委书记", BEGINS),
        ("张立明", "桂湖街道办事处主任", ENDS),
    ]


def test_acting_is_a_qualifier_also_as_a_verb() -> None:
    source = "会议决定由何立文代理主任职务。"
    assert changes(source) == [("何立文", "代理主任", BEGINS)]
    assert [post.qualifiers for each in facts_of(source).people for post in each.posts] == [("代理",)]


def test_a_further_clause_may_say_the_opposite() -> None:
    assert changes("会议任命李国栋为区水务局局长;周明远因工作调整不再担任区统计局局长。") == [
        ("李国栋", "区水务局局长", BEGINS),
        ("周明远", "区统计局局长", ENDS),
    ]
    assert changes("免去:王志刚同志区民政局副局长职务;赵文斌同志区水务局副局长职务。") == [
        ("王志刚", "区民政局副局长", ENDS),
        ("赵文斌", "区水务局副局长", ENDS),
    ]


def test_the_post_held_before_is_another() -> None:
    source = "区委副书记、代区长孙立新当选为区长。"
    assert people(source) == {"孙立新": ["区委副书记", "代区长", "区长"]}
    assert changes(source) == [("孙立新", "区长", BEGINS)]


def test_several_resign_at_once() -> None:
    assert changes("会议接受孙立新辞去区人民政府区长职务、林雪梅因工作变动辞去区人民政府副区长职务的请求。") == [
        ("孙立新", "区人民政府区长", ENDS),
        ("林雪梅", "区人民政府副区长", ENDS),
    ]


def test_what_one_vote_decides_is_of_one_body() -> None:
    facts = facts_of("会议选举黄大伟为区政协主席,选举吕晓东为副主席,唐小龙为秘书长。")
    cppcc = "中国人民政治协商会议成都市新都区委员会"
    assert [employers(facts, name) for name in ("黄大伟", "唐小龙")] == [[("主席", cppcc)], [("秘书长", cppcc)]]


NAMES_LIST = """任命:
张立明为区人民法院审判员;
李国栋、陈 刚为区人民法院民事审判庭副庭长;
何秀英(女)为区人大常委会办公室主任。
免去:
王志刚的区人民检察院检察员职务;
赵文斌的区人民法院执行局局长职务。"""


def test_a_list_of_names() -> None:
    assert changes(NAMES_LIST, title="新都区人大常委会任免名单") == [
        ("张立明", "区人民法院审判员", BEGINS),
        ("李国栋", "区人民法院民事审判庭副庭长", BEGINS),
        ("陈刚", "区人民法院民事审判庭副庭长", BEGINS),
        ("何秀英", "区人大常委会办公室主任", BEGINS),
        ("王志刚", "区人民检察院检察员", ENDS),
        ("赵文斌", "区人民法院执行局局长", ENDS),
    ]


def test_lines_below_a_heading_need_no_verb() -> None:
    lines = "本次任免名单如下,特此公布。\n(一)张立明为区民政局副局长;\n(二)李国栋的区统计局局长职务;\n"
    assert changes(lines) == [("张立明", "区民政局副局长", BEGINS), ("李国栋", "区统计局局长", ENDS)]
    assert changes(lines.replace("任免", "获奖")) == []


def test_a_notice_says_who_is_in_office_without_a_verb_of_deciding() -> None:
    notice = "各街道办事处:\n张立明任区教育局副局长(试用期一年);\n任学文任柳桥中学校长。"
    assert changes(notice, title="关于张立明等同志任职的通知") == [
        ("张立明", "区教育局副局长", BEGINS),
        ("任学文", "柳桥中学校长", BEGINS),
    ]
    assert changes("张立明任组长,李国栋任副组长。") == []


def test_evidence_holds_verb_name_and_post() -> None:
    text = "一则消息\n发布时间:2016-10-12\n会议任命孙立新为区水务局局长,会期半天。\n来源:某某资讯\n"
    (found,) = extract(parse(text, name="test", jurisdiction="四川省成都市新都区")).post_changes
    assert found.evidence.span.of(text) == "任命孙立新为区水务局局长"
