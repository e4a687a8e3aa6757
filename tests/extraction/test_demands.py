import pytest

from flows.articles.evidence import Span
from flows.extraction.demands import DemandFinder
from flows.extraction.directives import find_directives
from flows.extraction.documents import find_documents
from flows.extraction.facts import Directive
from flows.extraction.speakers import find_passages
from tests.extraction.speech_sample import mentions, text_of

PEOPLE = ("方立群", "祁云", "玛依努尔·沙比提")
BODIES = ("云溪县财政局", "云溪县水利局", "县林草专班")


def found(source: str) -> tuple[Directive, ...]:
    text = text_of(source)
    bodies = [mention.span for mention in mentions(source, *BODIES, kind="body")]
    return find_directives(text, source, find_passages(text, mentions(source, *PEOPLE), []), bodies)


def told(source: str) -> list[tuple[str, str, str]]:
    return [(each.speaker_text, each.head, each.span.of(source)) for each in found(source) if each.parent is None]


def heads(source: str) -> list[tuple[str, str]]:
    return [row[:2] for row in told(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # a segment is one demand, with its short lead-in; its head starts at the demand
        (
            "会议要求,更换水表涉及千家万户,要先把道理讲清。",
            [("会议", "要先把道理讲清", "更换水表涉及千家万户,要先把道理讲清。")],
        ),
        (
            "祁云要求,要抓好清欠。不愿搬走的商户,要上门做工作。",
            [
                ("祁云", "要抓好清欠", "要抓好清欠。"),
                ("祁云", "要上门做工作", "不愿搬走的商户,要上门做工作。"),
            ],
        ),
    ],
)
def test_a_demand_with_its_lead_in(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # bodies, and those by whom something is done, are asked without 要
        (
            "会议要求,要管好账目。云溪县财政局、云溪县水利局每旬对账一次。",
            [("会议", "要管好账目"), ("会议", "云溪县财政局、云溪县水利局每旬对账一次")],
        ),
        (
            "会议要求,要管好山场。护林员的工装,由县林草专班牵头采购。",
            [("会议", "要管好山场"), ("会议", "护林员的工装,由县林草专班牵头采购")],
        ),
        # a case and what shall be done then
        (
            "会议要求,要管好考勤。对连续旷工的,按规定提醒约谈。",
            [("会议", "要管好考勤"), ("会议", "对连续旷工的,按规定提醒约谈")],
        ),
        ("祁云强调,改不了的要写明缘由和期限。", [("祁云", "改不了的要写明缘由和期限")]),
        ("会议强调,对于危旧房屋,一律停止出租经营。", [("会议", "一律停止出租经营")]),
        # 强调 may say 不能
        ("祁云强调,清淤工作不能等上级来催。", [("祁云", "清淤工作不能等上级来催")]),
        # a demand passed on starts at 要
        ("祁云走进泵房,叮嘱值班人员要把水位记准。", [("祁云", "要把水位记准")]),
        # 他要求 inside another's kind of speech
        ("方立群表示,将认真整改。他要求,水务站要当天上报。", [("方立群", "水务站要当天上报")]),
        # numbering goes on in another style, or begins after those addressed
        (
            "祁云强调,首先要抓好排查整治工作;其次要抓好值班值守工作;第三,要抓好物资储备工作。",
            [
                ("祁云", "要抓好排查整治工作"),
                ("祁云", "要抓好值班值守工作"),
                ("祁云", "要抓好物资储备工作"),
            ],
        ),
        (
            "会议要求,各乡镇一要备足沙袋和抽水机具;二要排好汛期值班表册。",
            [("会议", "备足沙袋和抽水机具"), ("会议", "排好汛期值班表册")],
        ),
        # a list inside one sentence ends with it
        (
            "会议强调,要做到三点:一是清点存粮数量,二是检修老旧粮仓,三是培训保管人员。要算清经济账。",
            [
                ("会议", "清点存粮数量,二是检修老旧粮仓"[:6]),
                ("会议", "检修老旧粮仓"),
                ("会议", "培训保管人员"),
                ("会议", "要算清经济账"),
            ],
        ),
        # after the meeting something is asked, too
        (
            "祁云强调,大家要把任务扛起来。会后,各村要当晚动员。",
            [("祁云", "大家要把任务扛起来"), ("祁云", "会后,各村要当晚动员"[3:])],
        ),
        # a list without numbers
        (
            "祁云强调,要抓好以下工作:\n——坚持规划先行。各村要画好草图。\n——盘活闲置农房。",
            [("祁云", "坚持规划先行"), ("祁云", "各村要画好草图"), ("祁云", "盘活闲置农房")],
        ),
        (
            "会议要求:\n1、抓紧检修全部泵站设备;\n2、8月3日前报送检修清单。",
            [("会议", "抓紧检修全部泵站设备"), ("会议", "8月3日前报送检修清单")],
        ),
        ("祁云都与值守人员交谈,要求他们守好夜班。", [("祁云", "他们守好夜班")]),
        (
            "会议要求,要守好闸口。公安机关严密防范倒灌险情。出了纰漏要倒查到人。",
            [("会议", "要守好闸口"), ("会议", "公安机关严密防范倒灌险情"), ("会议", "出了纰漏要倒查到人")],
        ),
        ("祁云希望,“五老”队伍多走动多宣讲。", [("祁云", "“五老”队伍多走动多宣讲")]),
        ("祁云主持。方立群钻进涵洞看裂缝,他指出,要紧盯渗水点。", [("方立群", "要紧盯渗水点")]),
        # by first name and title
        (
            "县长玛依努尔·沙比提来到牧场。玛依努尔县长察看了棚圈,叮嘱牧民要备足草料。",
            [("玛依努尔·沙比提", "要备足草料")],
        ),
        ("会议明确了以下分工:\n(1)村组要逐户上门登记。\n(2)医生要带齐常用药品。", None),
    ],
)
def test_what_is_asked(source: str, expected: list[tuple[str, str]] | None) -> None:
    expected = expected or [("会议", "村组要逐户上门登记"), ("会议", "医生要带齐常用药品")]
    assert heads(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        # words that only hold 要, 应, 须, 需
        "祁云指出,产业链供应链深度融合,适应了市场。",
        "祁云指出,规划纲要描绘了前景。",
        "会议指出,机遇与挑战并存,希望与困难同在。",
        # what one must see is a statement
        "会议指出,也要看到,一些地方欠账多、底子薄。",
        "会议强调,必须清醒看到,形势依然严峻。",
        # complements of verbs
        "会议指出,防火这根弦松不得。",
        "会议指出,个别单位底数掌握不准。",
        # the past
        "祁云指出,近年来各地认真落实禁渔政策,鱼类明显增多。",
        # pledges
        "方立群表示,对意见诚恳接受,坚决做到立行立改。",
        # a list of results
        "祁云指出,上半年开局良好。一是粮价运行平稳,完成收购8万吨;二是项目进度较快,开工水库3座。",
        # verbs of speaking in titles
        "祁云就《供水建议(草案)》向会议作了说明。",
        # a kind word to one person
        "祁云看望了新来的医生,勉励她扎根山乡。",
        # the next deed
        "祁云传达了会议精神并提出要求,方立群作表态发言。",
        # others ask in a sentence of their own
        "祁云说,今年收成好。\n邻国的工人上街游行,要求提高待遇。",
    ],
)
def test_what_only_looks_like_it(source: str) -> None:
    assert heads(source) == []


