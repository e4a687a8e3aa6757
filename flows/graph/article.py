"""The article itself: byline, counts, what it reports, and where its graph comes from. Its text is not published."""

import hashlib
import re
from datetime import timedelta, timezone
from urllib.parse import quote

from pyoxigraph import NamedNode

from flows.articles.article import Article, Published, Stated
from flows.extraction.facts import Facts
from flows.graph.divisions import write_division
from flows.graph.names import Names
from flows.graph.notation import Term
from flows.graph.organizations import write_publisher
from flows.graph.sheet import Sheet, chinese, number, plain, typed, writable
from flows.graph.vocabulary import DCTERMS, FOAF, PROV, SCHEMA, ZW

# What no IRI holds as it is: other signs than these, and a % that starts no escape.
_NOT_IN_URL = re.compile(r"[^A-Za-z0-9/:?#@!$&'()*+,;=%~._-]|%(?![0-9A-Fa-f]{2})")
_CHINA = timezone(timedelta(hours=8))


def write_article(sheet: Sheet, names: Names, article: Article, facts: Facts) -> None:
    """Write the article: what its portal says of it, and what it reports and mentions."""
    node = names.article
    sheet.thing(node, ZW["Article"], article.title.value)
    sheet.add(node, DCTERMS["title"], chinese(article.title.value))
    sheet.cite(node, article.title.evidence, DCTERMS["title"])
    sheet.add(node, ZW["textLength"], number(len(article.text)))
    content = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    sheet.add(node, ZW["contentDigest"], plain(f"sha256:{content}"))
    if article.url:
        sheet.add(node, SCHEMA["url"], _url(article.url))
    if article.published:
        sheet.add(node, DCTERMS["issued"], _moment(article.published.value))
        sheet.cite(node, article.published.evidence, DCTERMS["issued"])
    _write_jurisdiction(sheet, names, facts)
    _write_byline(sheet, names, article, facts)
    _write_count(sheet, node, "views", SCHEMA["ViewAction"], article.views, "浏览量")
    _write_count(sheet, node, "comments", SCHEMA["CommentAction"], article.comments, "评论数")
    _write_content(sheet, names, facts)


def write_provenance(sheet: Sheet, names: Names, title: str, extractor_version: str) -> None:
    """Write where the graph comes from: the article, and the software that read it. No clock: a rerun is the same."""
    software = names.iris.software(extractor_version)
    sheet.thing(names.graph, PROV["Bundle"], f"《{title}》的陈述")
    sheet.add(names.graph, PROV["wasDerivedFrom"], names.article)
    sheet.add(names.graph, PROV["wasAttributedTo"], software)
    label = f"政闻抽取程序 {extractor_version}"
    sheet.thing(software, PROV["SoftwareAgent"], label, f"Zhengwen extractor {extractor_version}")
    sheet.add(software, SCHEMA["softwareVersion"], plain(extractor_version))


def _url(url: str) -> Term:
    """Return `url` as an IRI, percent-encoded where it must be; what is no URL stays text, for validation to find."""
    page, mark, fragment = _NOT_IN_URL.sub(lambda sign: quote(sign.group(), safe=""), writable(url)).partition("#")
    try:
        return str(NamedNode(page + mark + fragment.replace("#", "%23")))
    except ValueError:
        return plain(url)


def _moment(published: Published) -> Term:
    moment = published.at if published.at.tzinfo else published.at.replace(tzinfo=_CHINA)
    if published.precision == "day":
        return typed(moment.date().isoformat(), "date")
    return typed(moment.isoformat(timespec="seconds"), "dateTime")


def _write_jurisdiction(sheet: Sheet, names: Names, facts: Facts) -> None:
    if facts.jurisdiction is None:
        return
    write_division(sheet, names.iris, names.jurisdiction_code)
    sheet.add(names.article, ZW["jurisdiction"], names.iris.division(names.jurisdiction_code))
    sheet.add(names.article, ZW["jurisdictionOrigin"], plain(facts.jurisdiction.origin))
    sheet.cite(names.article, facts.jurisdiction.evidence, ZW["jurisdiction"])


def _write_byline(sheet: Sheet, names: Names, article: Article, facts: Facts) -> None:
    if article.source:
        publisher = write_publisher(sheet, names, facts, article.source)
        sheet.add(names.article, DCTERMS["publisher"], publisher)
        sheet.cite(names.article, article.source.evidence, DCTERMS["publisher"])
    for predicate, people in ((SCHEMA["author"], article.reporters), (SCHEMA["editor"], article.editors)):
        for stated in people:
            person = names.byline_person(stated.value)
            sheet.thing(person, ZW["Person"], stated.value)
            sheet.add(person, FOAF["name"], chinese(stated.value))
            sheet.add(person, SCHEMA["name"], chinese(stated.value))
            sheet.add(names.article, predicate, person)
            sheet.cite(person, stated.evidence)
            sheet.cite(names.article, stated.evidence, predicate)


def _write_count(
    sheet: Sheet, article: Term, name: str, action: NamedNode, count: Stated[int] | None, label: str
) -> None:
    if count is None:
        return
    counter = f"{article[:-1]}#{name}>"
    sheet.thing(counter, SCHEMA["InteractionCounter"], label, name)
    sheet.add(counter, SCHEMA["interactionType"], action)
    sheet.add(counter, SCHEMA["userInteractionCount"], number(count.value))
    sheet.add(article, SCHEMA["interactionStatistic"], counter)
    sheet.cite(counter, count.evidence)


def _write_content(sheet: Sheet, names: Names, facts: Facts) -> None:
    for meeting in facts.meetings:
        predicate = ZW["reportsOn"] if meeting.reported else ZW["referencedMeeting"]
        sheet.add(names.article, predicate, names[meeting.id])
    mentioned = [fact.id for fact in facts.people] + [fact.id for fact in facts.organizations]
    for local_id in mentioned + [fact.id for fact in facts.documents]:
        sheet.add(names.article, SCHEMA["mentions"], names[local_id])
