"""Markup: HTML -> its tree, and the lines that a reader of it sees.

In: a document or a fragment as text. Out: lxml's tree; text with a line for each block. Fetches nothing and runs
nothing. Does not know which lines are an article.
"""

from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from flows.articles.decoding import Unreadable
from flows.articles.lexicons import terms

Tree = Any
"""An element of lxml, which has no types."""

_UNSEEN = frozenset(terms("unseen_tags"))
_INLINE = frozenset(terms("inline_tags"))


def tree_of(document: str) -> Tree:
    """Return the tree of an HTML document or fragment; raises Unreadable where there is nothing in it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(document.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, AssertionError):
        raise Unreadable("an empty page: there is nothing in it") from None


def text_of(fragment: str) -> str:
    """Return the text of a fragment of HTML, a line for each block."""
    try:
        return "\n".join(lines_of(tree_of(fragment)))
    except Unreadable:
        return ""


def lines_of(root: Tree) -> list[str]:
    """Return the lines that are seen in and below `root`, white space folded as a browser does, none empty."""
    lines = "".join(_pieces(root)).split("\n")
    return [line for line in (" ".join(line.split()) for line in lines) if line]


def _pieces(root: Tree) -> Iterator[str]:
    """Yield the text below `root` in its order, with a line end at each border of a block."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        seen = element.tag not in _UNSEEN and not _is_hidden(element)
        border = "" if element.tag in _INLINE else "\n"
        if event == "start":
            yield border
            if not seen:
                walk.skip_subtree()
            elif element.text:
                yield element.text.replace("\n", " ")
        else:
            yield border
            if element is not root and element.tail:
                yield element.tail.replace("\n", " ")


def _is_hidden(element: Tree) -> bool:
    """Tell whether an element says itself that it is not shown."""
    style = "".join((element.get("style") or "").lower().split())
    return "display:none" in style or element.get("hidden") is not None
