"""Articles written for these tests: invented places, people and wording, in the forms that portals have."""

from flows.articles.article import Article
from flows.articles.parsing import parse

TITLE = "江城区部署汛期安全工作"
BODY = "6月3日,江城区召开汛期安全工作推进会,区长沈望秋主持会议并讲话。\n会议要求,各街道要备足物资、压实责任。"

AS_THE_SEED = f"""{TITLE}
发布时间:2019-06-04 09:15:20
{BODY}
浏览量:1208
来源:江城资讯 记者:江城资讯 毛一丁
编辑:何小里 编审:

0条评论"""


def article(text: str) -> Article:
    """Parse `text`."""
    return parse(text, name="sample.txt")


def with_byline_above(line: str) -> Article:
    """Parse an article with `line` between headline and body."""
    return article(f"{TITLE}\n{line}\n{BODY}")


def with_byline_below(line: str) -> Article:
    """Parse an article with `line` directly behind the body's last character."""
    return article(f"{TITLE}\n2019-06-04\n{BODY}{line}")


def with_opening(words: str) -> Article:
    """Parse an article whose body opens with `words`."""
    return article(f"{TITLE}\n2019-06-04\n{words}{BODY}")


def body_of(sample: Article) -> str:
    """Return the text of the body."""
    return sample.body.of(sample.text)


def reporters(sample: Article) -> list[str]:
    """Return the names of the reporters."""
    return [stated.value for stated in sample.reporters]


def editors(sample: Article) -> list[str]:
    """Return the names of the editors."""
    return [stated.value for stated in sample.editors]


def source(sample: Article) -> str | None:
    """Return the source, if any."""
    return sample.source.value if sample.source else None


def published(sample: Article) -> str | None:
    """Return the time of publication in ISO 8601, cut at its precision."""
    if sample.published is None:
        return None
    lengths = {"day": 10, "minute": 16, "second": 19}
    return sample.published.value.at.isoformat()[: lengths[sample.published.value.precision]]
