"""What lies between the headline and the report, or below it, and what is report though it looks as if not."""

import pytest

from tests.articles.article_sample import BODY, TITLE, article, body_of

LEAD = "6月3日,江城区召开汛期安全工作推进会。"


@pytest.mark.parametrize(
    "between",
    [
        "2019-06-04\n我区随即召开会议贯彻落实",
        "沈望秋出席并讲话\n大会主席团举行第一次会议",
        "2019-06-04\n图为会议现场。荣光 摄",
        "2019-06-04\n[摘要] 6月3日,区里召开推进会,部署防汛。",
        f"2019-06-04\n{LEAD}\n(会议现场 荣光/摄)",
        f"2019-06-04\n{TITLE}\n——沈望秋主持",
        f"{LEAD}\n来源:江城网 2019-06-04",
    ],
)
def test_the_body_starts_at_the_first_reporting_paragraph(between: str) -> None:
    assert body_of(article(f"{TITLE}\n{between}\n{BODY}")) == BODY


@pytest.mark.parametrize("run_in", [f"【{TITLE}】", f"{TITLE}。"])
def test_the_headline_run_into_the_first_paragraph_is_no_body(run_in: str) -> None:
    assert body_of(article(f"{TITLE}\n2019-06-04\n{run_in}{BODY}")) == BODY


@pytest.mark.parametrize(
    "opening",
    [
        "一、传达学习文件",
        "同志们:",
        "江城日报讯 (记者 荣光 通讯员 农夫)",
        "6月3日上午",
        "江城网消息:江城区人民政府\n关于表彰先进单位\n和先进个人的决定",
    ],
)
def test_short_lines_that_open_the_report_stay(opening: str) -> None:
    body = f"{opening}\n{BODY}"
    assert body_of(article(f"{TITLE}\n2019-06-04\n{body}")) == body


@pytest.mark.parametrize(
    "closing",
    [
        "又讯 6月4日,区政府召开会议。",
        "出席会议的有:\n罗一鸣 王伟 李强",
        "参加会议的还有罗一鸣、王伟、李强",
        "祝大会圆满成功!",
        "会议审议通过了江城区防汛办法(试行)、江城区",
        "据悉",
        "强化责任落实\n会议强调,各单位要扛起主体责任,盯住重点部位,",
        "会上,版权局通报了打击侵权假冒、二维码诈骗的情况。",
    ],
)
def test_short_lines_that_close_the_report_stay(closing: str) -> None:
    body = f"{BODY}\n{closing}"
    assert body_of(article(f"{TITLE}\n2019-06-04\n{body}\n编辑:荣光")) == body


@pytest.mark.parametrize(
    "below",
    [
        "集中签约现场(记者荣光摄)",
        "图为沈望秋(右二)在堤上(程前 摄",
        "有关报道见第二版",
        "转发  点赞  在看\n【未完,点击阅读全",
    ],
)
def test_captions_and_stray_lines_below_lie_outside(below: str) -> None:
    assert body_of(article(f"{TITLE}\n2019-06-04\n{BODY}\n{below}")) == BODY
