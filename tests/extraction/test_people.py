import pytest

from tests.extraction.core_sample import facts_of, people, rules


@pytest.mark.parametrize(
    ("rule", "source", "expected"),
    [
        ("person.after-post", "区委书记周明远主持会议。", {"周明远": ["区委书记"]}),
        ("person.before-title", "会上,张建国主任作了汇报。", {"张建国": ["主任"]}),
        ("person.before-verb", "会议由孙立新主持。", {"孙立新": []}),
        ("person.introduced", "村民孙立新介绍,水渠通了。", {"孙立新": []}),
        ("person.appointed", "会议任命孙立新为区水务局局长。", {"孙立新": ["区水务局局长"]}),
        ("person.repeated", "区长孙立新讲话。随后大家围绕孙立新的讲话讨论。", {"孙立新": ["区长"]}),
    ],
)
def test_each_rule_by_its_smallest_example(rule: str, source: str, expected: dict[str, list[str]]) -> None:
    assert people(source) == expected
    (found,) = rules(source).values()
    assert rule in found


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("副区长孙立新、刘怀民和高文博参加会议。", ["孙立新", "刘怀民", "高文博"]),
        ("副区长孙立新、刘怀民以及高文博参加会议。", ["孙立新", "刘怀民", "高文博"]),
        ("副区长孙立新(女,回族)、刘怀民参加会议。", ["孙立新", "刘怀民"]),
        ("副区长孙立新、刘怀民等参加会议。", ["孙立新", "刘怀民"]),
        ("副区长孙立新、刘怀民等区领导参加会议。", ["孙立新", "刘怀民"]),
        ("副区长何某、吕某参加会议。", ["何某", "吕某"]),
        ("副县长叶尔夏提·吐尔逊拜、李志刚参加会议。", ["叶尔夏提·吐尔逊拜", "李志刚"]),
        ("副主席艾合买提江、古丽努尔出席会议。", ["艾合买提江", "古丽努尔"]),
    ],
)
def test_a_list_shares_its_post(source: str, names: list[str]) -> None:
    found = people(source)
    assert list(found) == names
    assert len({tuple(posts) for posts in found.values()}) == 1
    assert all(found.values())


def test_appositions_across_a_chain_of_commas() -> None:
    assert people(
        "区委书记周明远,区委副书记、区长陈志远,区人大常委会主任郑国强,区政协主席黄大伟,"
        "区委常委、宣传部部长林雪梅,副区长孙立新、刘怀民出席会议。"
    ) == {
        "周明远": ["区委书记"],
        "陈志远": ["区委副书记", "区长"],
        "郑国强": ["区人大常委会主任"],
        "黄大伟": ["区政协主席"],
        "林雪梅": ["区委常委", "宣传部部长"],
        "孙立新": ["副区长"],
        "刘怀民": ["副区长"],
    }


def test_a_list_ends_where_another_post_begins() -> None:
    assert people("区领导周明远、陈志远,区法院院长胡德胜、区检察院检察长谢安民参加会议。") == {
        "周明远": ["区领导"],
        "陈志远": ["区领导"],
        "胡德胜": ["区法院院长"],
        "谢安民": ["区检察院检察长"],
    }


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("马某主任、王某书记参加会议。", {"马某": ["主任"], "王某": ["书记"]}),
        ("李志强县长讲话。", {"李志强": ["县长"]}),
        ("李志强同志讲话。", {"李志强": []}),
        ("副区长李志强同志讲话。", {"李志强": ["副区长"]}),
    ],
)
def test_titles_after_the_name(source: str, expected: dict[str, list[str]]) -> None:
    assert people(source) == expected


def test_one_person_with_posts_in_two_places() -> None:
    found = people("区委书记周明远主持会议。会上,区委常务委员会委员周明远讲话。")
    assert list(found) == ["周明远"]
    assert found["周明远"][0] == "区委书记"


def test_names_without_posts_before_a_verb() -> None:
    assert people("周明远、陈志远、郑国强出席会议。") == {"周明远": [], "陈志远": [], "郑国强": []}


@pytest.mark.parametrize("name", ["高峰", "江山", "宁静", "白雪", "文静", "安康", "方向明", "解放军"])
def test_names_that_are_words_after_a_post(name: str) -> None:
    assert people(f"副区长{name}参加会议。") == {name: ["副区长"]}


