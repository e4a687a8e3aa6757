"""Annotated article -> what a general tagger finds in it: the baseline that the figures stand beside.

`jieba.posseg` with its own dictionary, names (nr…) as people and institutions (nt) as organizations; it says nothing
of other keys. It reads the body only, so that the byline does not count against it.
"""

import logging
from functools import cache
from typing import Any

import jieba
import jieba.posseg

from flows.articles.article import Article
from flows.evaluation.form import Gold, GoldOrganization, GoldPerson


def tagged(article: Article) -> Gold:
    """Return the distinct names and institutions that the tagger sees in the body of `article`."""
    words = [(pair.word, pair.flag) for pair in _tagger().cut(article.body.of(article.text))]
    names = dict.fromkeys(word for word, flag in words if flag.startswith("nr"))
    bodies = dict.fromkeys(word for word, flag in words if flag == "nt")
    return Gold(
        jurisdiction=None,
        title=None,
        published=None,
        source=None,
        reporters=[],
        editors=[],
        meetings=[],
        referenced_meetings=[],
        people=[GoldPerson(name=name, posts=[]) for name in names],
        organizations=[GoldOrganization(surface=body, canonical=body) for body in bodies],
        documents=[],
        directives=[],
    )


@cache
def _tagger() -> Any:
    """Return a tagger of its own: whatever terms the project's own tokenizers hold, this one knows none of them."""
    jieba.setLogLevel(logging.WARNING)
    return jieba.posseg.POSTokenizer(jieba.Tokenizer())
