"""Cuts the head of a directive: its first clauses, 8 to 20 characters where the text allows."""

import re

from flows.articles.evidence import Span

SHORTEST, LONGEST = 8, 20
_TRAILING = "。;,:!?” "
_STOP = re.compile(r"[,。;:!?\n—](?:(?<!—)|—)")
"""A stop, or a dash, which is two signs: 强调——."""


def head_of(folded: str, span: Span) -> Span:
    """Return the first whole clauses of at least 8 characters; a clause longer than 20 is cut there."""
    limit = min(span.end, span.start + LONGEST)
    stop = _STOP.search(folded, span.start + SHORTEST, min(span.end, limit + 1))
    if stop:
        return Span(span.start, stop.start())
    head = folded[span.start : limit].partition("\n")[0].rstrip(_TRAILING)
    return Span(span.start, span.start + len(head)) if head else Span(span.start, limit)
