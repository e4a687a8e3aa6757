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
from flows.articles.heading import headline
from flows.articles.incoming import Incoming, hints
from flows.articles.labels import byline
from flows.articles.lines import ends_article
from flows.articles.markup import Tree, lines_of, tree_of
from flows.articles.pages import decode_page
from flows.articles.parts import Parts, in_line

_TITLE_TAGS = ("articletitle", "og:title", "title")
_DATE_TAGS = ("pubdate", "article:published_time", "publishdate", "publish_date", "firstpublishedtime", "datepublished")
_SOURCE_TAGS = ("contentsource", "article:source")
_HEADINGS = ".//h1|.//h2|.//h3|.//*[@itemprop='headline']"
_SAVED_FROM = re.compile(r"<!-- saved from url=\([0-9]{4}\)(https?://[^\s<>]{1,500}) -->")
_LD_DATE = re.compile(r"\"(?:datePublished|pubDate)\"\s{0,3}:\s{0,3}\"([^\"]{8,40})\"")
# …/t20210304_1234.html, …/2021-03/04/content_12.htm, …/2021/0304/c1.html
_URL_DATE = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-/_]?([01][0-9])[-/_]?([0-3][0-9])(?![0-9])")
_BYLINE_REACH = 15
_LONGEST_MATCHED = 24
_SHORTEST_HEADLINE = 4


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
    tags = _tags(tree)
    seen = lines_of(tree)
    title = _text(tree, where.title, "title") or _title(tree, tags)
    text = _text(tree, where.text, "text") if where.text else main_text(tree)
    if not text:
        raise Unreadable(f"no text {f'at {where.text}' if where.text else 'of an article'} on the page")
    found = Parts(
        title=title,
        published=_text(tree, where.published, "published")
        or _first(tags, _DATE_TAGS)
        or _date_elsewhere(document, tree),
        source=_text(tree, where.source, "source") or _first(tags, _SOURCE_TAGS),
        reporters=_text(tree, where.reporters, "reporters"),
        editors=_text(tree, where.editors, "editors"),
        text=text,
        url=url or _own_url(document, tree, tags),
    )
    found = replace(found, above=tuple(_above(seen, found)), below=tuple(_below(seen, found)))
    if not found.published and not any(_dates(line) for line in (*found.above, *text.split("\n")[:_BYLINE_REACH])):
        found = replace(found, published=_date_of_url(found.url))
    return found


def main_text(tree: Tree) -> str:
    """Return the main text of a page, a line for each paragraph, as trafilatura finds it."""
    import trafilatura

    found = trafilatura.extract(
        tree, output_format="txt", include_comments=False, include_tables=True, include_formatting=False, fast=False
    )
    return "\n".join(filter(None, (in_line(line) for line in (found or "").split("\n"))))


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


def _title(tree: Tree, tags: dict[str, str]) -> str:
    """Return the headline: the heading that the page's title repeats, else what tags and title say without the site."""
    named = _without_site(_first(tags, _TITLE_TAGS) or in_line(tree.findtext(".//title") or ""))
    headings = [in_line(" ".join(lines_of(heading))) for heading in tree.xpath(_HEADINGS)]
    headings = [heading for heading in headings if len(heading) >= _SHORTEST_HEADLINE]
    known = in_line(tree.findtext(".//title") or "") + named
    return next((heading for heading in headings if heading in known or (named and named in heading)), "") or (
        named or next(iter(headings), "")
    )


def _without_site(title: str) -> str:
    """Return a page's title without the name of the site behind it."""
    return headline(fold(title), Span(0, len(title))).of(title) if title else ""


def _date_elsewhere(document: str, tree: Tree) -> str:
    """Return the date that the page has for machines: in its linked data, or in an element for times."""
    if found := _LD_DATE.search(document):
        return found[1]
    for element in tree.xpath(".//time[@datetime]|.//*[@itemprop='datePublished'][@content]"):
        return in_line(element.get("datetime") or element.get("content"))
    return ""


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
        return saved[1]
    links = [link.get("href") or "" for link in tree.xpath(".//link[@rel='canonical']")]
    for url in (*links, tags.get("og:url", "")):
        if re.fullmatch(r"https?://[^/\s]+/\S*[0-9]\S*", url):
            return str(url)
    return None


def _above(seen: list[str], found: Parts) -> Iterator[str]:
    """Yield the lines of a byline that the page shows between headline and text."""
    start = _place(seen, found.text.split("\n")[0])
    title = next((at for at in range(start - 1, -1, -1) if _same(seen[at], found.title)), None)
    first = max(0, start - _BYLINE_REACH) if title is None else title + 1
    yield from (line for line in seen[first : min(start, first + _BYLINE_REACH)] if _byline(line))


def _below(seen: list[str], found: Parts) -> Iterator[str]:
    """Yield the lines of a byline that the page shows below the text, up to where other things begin."""
    last = found.text.split("\n")[-1]
    end = next((at for at in range(len(seen) - 1, -1, -1) if _same(seen[at], last)), len(seen))
    for line in seen[end + 1 : end + 1 + _BYLINE_REACH]:
        if ends_article(fold(line)):
            return
        if _byline(line):
            yield line


def _place(seen: list[str], first: str) -> int:
    """Return where the line `first` of the text stands on the page, 0 where it is not found."""
    return next((at for at, line in enumerate(seen) if _same(line, first)), 0)


def _same(line: str, other: str) -> bool:
    """Tell whether two lines are one, as far as blanks and a long line's end go."""
    short, whole = "".join(other.split())[:_LONGEST_MATCHED], "".join(line.split())
    return bool(short) and whole.startswith(short)
