"""What changed in the facts of an article: told by things and statements, whatever moved in the text."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.articles.reading import Incoming
from flows.comparing import compare
from flows.pipeline import process
from tests.flows.invented import BASE, article

BODY = (
    "3月4日,龙桥镇召开河长制工作推进会。镇党委书记王大明主持会议并讲话,镇长李小川参加会议。"
    "王大明要求,一要压实责任,各村要每周巡河,建设“平安工程”;二要加强宣传,建设“平安工程”。"
)


def quads(text: str) -> bytes:
    made = process(Incoming("a.txt", text.encode()), BASE)
    assert made.status == "accepted", made.reason
    return made.quads


@pytest.fixture(scope="module")
def before() -> bytes:
    return quads(article(body=BODY))


def test_the_sample_has_all_that_is_named_by_its_place(before: bytes) -> None:
    for kind in ("directive", "term-use"):
        assert f"<{BASE}{kind}/".encode() in before
    assert before.count(b"#char=") > 10


def test_what_only_moved_is_no_change(before: bytes) -> None:
    changes = compare(before, quads(article(body=f"　　\n{BODY}")), BASE)
    assert changes.keys() == {"article"}, "its length and its digest"
    assert [line.split()[1] for line in changes["article"].said] == ["contentDigest", "textLength"]
    assert changes["article"].added == []


def test_another_version_of_the_extractor_is_no_change(before: bytes) -> None:
    assert b"zhengwen-" in before
    assert compare(before, before.replace(b"software/zhengwen-", b"software/zhengwen-9"), BASE) == {}


def test_another_chair_is_another_person_and_participation(before: bytes) -> None:
    changes = compare(before, quads(article(body=BODY.replace("李小川", "赵小川"))), BASE)
    assert (changes["person"].added, changes["person"].removed) == (["赵小川"], ["李小川"])
    assert [name[:3] for name in changes["participation"].added] == ["赵小川"]
    assert "directive" not in changes


def test_a_use_of_a_term_that_is_gone_is_one_thing_less(before: bytes) -> None:
    changes = compare(before, quads(article(body=BODY.replace("加强宣传,建设“平安工程”", "加强宣传,抓好落实"))), BASE)
    assert (changes["term-use"].added, changes["term-use"].removed) == ([], ["平安工程"])
    assert "term" not in changes
    assert len(changes["directive"].removed) == len(changes["directive"].added) >= 1


def test_another_rule_is_a_change_of_evidence_alone(before: bytes) -> None:
    changes = compare(before, before.replace(b'"role.chair"', b'"role.chair-by-title"'), BASE)
    assert changes.keys() == {"evidence"}
    assert any("王大明主持会议” (role.chair-by-title)" in name for name in changes["evidence"].added)


def test_a_statement_is_told_in_words(before: bytes) -> None:
    changed = before.replace(b"#Participation> ", b"#Nothing> ")
    assert changed != before
    assert any("type Participation" in line for line in compare(before, changed, BASE)["participation"].unsaid)


def test_what_was_not_there_is_all_new_and_what_is_gone_is_all_lost(before: bytes) -> None:
    new, lost = compare(b"", before, BASE), compare(before, b"", BASE)
    assert {kind: change.added for kind, change in new.items()} == {kind: each.removed for kind, each in lost.items()}
    assert {"meeting", "person", "post", "organization", "directive", "participation", "evidence"} <= new.keys()
    assert all(not change.removed and not change.unsaid for change in new.values())


@settings(max_examples=25, deadline=None)
@given(st.randoms(), st.sets(st.integers(0, 10_000), max_size=40))
def test_order_says_nothing_and_back_is_the_reverse_of_forth(before: bytes, random: Random, left_out: set[int]) -> None:
    lines = before.splitlines(keepends=True)
    fewer = [line for number, line in enumerate(lines) if number not in left_out]
    random.shuffle(lines)
    assert compare(before, b"".join(lines), BASE) == {}
    forth, back = compare(before, b"".join(fewer), BASE), compare(b"".join(fewer), before, BASE)
    assert {kind: (each.added, each.said) for kind, each in forth.items() if each.added or each.said} == {
        kind: (each.removed, each.unsaid) for kind, each in back.items() if each.removed or each.unsaid
    }
