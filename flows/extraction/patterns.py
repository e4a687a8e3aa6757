"""Makes regular expressions of the room's lexicons."""

import re

from flows.extraction.lexicon import terms


def alternation(*names: str) -> str:
    """Return a pattern that matches any term of the lexicons `names`, the longest first."""
    every = {term for name in names for term in terms(name)}
    return "|".join(map(re.escape, sorted(every, key=lambda term: (-len(term), term))))
