"""Offices that exist once in the country belong to it, however locally an article speaks."""

import pytest

from flows.articles.parsing import parse
from flows.extraction.extract import extract

ARTICLE = """新都区传达学习重要讲话精神
发布时间:2031-03-05 10:00:00
3月4日,区委召开常委会会议。{words}。区委书记张大勇主持会议。
来源:新都资讯
"""


def posts(words: str) -> dict[str, list[tuple[str, str | None]]]:
    facts = extract(parse(ARTICLE.format(words=words).encode(), name="a.txt"))
    bodies = {body.id: body.canonical for body in facts.organizations}
    return {p.name: [(q.surface, bodies.get(q.organization or "")) for q in p.posts] for p in facts.people}


PARTY, STATE = "中国共产党中央委员会", "中华人民共和国国务院"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("赵一明总书记作出重要指示", [("总书记", PARTY)]),
        ("中共中央总书记赵一明作出重要指示", [("中共中央总书记", PARTY)]),
        ("中共中央总书记、国家主席赵一明作出重要指示", [("中共中央总书记", PARTY), ("国家主席", None)]),
        ("国务院总理赵一明作出重要批示", [("国务院总理", STATE)]),
    ],
)
def test_an_office_of_the_state(words: str, expected: list[tuple[str, str | None]]) -> None:
    assert posts(words)["赵一明"] == expected
    assert posts(words)["张大勇"] == [("区委书记", "中共成都市新都区委员会")]
