"""How right the extractor is, as DQV: precision, recall and F1 of each kind of statement on held-out articles.

The figures are in `ontology/quality.json`, which `make quality` writes from the committed evaluation.
"""

import json
from dataclasses import dataclass
from decimal import Decimal

from rdflib import RDF, RDFS, SKOS, XSD, Literal, URIRef

from flows import resources
from flows.publication.describing.notes import DQV, LDQD, Notes, both

FILE = "quality.json"
_MEASURES = {
    "precision": (LDQD.semanticAccuracy, "precision", "精确率", "share of what is found that is right",
                  "所得结果中正确的比例"),
    "recall": (LDQD.completeness, "recall", "召回率", "share of what an annotator found that is found",
               "人工标注结果中被找到的比例"),
    "f1": (LDQD.semanticAccuracy, "F1", "F1 值", "harmonic mean of precision and recall", "精确率与召回率的调和平均"),
}  # fmt: skip
_KEYS = {
    "people": ("people", "人物"),
    "posts": ("posts of people", "人物职务"),
    "meetings": ("meetings and events", "会议和活动"),
    "meeting_dates": ("dates of meetings", "会议日期"),
    "ordinals": ("ordinals of meetings", "会议届次"),
    "chairs": ("chairs", "主持人"),
    "attendees": ("attendees", "出席人员"),
    "observers": ("observers", "列席人员"),
    "referenced_meetings": ("meetings only mentioned", "仅提及的会议"),
    "documents": ("documents", "文件"),
    "document_status": ("statuses of documents", "文件状态"),
    "document_action": ("what was done with documents", "文件处理动作"),
    "organizations_surface": ("organizations as written", "机构(原文写法)"),
    "organizations_canonical": ("organizations by full name", "机构(规范全称)"),
    "directives": ("directives", "工作要求"),
    "byline": ("bylines", "署名"),
}


@dataclass(frozen=True, slots=True)
class Quality:
    """The figures of an evaluation: how many articles, and by key what `zhengwen evaluate --format json` prints."""

    articles: int
    figures: dict[str, dict[str, float]]


def read_quality() -> Quality:
    """Return the figures that come with the package."""
    said = json.loads((resources.folder("ontology") / FILE).read_text("utf-8"))
    return Quality(said["articles"], said["figures"])


def describe_quality(notes: Notes, quality: Quality) -> None:
    """Write a metric and a measurement for each figure."""
    for dimension, en, zh in (
        (LDQD.semanticAccuracy, "semantic accuracy", "语义准确性"),
        (LDQD.completeness, "completeness", "完整性"),
    ):
        notes.concept(str(dimension), en, zh, DQV.Dimension)
    for key, figures in quality.figures.items():
        counts = both(
            "{right} right, {found} found, {gold} annotated".format(**figures),
            "正确 {right},找到 {found},标注 {gold}".format(**figures),
        )
        for measure in _MEASURES:
            node = notes.part(f"quality-{key.replace('_', '-')}-{measure}")
            notes.say(notes.dataset, {DQV.hasQualityMeasurement: node})
            notes.say(
                node,
                {
                    RDF.type: DQV.QualityMeasurement,
                    DQV.computedOn: notes.dataset,
                    DQV.isMeasurementOf: _metric(notes, key, measure, quality.articles),
                    DQV.value: Literal(str(Decimal(str(figures[measure]))), datatype=XSD.decimal),
                    RDFS.comment: counts,
                },
            )


def _metric(notes: Notes, key: str, measure: str, articles: int) -> URIRef:
    dimension, en, zh, meaning_en, meaning_zh = _MEASURES[measure]
    key_en, key_zh = _KEYS.get(key, (key.replace("_", " "), key))
    return notes.say(
        notes.part(f"metric-{key.replace('_', '-')}-{measure}"),
        {
            RDF.type: DQV.Metric,
            SKOS.prefLabel: both(f"{en} of {key_en}", f"{key_zh}的{zh}"),
            SKOS.definition: both(
                f"{key_en}: {meaning_en}, measured with the same extractor on {articles} held-out annotated articles "
                "that are not part of this dataset",
                f"{key_zh}:{meaning_zh};用同一抽取程序在 {articles} 篇未参与规则编写、不属于本数据集的标注文章上测得",
            ),
            DQV.expectedDataType: XSD.decimal,
            DQV.inDimension: dimension,
        },
    )
