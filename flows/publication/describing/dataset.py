"""What the dataset is, as catalogues ask (DCAT 3, DCAT-AP 3): whose, of what, of which days, under which terms."""

from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, VOID, XSD, Literal, URIRef
from rdflib.term import Node

from flows.graph.vocabulary import ZW
from flows.publication.about import About
from flows.publication.describing.notes import EU, VCARD, VOCABULARIES, Notes, both, dcat

_DESCRIPTION = both(
    "Who met, when, in which post, what was decided and what was asked of whom, as Chinese government news reports it. "
    "Read from the articles by rules; every statement leads to the characters that it was read from.",
    "中国政务新闻所报道的事实:谁在何时以何职务开会、决定了什么、对谁提出了什么要求。由规则从文章中读出,"
    "每条陈述均可回溯到原文的具体字符。",
)
_RIGHTS = both(
    "The statements are published under the licence of the dataset. The texts of the articles are not part of it and "
    "remain with their publishers; what is quoted is short, to show what a statement rests on, and names its source.",
    "数据集中的陈述按数据集许可发布。文章全文不在数据集内,其权利归原发布者所有;所引片段简短,仅用于说明陈述的出处,"
    "并注明来源。",
)
_KEYWORDS = {
    "en": ("China", "government news", "meetings", "officials", "posts", "local government", "policy", "directives"),
    "zh": ("中国", "政务新闻", "会议", "干部", "职务", "地方政府", "政策", "工作要求"),
}
_FORMATS = ("Turtle", "JSON-LD", "N-Quads")
ONTOLOGY = URIRef(ZW.iri.removesuffix("#"))
ONTOLOGY_PAGE = "ontology.html"


def describe_dataset(notes: Notes, release: str, about: About, days: tuple[str, str] | None) -> None:
    """Write what holds of the dataset as a whole; `days` are the first and the last on which an article appeared."""
    notes.say(
        notes.dataset,
        {
            RDF.type: [VOID.Dataset, DCAT.Dataset],
            DCTERMS.title: Literal(about.title),
            DCTERMS.description: _DESCRIPTION,
            DCTERMS.identifier: Literal(str(notes.dataset)),
            DCTERMS.publisher: _publisher(notes, about),
            DCAT.contactPoint: _contact(notes, about),
            DCAT.keyword: [Literal(word, lang=tag) for tag, words in _KEYWORDS.items() for word in words],
            dcat("version"): Literal(release),
            VOID.uriSpace: Literal(about.base_iri),
            VOID.vocabulary: [URIRef(iri) for iri in VOCABULARIES],
            VOID.feature: [URIRef(f"http://www.w3.org/ns/formats/{name}") for name in _FORMATS],
        },
    )
    _say_of_what(notes, days)
    _say_under_which_terms(notes, about)
    _say_pages(notes, about)


def _publisher(notes: Notes, about: About) -> URIRef:
    return notes.say(notes.part("publisher"), {RDF.type: FOAF.Agent, FOAF.name: Literal(about.publisher)})


def _contact(notes: Notes, about: About) -> URIRef:
    """Write whom to ask: by the address that the operator gives, or else at the dataset's home."""
    node = notes.say(notes.part("contact"), {RDF.type: VCARD.Kind, VCARD.fn: Literal(about.publisher)})
    if "@" in about.contact and "://" not in about.contact:
        return notes.say(node, {VCARD.hasEmail: URIRef(f"mailto:{about.contact}")})
    return notes.say(node, {VCARD.hasURL: URIRef(about.contact or about.base_iri)})


def _say_of_what(notes: Notes, days: tuple[str, str] | None) -> None:
    concept = notes.concept
    theme = concept(f"{EU}data-theme/GOVE", "Government and public sector", "政府和公共部门",
                    SKOS.Concept, f"{EU}data-theme")  # fmt: skip
    china = concept(f"{EU}country/CHN", "China", "中国", DCTERMS.Location, f"{EU}country")
    irregular = concept(f"{EU}frequency/IRREG", "irregular", "不定期", DCTERMS.Frequency, f"{EU}frequency")
    chinese = concept(f"{EU}language/ZHO", "Chinese", "中文", DCTERMS.LinguisticSystem, f"{EU}language")
    english = concept(f"{EU}language/ENG", "English", "英文", DCTERMS.LinguisticSystem, f"{EU}language")
    notes.say(
        notes.dataset,
        {
            DCAT.theme: theme,
            DCTERMS.spatial: china,
            DCTERMS.accrualPeriodicity: irregular,
            DCTERMS.language: [chinese, english],
        },
    )
    if days:
        first, last = (Literal(day, datatype=XSD.date) for day in days)
        period = notes.part("period")
        notes.say(period, {RDF.type: DCTERMS.PeriodOfTime, DCAT.startDate: first, DCAT.endDate: last})
        notes.say(notes.dataset, {DCTERMS.temporal: period})


def _say_under_which_terms(notes: Notes, about: About) -> None:
    license_ = notes.say(URIRef(about.license), {RDF.type: DCTERMS.LicenseDocument})
    rights = notes.say(notes.part("rights"), {RDF.type: DCTERMS.RightsStatement, RDFS.label: _RIGHTS})
    access = notes.concept(f"{EU}access-right/PUBLIC", "public", "公开", DCTERMS.RightsStatement, f"{EU}access-right")
    notes.say(notes.dataset, {DCTERMS.license: license_, DCTERMS.rights: rights, DCTERMS.accessRights: access})


def _say_pages(notes: Notes, about: About) -> None:
    """Write where the dataset is at home, what documents it, and that this is its description."""
    home, page = URIRef(about.base_iri), URIRef(notes.folder + ONTOLOGY_PAGE)
    documents: dict[URIRef, list[Node]] = {
        home: both("Home of the dataset", "数据集主页"),
        page: both("The ontology explained: classes, properties, examples", "本体说明:类、属性和示例"),
    }
    for node, title in documents.items():
        notes.say(node, {RDF.type: FOAF.Document, DCTERMS.title: title})
    standard = notes.say(ONTOLOGY, {RDF.type: DCTERMS.Standard, DCTERMS.title: both("Zhengwen ontology", "政闻本体")})
    notes.say(
        notes.dataset, {DCAT.landingPage: home, FOAF.homepage: home, FOAF.page: page, DCTERMS.conformsTo: standard}
    )
    itself = URIRef(notes.folder + "void.ttl")
    notes.say(
        itself,
        {
            RDF.type: VOID.DatasetDescription,
            DCTERMS.title: both("Description of the dataset", "数据集说明"),
            FOAF.primaryTopic: notes.dataset,
        },
    )
