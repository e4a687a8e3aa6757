"""Every kind of page in both languages: well formed, linked, and showing what it is there for."""

from urllib.parse import unquote, urlsplit

import pytest
from starlette.testclient import TestClient

from flows.server.pages.asking import page_queries
from flows.server.pages.words import words
from tests.server.pages.conftest import BASE
from tests.server.pages.markup import Page

KINDS = ("person", "meeting", "organization", "division", "document", "term", "article")
FRONT = ("", "dataset", "search?q=会议", "workbench", "list/Person/1", "list/Directive/1")
_LANGUAGES = ("zh", "en")
_SHOWN = {
    "person": ("posts", "meetings", "company"),
    "meeting": ("participants", "agenda", "directives", "sources"),
    "organization": ("holders", "mentions"),
    "division": ("bodies", "people", "meetings"),
    "document": ("history", "mentions"),
    "term": ("months", "bodies", "uses"),
    "article": ("passages",),
}


def page(reader: TestClient, path: str, language: str) -> Page:
    response = reader.get(f"/{language}/{path}")
    assert (response.status_code, response.headers["content-type"]) == (200, "text/html; charset=utf-8")
    read = Page(response.text)
    assert read.language == language
    assert len(set(read.ids)) == len(read.ids)
    assert not {name for name in read.attributes if name.startswith("on") or name == "style"}
    assert "style" not in read.tags
    missing = [link for link in read.links if link.startswith("#") and unquote(link[1:]) not in read.ids]
    assert missing == []
    return read


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize("path", FRONT)
def test_the_pages_in_front_are_well_formed(reader: TestClient, path: str, language: str) -> None:
    page(reader, path, language)


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_has_a_page_with_its_sections(
    reader: TestClient, things: dict[str, str], kind: str, language: str
) -> None:
    read = page(reader, things[kind], language)
    titles = {name.rpartition("/")[2]: query.titles[language] for name, query in page_queries().items()
              if name.startswith(f"{kind}/") or "/" not in name}  # fmt: skip
    assert [titles[name] for name in _SHOWN[kind] if titles[name] not in read.text] == []
    assert ("svg" in read.tags) == (kind in ("person", "organization", "term"))


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_page_links_to_is_there(reader: TestClient, things: dict[str, str], kind: str) -> None:
    read = page(reader, things[kind], "en")
    links = sorted({link.partition("#")[0] for link in read.links if link.startswith("/")})
    assert len(links) > 10
    assert [link for link in links if reader.get(link).status_code not in (200, 301, 303)] == []


_ONLY_REPORTS = """PREFIX schema: <https://schema.org/>
SELECT ?who ?article { ?article schema:author ?who FILTER NOT EXISTS { ?other schema:mentions ?who } } LIMIT 1"""


def test_a_reporter_who_is_nothing_else_leads_to_what_was_reported(reader: TestClient) -> None:
    answer = reader.get("/sparql", params={"query": _ONLY_REPORTS}, headers={"Accept": "text/csv"})
    who, article = answer.text.split()[1].split(",")
    read = page(reader, who.removeprefix(BASE), "zh")
    assert f"/zh/{article.removeprefix(BASE)}" in read.links


def test_a_link_to_words_leads_to_their_place(reader: TestClient, things: dict[str, str]) -> None:
    read = page(reader, things["meeting"], "zh")
    links = [urlsplit(link) for link in read.links if "#char=" in link]
    assert len(links) > 10
    for path in {link.path for link in links}:
        ids = page(reader, path.removeprefix("/zh/"), "zh").ids
        assert {link.fragment for link in links if link.path == path} <= set(ids)


def test_the_same_in_the_other_language_is_one_link_away(reader: TestClient, things: dict[str, str]) -> None:
    for path in (*things.values(), "", "dataset", "list/Person/1"):
        assert f"/en/{path}" in page(reader, path, "zh").links
        assert f"/zh/{path}" in page(reader, path, "en").links


def test_every_word_is_there_in_both_languages() -> None:
    assert words("zh").keys() == words("en").keys()
    assert not [key for key in words("zh") if not words("zh")[key] or not words("en")[key]]


def test_the_query_behind_a_section_is_one_link_away(reader: TestClient, things: dict[str, str]) -> None:
    read = page(reader, things["person"], "en")
    link = next(link for link in read.links if "ask=person%2Fmeetings" in link)
    text = reader.get(link).text
    assert f"zw:participant &lt;https://example.org/{things['person']}&gt;" in text


@pytest.mark.parametrize("thing", ["", "person/none", "%3E%20%3Fs", "x y"])
def test_a_query_about_what_is_not_there_is_shown_all_the_same(reader: TestClient, thing: str) -> None:
    response = reader.get("/en/workbench", params={"ask": "person/meetings", "thing": thing})
    assert response.status_code == 200
    assert "zw:participant" in response.text


@pytest.mark.parametrize("path", ["person/none", "meeting/%3E", "list/Person/999", "list/x/1", "list", "nothing"])
def test_what_is_unknown_is_said_to_be(reader: TestClient, path: str) -> None:
    response = reader.get(f"/en/{path}")
    assert response.status_code == 404
    assert "Not found" in Page(response.text).text


def test_the_start_leads_to_the_language_of_the_browser(reader: TestClient) -> None:
    for accepted, language in (("en-GB,en;q=0.9", "en"), ("zh-CN,zh", "zh"), ("fr", "zh")):
        response = reader.get("/", headers={"Accept-Language": accepted})
        assert (response.status_code, response.headers["location"]) == (302, f"/{language}/")
