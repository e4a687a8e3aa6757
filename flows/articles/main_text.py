"""Main text: the tree of a page -> the lines on it that are the article, and its headline.

In: the tree, and the lines that are seen on the page. Out: lines as they are seen. trafilatura tells which part of the
page is the text; the lines are the page's own, so that paragraphs stay apart also where a page is laid out by tables.
Does not read bylines.
"""

import re

from flows.articles.decoding import Unreadable
from flows.articles.evidence import Span
from flows.articles.folding import fold
from flows.articles.heading import headline
from flows.articles.lines import ends_article, is_prose
from flows.articles.markup import Tree, lines_of
from flows.articles.parts import in_line

_HEADINGS = ".//h1|.//h2|.//h3|.//*[@itemprop='headline']"
_TITLE_TAGS = ("articletitle", "og:title", "title")
_SHORTEST_HEADLINE = 4
_SHORTEST_SEEN = 8
_TELLING = 12
"""A line of so many characters that stands in the main text is no chance."""
_LONGEST_MATCHED = 24
_MOST_LINKS = 0.5
_MOST_ELEMENTS = 30_000
"""A page of a portal has a thousand; trafilatura's time grows with the square of them, and would be hours."""
_DAY = re.compile(r"[\[(]?(?:[0-9]{4}[-/.年])?[0-9]{1,2}[-/.月][0-9]{1,2}日?[\])]?$")


def main_lines(tree: Tree, seen: list[str], title: str) -> list[str]:
    """Return the lines of the main text; raises Unreadable where the page has none, or only links to others."""
    if sum(1 for _ in tree.iter()) > _MOST_ELEMENTS:
        raise Unreadable(f"more than {_MOST_ELEMENTS:,} elements on the page: no article has so many")
    links = {squeezed(" ".join(lines_of(link))) for link in tree.iter("a")}
    lines = trimmed(_found(tree, seen), title)
    size = sum(map(len, lines))
    if not size:
        raise Unreadable("no text of an article on the page")
    if sum(len(line) for line in lines if _is_link(line, links)) > _MOST_LINKS * size:
        raise Unreadable("a page of links to other pages, no article")
    return lines


def trimmed(lines: list[str], title: str) -> list[str]:
    """Return `lines` without what stands above the repeated headline, and without what a page adds below an article."""
    first = next((number for number, line in enumerate(lines) if is_prose(fold(line))), 0)
    repeated = [number for number, line in enumerate(lines[:first]) if same(line, title)]
    lines = lines[repeated[-1] + 1 :] if repeated else lines
    end = next((number for number, line in enumerate(lines) if number and ends_article(fold(line))), len(lines))
    return lines[:end]


def find_headline(tree: Tree, tags: dict[str, str], seen: list[str]) -> str:
    """Return the headline: the heading or line that the page's title repeats, else what tags and title say."""
    window = in_line(tree.findtext(".//title") or "")
    named = _without_site(next((tags[name] for name in _TITLE_TAGS if tags.get(name)), "") or window)
    headings = [in_line(" ".join(lines_of(heading))) for heading in tree.xpath(_HEADINGS)]
    headings = [heading for heading in headings if len(heading) >= _SHORTEST_HEADLINE]
    for heading in headings:
        if heading in window or heading in named or (named and named in heading):
            return heading
    if named != window:
        return named
    lines = [line for line in seen if len(line) >= _SHORTEST_SEEN and line in window]
    return max(lines, key=len, default="") or named or next(iter(headings), "")


def same(line: str, other: str) -> bool:
    """Tell whether two lines are one, as far as blanks and a long line's end go."""
    short = squeezed(other)[:_LONGEST_MATCHED]
    return bool(short) and squeezed(line).startswith(short)


def squeezed(text: str) -> str:
    """Return `text` without white space."""
    return "".join(text.split())


def _found(tree: Tree, seen: list[str]) -> list[str]:
    """Return the lines of `seen` that trafilatura takes for the main text."""
    import trafilatura

    text = trafilatura.extract(tree, output_format="txt", include_comments=False, include_tables=True) or ""
    text = text.replace("\\|", "|")
    pieces = {squeezed(piece) for line in text.split("\n") for piece in (line, *line.split("|"))}
    whole = squeezed(text)
    plain = [squeezed(line) for line in seen]
    telling = [number for number, line in enumerate(plain) if len(line) >= _TELLING and line in whole]
    first, last = (telling[0], telling[-1]) if telling else (len(seen), -1)
    return [
        line
        for number, line in enumerate(seen)
        if (plain[number] in whole if first <= number <= last else plain[number] in pieces)
    ]


def _is_link(line: str, links: set[str]) -> bool:
    """Tell whether a line is a link and, at most, the day of what it leads to."""
    return squeezed(_DAY.sub("", line)) in links


def _without_site(title: str) -> str:
    """Return a page's title without the name of the site behind it."""
    return headline(fold(title), Span(0, len(title))).of(title) if title else ""
