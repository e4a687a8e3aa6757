"""A list of articles that nobody has described yet -> a proposal for its entry in `sources.toml`, as text.

Guesses, for a human to check: which links lead to articles (those whose addresses are alike and whose words are long as
headlines are), what the portal is called, whose it is.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from flows.gazetteer.divisions import gazetteer
from flows.sources.config import Source
from flows.sources.fetching import Page
from flows.sources.listing import feed_links, next_page, sitemap_links
from flows.sources.markup import Link, links_of, title_of, visible

_HEADLINE = 8
"""Characters from which on the words of a link are taken for a headline."""
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_SITEMAP = re.compile(rb"<(?:urlset|sitemapindex)[\s>]")
_FRONT = 2_000
_DIGITS = re.compile(r"\d+")
_HEX = re.compile(r"(?<![0-9a-f])(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{8,}(?![0-9a-f])")
_PARTS_OF_TITLE = re.compile(r"[\s_|·—\-–>»]+")
_PLACES_WITHIN = 5_000
_NO_NAME = ("首页", "列表", "新闻", "网站首页", "政务要闻", "要闻", "时政要闻", "新闻中心", "工作动态")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was guessed, and on how many links the guess rests."""

    name: str
    kind: str
    """The key under which the address stands: lists, feeds or sitemaps."""
    url: str
    links: str
    matching: int
    jurisdiction: str | None
    following: str | None

    def toml(self) -> str:
        """Return the entry, not enabled."""
        lines = ["[[source]]", f"name = {_quoted(self.name)}"]
        if self.jurisdiction:
            lines.append(f"jurisdiction = {_quoted(self.jurisdiction)}")
        lines += ["enabled = false", f"{self.kind} = [{_quoted(self.url)}]"]
        if self.links:
            lines.append(f"links = {_quoted(self.links)}  # fits {self.matching:,} links of that page")
        if self.kind == "lists":
            lines.append(f"# next page: {self.following or 'not found; if there is one, say how by `pages`'}")
        return "\n".join(lines) + "\n"


def propose(page: Page, names: Collection[str]) -> Proposal:
    """Return a proposal for the list at `page`, under a name that is none of `names`."""
    front = page.raw[:_FRONT]
    kind = "feeds" if _FEED.search(front) else "sitemaps" if _SITEMAP.search(front) else "lists"
    plain = Source("proposed", **{kind: (page.url,)})  # type: ignore[arg-type]
    if kind == "feeds":
        pattern, number = "", len(feed_links(page.raw, page.url, plain))
    elif kind == "sitemaps":
        pattern, number = "", len(sitemap_links(page.raw, page.url, plain)[0])
    else:
        pattern, number = link_pattern(list(links_of(page.raw, page.url)), page.url)
    following = next_page(page.raw, page.url, plain) if kind == "lists" else None
    name = _name(title_of(page.raw) if kind == "lists" else "", page.url, names)
    return Proposal(name, kind, page.url, pattern, number, _jurisdiction(page), following)


def link_pattern(links: list[Link], base: str) -> tuple[str, int]:
    """Return the pattern of the addresses of articles among `links`, and how many it fits; empty where none stands out.

    Addresses are alike that differ in digits only: /202103/t20210305_1.html, /202103/t20210306_22.html.
    """
    alike: dict[str, set[str]] = defaultdict(set)
    weight: Counter[str] = Counter()
    for link in links:
        shape = _shape(link.url)
        if link.url != base and r"\d" in shape and urlsplit(link.url).hostname and link.url not in alike[shape]:
            alike[shape].add(link.url)
            weight[shape] += 1 if len(link.text) >= _HEADLINE else 0
    if not weight or not max(weight.values()):
        return "", 0
    best = max(weight, key=lambda shape: (weight[shape], shape))
    return best, sum(len(urls) for shape, urls in alike.items() if shape == best)


def _shape(url: str) -> str:
    """Return a regular expression for what is alike in addresses: host and folders as they are, figures as figures."""
    parts = urlsplit(url)
    host = re.escape(f"//{parts.netloc}/")
    rest = url.partition(parts.netloc)[2][1:]
    rest = "\0".join(re.escape(piece) for piece in _HEX.split(rest))
    return host + _DIGITS.sub(lambda _match: r"\d+", rest).replace("\0", "[0-9a-f]+") + "$"


def _name(title: str, url: str, names: Collection[str]) -> str:
    """Return a name: the last part of the title that is no word for any list, else the host."""
    parts = [re.sub(r"[^\w]", "", part) for part in _PARTS_OF_TITLE.split(title)]
    fitting = [part for part in parts if 1 < len(part) <= 20 and part not in _NO_NAME]
    labels = [label for label in (urlsplit(url).hostname or "").split(".") if label not in ("www", "gov", "cn", "com")]
    name = fitting[-1] if fitting else re.sub(r"[^\w-]", "", labels[0] if labels else "") or "portal"
    number = 1
    while (name if number == 1 else f"{name}-{number}") in names:
        number += 1
    return name if number == 1 else f"{name}-{number}"


def _jurisdiction(page: Page) -> str | None:
    """Return the full name of the division that the title names, else the one that the page names most often."""
    places = gazetteer()
    for text in (title_of(page.raw), visible(page.raw)[:_PLACES_WITHIN]):
        votes: Counter[str] = Counter()
        for match in places.scan(text):
            division = places.resolve(text[match.start : match.end])
            if division and division.level not in ("township", "country"):
                votes[places.full_name(division)] += 1
        if votes:
            return votes.most_common(1)[0][0]
    return None


def _quoted(text: str) -> str:
    """Return `text` as TOML: JSON's strings are TOML's, but patterns read better without every stroke doubled."""
    return (
        f"'{text}'" if "\\" in text and "'" not in text and text.isprintable() else json.dumps(text, ensure_ascii=False)
    )
