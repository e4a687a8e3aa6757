"""The article's text made ready for rules: folded character by character, cut into paragraphs, sentences, clauses.

Folding never changes the length, so that every offset in the folded text is an offset in the text as kept.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from flows.articles.evidence import Span
from flows.articles.folding import fold

__all__ = ["Text", "fold"]

_PARAGRAPH = re.compile(r"(?=\S)[^\n]*(?<=\S)")
_SENTENCE = re.compile(r"(?=\S)[^。!?\n]*(?:[。!?][”’)]*|(?<=\S))")


@dataclass(frozen=True)
class Text:
    """An article's text as the rules see it: `folded` aligns with the text as kept, `body` is what reports."""

    folded: str
    body: Span

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The non-empty lines of the body, without the blanks around them."""
        found = _PARAGRAPH.finditer(self.folded, self.body.start, self.body.end)
        return tuple([Span(*match.span()) for match in found])

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the body, ended by 。！？ or the line's end, closing quotes included, trimmed."""
        found = _SENTENCE.finditer(self.folded, self.body.start, self.body.end)
        return tuple([Span(*match.span()) for match in found])

    def trim(self, span: Span) -> Span:
        """Return `span` without the white space at its ends."""
        if span.start == span.end or not (self.folded[span.start].isspace() or self.folded[span.end - 1].isspace()):
            return span
        piece = span.of(self.folded)
        start = span.start + len(piece) - len(piece.lstrip())
        return Span(start, max(start, span.end - (len(piece) - len(piece.rstrip()))))
