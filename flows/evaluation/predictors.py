"""Annotated article -> Prediction: by the extractor, and by the peer it is compared with.

Both read the article from its bytes with the jurisdiction of its annotation, as an operator may give it. What they
need is imported when the first article comes, so that the command's help costs nothing.
"""

from flows.articles.article import Article
from flows.evaluation.evaluate import Prediction
from flows.evaluation.loading import Case

PEER = "jieba.posseg"
PEER_KEYS = ("people", "organizations_surface")
"""The keys that the peer says anything about."""


def extractor(case: Case) -> Prediction:
    """Return what the project extracts from the article of `case`."""
    from flows.evaluation.confidence import confidences
    from flows.evaluation.gold import to_gold
    from flows.extraction.extract import extract

    article = _article(case)
    facts = extract(article)
    return Prediction(to_gold(article, facts), confidences(facts))


def peer(case: Case) -> Prediction:
    """Return what the peer baseline finds in the article of `case`."""
    from flows.evaluation.peer import tagged

    return Prediction(tagged(_article(case)))


def _article(case: Case) -> Article:
    from flows.articles.parsing import parse

    return parse(case.raw, name=case.name, jurisdiction=case.gold["jurisdiction"])
