from hypothesis import given
from hypothesis import strategies as st

from flows.extraction.agenda import FoundItem, find_agenda
from flows.extraction.documents import find_documents
from flows.extraction.speakers import find_passages
from tests.extraction.speech_sample import mentions, text_of


def found(source: str) -> tuple[FoundItem, ...]:
    text = text_of(source)
    return find_agenda(
        text,
        source,
        find_documents(text, source),
        mentions(source, "县政府常务会议", kind="meeting"),
        mentions(source, "全市农业农村工作会议", "省防汛视频会议", kind="other"),
        find_passages(text, mentions(source, "方立群"), []),
        [body.span for body in mentions(source, "县农业农村和水务局", "县法院", "县检察院", kind="body")],
    )


def rows(source: str) -> list[tuple[str, str, str, str]]:
    return [(item.action, item.action_text, item.kind, item.label) for item in found(source)]


def test_a_document_deliberated() -> None:
    (item,) = found("县政府常务会议召开。会议审议了《水价方案(送审稿)》。")
    assert (item.action, item.kind, item.label, item.about) == ("deliberate", "document", "水价方案", "document-1")
    assert item.meeting == "meeting-1"


def test_meetings_conveyed_and_work_deployed() -> None:
    assert rows("会议传达学习全市农业农村工作会议、省防汛视频会议精神并就全县备汛工作进行安排部署。") == [
        ("convey", "传达学习", "meeting", "全市农业农村工作会议"),
        ("convey", "传达学习", "meeting", "省防汛视频会议"),
        ("deploy", "安排部署", "topic", "全县备汛工作"),
    ]


def test_a_report_and_who_gave_it() -> None:
    source = "会议听取了白石镇、青河乡、云台街道履行管护职责情况汇报。"
    (item,) = found(source)
    assert (item.action, item.kind) == ("hear", "report")
    assert [place.of(source) for place in item.presenters] == ["白石镇", "青河乡", "云台街道"]


def test_several_reports_in_one_sentence() -> None:
    source = "会议听取了县发改局关于项目进展的汇报、县住建局关于小区改造的汇报。"
    assert [place.of(source) for item in found(source) for place in item.presenters] == ["县发改局", "县住建局"]


def test_each_report_of_a_list_is_an_item() -> None:
    assert [row[3] for row in rows("会议听取了县法院上半年工作情况、白石镇关于管水情况的汇报。")] == [
        "县法院上半年工作情况",
        "白石镇关于管水情况的汇报",
    ]


def test_bodies_that_reported() -> None:
    source = "会议听取了县农业农村和水务局、县法院院长方立群有关情况汇报。"
    (item,) = found(source)
    assert [place.of(source) for place in item.presenters] == ["县农业农村和水务局", "县法院"]


def test_a_report_on_a_document_is_a_report() -> None:
    (item,) = found("会议听取了县检察院关于《水价方案》实施情况的汇报。")
    assert (item.kind, item.label, item.about) == (
        "report",
        "县检察院关于《水价方案》实施情况的汇报",
        "document-1",
    )


def test_what_is_left_of_a_meeting_is_a_topic() -> None:
    assert rows("会议研究了省防汛视频会议筹备事项。") == [("discuss", "研究", "topic", "省防汛视频会议筹备事项")]


def test_clauses_that_tell_are_no_topics() -> None:
    assert rows("会议学习,各村支书参加会议。会议还就是否搬迁进行了讨论。") == []


def test_what_is_only_demanded_is_no_agenda() -> None:
    assert rows("方立群强调,会议研究部署的任务要落实,要学习好《水价方案》。") == []


def test_verbs_in_titles_are_no_actions() -> None:
    assert [row[1] for row in rows("会议通过了《关于听取审议意见研究处理情况汇报的办法》。")] == ["通过"]


@given(st.text(alphabet="会议审听取学习传达了部署就进行《》,。;、和汇报镇乡方案要求", max_size=200))
def test_any_text_gives_items_at_their_places(source: str) -> None:
    for item in found(source):
        assert item.label
        assert item.label in source
        assert item.evidence.span.end <= len(source)
