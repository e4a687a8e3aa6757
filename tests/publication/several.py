"""Five invented articles about one district, and the releases made of them: what tables and network are tested with."""

from pathlib import Path

from flows.publication.release import Release
from tests.flows.invented import article, ingest, open_ledger, release, write

_BODIES = {
    "a": (
        "3月4日,区政府召开第21次常务会议。区委副书记、区长王大明主持会议并讲话,副区长陈小红、赵建军出席会议,"
        "区民政局局长孙立本列席会议。会议审议了《新都区“智慧社区”建设管理办法(送审稿)》,传达学习了市政府第9次常务会议精神。"
        "会议要求,一要压实责任。各镇街、各部门要主动作为。二要抓好项目建设。"
    ),
    "b": (
        "3月11日,区政府召开第22次常务会议。区委副书记、区长王大明主持会议,副区长陈小红出席会议。"
        "会议听取了区民政局工作汇报。王大明强调,要加快进度,\"限时\"办结。"
    ),
    "c": "3月18日,区委书记李国强到龙桥镇调研。区委副书记、区长王大明,副区长赵建军参加调研。李国强指出,要抓好春耕生产。",
    "d": "3月19日,区委召开常委会会议。区委书记李国强主持会议并讲话,区委副书记、区长王大明出席会议。",
    "e": "3月4日,区政府召开第21次常务会议。区长王大明主持会议,副区长周文静出席会议。会议强调,要抓好安全生产。",
}  # fmt: skip
ARTICLES = {
    name: article(number, body, f"2021-03-{20 + number} 10:20:30")
    for number, (name, body) in enumerate(_BODIES.items(), start=1)
}
"""Text by name."""


def published(folder: Path, *turns: str) -> Release:
    """Ingest the articles of each turn, given by their names in one string, and publish after it."""
    ledger = open_ledger(folder)
    made = None
    for number, names in enumerate(turns):
        ingest(ledger, [write(folder / f"in{number}", **{name: ARTICLES[name]}) for name in names])
        made = release(ledger, folder / "output")
    assert made
    return made


def text_titled(title: str) -> str:
    """Return the text of the article with this headline."""
    (text,) = (text for text in ARTICLES.values() if text.startswith(title + "\n"))
    return text
