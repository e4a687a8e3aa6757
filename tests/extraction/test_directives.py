import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extraction.directives import find_directives
from flows.extraction.facts import Directive
from flows.extraction.speakers import find_passages
from tests.extraction.speech_sample import mentions, text_of

PEOPLE = ("方立群", "祁云", "尚可为", "欧阳岚")


def found(source: str) -> tuple[Directive, ...]:
    text = text_of(source)
    passages = find_passages(text, mentions(source, *PEOPLE), mentions(source, "县政府常务会议", kind="meeting"))
    return find_directives(text, source, passages)


def top(source: str) -> list[tuple[str, str]]:
    return [(directive.speaker_text, directive.head) for directive in found(source) if directive.parent is None]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # a numbered item is one directive; its head follows the ordinal
        (
            "方立群要求:一是要压实防汛责任。逐村逐户排查。二是要备足物资,随时待命。",
            [("方立群", "要压实防汛责任。逐村逐户排查"), ("方立群", "要备足物资,随时待命")],
        ),
        (
            "会议要求,一要盯紧春耕备播工作;二要管好农资市场秩序;三要办好农技培训班次。",
            [("会议", "盯紧春耕备播工作"), ("会议", "管好农资市场秩序"), ("会议", "办好农技培训班次")],
        ),
        (
            "方立群强调,第一,把好工程质量关口。第二,抢抓晴好天气施工。",
            [("方立群", "把好工程质量关口"), ("方立群", "抢抓晴好天气施工")],
        ),
        (
            "就下步工作,祁云提出三点要求。\n(一)提高站位,凝聚思想共识。\n(二)上下联动,形成工作合力。",
            [("祁云", "提高站位,凝聚思想共识"), ("祁云", "上下联动,形成工作合力")],
        ),
        (
            "祁云指出,首先要摸清家底建好台账,其次要逐项销号及时整改,最后要建章立制常抓不懈。",
            [("祁云", "要摸清家底建好台账"), ("祁云", "要逐项销号及时整改"), ("祁云", "要建章立制常抓不懈")],
        ),
        (
            "县长方立群主持会议并就春季造林作出安排:1.尽快落实造林地块。2.抓紧调运优质苗木。",
            [("方立群", "尽快落实造林地块"), ("方立群", "抓紧调运优质苗木")],
        ),
        # unnumbered: each segment that asks
        (
            "祁云强调,今年旱情来得早,不容乐观。各镇要抢修机井,备足柴油;要错峰灌溉。节水器具推广面还不大。",
            [("祁云", "各镇要抢修机井,备足柴油"), ("祁云", "要错峰灌溉")],
        ),
        (
            "会议强调,要打通断头路。完善公交线网,方便群众出行。支持企业开行通勤专线。",
            [("会议", "要打通断头路"), ("会议", "完善公交线网,方便群众出行"), ("会议", "支持企业开行通勤专线")],
        ),
        (
            "方立群指出,公路养护工作事关群众出行。必须常抓不懈,坚决整治超限超载。",
            [("方立群", "必须常抓不懈,坚决整治超限超载")],
        ),
        ("会议要求,严禁在库区炸鱼电鱼。", [("会议", "严禁在库区炸鱼电鱼")]),
        # words such as “两个提升” end a demand, they do not lead to a list
        (
            "会议强调,要压实各方责任,做到“两个提升”。要常抓不懈。",
            [("会议", "要压实各方责任,做到“两个提升”"), ("会议", "要常抓不懈")],
        ),
        # a demand passed on inside a speech opens no new one
        (
            "会议要求,一是严格标准。对照清单自查,要求各镇每周上报。二是加强督导检查。",
            [("会议", "严格标准。对照清单自查"), ("会议", "加强督导检查")],
        ),
        ("会议明确,要在月底前完成清淤。", [("会议", "要在月底前完成清淤")]),
        ("方立群对各村提出希望:讲诚信、树新风,守规矩。", [("方立群", "讲诚信、树新风,守规矩")]),
        (
            "祁云指出,委员履职意义重大,各级委员参与视察活动更加踊跃。要拓展委员参与渠道。",
            [("祁云", "要拓展委员参与渠道")],
        ),
        # who speaks
        ("县委书记方立群3日至4日在白石镇调研。他强调,要抓好春耕。", [("方立群", "要抓好春耕")]),
        ("县政府常务会议听取了汇报,要求各镇加快工程进度。", [("会议", "各镇加快工程进度")]),
        ("方立群主持会议,传达了祁云在全市大会上的讲话精神,并强调要抓落实。", [("方立群", "要抓落实")]),
        ("县委书记方立群、县长祁云到工地检查,要求施工单位严把质量。", [("方立群", "施工单位严把质量")]),
        ("会上,祁云通报了情况。方立群强调:“要守土尽责。”", [("方立群", "要守土尽责")]),
        ("受方立群委托,祁云主持会议并强调,要抓紧抓早。", [("祁云", "要抓紧抓早")]),
        ("方立群来到工地。方书记强调,要把好质量关。", [("方立群", "要把好质量关")]),
        ("检查组一行来到水库。检查组指出,值守不严,要求立即整改到位。", [("检查组", "要求立即整改到位")]),
        ("方立群走进车间了解生产。他强调,要多听企业呼声。", [("方立群", "要多听企业呼声")]),
        ("方立群主持会议,祁云传达上级精神并要求,各村要抓好落实。", [("祁云", "各村要抓好落实")]),
        ("督导组在反馈时指出,部分单位台账不全,要限期补齐台账资料。", [("督导组", "要限期补齐台账资料")]),
        ("方立群希望,全体队员练好本领。", [("方立群", "全体队员练好本领")]),
        ("方立群希望全体队员练好本领。", [("方立群", "希望全体队员练好本领")]),
        ("方立群实地查看大坝,要求水务部门加密巡查频次。", [("方立群", "水务部门加密巡查频次")]),
        (
            "方立群强调,要守好粮食安全底线。祁云要求,要管好地方储备粮库。",
            [("方立群", "要守好粮食安全底线"), ("祁云", "要管好地方储备粮库")],
        ),
        ("欧阳岚主任要求各镇:一要早动员;二要快行动。", [("欧阳岚", "早动员"), ("欧阳岚", "快行动")]),
        (
            "会上,尚可为在讲话中强调——\n要让群众少跑腿。\n要让数据多跑路。",
            [("尚可为", "要让群众少跑腿"), ("尚可为", "要让数据多跑路")],
        ),
        # whom a speaker quotes does not speak
        ("方立群指出,尚可为总书记强调,绿水青山要守护好。要管好山林。", [("方立群", "要管好山林")]),
        ("方立群来到泵站,指出此次检查发现了短板。要举一反三抓整改。", [("方立群", "要举一反三抓整改")]),
        ("《规划》强调,要守住耕地红线。", [("《规划》", "要守住耕地红线")]),
        # speech goes on over paragraphs until the article reports again
        (
            "祁云指出,要稳住工业。\n要扩大有效投资规模。\n会议还听取了民政工作汇报,有关镇要轮流作报告。",
            [("祁云", "要稳住工业"), ("祁云", "要扩大有效投资规模")],
        ),
    ],
)
def test_who_asked_what(source: str, expected: list[tuple[str, str]]) -> None:
    assert top(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "全县主要经济指标稳中有升,重要项目需要加快审批。",
        "会议指出,水利是重要的基础设施,也是首要的民生工程。",
        "会议认为,一年来全县交通建设取得了明显成效,主要做法值得总结。",
        "只要功夫深,就要相信群众。",
        "祁云汇报了工作。一是完成了清淤,取得了成效。二是修复了堤防。",
        "按照县委要求,各镇要素保障中心已经成立。",
        "祁云指出,这是我们必须完成的任务。",
        "督导组指出,目前存在以下问题:一是台账不够规范;二是培训不到位。",
        "祁云到白石镇调研强调抓好春耕生产",
    ],
)
def test_what_asks_nothing(source: str) -> None:
    assert top(source) == []