@pytest.mark.parametrize(
    "source",
    [
        "区委领导班子成员参加会议。",
        "区领导高度重视此项工作。",
        "会议要求,高度重视安全生产。",
        "会议要求,张弛有度抓好工作。",
        "区委书记在讲话中指出,要抓好落实。",
        "区长主持会议。",
        "副区长和有关部门负责人参加会议。",
        "负责人表示,项目进展顺利。",
        "会议听取了区财政局、区审计局关于预算执行情况的汇报。",
        "与会人员一致认为,成绩来之不易。",
        "全区上下要齐心协力,抢抓机遇。",
    ],
)
def test_words_that_look_like_names(source: str) -> None:
    assert people(source) == {}


@pytest.mark.parametrize(
    "source",
    [
        "会议强调,要以习近平新时代中国特色社会主义思想为指导。",
        "会议强调,要坚持马克思列宁主义、毛泽东思想、邓小平理论。",
        "会议学习了习近平法治思想。",
        "会议学习了习近平新时代中国特色社会主义思想和习近平生态文明思想。",
    ],
)
def test_people_only_in_a_theorys_name_are_none(source: str) -> None:
    assert people(source) == {}


@pytest.mark.parametrize(
    "source",
    [
        "会议传达学习了习近平总书记重要讲话精神。",
        "会议指出,习近平总书记高度重视扶贫工作。",
        "会议学习了习近平总书记在中央城市工作会议上的讲话。",
        "习近平总书记指出,绿水青山就是金山银山。",
    ],
)
def test_the_general_secretary_is_a_person_with_that_post(source: str) -> None:
    assert people(source) == {"习近平": ["总书记"]}


@pytest.mark.parametrize(
    "source",
    [
        "会议强调,要以习近平新时代中国特色社会主义思想为指导,学习习近平总书记重要讲话精神。",
        "会议要求,深入学习习近平总书记关于安全生产的重要论述。",
    ],
)
def test_the_general_secretary_beside_a_theory(source: str) -> None:
    assert people(source) == {"习近平": ["总书记"]}


def test_a_theorys_name_is_no_mention_of_the_person() -> None:
    source = "会议指出,要以习近平新时代中国特色社会主义思想为指导。习近平总书记作出批示。"
    (found,) = facts_of(source).people
    assert len(found.mentions) == 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("会议任命孙立新为区水务局局长。", {"孙立新": ["区水务局局长"]}),
        ("会议决定免去刘怀民的区教育局局长职务。", {"刘怀民": ["区教育局局长"]}),
        ("会议任命孙立新、刘怀民为区政府副区长。", {"孙立新": ["区政府副区长"], "刘怀民": ["区政府副区长"]}),
        ("会议接受周明远辞去区人民政府区长职务。", {"周明远": ["区人民政府区长"]}),
    ],
)
def test_appointments(source: str, expected: dict[str, list[str]]) -> None:
    assert people(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("会议任命孙立新、刘怀民为副区长。", {"孙立新": ["副区长"], "刘怀民": ["副区长"]}),
        ("会议选举孙立新为区长。", {"孙立新": ["区长"]}),
    ],
)
def test_appointments_to_posts_that_name_no_body(source: str, expected: dict[str, list[str]]) -> None:
    assert people(source) == expected


def test_the_elected() -> None:
    assert people("孙立新当选为区人民政府区长。") == {"孙立新": ["区人民政府区长"]}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("区委副书记李 云参加会议。", {"李云": ["区委副书记"]}),
        ("区委书记王 刚、副区长刘怀民参加会议。", {"王刚": ["区委书记"], "刘怀民": ["副区长"]}),
        ("副区长李　云、王　刚出席会议。", {"李云": ["副区长"], "王刚": ["副区长"]}),
    ],
)
def test_names_set_apart_by_a_blank(source: str, expected: dict[str, list[str]]) -> None:
    assert people(source) == expected


def test_a_negation_is_no_part_of_the_name() -> None:
    assert list(people("区长陈志远未参加会议。")) == ["陈志远"]


def test_a_name_before_a_verb_ends_with_its_line() -> None:
    assert people("会议召开,周明\n强调,要抓好落实。") == {}


def test_a_repeated_name_is_the_longest_that_stands_there() -> None:
    (longer, shorter) = facts_of("区长何立文、副区长何立出席会议。大家围绕何立文的讲话讨论。").people
    assert (len(longer.mentions), len(shorter.mentions)) == (2, 1)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("区领导孙立新 刘怀民 高文博参加会议。", {"孙立新": ["区领导"], "刘怀民": ["区领导"], "高文博": ["区领导"]}),
        ("副区长、区公安分局局长孙立新讲话。", {"孙立新": ["副区长", "区公安分局局长"]}),
        ("企业代表何立文、周子轩发言。", {"何立文": ["企业代表"], "周子轩": ["企业代表"]}),
        ("区长陈志远与德国总理默克尔会谈。", {"陈志远": ["区长"], "默克尔": ["德国总理"]}),
        ("各镇(街道)党(工)委书记、镇长(主任)参加会议。", {}),
        ("区法院、区检察院负责人列席会议。", {}),
    ],
)
def test_usual_lists(source: str, expected: dict[str, list[str]]) -> None:
    assert people(source) == expected


