"""The byline's values, in the forms that portals have."""

import pytest

from flows.articles.parsing import parse
from tests.articles.article_sample import (
    AS_THE_SEED,
    BODY,
    TITLE,
    article,
    body_of,
    editors,
    published,
    reporters,
    source,
    with_byline_above,
    with_byline_below,
)


def test_the_form_of_the_seed() -> None:
    sample = article(AS_THE_SEED)
    assert sample.title.value == TITLE
    assert published(sample) == "2019-06-04T09:15:20"
    assert source(sample) == "江城资讯"
    assert reporters(sample) == ["毛一丁"]
    assert editors(sample) == ["何小里"]
    assert sample.views is not None
    assert sample.views.value == 1208
    assert sample.comments is not None
    assert sample.comments.value == 0
    assert body_of(sample) == BODY


def test_full_width_signs_are_read_like_half_width_ones() -> None:
    wide = AS_THE_SEED.translate(str.maketrans(":- 0123456789", "：－\u3000０１２３４５６７８９"))
    sample, usual = article(wide), article(AS_THE_SEED)
    assert published(sample) == published(usual)
    assert (reporters(sample), editors(sample), source(sample)) == (["毛一丁"], ["何小里"], "江城资讯")
    assert sample.views is not None
    assert sample.views.value == 1208


@pytest.mark.parametrize("ending", ["\n编辑: 编审:", "\n来源: 记者:\n编辑:", "\n浏览量:"])
def test_empty_labels_have_no_value(ending: str) -> None:
    sample = with_byline_below(ending)
    assert (source(sample), reporters(sample), editors(sample), sample.views) == (None, [], [], None)
    assert body_of(sample) == BODY


@pytest.mark.parametrize(
    ("line", "when", "origin", "names"),
    [
        ("2022-01-18 09:02:00", "2022-01-18T09:02:00", None, []),
        ("2014-02-26", "2014-02-26", None, []),
        ("2020年5月29日 16:33", "2020-05-29T16:33", None, []),
        ("2014/02/26", "2014-02-26", None, []),
        ("(2021年3月4日)", "2021-03-04", None, []),
        ("2021-03-04 10:20 星期四", "2021-03-04T10:20", None, []),
        ("2021-03-04 第01版:要闻 作者:沈小川 | 来源:江城日报", "2021-03-04", "江城日报", ["沈小川"]),
        ("作者:沈小川 | 来源:江城日报 | 编辑时间:2021-03-04 10:20", "2021-03-04T10:20", "江城日报", ["沈小川"]),
        ("来源:江城发布 发布时间:2021-03-04 浏览次数:128 字号:大 中 小", "2021-03-04", "江城发布", []),
        ("来源:江城网  2021-03-04 08:30 【字体:大 中 小】 打印", "2021-03-04T08:30", "江城网", []),
        ("2021年03月04日08:33 来源:江城网-江城日报", "2021-03-04T08:33", "江城网-江城日报", []),
        ("2021-03-04 10:20 江城日报", "2021-03-04T10:20", "江城日报", []),
        ("发布日期:2021-03-04 信息来源:区应急局", "2021-03-04", "区应急局", []),
        ("时间:2021-03-04 来源:江城日报 作者:记者 沈小川 通讯员 何里", "2021-03-04", "江城日报", ["沈小川", "何里"]),
        ("更新时间:2021-03-09 发布时间:2021-03-04", "2021-03-04", None, []),
        ("江城发布 2021-03-04 10:20 江城", "2021-03-04T10:20", "江城发布", []),
        ("发布时间:2021-03-04 10:20 AM", "2021-03-04T10:20", None, []),
        ("2021.03.04", "2021-03-04", None, []),
        ("——沈望秋出席并讲话\n2021-03-04", "2021-03-04", None, []),
        ("字号:[大 中 小]\n发布时间:2021-03-04\n分享到:微信 微博", "2021-03-04", None, []),
    ],
)
def test_bylines_above_the_body(line: str, when: str, origin: str | None, names: list[str]) -> None:
    sample = with_byline_above(line)
    assert (published(sample), source(sample), reporters(sample)) == (when, origin, names)
    assert body_of(sample) == BODY


