import pytest

from flows.extraction.directives import find_directives
from flows.extraction.speakers import find_passages
from tests.extraction.speech_sample import mentions, text_of

PEOPLE = ("方立群", "祁云")


def top(source: str) -> list[tuple[str, str]]:
    text = text_of(source)
    found = find_directives(text, source, find_passages(text, mentions(source, *PEOPLE), []))
    return [(directive.speaker_text, directive.head) for directive in found if directive.parent is None]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # who only promises does not demand, and ends what was said before
        (
            "方立群强调,要守好粮仓。大家纷纷表示,要把粮仓守好。",
            [("方立群", "要守好粮仓")],
        ),
        (
            "方立群强调,要守好粮仓。被巡察单位主要负责人表示,要照单全收;要立行立改。",
            [("方立群", "要守好粮仓")],
        ),
        (
            "方立群强调,要守好粮仓。云岭米业的技术顾问表示,要再建两座粮仓。",
            [("方立群", "要守好粮仓")],
        ),
        # … but is not the one who speaks on
        ("方立群来到粮库。职工们表示,粮仓全满了。他强调,要守好粮仓。", [("方立群", "要守好粮仓")]),
        # whom a speaker addresses promises nothing
        ("方立群对在场干部说,要守好粮仓。", [("方立群", "要守好粮仓")]),
        # a group acts where nobody is named
        (
            "县农安办负责人一行到白石镇检查农机。要求一是要查验牌证;二是要补办手续。",
            [("县农安办负责人", "要查验牌证"), ("县农安办负责人", "要补办手续")],
        ),
        (
            "会上,督查组听取了汇报。督查组对白石镇的做法给予肯定。希望白石镇再接再厉管好堤防。",
            [("督查组", "希望白石镇再接再厉管好堤防")],
        ),
        ("县领导沿着河堤步行察看,强调要管好堤防。", [("县领导", "要管好堤防")]),
        ("反馈要求,被巡察党组织要强化责任担当。", [("反馈", "被巡察党组织要强化责任担当")]),
        # … a person comes first
        ("方立群率督查组到白石镇检查,要求白石镇管好堤防。", [("方立群", "白石镇管好堤防")]),
        # the verb on a line of its own
        ("方立群强调\n各镇要管好堤防。", [("方立群", "各镇要管好堤防")]),
        (
            "方立群主持会议,并提出两点要求\n一、提高站位守好堤防。\n二、加强协作备好沙袋。",
            [("方立群", "提高站位守好堤防"), ("方立群", "加强协作备好沙袋")],
        ),
        ("县里下发通知强调\n各镇要管好堤防\n方立群来到河堤。", []),
        # an instruction speaks, unless a verb of speaking follows
        ("祁云强调,要备好沙袋。方立群作出批示,要管好堤防。", [("祁云", "要备好沙袋"), ("方立群", "要管好堤防")]),
        ("方立群作出批示,要求各镇管好堤防。", [("方立群", "各镇管好堤防")]),
        # numbers after those addressed
        (
            "方立群要求,各镇(街道)一要管好堤防不松劲;二要备好沙袋不松手。",
            [("方立群", "管好堤防不松劲"), ("方立群", "备好沙袋不松手")],
        ),
    ],
)
def test_who_speaks(source: str, expected: list[tuple[str, str]]) -> None:
    assert top(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # what must be made plain is a demand, no speech
        (
            "会议要求,要管好堤防。水务等相关部门要明确分工,加强衔接。",
            [("会议", "要管好堤防"), ("会议", "水务等相关部门要明确分工")],
        ),
        # a requirement in quotation marks is a noun
        ("方立群主持会议,把县里提出的“三个早”要求,落实到每个环节。", []),
        ("方立群指出,制度提出了“三个早”。《规划》提出需要遵循的原则,各镇要领会。", [("方立群", "各镇要领会")]),
        # what was done, what it is, what it serves
        ("会议指出,各镇按照县委部署,明确责任,较好地完成了清淤任务。", []),
        ("会议指出,各镇按照县委部署,明确责任,尽早完成清淤任务。", [("会议", "各镇按照县委部署")]),
        ("会议指出,严格规范收费事项,是优化营商环境的重要举措。", []),
        ("会议指出,推动蔬菜外销,打开销路,关键在品质。", []),
        ("会议指出,严格规范收费事项,做到收费公开。", [("会议", "严格规范收费事项")]),
        ("会议要求,要管好堤防。巡查重点包括水库、山塘。", [("会议", "要管好堤防")]),
        # 要 before a word that begins like 要领, 要闻, 要目
        (
            "方立群强调,各镇要领会意图。要闻汛而动。要目标一致。",
            [("方立群", "各镇要领会意图"), ("方立群", "要闻汛而动"), ("方立群", "要目标一致")],
        ),
        ("方立群指出,操作要领已经讲清,每周要闻都有专栏。", []),
        # 要 that asks nothing
        ("会议指出,我们坚持党要管党,纪律越来越严。", []),
        ("会议指出,做人实干为要。", []),
        ("会议指出,我们全面落实水要清、岸要绿、路要畅的要求。", []),
        ("会议强调,各镇要落实水清、岸绿、路畅的要求。", [("会议", "各镇要落实水清、岸绿、路畅的要求")]),
        ("会议指出,几个村向山林要效益,鼓起了钱袋。", []),
        ("会议强调,各镇要向山林要效益。", [("会议", "各镇要向山林要效益")]),
        ("会议指出,查询水费仅需一部手机。", []),
        ("方立群强调,谁在汛期脱岗,我们绝不答应。", []),
        ("方立群强调,汛期绝不允许脱岗离岗。", [("方立群", "汛期绝不允许脱岗离岗")]),
    ],
)
def test_what_is_asked(source: str, expected: list[tuple[str, str]]) -> None:
    assert top(source) == expected


def test_what_only_opens_like_a_demand_or_comes_paragraphs_later_is_less_sure() -> None:
    source = "方立群强调,坚持逐段清淤修堤不停工。各镇要管好堤防。\n各村要备好沙袋。"
    text = text_of(source)
    found = find_directives(text, source, find_passages(text, mentions(source, *PEOPLE), []))
    assert [directive.evidence.confidence for directive in found] == [0.8, 0.95, 0.85]