@pytest.mark.parametrize("title", ["周明远主持会议 陈志远参加", "周明远陈志远出席会议", "周明远、陈志远出席会议"])
def test_names_in_a_headline_are_known_from_the_text(title: str) -> None:
    found = facts_of("区委书记周明远主持会议。区长陈志远参加会议。", title=title).people
    assert [(one.name, len(one.mentions)) for one in found] == [("周明远", 2), ("陈志远", 2)]


def test_a_name_before_ti_yaoqiu() -> None:
    assert list(people("区委常委林雪梅提要求。")) == ["林雪梅"]


def test_a_surname_with_a_title_is_no_full_name() -> None:
    assert people("张书记主持会议。") == {}


@pytest.mark.parametrize("name", ["孙立新", "高文博"])
def test_a_note_between_post_and_name(name: str) -> None:
    assert people(f"区水务局副局长(主持工作){name}讲话。") == {name: ["区水务局副局长"]}


def test_the_byline_names_nobody() -> None:
    assert people("区委书记周明远主持会议。", title="周明远主持会议") == {"周明远": ["区委书记"]}
    assert "何某某" not in people("何某某报道。")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("周明远、陈志远和孙立新出席会议。", {"周明远", "陈志远", "孙立新"}),
        ("周明远、陈志远及有关部门负责同志参加会议。", {"周明远", "陈志远"}),
        ("周明远、陈志远以及各镇负责人参加会议。", {"周明远", "陈志远"}),
        ("周明远、艾力·买买提、陈志远出席会议。", {"周明远", "艾力·买买提", "陈志远"}),
        ("高文博应邀列席会议。", {"高文博"}),
        ("国务院及各部门负责人参加会议。", set()),
        ("区政府和安全部门负责人参加会议。", set()),
    ],
)
def test_lists_of_names_without_posts_before_a_verb(source: str, expected: set[str]) -> None:
    assert set(people(source)) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("王建国(区长)、李建民(副区长)参加会议。", {"王建国": ["区长"], "李建民": ["副区长"]}),
        ("区委书记李明(中)察看现场。", {"李明": ["区委书记"]}),
        ("会议任命孙立新同志为区水务局局长。", {"孙立新": ["区水务局局长"]}),
        ("会议免去孙立新同志区水务局局长职务。", {"孙立新": ["区水务局局长"]}),
        (
            "会议决定任命贾静、李保平两位同志为区监察委员会委员。",
            {"贾静": ["区监察委员会委员"], "李保平": ["区监察委员会委员"]},
        ),
        ("会议审议了郑红梅关于辞去副区长职务的请求。", {"郑红梅": ["副区长"]}),
        ("郑红梅同志任区水务局党组书记。", {"郑红梅": ["区水务局党组书记"]}),
        ("会议决定免去胡和顺的区水务局局长职务。", {"胡和顺": ["区水务局局长"]}),
        ("会议推选副区长、秘书长担任执行主席。", {}),
        ("他们分别是,曾长期担任区水务局局长的老人。", {}),
    ],
)
def test_posts_that_stand_behind_the_name(source: str, expected: dict[str, list[str]]) -> None:
    assert people(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("张成林董事长向刘立本副区长介绍了情况。", {"张成林": ["董事长"], "刘立本": ["副区长"]}),
        ("集团主席欢迎宋永安书记到访。", {"宋永安": ["书记"]}),
        ("各界见证2016年陈志远主席访问。", {"陈志远": ["主席"]}),
        ("孙立民委员发言说,要抓好落实。", {"孙立民": ["委员"]}),
        ("新华制药副总经理陈志远介绍了情况。", {"陈志远": ["新华制药副总经理"]}),
        ("巴西前总统罗塞蒙出席。", {"罗塞蒙": ["巴西前总统"]}),
        ("马来西亚总理安瓦希出席。", {"安瓦希": ["马来西亚总理"]}),
        ("在江安县委书记孙立伟和县长陈志远陪同下调研。", {"孙立伟": ["江安县委书记"], "陈志远": ["县长"]}),
    ],
)
def test_a_name_before_its_title_within_a_sentence(source: str, expected: dict[str, list[str]]) -> None:
    assert people(source) == expected


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("陈志远将出席会议。", ["陈志远"]),
        ("李明将出席会议。", ["李明"]),
        ("孙立新、李明也分别介绍了情况。", ["孙立新", "李明"]),
        ("经双方努力,坚决反对单边主义。", []),
        ("会后,全力应对汛情。", []),
        ("巴方表示,愿加强合作。", []),
        ("会上,官亭镇汇报了情况。", []),
    ],
)
def test_names_before_adverbs_and_verbs(source: str, names: list[str]) -> None:
    assert list(people(source)) == names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("村民李大山说,今年收成好。", ["李大山"]),
        ("种粮大户王友田今年换了新品种。", ["王友田"]),
        ("村民介绍,水渠通了。", []),
        ("游客慕名而来。", []),
        ("要求大家认真履职工作中的职责。", []),
    ],
)
def test_people_without_a_post(source: str, names: list[str]) -> None:
    assert list(people(source)) == names


