"""Markup of others: bytes of a page -> a tree, its links, the text that can be seen. Never raises for what it finds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.cssselect import CSSSelector

from flows.articles import markup
from flows.articles.decoding import Unreadable
from flows.articles.markup import Tree
from flows.articles.pages import decode_page

_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|div|p|meta|title|script|a|ul|table)\b", re.IGNORECASE)
_MARKUP_WITHIN = 4_000
_LONGEST_ADDRESS = 2_000
_UNSEEN = ("script", "style", "noscript", "template", "head")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: where it leads, what is written on it, and what `rel` says of it."""

    url: str
    text: str
    rel: str = ""


def text_of(raw: bytes) -> str:
    """Return the characters of `raw`, whatever encoding it says or does not say that they are in."""
    try:
        return decode_page(raw)
    except Unreadable:
        return raw.decode("utf-8", "replace").replace("\0", "")


def is_markup(text: str) -> bool:
    """Tell whether `text` is HTML."""
    return _MARKUP.search(text, 0, _MARKUP_WITHIN) is not None


def tree_of(raw: bytes) -> Tree | None:
    """Return `raw` as a tree, or None where there is nothing in it."""
    try:
        return markup.tree_of(text_of(raw))
    except Unreadable:
        return None


def links_of(raw: bytes, base: str) -> Iterator[Link]:
    """Yield the links of the page `raw`, which was found at `base`."""
    tree = tree_of(raw)
    if tree is None:
        return
    for given in tree.xpath("//base/@href")[:1]:
        base = absolute(base, str(given)) or base
    for each in tree.iter("a", "area", "link"):
        url = absolute(base, each.get("href") or "")
        if url and (each.tag != "link" or each.get("rel") == "next"):
            words = " ".join(f"{each.text_content()} {each.get('title') or ''}".split())
            yield Link(url, words, (each.get("rel") or "").lower())


def absolute(base: str, address: str) -> str | None:
    """Return `address`, as written on the page `base`, in full and without fragment; None where it leads to no page."""
    try:
        url = urldefrag(urljoin(base, address.strip())).url
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and len(url) <= _LONGEST_ADDRESS
    except ValueError:
        return None
    return "".join(url.split()) if usable and address.strip() else None


def finds(raw: bytes, selector: str) -> str:
    """Return the text of the first element that a CSS selector finds and that has one, else nothing."""
    tree = tree_of(raw)
    found = cast(list[Tree], CSSSelector(selector, translator="html")(tree) if tree is not None else [])
    return next((text for each in found if (text := " ".join(_seen(each).split()))), "")


def visible(raw: bytes) -> str:
    """Return the text of a page as it can be seen, in one line."""
    text = text_of(raw)
    if not is_markup(text):
        return " ".join(text.split())
    tree = tree_of(raw)
    return "" if tree is None else " ".join(_seen(tree).split())


def title_of(raw: bytes) -> str:
    """Return what a page's `<title>` says; the first line where it is plain text."""
    text = text_of(raw)
    if not is_markup(text):
        return text.strip().partition("\n")[0].strip()
    tree = tree_of(raw)
    return "" if tree is None else " ".join(str(tree.findtext(".//title") or "").split())


def _seen(element: Tree) -> str:
    """Return the text in `element` but for scripts and the like."""
    hidden = " or ".join(f"ancestor::{name}" for name in _UNSEEN)
    return " ".join(str(piece) for piece in element.xpath(f".//text()[not({hidden})]"))
