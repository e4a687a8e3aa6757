"""Bodies of other countries that have the names of Chinese ones."""

import pytest

from tests.extraction.body_sample import names_of

CHINA = "中华人民共和国"


@pytest.mark.parametrize(
    ("text", "surface", "canonical"),
    [
        ("俄罗斯国防部称", "俄罗斯国防部", "俄罗斯国防部"),
        ("俄罗斯代表团抵达。俄国防部称", "俄国防部", "俄罗斯国防部"),
        ("黎巴嫩公共卫生部称", "黎巴嫩公共卫生部", "黎巴嫩公共卫生部"),
        ("会见尼泊尔副总理兼外交部长", "外交部", "尼泊尔外交部"),
        ("巴西总统来访。陪同某某访华的有总统夫人、外交部部长、财政部部长", "财政部", "巴西财政部"),
        ("乌克兰政府改组,国防部长列兹科夫斯基留任", "国防部", "乌克兰国防部"),
        ("英国央行加息", "英国央行", "英国央行"),
        ("美国国务院声明", "美国国务院", "美国国务院"),
        ("由中国教育部主办", "中国教育部", "中华人民共和国教育部"),
    ],
)
def test_whose_ministry(text: str, surface: str, canonical: str) -> None:
    assert names_of(CHINA, text)[surface] == canonical


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("会见俄罗斯客人。外交部发言人表示", "外交部"),
        ("会见法国客人,财政部部长周明远参加", "财政部"),
        ("5月20日国防部发布", "国防部"),
        ("中美国防部工作会晤", "国防部"),
        ("中央纪委、监察部部长苏里巴图部署", "监察部"),
        ("同俄方商定后,教育部部署", "教育部"),
    ],
)
def test_ministries_of_china(text: str, surface: str) -> None:
    assert names_of(CHINA, text)[surface].startswith(CHINA)


@pytest.mark.parametrize("text", ["两国外交部商定", "越南共产党中央来电", "该国卫生部"])
def test_ministries_of_nobody(text: str) -> None:
    assert names_of(CHINA, text) == {}
