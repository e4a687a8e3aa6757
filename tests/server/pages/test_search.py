"""Search: in characters and in pinyin, by kind, page by page; nothing that is typed is more than text."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from flows.server.search.building import build, spoken
from flows.server.search.index import PAGE, Index
from flows.server.search.writing import letters, phrases, spaced
from tests.server.pages.markup import Page


@pytest.fixture(scope="module")
def index(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Index:
    file = tmp_path_factory.mktemp("index") / "search.sqlite"
    build(output / "latest", file)
    return Index(file)


def names(index: Index, typed: str, kind: str = "") -> list[str]:
    return [hit.name for hit in index.find(typed, kind, 0).hits]


@pytest.mark.parametrize("typed", ["刘任远", "liurenyuan", "Liú Rènyuǎn", "liu ren yuan", "lry", "renyuan", " 刘任 "])
def test_a_person_is_found_by_characters_and_by_sound(index: Index, typed: str) -> None:
    assert "刘任远" in names(index, typed, "Person")


def test_a_person_is_found_by_the_post(index: Index) -> None:
    hits = index.find("中共成都市新都区委员会书记", "Person", 0).hits
    assert [(hit.name, "书记" in hit.note) for hit in hits] == [("刘任远", True)]


def test_what_is_typed_stands_together(index: Index) -> None:
    assert names(index, "任刘远") == []
    assert names(index, "依法治区 第十一次", "Event") == ["区依法治区领导小组第十一次(扩大)会议"]


def test_the_text_of_directives_is_searched_and_leads_to_its_words(index: Index) -> None:
    hit = next(hit for hit in index.find("查漏补缺", "", 0).hits if hit.kind == "Directive")
    assert "查漏补缺" in hit.name
    assert "#char=" in hit.target


def test_the_very_name_comes_first(index: Index) -> None:
    assert names(index, "雪亮工程")[0] == "雪亮工程"


def test_kinds_are_counted_and_pages_do_not_overlap(index: Index) -> None:
    found = index.find("会议", "", 0)
    assert sum(found.kinds.values()) > PAGE
    assert len(found.hits) == PAGE
    second = index.find("会议", "", PAGE)
    assert not {hit.iri for hit in found.hits} & {hit.iri for hit in second.hits}


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_nothing_that_is_typed_is_an_error(index: Index, typed: str) -> None:
    index.find(typed, "", 0)


@pytest.mark.parametrize("typed", ['"', "a OR b", "name:x", "NEAR(a b)", "\x00", "'); DROP TABLE thing; --"])
def test_no_operator_is_understood(index: Index, typed: str) -> None:
    assert names(index, typed) == []


def test_a_surname_is_found_in_each_reading() -> None:
    assert {"shandaming", "dandaming"} <= set(spoken("单大明", "Person").split())
    assert spoken("中共区委", "Organization").split() == ["zhonggongquwei", "zgqw"]


def test_width_and_capitals_are_folded() -> None:
    assert spaced("第１１次ＡＢ会议") == "第 11 次 ab 会 议"
    assert phrases("刘任远 书记") == '"刘 任 远" AND "书 记"'
    assert letters("Lǐ Yún") == "liyun"
    assert letters("李yun") == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_shows_hits_and_leads_to_the_next(reader: TestClient, language: str) -> None:
    read = Page(reader.get(f"/{language}/search", params={"q": "会议"}).text)
    following = next(link for link in read.links if "page=2" in link)
    assert reader.get(following).status_code == 200
    assert any("/meeting/" in link for link in read.links)


def test_what_was_typed_is_shown_as_text(reader: TestClient) -> None:
    text = reader.get("/en/search", params={"q": '<b>"x', "kind": "<i>", "page": "9" * 5000}).text
    assert "<b>" not in text
    assert "&lt;b&gt;" in text
    assert "Nothing found" in Page(text).text
