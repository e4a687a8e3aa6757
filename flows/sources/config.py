"""The sources that an operator follows: `sources.toml` -> dataclasses; errors name file, source and key."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml.cssselect import CSSSelector

from flows.articles.html import Selectors
from flows.gazetteer.divisions import gazetteer

_NAME = re.compile(r"\w[\w-]*")
PAGE = "{page}"


class ConfigError(ValueError):
    """A source cannot be used; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Politeness:
    """How much one run may ask of a portal."""

    delay: float = 2.0
    """Seconds between two requests to one host."""
    max_pages: int = 20
    """List pages, feeds and sitemaps a run."""
    max_articles: int = 200
    """Articles a run."""
    recheck: int = 20
    """Articles a run that are had already and are asked for again, as they may have been corrected."""


@dataclass(frozen=True, slots=True)
class Source:
    """A portal, or a part of one."""

    name: str
    jurisdiction: str | None = None
    enabled: bool = True
    lists: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    links: str = ""
    """A regular expression found in the address of each article; empty: all that a feed or sitemap names."""
    pages: str = ""
    """The address of further list pages, with `{page}`; empty: the page's own link to the next one is followed."""
    first_page: int = 2
    """The number of the second list page: some portals count index.html, index_1.html."""
    selectors: Selectors = field(default_factory=Selectors)
    politeness: Politeness = field(default_factory=Politeness)

    @property
    def starts(self) -> tuple[str, ...]:
        """The addresses that the operator has named."""
        return self.lists + self.feeds + self.sitemaps

    def takes(self, url: str) -> bool:
        """Tell whether `url` is that of an article."""
        return re.search(self.links, url) is not None


def read_sources(path: Path) -> dict[str, Source]:
    """Return the sources in `path` by name; raises ConfigError."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; `zhengwen sources add URL --write` makes it") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from None
    return parse_sources(content, str(path))


def enabled_names(path: Path) -> list[str]:
    """Return the names of the sources in `path` that are enabled; raises ConfigError, also where there is none."""
    enabled = [name for name, source in read_sources(path).items() if source.enabled]
    if not enabled:
        raise ConfigError(f"no source is enabled in {path}: enable one, or have one proposed by `zhengwen sources add`")
    return enabled


def parse_sources(content: Mapping[str, Any], where: str) -> dict[str, Source]:
    """Return the sources in the parsed TOML `content`; `where` begins the message of a ConfigError."""
    rows = content.get("source", [])
    if set(content) - {"source"} or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ConfigError(f"{where}: each source begins with [[source]]; there is nothing else in it")
    found: dict[str, Source] = {}
    for number, row in enumerate(rows, start=1):
        source = _source(row, f"{where}: source {row.get('name') or number}")
        if source.name in found:
            raise ConfigError(f"{where}: two sources are called {source.name}")
        found[source.name] = source
    return found


def _source(row: Mapping[str, Any], where: str) -> Source:
    """Return one source, every key of it checked."""
    values = dict(row)
    selectors = _part(Selectors, values.pop("selectors", {}), f"{where}: selectors", _selector)
    politeness = _part(Politeness, values.pop("politeness", {}), f"{where}: politeness", _number)
    for key in ("lists", "feeds", "sitemaps"):
        values[key] = _addresses(values.get(key, []), f"{where}: {key}")
    known = {each.name: each for each in fields(Source)}
    for key, value in values.items():
        if key not in known:
            raise ConfigError(f"{where}: {key} is no key; there are {', '.join(known)}")
        if key not in ("lists", "feeds", "sitemaps"):
            _CHECKS[key](value, f"{where}: {key}")
    if "name" not in values:
        raise ConfigError(f"{where}: name is missing")
    source = Source(**values, selectors=selectors, politeness=politeness)
    if not source.starts:
        raise ConfigError(f"{where}: lists, feeds or sitemaps must name an address")
    if source.lists and not source.links:
        raise ConfigError(f"{where}: links is missing: which links of a list page lead to articles?")
    if source.pages and len(source.lists) > 1:
        raise ConfigError(f"{where}: pages fits one address in lists: make a source of each")
    return source


def _part(kind: type[Any], given: Any, where: str, check: Callable[[Any, str], None]) -> Any:
    """Return a table of a source as the dataclass `kind`."""
    if not isinstance(given, dict):
        raise ConfigError(f"{where} must be a table")
    known = [each.name for each in fields(kind)]
    for key, value in given.items():
        if key not in known:
            raise ConfigError(f"{where}.{key} is no key; there are {', '.join(known)}")
        check(value, f"{where}.{key}")
    return kind(**given)


def _addresses(value: Any, where: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ConfigError(f"{where} must be a list of addresses")
    for each in value:
        _address(each, where)
    return tuple(value)


def _address(value: Any, where: str) -> None:
    _text(value, where)
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and parts.hostname and not parts.username and (parts.port or True)
    except ValueError:
        good = False
    if not good:
        raise ConfigError(f"{where} must be an http(s) address without user and password, not {value!r}")


def _text(value: Any, where: str) -> None:
    if not isinstance(value, str):
        raise ConfigError(f"{where} must be text, not {value!r}")


def _name(value: Any, where: str) -> None:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        raise ConfigError(f"{where} must be of letters, digits, - and _, not {value!r}")


def _jurisdiction(value: Any, where: str) -> None:
    _text(value, where)
    if gazetteer().parse_full(value) is None:
        raise ConfigError(f"{where}: no division is called {value}: give its full name, as 四川省成都市新都区")


def _switch(value: Any, where: str) -> None:
    if not isinstance(value, bool):
        raise ConfigError(f"{where} must be true or false, not {value!r}")


def _pattern(value: Any, where: str) -> None:
    _text(value, where)
    try:
        re.compile(value)
    except re.error as error:
        raise ConfigError(f"{where} is no regular expression: {error}") from None


def _pages(value: Any, where: str) -> None:
    _address(value, where)
    if value.count(PAGE) != 1:
        raise ConfigError(f"{where} must have {PAGE} once, where the number stands")


def _selector(value: Any, where: str) -> None:
    _text(value, where)
    try:
        CSSSelector(value, translator="html")
    except Exception as error:  # cssselect and lxml have errors of several kinds
        raise ConfigError(f"{where} is no CSS selector: {error}") from None


def _whole(value: Any, where: str) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ConfigError(f"{where} must be a whole number from 0 up, not {value!r}")


def _number(value: Any, where: str) -> None:
    if not where.endswith(".delay"):
        _whole(value, where)
    elif not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value < float("inf"):
        raise ConfigError(f"{where} must be a number of seconds, not {value!r}")


_CHECKS: dict[str, Callable[[Any, str], None]] = {
    "name": _name,
    "jurisdiction": _jurisdiction,
    "enabled": _switch,
    "links": _pattern,
    "pages": _pages,
    "first_page": _whole,
}