@pytest.mark.parametrize(
    "source",
    [
        "上海合作组织成员国元首理事会举行。",
        "博士生人才培养质量提高。",
        "在总统府广场举行仪式。",
        "各国领导人当天发表声明。",
        "总书记首先代表党中央致辞。",
        "浙江省长兴县的老人来到这里。",
        "福州长乐机场建成。",
    ],
)
def test_words_that_hold_a_title(source: str) -> None:
    assert people(source) == {}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("旗委书记那顺达来,旗长都仁其其格参加。", {"那顺达来": ["旗委书记"], "都仁其其格": ["旗长"]}),
        ("区长那天参加了会议。", {}),
        ("区政协副主席乌力吉其木格在分会场参会。", {"乌力吉其木格": ["区政协副主席"]}),
        ("自治区副主席布仁图雅在讲话中强调,要抓落实。", {"布仁图雅": ["自治区副主席"]}),
        ("校长荣立志、副校长狄云出席。", {"荣立志": ["校长"], "狄云": ["副校长"]}),
        ("副校长荣获表彰。", {}),
        ("区法院院长申请回避。", {}),
        ("陈志远委员长主持会议。", {"陈志远": ["委员长"]}),
        ("省政协副主席艾山·买买提作了汇报。", {"艾山·买买提": ["省政协副主席"]}),
        ("会议通过了总监票人、监票人名单。", {}),
        ("区教育局局长李建民(左三)向记者介绍情况。", {"李建民": ["区教育局局长"]}),
    ],
)
def test_names_of_every_people_and_words_that_look_like_them(source: str, expected: dict[str, list[str]]) -> None:
    assert people(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("市交运局局长周华参加。", {"周华": ["市交运局局长"]}),
        ("区人大农业与农村委员会主任委员周华参加。", {"周华": ["区人大农业与农村委员会主任委员"]}),
        ("区委书记与农村党支部书记周华座谈。", {"周华": ["农村党支部书记"]}),
        ("市委党史学习教育第三指导组组长周华到会。", {"周华": ["市委党史学习教育第三指导组组长"]}),
        ("区委全面深化改革委员会主任周华主持。", {"周华": ["区委全面深化改革委员会主任"]}),
        ("副区长提名人选周华参加。", {"周华": ["副区长提名人选"]}),
        ("区教育局负责同志,柳桥中学校长周华参加。", {"周华": ["柳桥中学校长"]}),
        ("区教育局党组书记,局长周华参加。", {"周华": ["区教育局党组书记", "局长"]}),
        ("柳桥第二小学教师周华发言。", {"周华": ["柳桥第二小学教师"]}),
        ("教师周华发言。", {"周华": []}),
        ("市纪委监委驻市财政局纪检监察组组长周华到会。", {"周华": ["市纪委监委驻市财政局纪检监察组组长"]}),
        ("国家税务总局成都市税务局局长周华到会。", {"周华": ["国家税务总局成都市税务局局长"]}),
        ("区法院,驻市财政局纪检监察组组长周华到会。", {"周华": ["驻市财政局纪检监察组组长"]}),
        ("区委党校高级讲师周华作报告。", {"周华": ["区委党校高级讲师"]}),
        ("市公安局局长、督察长周华参加。", {"周华": ["市公安局局长", "督察长"]}),
        ("区里推行河长制,周华参加。", {"周华": []}),
    ],
)
def test_where_a_post_begins_and_ends(source: str, expected: dict[str, list[str]]) -> None:
    assert people(source) == expected
