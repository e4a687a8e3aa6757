"""A small invented article with its annotation, and the article and facts that say the same."""

import copy
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.articles.article import Article, Published, Stated
from flows.articles.evidence import Evidence, Span
from flows.evaluation.form import Gold
from flows.evaluation.loading import Case

TEXT = (
    "林川县召开防汛工作推进会\n发布时间:2019-06-12\n"
    "6月11日,林川县防汛工作推进会召开,县委副书记、县长赵一帆主持,副县长钱二丰参加,县政协副主席孙三立列席。"
    "会议审议了《林川县防汛应急预案(送审稿)》。赵一帆强调,一要强化巡堤查险责任落实。二要备足抢险物资和队伍。\n"
    "来源:林川县融媒体中心 记者:李四海\n编辑:周五湖\n"
)

GOLD: Gold = {
    "jurisdiction": "四川省林川县",
    "title": "林川县召开防汛工作推进会",
    "published": "2019-06-12",
    "source": "林川县融媒体中心",
    "reporters": ["李四海"],
    "editors": ["周五湖"],
    "meetings": [
        {
            "name": "林川县防汛工作推进会",
            "date": "2019-06-11",
            "ordinal": None,
            "place": None,
            "chairs": ["赵一帆"],
            "attendees": ["钱二丰"],
            "observers": ["孙三立"],
            "organizer": None,
        }
    ],
    "referenced_meetings": [],
    "people": [
        {"name": "赵一帆", "posts": ["县委副书记", "县长"]},
        {"name": "钱二丰", "posts": ["副县长"]},
        {"name": "孙三立", "posts": ["县政协副主席"]},
    ],
    "organizations": [
        {"surface": "县委", "canonical": "中共林川县委员会"},
        {"surface": "县政协", "canonical": "中国人民政治协商会议林川县委员会"},
    ],
    "documents": [{"title": "林川县防汛应急预案", "status": "送审稿", "action": "审议"}],
    "directives": [
        {"speaker": "赵一帆", "head": "强化巡堤查险责任落实", "numbered": True},
        {"speaker": "赵一帆", "head": "备足抢险物资和队伍", "numbered": True},
    ],
}


def gold() -> Gold:
    """Return the annotation, to be changed at will."""
    return copy.deepcopy(GOLD)


def case(annotation: Gold | None = None) -> Case:
    return Case("inventory", TEXT.encode(), TEXT, annotation or gold())


def article() -> Article:
    """Return the article as the room articles would read it."""
    body = Span(TEXT.index("6月11日"), TEXT.index("来源:"))
    return Article(
        identity="test",
        text=TEXT,
        body=body,
        title=Stated(GOLD["title"] or "", None),
        published=Stated(Published(datetime(2019, 6, 12, tzinfo=ZoneInfo("Asia/Shanghai")), "day"), None),
        source=Stated("林川县融媒体中心", None),
        url=None,
        reporters=(Stated("李四海", None),),
        editors=(Stated("周五湖", None),),
        views=None,
        comments=None,
        jurisdiction="四川省林川县",
    )


def seen(surface: str, confidence: float = 0.9) -> Evidence:
    """Return evidence for the first place where `surface` stands in the text."""
    start = TEXT.index(surface)
    return Evidence(Span(start, start + len(surface)), "test", confidence)


def write(directory: Path, name: str, annotation: str) -> Path:
    """Write the article under `name` beside the JSON `annotation`, and return the path of the latter."""
    (directory / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    path = directory / f"{name}.json"
    path.write_text(annotation, encoding="utf-8")
    return path
