"""Bodies of national level."""

import re

import pytest

from flows.gazetteer.institutions import institutions


@pytest.mark.parametrize(
    ("surface", "canonical", "type_"),
    [
        ("党中央", "中国共产党中央委员会", "party-central"),
        ("国务院", "中华人民共和国国务院", "people-government"),
        ("国家发改委", "中华人民共和国国家发展和改革委员会", "government-department"),
        ("住建部", "中华人民共和国住房和城乡建设部", "government-department"),
        ("全国政协", "中国人民政治协商会议全国委员会", "cppcc"),
        ("最高法", "最高人民法院", "court"),
        ("民革中央", "中国国民党革命委员会中央委员会", "democratic-party"),
    ],
)
def test_surface_to_canonical(surface: str, canonical: str, type_: str) -> None:
    found = institutions()[surface]
    assert (found.canonical, found.type) == (canonical, type_)


def test_every_canonical_name_is_a_surface_of_itself() -> None:
    table = institutions()
    assert [i.canonical for i in table.values() if table[i.canonical].canonical != i.canonical] == []
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", i.type) for i in table.values())
