"""Whose portal speaks: the operator's word, the source, the level that the text calls its own."""

import pytest

from flows.articles.parsing import parse
from flows.extraction.jurisdiction import find_jurisdiction
from flows.extraction.text import fold
from flows.gazetteer.divisions import gazetteer


def _found(text: str, jurisdiction: str | None = None) -> tuple[str | None, str | None]:
    article = parse(text, name="invented", jurisdiction=jurisdiction)
    folded = fold(article.text)
    fact, _ = find_jurisdiction(article, folded, gazetteer().scan(folded, 0, article.body.end))
    return (fact.full_name, fact.origin) if fact else (None, None)


def _article(headline: str, body: str, source: str = "") -> str:
    return f"{headline}\n发布时间:2020-05-06 10:00:00\n{body}\n" + (f"来源:{source} 记者:赵某\n" if source else "")


def test_operator() -> None:
    text = _article("会议召开", "区委召开会议。", "新都区融媒体中心")
    assert _found(text, "江苏省南京市鼓楼区") == ("江苏省南京市鼓楼区", "operator")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("新都区融媒体中心", "四川省成都市新都区"),
        ("今日昆山", "江苏省苏州市昆山市"),
        ("德清新闻网", "浙江省湖州市德清县"),
        ("新华社", "中华人民共和国"),
        ("应急管理部新闻司", "中华人民共和国"),
        ("最高人民检察院网", "中华人民共和国"),
        ("国家税务总局江苏省税务局", "江苏省"),
    ],
)
def test_source(source: str, name: str) -> None:
    assert _found(_article("会议召开", "会议指出,要抓好落实。", source)) == (name, "source")


def test_a_ministry_that_passes_local_news_on() -> None:
    assert _found(_article("市政府召开会议", "市长主持会议,市委常委作了说明。", "应急管理部新闻司")) == (None, None)


def test_what_bears_the_name_of_a_place_and_is_none() -> None:
    # 永泰 is a county, 石永泰 here a person; 阳新 is one, and stands in 朝阳新闻网 by chance; 广阳 is one of several.
    body = "县长石永泰主持会议。\n石永泰要求,抓好落实。石永泰讲话。"
    assert _found(_article("民勤县召开会议", body))[0] == "甘肃省武威市民勤县"
    assert _found(_article("会议召开", "区长王大明主持会议。", "朝阳新闻网")) == (None, None)
    body = "县委要求,奋力谱写广阳高质量发展新篇章。"
    assert _found(_article("中共广阳镇第十次代表大会召开", body, "广阳镇人民政府")) == (None, None)


def test_every_part_of_the_country_is_none() -> None:
    body = "大部地区长势正常,各地区长期坚持。"
    assert _found(_article("会商会召开", body, "农业农村部"))[0] == "中华人民共和国"


def test_source_of_several_namesakes() -> None:
    body = "会议传达了长春市委会议精神。"
    assert _found(_article("我区召开会议", body, "朝阳新闻网"))[0] == "吉林省长春市朝阳区"


def test_no_place_within_a_word() -> None:
    assert _found(_article("我区召开会议", "会议指出,要抓好落实。", "朝阳新闻网")) == (None, None)


def test_text_by_its_own_level() -> None:
    body = "我州召开会议,州委书记讲话。门源县委、刚察县委作了汇报。海北州要抓好落实。"
    assert _found(_article("海北州委召开会议", body)) == ("青海省海北藏族自治州", "text")


def test_the_corps_division_of_a_city() -> None:
    text = _article("师市召开会议", "师市党委召开会议。", "石河子日报")
    assert _found(text)[0] == "新疆生产建设兵团第八师石河子市"


def test_the_country() -> None:
    assert _found(_article("国务院召开会议", "国务院总理主持。全国人大常委会作了说明。"))[0] == "中华人民共和国"


@pytest.mark.parametrize(
    "people",
    [
        "县长赵远、副县长史永红、王惠",
        "县人大常委会主任高明哲,副县长赵远",
        "县领导孙旭、罗平华、王惠",
        "县领导梁薇、石峰、张正",
    ],
)
def test_names_of_people_are_no_places(people: str) -> None:
    assert _found(_article("我县召开会议", f"{people}参加会议。")) == (None, None)


def test_a_place_in_a_list_of_places() -> None:
    assert _found(_article("我县召开会议", "会议传达了罗平县、师宗县的经验。罗平县要先行。"))[0] == "云南省曲靖市罗平县"
