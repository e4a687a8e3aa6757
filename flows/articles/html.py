"""HTML: one page of a portal -> the parts of the article on it.

In: the bytes of a page, its URL, and where its parts stand, if an operator says so. Out: `Parts`, or `Unreadable`. What
no selector points at is taken from the tags that portals of government must have (ArticleTitle, PubDate,
ContentSource), from those of Open Graph and schema.org, and from what is seen; the main text is found by trafilatura.
Fetches nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from flows.articles.decoding import Unreadable
from flows.articles.evidence import Span
from flows.articles.folding import fold
from flows.articles.incoming import Incoming, hints
from flows.articles.labels import byline
from flows.articles.lines import ends_article
from flows.articles.main_text import find_headline, main_lines, same, trimmed
from flows.articles.markup import Tree, lines_of, tree_of
from flows.articles.pages import decode_page
from flows.articles.parts import Parts, in_line, web_address

_DATE_TAGS = ("pubdate", "article:published_time", "publishdate", "publish_date", "firstpublishedtime", "datepublished")
_SOURCE_TAGS = ("contentsource", "article:source")
_SAVED_FROM = re.compile(r"<!-- saved from url=\([0-9]{4}\)(https?://[^\s<>]{1,500}) -->")
_LD_DATE = re.compile(r"\"(?:datePublished|pubDate)\"\s{0,3}:\s{0,3}\"([^\"]{8,40})\"")
# …/t20210304_1234.html, …/2021-03/04/content_12.htm, …/2021/0304/c1.html
_URL_DATE = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-/_]?([01][0-9])[-/_]?([0-3][0-9])(?![0-9])")
_BYLINE_REACH = 15


@dataclass(frozen=True, slots=True)
class Selectors:
    """Where the parts of a page stand, as CSS selectors; an empty one leaves the part to be found."""

    title: str = ""
    published: str = ""
    source: str = ""
    reporters: str = ""
    editors: str = ""
    text: str = ""
    remove: str = ""
    """What is cut out of the page before anything is read: buttons, pictures' captions, links to other articles."""

    def __post_init__(self) -> None:
        for field in fields(self):
            _compiled(getattr(self, field.name), field.name)


def page_hints(selectors: Selectors | None = None, content_type: str | None = None) -> str:
    """Return the hints of an `Incoming` of the kind ``html``, so that it can be read again from what is stored."""
    given = {key: value for key, value in asdict(selectors).items() if value} if selectors else {}
    return hints(selectors=given, content_type=content_type)


def incoming_page(
    name: str,
    raw: bytes,
    url: str | None = None,
    selectors: Selectors | None = None,
    content_type: str | None = None,
    jurisdiction: str | None = None,
) -> Incoming:
    """Return what came in as the page `raw`."""
    return Incoming(
        name, raw, url=url, jurisdiction=jurisdiction, kind="html", hints=page_hints(selectors, content_type)
    )


def read_page(
    raw: bytes, url: str | None = None, selectors: Selectors | None = None, content_type: str | None = None
) -> Parts:
    """Return the article on the page `raw`; raises Unreadable where there is no text on it."""
    document = decode_page(raw, content_type)
    tree = tree_of(document)
    where = selectors or Selectors()
    for element in _selected(tree, where.remove, "remove"):
        element.drop_tree()
    tags, seen = _tags(tree), lines_of(tree)
    title = in_line(_text(tree, where.title, "title")) or find_headline(tree, tags, seen)
    found = Parts(
        title=title,
        published=in_line(_text(tree, where.published, "published")) or _date(document, tree, tags),
        source=in_line(_text(tree, where.source, "source")) or _first(tags, _SOURCE_TAGS),
        reporters=_text(tree, where.reporters, "reporters"),
        editors=_text(tree, where.editors, "editors"),
        text="\n".join(_lines(tree, where.text, seen, title)),
        url=url or _own_url(document, tree, tags),
    )
    found = replace(found, above=tuple(_above(seen, found)), below=tuple(_below(seen, found)))
    return found if _is_dated(found) else replace(found, published=_date_of_url(found.url))


def _lines(tree: Tree, selector: str, seen: list[str], title: str) -> list[str]:
    """Return the lines of the text: those that `selector` points at, else those of the main text."""
    if not selector:
        return main_lines(tree, seen, title)
    if lines := trimmed(_text(tree, selector, "text").splitlines(), title):
        return lines
    raise Unreadable(f"nothing on the page at {selector}, where the text should be")


