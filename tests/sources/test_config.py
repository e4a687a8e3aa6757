"""`sources.toml`: what is written there is read as it is meant, and what cannot be is named by file and key."""

import tomllib
from pathlib import Path

import pytest

from flows import resources
from flows.sources.config import ConfigError, parse_sources, read_sources

GOOD = """
[[source]]
name = "新都"
jurisdiction = "四川省成都市新都区"
lists = ["https://news.example.org/list.html"]
links = '/t\\d+'
"""


def test_the_example_shows_every_key_and_fetches_nothing() -> None:
    path = resources.folder("seeds") / "sources.toml"
    sources = read_sources(path)
    assert [source.enabled for source in sources.values()] == [False]
    (row,) = tomllib.loads(path.read_text(encoding="utf-8"))["source"]
    source = sources["example"]
    assert set(row) == set(source.__dataclass_fields__)
    assert set(row["selectors"]) == set(source.selectors.__dataclass_fields__)
    assert row["politeness"] == {key: getattr(source.politeness, key) for key in row["politeness"]}
    assert set(row["politeness"]) == set(source.politeness.__dataclass_fields__)
    assert source.takes("https://news.example.org/xwzx/202103/t20210305_12.html")


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ("jurisdiction = '新都县城'", "source 新都: jurisdiction: no division is called 新都县城"),
        ("jurisdicton = 'x'", "source 新都: jurisdicton is no key; there are name"),
        ("enabled = 'no'", "enabled must be true or false"),
        ("links = '('", "links is no regular expression"),
        ("lists = 'https://news.example.org/'", "lists must be a list of addresses"),
        ("lists = ['ftp://news.example.org/']", "lists must be an http(s) address"),
        ("lists = ['http://user:pw@news.example.org/']", "without user and password"),
        ("lists = []", "lists, feeds or sitemaps must name an address"),
        ("links = ''", "links is missing"),
        ("pages = 'https://news.example.org/list.html'", "pages must have {page} once"),
        ("first_page = -1", "first_page must be a whole number"),
        ("name = 'a b'", "name must be of letters"),
        ("selectors = { text = 'div[' }", "selectors.text is no CSS selector"),
        ("selectors = { body = 'div' }", "selectors.body is no key; there are title, published"),
        ("politeness = { delay = -1 }", "politeness.delay must be a number of seconds"),
        ("politeness = { max_pages = 1.5 }", "politeness.max_pages must be a whole number"),
        ("politeness = 'very'", "politeness must be a table"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, changed: str, words: str) -> None:
    key = changed.partition(" ")[0]
    kept = [line for line in GOOD.splitlines() if line.partition(" ")[0] != key]
    path = tmp_path / "sources.toml"
    path.write_text("\n".join([*kept, changed]), encoding="utf-8")
    with pytest.raises(ConfigError) as failed:
        read_sources(path)
    assert str(failed.value).startswith(f"{path}: source ")
    assert words in str(failed.value)


@pytest.mark.parametrize(
    "text", ["[[source", "name = 'x'", "source = 3", GOOD + GOOD, "[[source]]\nlists = ['https://e.org']\nlinks='x'"]
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"sources\.toml: "):
        read_sources(path)


def test_without_a_file_it_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file; `zhengwen sources add"):
        read_sources(tmp_path / "sources.toml")


def test_a_feed_needs_no_pattern() -> None:
    (source,) = parse_sources({"source": [{"name": "a", "feeds": ["https://e.org/rss"]}]}, "x").values()
    assert source.takes("https://e.org/anything")
