"""Texts of others are shown as they are: on a terminal, in JSON, in Markdown."""

import json
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from flows.wording import in_json, in_lines, in_markdown, in_one_line

ANY = st.text(st.characters())
ORDERS = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def orders(text: str) -> set[str]:
    return {char for char in text if unicodedata.category(char) in ORDERS}


@given(ANY)
@example("\x1b[2J\x9b31m\u202e\ud800\U000e0041\r\n")
def test_nothing_that_is_shown_is_an_order(text: str) -> None:
    assert orders(in_one_line(text)) == set()
    assert orders(in_lines(text)) <= {"\n"}
    assert in_lines(text).count("\n") == text.count("\n")
    assert in_one_line(in_one_line(text)) == in_one_line(text)


@given(st.recursive(ANY | st.integers() | st.none(), lambda inner: st.lists(inner) | st.dictionaries(ANY, inner)))
def test_json_that_is_shown_says_the_same(value: object) -> None:
    assert json.loads(in_json(value)) == value
    assert json.loads(in_json(value, indent=2)) == value
    assert orders(in_json(value)) == set()


@given(ANY)
@example("[x](javascript:1) ![y](http://e.example/p) <b> `c` **d** | e | & # ~~f~~ \\")
@example("---")
def test_markdown_shows_a_text_as_it_is(text: str) -> None:
    row, listed = _MARKDOWN.parse(f"| a |\n| --- |\n| {in_markdown(text)} |"), _MARKDOWN.parse(f"- {in_markdown(text)}")
    inline = [child for token in row for child in token.children or []]
    assert {child.type for child in inline} <= {"text", "text_special"}
    assert "".join(child.content for child in inline[1:]).split() == in_one_line(text).split()
    kinds = {child.type for token in listed for child in token.children or []}
    assert not kinds & {"link_open", "image", "html_inline", "code_inline", "em_open", "strong_open"}
    assert not {token.type for token in listed} & {"html_block", "fence", "hr", "heading_open"}
