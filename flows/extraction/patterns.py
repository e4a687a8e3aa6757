"""Makes regular expressions of the room's lexicons."""

import re
from collections.abc import Collection, Iterator

from flows.extraction.lexicon import terms


def alternation(*names: str) -> str:
    """Return a pattern that matches any term of the lexicons `names`, the longest first.

    It looks at the next character before it tries the terms in turn: most characters begin none.
    """
    every = {term for name in names for term in terms(name)}
    first = "".join(sorted({re.escape(term[0]) for term in every}))
    return f"(?=[{first}])(?:{'|'.join(map(re.escape, sorted(every, key=lambda term: (-len(term), term))))})"


def openers_of(words: Collection[str]) -> re.Pattern[str]:
    """Return a pattern for `found_from`: the first characters of `words`, each before one of their second characters.

    Each word has two characters at least.
    """
    first, second = ("".join(sorted({re.escape(word[place]) for word in words})) for place in (0, 1))
    return re.compile(f"[{first}](?=[{second}])")


def found_from(
    openers: re.Pattern[str], pattern: re.Pattern[str], text: str, start: int, end: int
) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer(text, start, end)`` does, trying `pattern` only where one of `openers` stands.

    `openers` is a set of characters, one of which begins each match. Python looks for a set some ten times as fast as
    it tries a pattern of many branches at each character.
    """
    done = start
    for at in map(re.Match.start, openers.finditer(text, start, end)):
        if at >= done and (match := pattern.match(text, at, end)):
            done = match.end()
            yield match