def test_speech_ends_where_another_acts() -> None:
    source = "方立群强调,要盯紧工期。祁云受县政府委托,要与各镇签订责任书。"
    assert heads(source) == [("方立群", "要盯紧工期")]


def test_whoever_says_i_is_quoted() -> None:
    source = "方立群指出,雨季将至。我同祁云一致认为,要提前放水。"
    assert [speaker for speaker, _ in heads(source)] == ["方立群"]


def test_an_inner_list_after_a_colon_stays_inside() -> None:
    source = "会议要求,一是要摸清底数。二是要算好细账:\n(1)水费要公开;\n(2)电费要公开。\n会议还研究了其他事项。"
    each = found(source)
    assert [directive.path for directive in each] == ["1", "2", "2.1", "2.2"]


def test_bodies_are_addressees() -> None:
    (_, second) = found("会议要求,要管好账目。云溪县财政局、云溪县水利局每旬对账一次。")
    assert [addressee.surface for addressee in second.addressees] == ["云溪县财政局、云溪县水利局"]


def test_words_before_addressees_are_left_out() -> None:
    (asked,) = found("祁云实地察看,叮嘱护林员带足干粮,并要求卫生部门加强巡诊。")
    assert [addressee.surface for addressee in asked.addressees] == ["卫生部门"]


def test_what_stands_in_a_title_asks_nothing() -> None:
    source = "关于《必须整治的事项》的说明已经印发到村。"
    assert DemandFinder(source, {}).find(Span(0, len(source)), bare=True, opening=True) is None


@pytest.mark.parametrize(
    ("source", "action"),
    [
        ("会议听取了《供水条例》贯彻实施情况的汇报。", None),
        ("会议听取了关于《供水条例(草案)》审议结果的报告。", "听取"),
        ("会议听取了代表资格审查委员会所作的《补选报告》。", "听取"),
        ("县水利局起草了《供水条例》。", "起草"),
        ("会议要求,要把《供水条例》学习纳入培训。", None),
    ],
)
def test_what_was_done_with_a_document(source: str, action: str | None) -> None:
    (document,) = find_documents(text_of(source), source)
    assert document.action == action


@pytest.mark.parametrize(
    ("source", "titles"),
    [
        ("会议审议通过了祁云所作的题为《守正笃行》的工作报告。", ["守正笃行"]),
        ("会上观看了题为《守正笃行》的短片。", []),
        ("《云溪导报》作了报道,会议听取了《简报》。", ["简报"]),
    ],
)
def test_reports_by_their_title_and_newspapers(source: str, titles: list[str]) -> None:
    assert [document.title for document in find_documents(text_of(source), source)] == titles


def test_what_shall_be_done_with_a_document_is_no_action() -> None:
    source = "会议强调,各代表要珍惜机会,认真审议《工作报告》。"
    asked = [directive.span for directive in found(source)]
    (document,) = find_documents(text_of(source), source, asked)
    assert document.action is None
