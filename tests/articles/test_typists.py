"""Who only typed an article in stands before its editor and is none."""

import pytest

from flows.articles.parsing import parse


@pytest.mark.parametrize("label", ["文章录入", "录入"])
def test_who_typed_is_no_editor(label: str) -> None:
    article = parse(f"一则消息\n10月9日,会议召开。\n\n{label}:贺云舟    责任编辑:乔木\n", name="test")
    assert [editor.value for editor in article.editors] == ["乔木"]
