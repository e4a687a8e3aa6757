"""The terms that the mapping writes, with the standard terms that each own term implies.

Says the same as `ontology/zhengwen.ttl`, in the form that the mapping needs; a test holds the two together.
"""

from typing import Final

from pyoxigraph import NamedNode


class Namespace(dict[str, NamedNode]):
    """Terms of one namespace by local name, each made once: ``ZW["Meeting"]``."""

    def __init__(self, iri: str) -> None:
        super().__init__()
        self.iri: Final = iri

    def __missing__(self, name: str) -> NamedNode:
        self[name] = NamedNode(self.iri + name)
        return self[name]


_CONCEPTS = "https://w3id.org/zhengwen/concept/"

ZW = Namespace("https://w3id.org/zhengwen/ontology#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
OA = Namespace("http://www.w3.org/ns/oa#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
ORG = Namespace("http://www.w3.org/ns/org#")
PROV = Namespace("http://www.w3.org/ns/prov#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Namespace("https://schema.org/")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SCHEME = Namespace(_CONCEPTS)
ROLE = Namespace(_CONCEPTS + "role/")
MODALITY = Namespace(_CONCEPTS + "modality/")
ACTION = Namespace(_CONCEPTS + "action/")
SUBJECT_KIND = Namespace(_CONCEPTS + "subject-kind/")
MEETING_TYPE = Namespace(_CONCEPTS + "meeting-type/")
ORGANIZATION_TYPE = Namespace(_CONCEPTS + "organization-type/")
DOCUMENT_TYPE = Namespace(_CONCEPTS + "document-type/")
DOCUMENT_STATUS = Namespace(_CONCEPTS + "document-status/")
POST_QUALIFIER = Namespace(_CONCEPTS + "post-qualifier/")

PREFIXES: Final = {
    "zw": ZW, "zwcs": SCHEME, "zwro": ROLE, "zwmo": MODALITY, "zwac": ACTION, "zwsk": SUBJECT_KIND,
    "zwmt": MEETING_TYPE, "zwot": ORGANIZATION_TYPE, "zwdt": DOCUMENT_TYPE, "zwds": DOCUMENT_STATUS,
    "zwpq": POST_QUALIFIER, "dcterms": DCTERMS, "foaf": FOAF, "oa": OA, "org": ORG, "owl": OWL, "prov": PROV,
    "rdf": RDF, "rdfs": RDFS, "schema": SCHEMA, "skos": SKOS, "xsd": XSD,
}  # fmt: skip

_EVENT = (SCHEMA["Event"], PROV["Activity"])
_BODY = (ORG["FormalOrganization"], SCHEMA["Organization"])

SUPERCLASSES: Final = {
    ZW["Article"]: (SCHEMA["NewsArticle"],),
    ZW["Event"]: _EVENT,
    ZW["Meeting"]: (ZW["Event"], *_EVENT),
    ZW["Participation"]: (PROV["Association"],),
    ZW["Person"]: (FOAF["Person"], SCHEMA["Person"]),
    ZW["Organization"]: _BODY,
    ZW["PartyBody"]: (ZW["Organization"], *_BODY),
    ZW["CongressBody"]: (ZW["Organization"], *_BODY),
    ZW["GovernmentBody"]: (ZW["Organization"], *_BODY),
    ZW["ConsultativeBody"]: (ZW["Organization"], *_BODY),
    ZW["JusticeBody"]: (ZW["Organization"], *_BODY),
    ZW["CoordinatingBody"]: (ZW["Organization"], *_BODY),
    ZW["LocalUnit"]: (ZW["Organization"], *_BODY),
    ZW["SocialBody"]: (ZW["Organization"], *_BODY),
    ZW["Institution"]: (ZW["Organization"], *_BODY),
    ZW["Group"]: (FOAF["Group"],),
    ZW["Post"]: (ORG["Post"],),
    ZW["Tenure"]: (ORG["Membership"],),
    ZW["AdministrativeDivision"]: (SCHEMA["AdministrativeArea"],),
    ZW["Document"]: (FOAF["Document"], SCHEMA["CreativeWork"]),
    ZW["AgendaItem"]: (SCHEMA["Action"],),
    ZW["Directive"]: (PROV["Entity"],),
    ZW["PolicyTerm"]: (SKOS["Concept"],),
    ZW["TermUse"]: (OA["Annotation"],),
    ZW["Evidence"]: (OA["SpecificResource"],),
    ZW["IdentityCandidate"]: (PROV["Entity"],),
    ZW["Conflict"]: (PROV["Entity"],),
    ZW["Correction"]: (PROV["Entity"],),
}
"""Every class that the mapping gives, with all classes above it."""

SUPERPROPERTIES: Final = {
    ZW["jurisdiction"]: (DCTERMS["spatial"],),
    ZW["reportsOn"]: (SCHEMA["about"],),
    ZW["referencedMeeting"]: (SCHEMA["mentions"],),
    ZW["meetingType"]: (DCTERMS["type"],),
    ZW["chairedBy"]: (SCHEMA["attendee"], PROV["wasAssociatedWith"]),
    ZW["attendedBy"]: (SCHEMA["attendee"], PROV["wasAssociatedWith"]),
    ZW["observedBy"]: (SCHEMA["attendee"], PROV["wasAssociatedWith"]),
    ZW["agendaItem"]: (DCTERMS["hasPart"],),
    ZW["participant"]: (PROV["agent"],),
    ZW["role"]: (PROV["hadRole"],),
    ZW["organizationType"]: (ORG["classification"],),
    ZW["postTitle"]: (SCHEMA["name"],),
    ZW["observedIn"]: (PROV["wasDerivedFrom"],),
    ZW["statedStart"]: (SCHEMA["startDate"],),
    ZW["statedEnd"]: (SCHEMA["endDate"],),
    ZW["adcode"]: (DCTERMS["identifier"],),
    ZW["iso31662"]: (DCTERMS["identifier"],),
    ZW["documentType"]: (DCTERMS["type"],),
    ZW["documentNumber"]: (DCTERMS["identifier"],),
    ZW["about"]: (SCHEMA["object"],),
    ZW["presentedBy"]: (SCHEMA["participant"],),
    ZW["issuedBy"]: (PROV["wasAttributedTo"],),
    ZW["issuedAt"]: (PROV["wasGeneratedBy"],),
    ZW["text"]: (SCHEMA["text"],),
    ZW["term"]: (OA["hasBody"],),
    ZW["usedBy"]: (PROV["wasAttributedTo"],),
    ZW["usedIn"]: (DCTERMS["isPartOf"],),
    ZW["concerns"]: (DCTERMS["subject"],),
}
"""Every own property that implies others, with those."""

_CLASS_TYPES = {
    "PartyBody": ("party-central", "party-committee", "party-department", "party-leading-group",
                  "discipline-inspection"),
    "CongressBody": ("people-congress", "people-congress-standing-committee"),
    "GovernmentBody": ("people-government", "government-department", "government-office"),
    "ConsultativeBody": ("cppcc",),
    "JusticeBody": ("court", "procuratorate", "supervisory-commission"),
    "CoordinatingBody": ("leading-group", "commission", "headquarters"),
    "LocalUnit": ("township", "subdistrict", "village", "development-zone"),
    "SocialBody": ("mass-organization", "democratic-party"),
    "Institution": ("enterprise", "school", "hospital", "research-institute", "media", "public-institution"),
    "Organization": ("military", "delegation", "other"),
}  # fmt: skip
ORGANIZATION_CLASSES: Final = {code: ZW[name] for name, codes in _CLASS_TYPES.items() for code in codes}
"""Class of an organization by the code of its type."""

EVENT_TYPES: Final = frozenset(
    ("research-visit", "inspection", "condolence-visit", "reception", "signing", "groundbreaking", "ceremony",
     "visit", "talks", "activity")
)  # fmt: skip
"""Codes of meeting types that are events, but no meetings."""

ROLES: Final = {
    "chair": "主持", "speaker": "讲话", "attendee": "出席", "observer": "列席", "presenter": "汇报或部署",
    "guest": "嘉宾",
}  # fmt: skip
"""Chinese name of a role of participation by its code."""

STATUSES: Final = {
    "送审稿": "submitted-draft", "送审": "submitted-draft", "征求意见稿": "consultation-draft",
    "征求意见": "consultation-draft", "草案": "draft", "审议稿": "deliberation-draft", "审议": "deliberation-draft",
    "讨论稿": "discussion-draft", "讨论": "discussion-draft", "修订稿": "revised-draft", "修订草案": "draft-revision",
    "修正草案": "draft-amendment", "修正案草案": "draft-amendment", "初稿": "first-draft", "试行稿": "for-trial",
    "报批稿": "approval-draft", "报审稿": "approval-draft", "报审": "approval-draft", "试行": "trial",
    "暂行": "provisional",
}  # fmt: skip
"""Code of a document's status by the words for it."""

QUALIFIERS: Final = {
    "代": "acting", "代理": "acting", "原": "former", "前": "former", "时任": "former", "候任": "designate",
    "候选": "designate", "拟任": "designate", "常务": "executive", "兼": "concurrent", "挂职": "secondment",
    "名誉": "honorary",
}  # fmt: skip
"""Code of a post's qualifier as written."""

DATE_TYPES: Final = {"day": "date", "month": "gYearMonth", "year": "gYear"}
"""XML Schema type of a date by its precision."""

NOT_IN_OFFICE: Final = frozenset({"former", "designate"})
"""Codes of qualifiers by which a person does not hold the post, but held it or is to hold it."""
