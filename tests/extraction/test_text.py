from hypothesis import given
from hypothesis import strategies as st

from flows.articles.evidence import Span
from flows.articles.folding import fold
from flows.extraction.text import Text


def text_of(source: str) -> Text:
    return Text(fold(source), Span(0, len(source)))


def sentences(source: str) -> list[str]:
    return [span.of(source) for span in text_of(source).sentences]


def test_sentences_end_with_stops_and_lines() -> None:
    assert sentences("会议召开。周明远主持！\n　大家发言") == ["会议召开。", "周明远主持！", "大家发言"]


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    assert sentences("他说：“好。”大家鼓掌。") == ["他说：“好。”", "大家鼓掌。"]


def test_paragraphs_are_lines_without_the_blanks_around_them() -> None:
    source = "　　甲 \n\n \n乙"
    assert [span.of(source) for span in text_of(source).paragraphs] == ["甲", "乙"]


def test_only_the_body_is_cut() -> None:
    text = Text("标题\n正文。\n来源", Span(3, 6))
    assert [span.of(text.folded) for span in text.sentences] == ["正文。"]


@given(st.text(alphabet="甲乙。！?\n “”(),　.", max_size=60))
def test_sentences_hold_every_visible_character_of_the_body_once(source: str) -> None:
    text = text_of(source)
    joined = "".join(span.of(text.folded) for span in text.sentences)
    assert "".join(joined.split()) == "".join(text.folded.split())
    assert all(one.end <= other.start for one, other in zip(text.sentences, text.sentences[1:], strict=False))
