"""`jieba.posseg`: what anybody takes who looks for names in Chinese text. It is what ours is compared with."""

import logging
from collections.abc import Callable

import jieba
import jieba.posseg


def tagger() -> Callable[[str], list[tuple[str, str]]]:
    """Return what tags a text: words with their parts of speech. Its dictionaries are loaded."""
    jieba.setLogLevel(logging.WARNING)
    found = jieba.posseg.POSTokenizer(jieba.Tokenizer())
    list(found.cut("区长主持会议"))
    return lambda text: [(pair.word, pair.flag) for pair in found.cut(text)]
