"""Whose portal speaks: the division against which relative names (区委, 市政府) are read.

Goes in: the article. Comes out: the division and where it was read. In this order: what the operator says, the
byline's source, the places that the text names (design §2).
"""

import re
from collections import Counter
from collections.abc import Iterator

from flows.articles.article import Article
from flows.articles.evidence import Evidence, Span
from flows.extraction.facts import Jurisdiction
from flows.extraction.lexicon import rows
from flows.extraction.namesakes import meant
from flows.gazetteer.divisions import COUNTRY, Division, Match, gazetteer
from flows.gazetteer.institutions import institutions
from flows.gazetteer.surnames import surnames

_NATIONAL_SOURCE = re.compile(
    r"^(?:新华社|新华网|人民日报|人民网|央视|中央|中国政府网|光明日报|经济日报|中国新闻网|中新)"
)
_OWN = re.compile(r"[我全](?:市|区(?!域)|县|省|州|旗|盟|自治区)(?!级)")
_RELATIVE = re.compile(
    "自治区(?=党委|政府|人民政府|主席|人大)|"
    + "|".join(f"{level}(?=委(?!员)|政府|人大|政协|长[^期远势])" for level in "省市区县州旗盟地")
)
_LEVELS = {"省": "province", "自治区": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture",
           "地": "prefecture", "区": "county", "县": "county", "旗": "county"}  # fmt: skip
_OWN_WEIGHT = 4
"""我区 says more about who speaks than 区委 or 全省 does."""
_COUNTRY_WORDS = re.compile(r"国务院|全国人大|全国政协|党中央|中央政治局|[一二三四五六七八九十]中全会|国家主席|总理")
_BEFORE_SOURCE = re.compile(
    r"(?:今日|每日|看|中国|掌上|微|魅力|美丽|文明|幸福|活力|政务|无线|爱|智慧|在|云上|中共|观|美|最|\W)*"
)
"""What stands before the place in a source's name: 今日江山, 中国江阴网."""
_AFTER_PLACE = re.compile(
    r"\Z|[^\u4e00-\u9fff]|新闻|日报|晚报|时报|[早晨]报|报|融媒|资讯|发布|网|电视|广播|在线|传媒|人民|政府|[省市区县州旗委政人门台之零电头党纪公广宣组统应]"
)
"""What follows a place in a source's name; 祁连 in 祁连山报 is none."""
_LONGEST_NAME = 12
_OF_THE_STATE = frozenset(["government-department", "government-office", "court", "procuratorate"])
_CORPS = re.compile(r"师市|兵团")
_LEAST_SHARE = 0.4
_SURNAME = "".join(sorted(name for name in surnames() if len(name) == 1))
_PERSON_BEFORE = re.compile(rf"[长记任员席授师官导、\s][{_SURNAME}]\Z")
"""A title, a list or the beginning of a line, then a surname: what follows is a given name that a place bears, too."""
_PERSON_ACROSS = re.compile(
    rf"(?<=[长记任员席授师官导、])[{_SURNAME}][\u4e00-\u9fff](?![省市区县州旗盟镇乡])[\u4e00-\u9fff][、,。]"
)
"""A place's name that a person's begins with: 主任|高明|哲,."""
_PEOPLE_BEFORE = re.compile(
    r"(?:领导|书记|主任|主席|常委|[市县区镇乡]长)[\u4e00-\u9fff·]{2,4}、(?:[\u4e00-\u9fff·]{2,4}、)*\Z"
)
_OF_ALL = ")各"
"""各县(市)区政府, 各区委: of no one level."""
_TOWNS = ("镇", "乡", "街道")


