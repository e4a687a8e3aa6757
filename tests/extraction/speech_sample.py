"""Makes texts and mentions for the tests of speech, documents and agenda."""

import re

from flows.articles.evidence import Span
from flows.articles.folding import fold
from flows.extraction.mentions import Mention
from flows.extraction.text import Text


def text_of(source: str) -> Text:
    """Return `source` as a text that is all body."""
    return Text(fold(source), Span(0, len(source)))


def mentions(source: str, *names: str, kind: str = "person") -> list[Mention]:
    """Return every place of `names` in `source`; ids count from 1 in the order given."""
    return [
        Mention(Span(*match.span()), name, f"{kind}-{number}")
        for number, name in enumerate(names, start=1)
        for match in re.finditer(re.escape(name), source)
    ]
