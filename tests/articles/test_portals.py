"""Whole pages in the forms that portals and local papers have had since 2005: the values, and the body."""

import pytest

from tests.articles.article_sample import BODY, TITLE, article, body_of, editors, published, reporters, source

PAGES = [
    # A path to the page, labels in brackets, buttons.
    (
        f"您当前的位置:首页>新闻中心>要闻\n{TITLE}\n【发布时间】2019-06-04 【来源】江城日报 【字号】大 中 小\n{BODY}\n"
        "(荣光 石三)\n【推荐给朋友】【关闭窗口】",
        ("江城日报", ["荣光", "石三"], []),
    ),
    # The day on which the page was opened stands above the headline.
    (
        f"2023年03月29日 星期三\n{TITLE}\n沈望秋主持并讲话\n发布日期:2019-06-04\n信息来源:江城日报\n{BODY}\n编辑:时光",
        ("江城日报", [], ["时光"]),
    ),
    # Menus above the path; a medium with its address; a caption with a sentence of its own.
    (
        f"首页 国内 时评 党建 省情 文化 法治\n站内检索\n您当前的位置 : 江城新闻网要闻\n{TITLE}\n来源:江城日报\n"
        f"作者:乔欣 田乾乾\n发布时间:2019-06-04 08:32:46\n编辑:童洋\n6月3日,推进会召开。祁彪 摄\n{BODY}",
        ("江城日报", ["乔欣", "田乾乾"], ["童洋"]),
    ),
    (
        f"{TITLE}\n江城区人民政府 www.jc.gov.cn 时间:2019-06-04 来源:区府办 【字号:大 中 小】\n{BODY}\n"
        "【我要纠错】 责任编辑:方圆",
        ("区府办", [], ["方圆"]),
    ),
    # Metadata as a list, its values below their labels.
    (
        f"返回顶部\n{TITLE}\n • 索引号:\n   610728/2024-1005\n • 来源:\n • 发布日期:\n   2019年06月04日 16:34\n"
        f" • 内容概述:\n{TITLE}\n{BODY}",
        (None, [], []),
    ),
    # Accounts of media: a section's name above, a place behind the date, everything else at the end.
    (
        f"点击蓝字 关注我们\n{TITLE}\n江城发布 2019-06-04 00:02 江西\n{BODY}\n- END -\n来 源 | 江城发布\n编 辑 | 石三\n"
        "审 核 | 荣光 农夫\n点赞 在看\n● 声明 | 图文版权归原作者所有",
        ("江城发布", [], ["石三", "荣光", "农夫"]),
    ),
    (f"师市要闻\n{TITLE}\n来源:江城网 2019-06-04\n{BODY}\n初审:沙枣 终审:建军", ("江城网", [], ["沙枣", "建军"])),
    # Everything in one line without blanks.
    (
        f"{TITLE}\n2019-06-04 13:38:57来源:江城在线编辑:陈小雨责编:周小韬\n{BODY}\n总监制:黄小杰监制:陈叶叶",
        ("江城在线", [], ["陈小雨", "周小韬"]),
    ),
    # The whole article once more; another one's beginning without any mark.
    (
        f"{TITLE}\n2019-06-04\n{BODY}\n通讯员 吕小军报道\n编辑:张洋 责编:丁科\n{BODY}\n通讯员 吕小军报道\n编辑:张洋",
        (None, ["吕小军"], ["张洋", "丁科"]),
    ),
    (
        f"{TITLE}\n2019-06-04\n{BODY}\n责任编辑:荣光\n区领导到堤防调研\n6月2日,罗子明到堤防调研。他说,\n区委开会\n6月1日,",
        (None, [], ["荣光"]),
    ),
    (
        f"{TITLE}\n2019-06-04\n{BODY}\n区领导到堤防调研\n6月2日,区委书记罗子明到堤防调研,他指出\n区委常委会开会",
        (None, [], []),
    ),
    (f"{TITLE}\n2019-06-04\n{BODY}\n(办公室)\n区领导赴…\n区政协主席带…", (None, [], [])),
    (f"{TITLE}\n2019-06-04\n{BODY}\n(江口镇 郭小琴)\n扫一扫在手机打开当前页", (None, ["郭小琴"], [])),
    (
        f"{TITLE}\n2019-06-04\n{BODY}\n  记者 朱槿  通讯员 毛豆  编辑 方糖  审核 冯唐诗",
        (None, ["朱槿", "毛豆"], ["方糖", "冯唐诗"]),
    ),
    (f"{TITLE}\n2019-06-04\n{BODY}\n(供稿:石磊  审核:拓梅英)", (None, ["石磊"], ["拓梅英"])),
    (f"{TITLE}\n2019-06-04\n{BODY}\n(江城区纪委 审核:荣光 责任编辑:腾格尔", ("江城区纪委", [], ["荣光", "腾格尔"])),
    (f"{TITLE}\n2019-06-04\n□ 融媒记者 石光 通讯员 农夫 文/图\n{BODY}", (None, ["石光", "农夫"], [])),
    (f"{TITLE}\n2019-06-04\n■荣光 石三\n{BODY}", (None, ["荣光", "石三"], [])),
    (
        f"{TITLE}\n2019-06-04 来源:江城网 作者:佚名\n{BODY}\n值班编审:莫愁\n编辑/白玛 校对/陈晨 审核/多吉措",
        ("江城网", [], ["莫愁", "白玛", "多吉措"]),
    ),
    (f"{TITLE}\n2019-06-04\n{BODY}\n[责任编辑:时光] [我要评论] [收藏本文]", (None, [], ["时光"])),
    (f"{TITLE}\n2019-06-04 来源:江城网 作者:石三 [大 中 小][打印]\n{BODY}", ("江城网", ["石三"], [])),
    (
        f"{TITLE}\n2019-06-04\n{BODY}\n编辑:荣光(实习) 责编:石三\n投稿邮箱见首页 未经授权禁止转载",
        (None, [], ["荣光", "石三"]),
    ),
    (
        f"{TITLE}\n2019-06-04\n{BODY}\n编辑:荣光 排版师:农夫 热线服务:123 美术编辑:石三",
        (None, [], ["荣光", "石三"]),
    ),
    (f"{TITLE}\n2019-06-04\n{BODY}\n荣光/文 石三/图", (None, ["荣光"], [])),
    (
        f"{TITLE}\n2019-06-04\n{BODY}\n(江城日报记者 黄小宇 通讯员 查小燕)\n【相关阅读】\n区里开会",
        ("江城日报", ["黄小宇", "查小燕"], []),
    ),
]


