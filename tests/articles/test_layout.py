"""Headline and body are found between what pages put around them."""

import pytest

from flows.articles.parsing import problems
from tests.articles.article_sample import BODY, TITLE, article, body_of, published, with_byline_above


@pytest.mark.parametrize(
    "above",
    [
        "首页>新闻>要闻\n",
        "当前位置:首页 > 新闻中心 > 政务要闻\n",
        "首页|新闻|政务|公告|服务\n无障碍 | 登录 | 注册\n",
        "\n\n  \u3000\n",
        "2019-06-04\n",
        "标题:",
        "========\n打印 关闭\n",
    ],
)
def test_the_headline_is_the_first_line_that_is_no_furniture(above: str) -> None:
    sample = article(f"{above}{TITLE}\n2019-06-04\n{BODY}")
    assert sample.title.value == TITLE
    assert sample.title.evidence is not None
    assert sample.title.evidence.span.of(sample.text) == TITLE
    assert body_of(sample) == BODY
    assert published(sample) == "2019-06-04"


@pytest.mark.parametrize(
    "below",
    [
        "\n上一篇:区长调研防汛\n下一篇:区委开会",
        "\n【打印】【关闭窗口】",
        "\n分享到:微信 微博 QQ空间",
        "\n相关阅读\n江城区召开防汛会。会上通报了情况,部署了工作。\n2019-02-01",
        "\n扫一扫在手机打开当前页",
        "\n版权所有:江城区人民政府 某ICP备1234号",
        "\n责任编辑:何里\n江城区开展义诊\n江城区举办运动会",
        "\n\n\n",
    ],
)
def test_what_pages_add_lies_outside_the_body(below: str) -> None:
    assert body_of(article(f"{TITLE}\n2019-06-04\n{BODY}{below}")) == BODY


def test_a_repeated_headline_lies_outside_the_body() -> None:
    assert body_of(with_byline_above(f"2019-06-04\n{TITLE}")) == BODY


def test_prose_about_printing_closing_and_editing_stays_in_the_body() -> None:
    prose = "打印行业协会参加会议。\n关闭小煤矿12处。\n编辑部负责同志参加。\n来源地的检查要加强。"
    assert body_of(with_byline_above(f"2019-06-04\n{prose}")) == f"{prose}\n{BODY}"


def test_a_caption_with_a_byline_does_not_end_the_body() -> None:
    assert body_of(article(f"{TITLE}\n{BODY}\n摄影:毛一丁\n{BODY}\n编辑:何里")) == f"{BODY}\n摄影:毛一丁\n{BODY}"


def test_a_text_of_short_lines_keeps_its_body() -> None:
    assert body_of(article(f"{TITLE}\n2019-06-04\n会议召开\n来源:江城网")) == "会议召开"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        (f"{TITLE}\n2019-06-04\n{BODY}", ()),
        (f"{TITLE}\n{BODY}", ("no date line",)),
        (f"{TITLE}\n发布时间:2016-13-45\n{BODY}", ("impossible date '2016-13-45' in the date line",)),
        (f"{TITLE}\n2019-02-29 10:00\n{BODY}", ("impossible date '2019-02-29 10:00' in the date line",)),
        (TITLE, ("no date line", "no body")),
        (f"{TITLE}\n2019-06-04", ("no body",)),
    ],
)
def test_problems(text: str, findings: tuple[str, ...]) -> None:
    assert problems(article(text)) == findings