def find_jurisdiction(
    article: Article, folded: str, places: list[Match]
) -> tuple[Jurisdiction | None, Division | None]:
    """Return the jurisdiction as a fact, and its division; the country's has no code. Neither where nothing says it."""
    year = article.published.value.at.year if article.published else None
    if article.jurisdiction:
        division = gazetteer().parse_full(article.jurisdiction)
        meant_here = _in_corps(division, folded)[0] if division else None
        return _fact(division, article.jurisdiction, "operator", None), meant_here
    source = article.source.value if article.source else ""
    if source and (found := _of_source(source, folded, places, year)):
        evidence = article.source.evidence if article.source else None
        span = Evidence(evidence.span, "jurisdiction.source", 0.9) if evidence else None
        found, name = _in_corps(found, folded)
        return _fact(found, name, "source", span), found
    if _is_national(article, folded):
        country = gazetteer().by_code(COUNTRY)
        return _fact(country, country.name, "text", None) if country else None, country
    match, division = _of_text(folded, _named(article, folded, places), year)
    if match and division:
        evidence = Evidence(Span(match.start, match.end), "jurisdiction.text", 0.7)
        division, name = _in_corps(division, folded)
        return _fact(division, name, "text", evidence), division
    return None, None


def _fact(division: Division | None, name: str, origin: str, evidence: Evidence | None) -> Jurisdiction:
    code = division.code if division and division.code != COUNTRY else None
    return Jurisdiction(code, name, origin, evidence)  # type: ignore[arg-type]


def _is_national(article: Article, folded: str) -> bool:
    """Tell whether an article without a local source speaks of the country's bodies, and of no level as its own."""
    if _OWN.search(folded) or _RELATIVE.search(folded):
        return False
    return len(_COUNTRY_WORDS.findall(folded)) >= 2 or bool(_COUNTRY_WORDS.search(article.title.value))


def _of_source(source: str, folded: str, places: list[Match], year: int | None) -> Division | None:
    if _NATIONAL_SOURCE.match(source):
        return None if _OWN.search(folded) else gazetteer().by_code(COUNTRY)
    for name in _names_in(source):
        division = gazetteer().resolve(name, None, year) or _only(name, year)
        too_large = division and division.level == "prefecture" and _level(folded, places) == "county"
        if division is None or too_large:
            division = meant(name, folded, places, year) or (None if _has_namesake(name, year) else division)
        if division and division.level != "township":
            return division
    of_the_state = _of_the_state(source) and _level(folded, places) is None
    return gazetteer().by_code(COUNTRY) if of_the_state else None


def _of_the_state(source: str) -> bool:
    """Tell whether a source's name begins with a body of the state: 农业农村部新闻办公室, 最高人民法院网."""
    known = (institutions().get(source[:size]) for size in range(min(_LONGEST_NAME, len(source)), 2, -1))
    return any(body is not None and body.type in _OF_THE_STATE for body in known)


def _only(name: str, year: int | None) -> Division | None:
    """Return the one county or larger division that bears a name; in a source's name even 德清 is no other word."""
    found = {d.code: d for d in gazetteer().candidates(name) if d.level != "township" and d.used_in(year)}
    return next(iter(found.values())) if len(found) == 1 else None


def _has_namesake(name: str, year: int | None) -> bool:
    """Tell whether counties too are called `name`: where the text speaks of 我区, 朝阳 is hardly 朝阳市."""
    return any(division.level == "county" and division.used_in(year) for division in gazetteer().candidates(name))


def _names_in(source: str) -> Iterator[str]:
    """Yield the place names with which a source's name begins, the longest first, then those that it names in full."""
    begin = _BEFORE_SOURCE.match(source)
    for rest in dict.fromkeys((source, source[begin.end() if begin else 0 :])):
        for match in gazetteer().scan(rest):
            if match.start == 0 and _AFTER_PLACE.match(rest, match.end):
                yield rest[: match.end]
        for size in range(min(_LONGEST_NAME, len(rest)), 1, -1):
            known = any(d.level not in ("township", "country") for d in gazetteer().candidates(rest[:size]))
            if known and _AFTER_PLACE.match(rest, size):
                yield rest[:size]
    for match in gazetteer().scan(source):
        if not match.short:
            yield source[match.start : match.end]


