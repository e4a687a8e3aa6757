import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extraction.documents import find_documents
from flows.extraction.facts import Document
from tests.extraction.speech_sample import text_of

Row = tuple[str, str | None, str | None]


def found(source: str) -> tuple[Document, ...]:
    return find_documents(text_of(source), source)


def rows(source: str) -> list[Row]:
    return [(document.title, document.status, document.action) for document in found(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("会议审议了《云溪县河道管理办法(送审稿)》。", [("云溪县河道管理办法", "送审稿", "审议")]),
        ("会议审议了《云溪县河道管理办法》（送审稿）。", [("云溪县河道管理办法", "送审稿", "审议")]),
        ("会议讨论通过《云溪县供水条例(修订草案)(送审稿)》。", [("云溪县供水条例", "送审稿", "讨论通过")]),
        ("会议审议湖泊保护法草案。", [("湖泊保护法", "草案", "审议")]),
        (
            "会议审议省湿地条例修正草案和湖泊保护法草案;审议省政府关于提请审议渔业法修订草案的议案。",
            [("省湿地条例", "修正草案", "审议"), ("湖泊保护法", "草案", "审议"), ("渔业法", "修订草案", "审议")],
        ),
        ("会议听取了湖泊保护法草案审议结果的报告。", []),
        ("会议继续审议湖泊保护法草案。", [("湖泊保护法", "草案", "审议")]),
        ("要继续审议湖泊保护法草案。", []),
        ("要抓紧起草湖泊保护法草案。", []),
        ("党组集体研读《河道管理办法》。", [("河道管理办法", None, "研读")]),
        ("会议还审议并原则通过了《防汛预案》。", [("防汛预案", None, "审议并原则通过")]),
        ("会议组织学习了《云溪县志愿服务规定(试行)》。", [("云溪县志愿服务规定(试行)", None, "学习")]),
        ("会议书面审议了《云溪县审计工作报告》。", [("云溪县审计工作报告", None, "书面审议")]),
        ("会议听取了《绿道建设规划》编制情况的汇报。", [("绿道建设规划", None, "听取")]),
        ("会议审议了县水务局提交的《水价方案》。", [("水价方案", None, "审议")]),
        ("会议对《水价方案》进行了讨论。", [("水价方案", None, "讨论")]),
        ("《云溪县供水条例(草案)》经会议表决通过。", [("云溪县供水条例", "草案", "表决通过")]),
        ("会议要求,各镇要认真学习《河道管理办法》。", [("河道管理办法", None, None)]),
        ("会议指出,要按照《河道管理办法》规定抓好清理。", [("河道管理办法", None, None)]),
        ("市里日前印发的《河道管理办法》明确了职责。", [("河道管理办法", None, None)]),
        ("会议听取了清淤情况汇报,要求落实《河道管理办法》。", [("河道管理办法", None, None)]),
    ],
)
def test_title_status_and_action(source: str, expected: list[Row]) -> None:
    assert rows(source) == expected


def test_a_run_of_titles_shares_its_verb() -> None:
    source = "会议传达学习了省里会议精神,审议通过了《甲方案》《乙意见(草案)》和《丙请示》,解读了《丁条例》。"
    assert rows(source) == [
        ("甲方案", None, "审议通过"),
        ("乙意见", "草案", "审议通过"),
        ("丙请示", None, "审议通过"),
        ("丁条例", None, "解读"),
    ]


def test_a_run_goes_on_over_semicolons_and_statuses() -> None:
    assert [row[2] for row in rows("会议审议了《甲方案》(送审稿)、《乙意见》(送审稿);《丙计划》。")] == ["审议"] * 3


def test_a_title_inside_a_title_is_a_document_of_its_own() -> None:
    outer, inner = found("会议审议通过了《关于报请审定<白石镇规划(送审稿)>的请示》。")
    assert outer.title == "关于报请审定<白石镇规划(送审稿)>的请示"
    assert (inner.title, inner.status, inner.action, inner.parent) == ("白石镇规划", "送审稿", "审议通过", outer.id)


def test_titles_are_cut_from_the_text_as_kept() -> None:
    outer, inner = found("会议审议了《关于〈白石镇规划（草案）〉的说明》。")
    assert (outer.title, inner.title) == ("关于〈白石镇规划（草案）〉的说明", "白石镇规划")


def test_number_year_and_type() -> None:
    (document,) = found("会议学习了《云溪县河长制实施意见》(云府发〔2019〕7号)。")
    assert (document.number, document.year, document.type) == ("云府发〔2019〕7号", 2019, "opinions")


def test_a_short_form_is_linked_and_no_row() -> None:
    (document,) = found("会议学习了《白石河流域保护规划纲要》。会议要求,要执行好《规划纲要》。")
    assert (document.title, document.short_form, len(document.mentions)) == ("白石河流域保护规划纲要", "规划纲要", 2)


def test_the_same_title_twice_is_one_document_with_its_action() -> None:
    (document,) = found("为落实《水价方案》,县里召开会议。会议审议了《水价方案》。")
    assert (document.action, len(document.mentions)) == ("审议", 2)


def test_drafts_without_brackets() -> None:
    assert rows("会议审议了政府工作报告(草案),听取了议程(草案)、选举办法(草案)的说明。") == [
        ("政府工作报告", "草案", "审议"),
        ("议程", "草案", "听取"),
        ("选举办法", "草案", "听取"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "他在《云溪日报》撰文。",
        "与会人员观看了警示教育片《清风》。",
        "会议学习了《求是》杂志文章。",
        "干部们齐唱《没有共产党就没有新中国》。",
        "他作了题为《守住初心》的专题党课。",
        "会议审议了《关于河道管理的意见,要求尽快修改。",
    ],
)
def test_works_and_lost_brackets_are_no_documents(source: str) -> None:
    assert rows(source) == []


@given(st.text(alphabet="《》<>()（）审议了通过草案稿送、,。\n学习办法要的〈〉", max_size=200))
def test_any_text_gives_titles_at_their_places(source: str) -> None:
    for document in found(source):
        assert document.title
        assert all(mention.span.end <= len(source) for mention in document.mentions)
        assert document.mentions[0].span.of(source) == document.title


@pytest.mark.parametrize(
    ("source", "titles"),
    [
        ("大家合唱了歌曲《山间谣》《渡口》。", []),
        ("剧团带来《双枪引》《打桨人》等十四个剧目。", []),
        # what its type shows stays a document
        (
            "剧团带来《双枪引》,会议学习了《古渡口保护办法》《渡口名录》等文件。",
            ["双枪引", "古渡口保护办法", "渡口名录"],
        ),
        ("大家观看了电影《渡口》《古渡口保护条例》。", ["古渡口保护条例"]),
    ],
)
def test_a_run_of_works_is_left_out(source: str, titles: list[str]) -> None:
    text = text_of(source)
    assert [document.title for document in find_documents(text, source)] == titles


def test_laws_in_draft_without_brackets() -> None:
    source = "会议建议继续审议湖泊管护法草案、技工教育法修订草案;审议国务院关于提请审议虫害防治法草案的议案。"
    assert rows(source) == [
        ("湖泊管护法", "草案", "审议"),
        ("技工教育法", "修订草案", "审议"),
        ("虫害防治法", "草案", "审议"),
    ]


def test_no_law_twice_and_none_that_is_only_spoken_of() -> None:
    assert len(rows("会议审议了《云溪县供水条例(草案)》,听取了供水条例草案的说明。")) == 1
    assert rows("供水法草案明确了责任。") == []
