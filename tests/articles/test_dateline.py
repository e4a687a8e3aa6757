"""The dateline names reporters and media, and stays in the body."""

import pytest

from tests.articles.article_sample import BODY, body_of, reporters, source, with_opening


@pytest.mark.parametrize(
    ("opening", "origin", "names"),
    [
        ("本报讯(记者 沈小川 毛一丁 通讯员 何里)", None, ["沈小川", "毛一丁", "何里"]),
        ("本报讯 记者沈小川 通讯员何里 ", None, ["沈小川", "何里"]),
        ("本报记者 沈小川报道:", None, ["沈小川"]),
        ("本网讯(何里)", None, ["何里"]),
        ("新华社北京1月23日电(记者 沈小川、毛一丁)", "新华社", ["沈小川", "毛一丁"]),
        ("中新网江城3月4日电 (沈小川 何里)", "中新网", ["沈小川", "何里"]),
        ("央视网消息(新闻联播):", "央视网", []),
        ("江城新闻网-江城区融媒体中心(记者 沈小川 实习记者 何里)", "江城新闻网-江城区融媒体中心", ["沈小川", "何里"]),
        ("江城日报讯(全媒体记者 沈小川 文/图)", "江城日报", ["沈小川"]),
        ("江城网讯 ", "江城网", []),
        ("新闻网讯 ", None, []),
        ("江城日报、江城客户端3月4日讯(记者 沈小川)", "江城日报、江城客户端", ["沈小川"]),
        ("(记者 沈小川 图/毛一丁)", None, ["沈小川"]),
        ("(记者 沈小川)", None, ["沈小川"]),
        ("江城(记者沈小川)", None, ["沈小川"]),
        ("本报讯(记者荣光 通讯员丁香 文/图)", None, ["荣光", "丁香"]),
        ("本报讯 记者荣光报道 ", None, ["荣光"]),
        ("江城融媒讯(记者 马木提江·买买提 古丽巴哈尔)", "江城融媒", ["马木提江·买买提", "古丽巴哈尔"]),
        ("江城在线江北报道(韩小强 通讯员 苏小轩):", None, ["韩小强", "苏小轩"]),
        ("东北网江城4月13日讯(江城日报记者 薛小虹)", "东北网", ["薛小虹"]),
        ("江城在线(韩小强 苏小轩)", "江城在线", ["韩小强", "苏小轩"]),
        ("江城(韩小强 苏小轩)", None, []),
        ("记者跟踪报道了此事,", None, []),
        ("记者从区政府获悉,", None, []),
        ("本报记者从区政府获悉,", None, []),
    ],
)
def test_datelines(opening: str, origin: str | None, names: list[str]) -> None:
    sample = with_opening(opening)
    assert (source(sample), reporters(sample)) == (origin, names)
    assert body_of(sample) == opening + BODY


def test_a_byline_outweighs_the_dateline() -> None:
    assert source(with_opening("来源:江城发布\n新华社北京1月23日电 ")) == "江城发布"