def _in_corps(division: Division, folded: str) -> tuple[Division, str]:
    """石河子市 is the corps' eighth division where the text speaks of it: the two are one (师市合一)."""
    owner = next((row["division"] for row in rows("corps_cities") if row["city"] == division.name), None)
    corps = (
        gazetteer().parse_full(f"新疆生产建设兵团{owner}{division.name}") if owner and _CORPS.search(folded) else None
    )
    if corps is None:
        return division, gazetteer().full_name(division)
    return corps, gazetteer().full_name(corps) + division.name


def _tokens(folded: str, places: list[Match]) -> Counter[str]:
    """Count the levels that the text speaks of as its own: 我区, 全市; 区委, 市政府 without a place before."""
    named = {position for match in places for position in (match.end, match.end - 1)}
    found: Counter[str] = Counter()
    for match in _RELATIVE.finditer(folded):
        if match.start() not in named and folded[match.start() - 1] not in _OF_ALL:
            found[_LEVELS[match.group()]] += 1
    for match in _OWN.finditer(folded):
        found[_LEVELS[match.group()[1:]]] += _OWN_WEIGHT if match.group()[0] == "我" else 1
    return found


def _level(folded: str, places: list[Match]) -> str | None:
    """Return the level that the text speaks of most as its own."""
    return next((level for level, _ in _tokens(folded, places).most_common(1)), None)


def _named(article: Article, folded: str, places: list[Match]) -> list[Match]:
    """Return the matches that name a place.

    Not 永泰 in 县长石永泰, not 阳新 in the source 朝阳新闻网, not 广阳 where the source is 广阳镇人民政府.
    """
    said = article.source.value if article.source else ""
    source = article.source.evidence.span if article.source and article.source.evidence else None

    def stands(match: Match) -> bool:
        if source and source.start <= match.start < source.end:
            return False
        if folded[match.end - 1] == "乡" and folded[match.end : match.end + 1] in ("村", "镇"):
            return False  # 定|安乡|村振兴
        if (
            match.end - match.start == 2
            and folded[match.start] == "长"
            and folded[match.start - 1] in "省市县区州旗镇乡局"
        ):
            return False  # 副镇长|葛某某: the title and a surname
        town = said.startswith(tuple(folded[match.start : match.end] + kind for kind in _TOWNS))
        if match.end - match.start == 2 and (
            _PERSON_ACROSS.match(folded, match.start) or _is_listed_person(folded, match)
        ):
            return False
        return not town and not _PERSON_BEFORE.search(folded, max(0, match.start - 2), match.start)

    return [match for match in places if not match.short or stands(match)]


def _is_listed_person(folded: str, match: Match) -> bool:
    """Tell whether what might be a place stands in a list of people: 县领导梁某、石峰、张某某."""
    before = _PEOPLE_BEFORE.search(folded, max(0, match.start - 60), match.start)
    return folded[match.start] in _SURNAME and before is not None and folded[match.end] in "、,。等和"


def _of_text(folded: str, places: list[Match], year: int | None) -> tuple[Match | None, Division | None]:
    """The place named most often among those of the level that the text speaks of as its own."""
    level = _level(folded, places)
    votes: Counter[str] = Counter()
    first: dict[str, tuple[Match, Division]] = {}
    known: dict[str, Division | None] = {}
    for match in places:
        name = folded[match.start : match.end]
        if name not in known:
            known[name] = gazetteer().resolve(name, None, year) or meant(name, folded, places, year)
        division = known[name]
        if division and division.level == "township":
            county = gazetteer().by_code(division.code[:6], year)
            division = county if county and name.startswith(county.name) else None
        if division and (level is None or _fits(division, level)):
            votes[division.code] += 1
            first.setdefault(division.code, (match, division))
    if not votes:
        return None, None
    code, count = votes.most_common(1)[0]
    return first[code] if count / votes.total() >= _LEAST_SHARE else (None, None)


def _fits(division: Division, level: str) -> bool:
    return division.level == level or (
        level == "prefecture" and division.name.endswith("市") and division.level != "township"
    )