@pytest.mark.parametrize(("page", "values"), PAGES)
def test_pages(page: str, values: tuple[str | None, list[str], list[str]]) -> None:
    sample = article(page)
    assert sample.title.value == TITLE
    assert body_of(sample) == BODY
    assert (published(sample) or "")[:10] == "2019-06-04"
    assert (source(sample), reporters(sample), editors(sample)) == values


@pytest.mark.parametrize(
    "written",
    ["二〇一九年六月四日", "20190604", "发布日期:20190604", "06/04/2019 09:22:10", "2019年06月04日 16:20 江城日报"],
)
def test_dates_in_other_forms(written: str) -> None:
    sample = article(f"{TITLE}\n{written}\n{BODY}")
    assert (published(sample) or "")[:10] == "2019-06-04"
    assert body_of(sample) == BODY


@pytest.mark.parametrize("site", ["_要闻_江城新闻网", " - 江城区人民政府", "-江城新闻网", "|江城日报", "_江城发布"])
def test_the_name_of_the_site_is_no_part_of_the_headline(site: str) -> None:
    assert article(f"{TITLE}{site}\n2019-06-04\n{BODY}").title.value == TITLE


@pytest.mark.parametrize(
    "headline",
    [
        "《旅游提升计划(2023—2025年)》发布",
        "【江城新事:看变化】堤防换了样",
        "江城-河口高速公路工程开工",
        "区委常委会开会 | 传达学习",
    ],
)
def test_a_dash_in_the_headline_stays(headline: str) -> None:
    assert article(f"{headline}\n2019-06-04\n{BODY}").title.value == headline