def test_clauses_of_a_numbered_item_are_its_children() -> None:
    source = "方立群要求:一是要抓好防汛。要加密巡堤。各镇要备好沙袋;险工险段有十二处。二是要抓好抗旱。"
    assert [(each.path, each.numbered, each.head) for each in found(source)] == [
        ("1", True, "要抓好防汛。要加密巡堤"),
        ("1.1", False, "要加密巡堤"),
        ("1.2", False, "各镇要备好沙袋"),
        ("2", True, "要抓好抗旱"),
    ]


def test_numbered_lists_nest() -> None:
    source = "会议要求,一要整治河道。(1)清理漂浮垃圾。(2)拆除违建房屋。二要管护堤防。"
    each = found(source)
    assert [directive.path for directive in each] == ["1", "1.1", "1.2", "2"]
    assert [directive.parent for directive in each] == [None, each[0].id, each[0].id, None]


def test_addressees_and_modality() -> None:
    source = "方立群强调,要抓好排查,各镇、各部门要列出清单。严禁瞒报漏报。希望广大党员带头示范。"
    first, second, third = found(source)
    assert [addressee.surface for addressee in first.addressees] == ["各镇、各部门"]
    assert (first.modality, second.modality, third.modality) == ("must", "must-not", "should")
    assert [addressee.surface for addressee in third.addressees] == ["广大党员"]


def test_a_demand_repeated_word_for_word_is_told_once() -> None:
    source = "方立群强调,要抓好防汛备汛工作。\n方立群强调,要抓好防汛备汛工作。"
    assert len(found(source)) == 1


def test_speaker_and_meeting_are_named_by_id() -> None:
    by_person, by_meeting = found("县政府常务会议召开。方立群强调,要抓落实。会议要求,要抓整改。")
    assert (by_person.speaker, by_person.meeting) == ("person-1", "meeting-1")
    assert by_meeting.speaker == "meeting-1"


def test_head_is_a_place_in_the_text_as_kept() -> None:
    (directive,) = found("方立群强调，要坚持（一体）推进，把好入口关。")
    assert directive.head == "要坚持（一体）推进"


ALPHABET = "方立群祁云会议强调要求指出:一是二要第三,。;\n必须各镇部门加强“”《》(1)希望他主持参加"


@given(st.text(alphabet=ALPHABET, max_size=300))
def test_any_text_gives_directives_at_their_places(source: str) -> None:
    each = found(source)
    by_id = {directive.id: directive for directive in each}
    for directive in each:
        assert directive.head
        assert directive.head in source
        assert len(directive.head) <= 20
        assert 0 <= directive.span.start < directive.span.end <= len(source)
        if directive.parent:
            assert by_id[directive.parent].span.covers(directive.span)


@pytest.mark.parametrize(
    "piece", ["方立群强调,要", "一是", "要求,", "会议强调;二要", "《审议", "各镇", "“要", "\n一、", "并", "方立群"]
)
def test_time_grows_with_length_alone(piece: str) -> None:
    def seconds(length: int) -> float:
        source = piece * (length // len(piece))
        tries = []
        for _ in range(3):
            start = time.process_time()
            found(source)
            tries.append(time.process_time() - start)
        return min(tries)

    assert seconds(40_000) < 12 * max(seconds(10_000), 0.02)
