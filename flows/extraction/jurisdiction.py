"""Whose portal speaks: the division against which relative names (区委, 市政府) are read.

Goes in: the article. Comes out: the division and where it was read. In this order: what the operator says, the
byline's source, the places that the text names (design §2).
"""

import re
from collections import Counter

from flows.articles.article import Article
from flows.articles.evidence import Evidence, Span
from flows.extraction.facts import Jurisdiction
from flows.gazetteer.divisions import COUNTRY, Division, Match, gazetteer

_NATIONAL_SOURCE = re.compile(r"^(?:新华社|新华网|人民日报|人民网|央视|中央|中国政府网|光明日报|经济日报|中国新闻网|中新)")
_LOCAL_WORDS = {
    "county": re.compile(r"[我全]区(?!域)|(?<!新)区(?:委|政府|长|领导)|[我全]县|县(?:委|政府|长|领导)|[我全]旗|旗(?:委|政府|长)"),
    "prefecture": re.compile(r"[我全]市|市(?:委|政府|长|领导)|[我全]州|州(?:委|政府|长)|地委|[我全]盟|盟(?:委|长)|行署"),
    "province": re.compile(r"[我全]省|省(?:委|政府|长)|自治区(?:党委|政府)"),
}
_LEAST_SHARE = 0.4


def find_jurisdiction(article: Article, folded: str, places: list[Match]) -> tuple[Jurisdiction | None, Division | None]:
    """Return the jurisdiction as a fact, and its division; the country's has no code. Neither where nothing says it."""
    year = article.published.value.at.year if article.published else None
    if article.jurisdiction:
        division = gazetteer().parse_full(article.jurisdiction)
        return _fact(division, article.jurisdiction, "operator", None), division
    if article.source and (found := _of_source(article.source.value, year)):
        evidence = article.source.evidence
        span = Evidence(evidence.span, "jurisdiction.source", 0.9) if evidence else None
        return _fact(found, gazetteer().full_name(found), "source", span), found
    match, division = _of_text(folded, places, year)
    if match and division:
        evidence = Evidence(Span(match.start, match.end), "jurisdiction.text", 0.7)
        return _fact(division, gazetteer().full_name(division), "text", evidence), division
    return None, None


def _fact(division: Division | None, name: str, origin: str, evidence: Evidence | None) -> Jurisdiction:
    code = division.code if division and division.code != COUNTRY else None
    return Jurisdiction(code, name, origin, evidence)  # type: ignore[arg-type]


def _of_source(source: str, year: int | None) -> Division | None:
    if _NATIONAL_SOURCE.match(source):
        return gazetteer().by_code(COUNTRY)
    for match in gazetteer().scan(source):
        division = gazetteer().resolve(source[match.start : match.end], None, year)
        if division and division.level != "township":
            return division
    return None


def _of_text(folded: str, places: list[Match], year: int | None) -> tuple[Match | None, Division | None]:
    """The place named most often among those of the level that the text speaks of as its own."""
    level = next((level for level, words in _LOCAL_WORDS.items() if words.search(folded)), None)
    votes: Counter[str] = Counter()
    first: dict[str, tuple[Match, Division]] = {}
    for match in places:
        division = gazetteer().resolve(folded[match.start : match.end], None, year)
        if division and division.level != "township" and (level is None or _fits(division, level)):
            votes[division.code] += 1
            first.setdefault(division.code, (match, division))
    if not votes:
        return None, None
    code, count = votes.most_common(1)[0]
    return first[code] if count / votes.total() >= _LEAST_SHARE else (None, None)


def _fits(division: Division, level: str) -> bool:
    return division.level == level or (level == "prefecture" and division.name.endswith("市") and division.level != "township")