@pytest.mark.parametrize(
    ("ending", "who", "edited"),
    [
        ("\n[责任编辑:何里]", [], ["何里"]),
        ("\n(责编:何里、毛一丁)", [], ["何里", "毛一丁"]),
        ("\n责编:何里\n一审:毛一丁\n二审:沈小川\n三审:吴长河", [], ["何里", "毛一丁", "沈小川", "吴长河"]),
        ("\n初审:何里  复审:毛一丁  终审:沈小川", [], ["何里", "毛一丁", "沈小川"]),
        ("\n编辑|何里 校对|毛一丁", [], ["何里"]),
        ("(撰稿人:何里   审稿人:毛一丁)", ["何里"], ["毛一丁"]),
        ("\n稿件单位:江城新闻网 (责任编辑:何里)", [], ["何里"]),
        ("\n值班编委:何里 监制:司马青\n审核:何里", [], ["何里"]),
        ("\n编辑:江城融媒 何里\n3条评论", [], ["何里"]),
        ("      (记者 吴长河)", ["吴长河"], []),
        ("(江城区融媒体中心记者 吴长河 通讯员 毛一丁 文/图)", ["吴长河", "毛一丁"], []),
        ("(记者 吴长河)\n[责任编辑:何里]", ["吴长河"], ["何里"]),
        ("(吴长河 毛一丁)", ["吴长河", "毛一丁"], []),
        ("\n文/沈小川 图/毛一丁", ["沈小川"], []),
        ("\n记者 沈小川 文/图", ["沈小川"], []),
        ("(沈小川 文/图)", ["沈小川"], []),
        ("\n图文:沈小川 审核领导:何里", ["沈小川"], ["何里"]),
        ("\n记者沈小川/文 毛一丁/图", ["沈小川"], []),
        ("\n摄影:毛一丁\n编辑:何里", [], ["何里"]),
        ("\n见习记者 沈小川 特约通讯员 毛一丁", ["沈小川", "毛一丁"], []),
        ("\n□ 本报记者 沈小川 摄影报道", ["沈小川"], []),
        ("\n全媒体记者:沈小川毛一丁", ["沈小川", "毛一丁"], []),
        ("\n记者:江城资讯 毛一丁", ["毛一丁"], []),
        ("\n记者:江城资讯毛一丁", ["毛一丁"], []),
        ("\n记者:欧阳川、古丽·艾山 阿依努尔,张李小明", ["欧阳川", "古丽·艾山", "阿依努尔", "张李小明"], []),
        ("\n江城日报全媒体记者沈小川 通讯员何里 报道", ["沈小川", "何里"], []),
        ("\n本报记者 沈小川 实习生 何里", ["沈小川", "何里"], []),
        ("\n作者:区政府办 沈小川", ["沈小川"], []),
        ("\n责编:王  伟", [], ["王  伟"]),
    ],
)
def test_bylines_below_the_body(ending: str, who: list[str], edited: list[str]) -> None:
    sample = with_byline_below(ending)
    assert (reporters(sample), editors(sample)) == (who, edited)
    assert body_of(sample) == BODY


def test_a_medium_in_brackets_at_the_very_end_is_the_source() -> None:
    sample = with_byline_below("(江城区融媒体中心)\n责编:何里")
    assert (source(sample), body_of(sample)) == ("江城区融媒体中心", BODY)


def test_a_unit_that_sent_the_article_in_is_its_source_where_no_other_is_named() -> None:
    assert source(with_byline_below("\n供稿:区应急局")) == "区应急局"
    assert source(with_byline_below("\n供稿:区应急局\n来源:江城日报")) == "江城日报"
    assert reporters(with_byline_below("\n供稿:沈小川")) == ["沈小川"]


@pytest.mark.parametrize(
    ("line", "views", "comments"),
    [
        ("浏览次数:128", 128, None),
        ("阅读:1,234次 评论(3)", 1234, 3),
        ("点击数:[12] 评论:7", 12, 7),
        ("阅读 56", 56, None),
        ("浏览量:1.2万", None, None),
        ("12条评论", None, 12),
    ],
)
def test_counts(line: str, views: int | None, comments: int | None) -> None:
    sample = with_byline_below("\n" + line)
    assert (sample.views.value if sample.views else None) == views
    assert (sample.comments.value if sample.comments else None) == comments


def test_what_is_known_from_outside_is_kept() -> None:
    sample = parse(AS_THE_SEED, name="a", url="https://news.example/1", jurisdiction="示例省江城市江城区")
    assert (sample.url, sample.jurisdiction) == ("https://news.example/1", "示例省江城市江城区")


def test_control_characters_end_up_in_no_value() -> None:
    sample = article(f"\u202e江城区\x07部署\u200b工作\u202c\n来源:江城日报\u202e\n记者:沈小川\u200b\n{BODY}")
    assert sample.title.value == "江城区部署工作"
    assert source(sample) == "江城日报"
    assert body_of(sample) == BODY


def test_the_size_of_the_type_is_no_name() -> None:
    sample = with_byline_above("来源:江城日报 作者:何小里 毛一丁 【大 中 小】【打印】【关闭】")
    assert reporters(sample) == ["何小里", "毛一丁"]
    assert reporters(with_byline_above("来源:江城日报 作者:毛 一")) == ["毛 一"]


def test_the_buttons_of_older_portals_do_not_hide_the_date() -> None:
    sample = with_byline_above("来源:江城网 2019-06-04 09:15:20 [推荐朋友] [打印本稿] [字号 大 中 小]")
    assert (published(sample), source(sample)) == ("2019-06-04T09:15:20", "江城网")
