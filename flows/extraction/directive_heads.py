"""Cuts the head of a directive: its first clauses, 8 to 20 characters where the text allows."""

import re

from flows.articles.evidence import Span

SHORTEST, LONGEST = 8, 20
_STOP = re.compile(r"[,。;:!?\n]|——")


def head_of(folded: str, span: Span) -> Span:
    """Return the first whole clauses of at least 8 characters; a clause longer than 20 is cut there."""
    limit = min(span.end, span.start + LONGEST)
    for stop in _STOP.finditer(folded, span.start, min(span.end, limit + 1)):
        if stop.start() - span.start >= SHORTEST:
            return Span(span.start, stop.start())
    line_end = folded.find("\n", span.start, limit)
    end = limit if line_end < 0 or line_end - span.start < 2 else line_end
    return Span(span.start, len(folded[:end].rstrip("。;,: ")) if end == span.end else end)
