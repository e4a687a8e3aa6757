"""Where the dataset comes from (PROV): the articles, and the software that read them. No times."""

from rdflib import DCTERMS, PROV, RDF, RDFS, Literal, URIRef
from rdflib.term import Node

from flows import __version__
from flows.graph.iris import Iris
from flows.graph.vocabulary import SCHEMA
from flows.publication.describing.notes import Notes, both

_ARTICLES = both(
    "The articles that were read: each is a zw:Article of the dataset, and the graph of its statements says "
    "prov:wasDerivedFrom it.",
    "所读取的全部文章:每篇为数据集中的一个 zw:Article,其陈述所在的命名图以 prov:wasDerivedFrom 指向该文章。",
)
_MAKING = both(
    "Reading the articles by rules, checking the statements against SHACL shapes, and joining what concerns one thing.",
    "按规则读取文章,以 SHACL 形状校验陈述,并合并关于同一事物的陈述。",
)
_VERSION = URIRef(SCHEMA["softwareVersion"].value)


def describe_provenance(notes: Notes, release: str, extractors: list[str]) -> None:
    """Write what the dataset was derived from, what made it, and by which software."""
    articles, making = notes.part("articles"), notes.part(f"making-{release}")
    program = notes.part("software")
    software: dict[URIRef, list[Node]] = {
        program: [*both(f"Zhengwen {__version__}", f"政闻 {__version__}"), Literal(__version__)]
    }
    for version in extractors:
        iri = URIRef(Iris(notes.base).software(version)[1:-1])
        software[iri] = [*both(f"Zhengwen extractor {version}", f"政闻抽取程序 {version}"), Literal(version)]
    for node, (en, zh, version_) in software.items():
        notes.say(node, {RDF.type: PROV.SoftwareAgent, RDFS.label: [en, zh], _VERSION: version_})
    notes.say(articles, {RDF.type: [PROV.Entity, PROV.Collection], RDFS.label: _ARTICLES})
    agents: list[Node] = [*software]
    notes.say(
        making,
        {RDF.type: PROV.Activity, RDFS.label: _MAKING, PROV.used: articles, PROV.wasAssociatedWith: agents},
    )
    statement = notes.say(notes.part("provenance"), {RDF.type: DCTERMS.ProvenanceStatement, RDFS.label: _ARTICLES})
    notes.say(
        notes.dataset,
        {
            RDF.type: PROV.Entity,
            DCTERMS.provenance: statement,
            PROV.wasDerivedFrom: articles,
            PROV.wasGeneratedBy: making,
            PROV.wasAttributedTo: notes.part("publisher"),
        },
    )
