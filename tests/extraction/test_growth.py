"""Extraction takes time in proportion to the text, whatever the text: for four times the text never sixteen times."""

from itertools import product
from time import process_time

import pytest

from flows.extraction.extract import extract
from tests.extraction.test_extract import article

_SHORT = 4_000
_TIMES = 4
_BOUND = 9.0
"""Between 4 (linear) and 16 (quadratic)."""
_NOISE = 0.05
_REPEATED = [
    "、", "王", "王、", "王 ", "李 云、", "会议", "会议、", "召开会议", "第一次", "第一次会议", "区长", "区委",
    "区委书记", "区长陈志远", "副", "任命", "领导小组", "人大常委会", "新都区", "10日", "10月10日", "1", "十", "·",
    "阿·", "《", "》", "“", "”", "(", ")", "要", "一是要", "一是要强化责任。", "和", "在", "的", "主持", "暨",
    " ", "\n", "会\n", "。", "天地玄黄宇宙洪荒",
]  # fmt: skip


def seconds(text: str) -> float:
    """Return how long the extraction of `text` takes at best."""
    found = []
    for _ in range(2):
        begin = process_time()
        extract(article(text))
        found.append(process_time() - begin)
    return min(found)


def distinct_names(length: int) -> str:
    """Return a list of many names, none twice."""
    every = (
        "".join(name)
        for name in product("王李张刘陈杨黄赵吴周徐孙", "伟芳秀敏静丽强磊军洋勇艳", "杰娟涛明超霞平刚桂英文华")
    )
    return "副区长" + "、".join(name for name, _ in zip(every, range(length // 4), strict=False)) + "出席会议。"


def assert_linear(short: str, long: str) -> None:
    """Assert that a text four times as long takes less than `_BOUND` times as long."""
    seconds(short[:200])
    one, four = seconds(short), seconds(long)
    assert four < _BOUND * one + _NOISE


@pytest.mark.parametrize("piece", _REPEATED)
def test_repeated_pieces(piece: str) -> None:
    short = (piece * _SHORT)[:_SHORT]
    assert_linear(short, (piece * _SHORT * _TIMES)[: _SHORT * _TIMES])


def test_distinct_names() -> None:
    assert_linear(distinct_names(1_500), distinct_names(6_000))


@pytest.mark.parametrize(
    "piece",
    [
        "会议审议了《第{}号办法》。",
        "区政府召开第{}次常务会议。",
        "会议听取了第{}小学的汇报。",
        "会议要求,要强化第{}项责任;",
        "抓好“第{}工程”,",
        "副区长何立文要求抓好第{}项。\n",
        "传达了全市第{}次工作会议精神,",
    ],
)
def test_distinct_sentences(piece: str) -> None:
    count = 3_000 // len(piece)
    short = "".join(piece.format(number) for number in range(count))
    assert_linear(short, "".join(piece.format(number) for number in range(_TIMES * count)))


def test_a_hundred_thousand_characters_without_punctuation() -> None:
    text = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏" * 4_200
    assert len(text) > 100_000
    assert seconds(text) < 5


@pytest.mark.parametrize(
    "piece",
    [
        "任命王",
        "选举",
        "选举王伟、",
        "任",
        "王伟任",
        "免去王伟的",
        "王伟为区长;",
        "任命:\n王伟为",
        "当选",
        "接受王伟辞去",
    ],
)
def test_repeated_words_of_appointments(piece: str) -> None:
    short = (piece * _SHORT)[:_SHORT]
    assert_linear(short, (piece * _SHORT * _TIMES)[: _SHORT * _TIMES])


def test_many_people_are_appointed() -> None:
    def names(count: int) -> str:
        people = ("".join(name) for name in product("王李张刘陈杨黄赵", "伟芳秀敏静丽强磊", "杰娟涛明超霞平刚"))
        return "任命:\n" + "\n".join(f"{name}为区水务局副局长;" for name, _ in zip(people, range(count), strict=False))

    assert_linear(names(110), names(440))
