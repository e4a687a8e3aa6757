import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extraction.directives import find_directives
from flows.extraction.facts import PolicyTerm
from flows.extraction.policy_terms import find_policy_terms
from flows.extraction.speakers import find_passages
from tests.extraction.speech_sample import mentions, text_of


def found(source: str) -> tuple[PolicyTerm, ...]:
    text = text_of(source)
    passages = find_passages(text, mentions(source, "方立群"), [])
    return find_policy_terms(text, source, find_directives(text, source, passages), passages)


def test_a_term_with_all_its_uses() -> None:
    source = "全县推行“田长制”。方立群要求:一是要落实“田长制”。要压实责任。各镇要建好“田长制”台账。二是要抓实春耕。"
    (term,) = found(source)
    assert (term.label, len(term.uses)) == ("田长制", 3)
    reported, first, second = term.uses
    assert (reported.speaker, reported.directive) == (None, None)
    assert first.speaker == second.speaker == "person-1"
    assert first.directive != second.directive


@pytest.mark.parametrize(
    "source",
    [
        "他说:“好得很”。",
        "他人称“老黄牛”。",
        "群众竖起大拇指:“满意”",
        "遭遇“7·20”暴雨。",
        "他作了题为“向前走”的报告。",
        "“你好吗”",
    ],
)
def test_speech_nicknames_and_dates_are_no_terms(source: str) -> None:
    assert found(source) == ()


@given(st.text(alphabet="“”方立群强调要,。:田长制 \n", max_size=120))
def test_any_text_gives_terms_at_their_places(source: str) -> None:
    for term in found(source):
        for use in term.uses:
            assert use.evidence.span.of(source) == term.label