def _is_dated(found: Parts) -> bool:
    """Tell whether the page says a date of publication, apart from its URL."""
    opening = found.text.split("\n")[:_BYLINE_REACH]
    return bool(found.published) or any(_dates(line) for line in (*found.above, *opening, *found.below))


def _compiled(selector: str, part: str) -> Any:
    """Return a selector ready for use; raises ValueError that says which one cannot be used."""
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    try:
        return CSSSelector(selector, translator="html") if selector else None
    except SelectorError as error:
        raise ValueError(f"the selector for {part} cannot be used: {error}") from None


def _selected(tree: Tree, selector: str, part: str) -> list[Tree]:
    """Return what `selector` points at, outermost first."""
    compiled = _compiled(selector, part)
    return list(compiled(tree)) if compiled else []


def _text(tree: Tree, selector: str, part: str) -> str:
    """Return the text of all that `selector` points at."""
    elements = _selected(tree, selector, part)
    outer = [element for element in elements if not any(above in elements for above in element.iterancestors())]
    return "\n".join(line for element in outer for line in lines_of(element))


def _tags(tree: Tree) -> dict[str, str]:
    """Return what the page's meta tags say, the first of each name, names in small letters."""
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("name") or tag.get("property") or tag.get("itemprop") or "").strip().lower()
        content = in_line(tag.get("content") or "")
        if name and content:
            tags.setdefault(name, content)
    return tags


def _first(tags: dict[str, str], names: tuple[str, ...]) -> str:
    """Return the first of the tags called `names` that says something."""
    return next((tags[name] for name in names if tags.get(name)), "")


def _date(document: str, tree: Tree, tags: dict[str, str]) -> str:
    """Return the date that the page has for machines: in its tags, its linked data, or an element for times."""
    if tag := _first(tags, _DATE_TAGS):
        return tag
    if found := _LD_DATE.search(document):
        return found[1]
    times = tree.xpath(".//time[@datetime]|.//*[@itemprop='datePublished'][@content]")
    return next((in_line(time.get("datetime") or time.get("content")) for time in times), "")


def _date_of_url(url: str | None) -> str:
    """Return the day that a URL names, as those of most portals do, or nothing."""
    found = _URL_DATE.search(url or "")
    return "-".join(found.groups()) if found else ""


def _dates(line: str) -> bool:
    """Tell whether a line is a byline with a date."""
    return any(field.date for field in _byline(line))


def _byline(line: str) -> list[Any]:
    """Return the fields of a line that is a byline and nothing else."""
    folded = fold(line)
    return list(byline(folded, Span(0, len(folded)))) if folded.strip() else []


def _own_url(document: str, tree: Tree, tags: dict[str, str]) -> str | None:
    """Return the URL that a saved page gives for itself; one without figures is that of a site, not of an article."""
    if saved := _SAVED_FROM.search(document):
        return web_address(saved[1])
    links = [link.get("href") or "" for link in tree.xpath(".//link[@rel='canonical']")]
    for url in (*links, tags.get("og:url", "")):
        if re.fullmatch(r"https?://[^/\s]+/\S*[0-9]\S*", url):
            return web_address(str(url))
    return None


def _above(seen: list[str], found: Parts) -> Iterator[str]:
    """Yield the lines of a byline that the page shows between headline and text."""
    start = _place(seen, found.text.split("\n")[0])
    title = next((at for at in range(start - 1, -1, -1) if same(seen[at], found.title)), None)
    first = max(0, start - _BYLINE_REACH) if title is None else title + 1
    yield from (line for line in seen[first : min(start, first + _BYLINE_REACH)] if _byline(line))


def _below(seen: list[str], found: Parts) -> Iterator[str]:
    """Yield the lines of a byline that the page shows below the text, up to where other things begin."""
    last = found.text.split("\n")[-1]
    end = next((at for at in range(len(seen) - 1, -1, -1) if same(seen[at], last)), len(seen))
    for line in seen[end + 1 : end + 1 + _BYLINE_REACH]:
        if ends_article(fold(line)):
            return
        if _byline(line):
            yield line


def _place(seen: list[str], first: str) -> int:
    """Return where the line `first` of the text stands on the page, 0 where it is not found."""
    return next((at for at, line in enumerate(seen) if same(line, first)), 0)
