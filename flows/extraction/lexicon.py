"""The room's lexicons, read from ``data/``: one term a line, or CSV with a header; ``#`` starts a comment line.

Comes out: tuples of terms, rows, and automata that find every term of a lexicon in one pass over a text.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

import ahocorasick


@contextmanager
def _hidden(module: str) -> Iterator[None]:
    """Let `module` be missing for those who would import it within."""
    known = sys.modules.get(module)
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]
        if known is not None:
            sys.modules[module] = known


# jieba asks for setuptools' pkg_resources, which takes four times as long to import as jieba, and does without as well.
with _hidden("pkg_resources"):
    import jieba

_DATA = Path(__file__).parent / "data"
T = TypeVar("T")


def _lines(name: str) -> list[str]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def terms(name: str) -> tuple[str, ...]:
    """Return the terms of the lexicon ``data/{name}.txt``."""
    return tuple(_lines(f"{name}.txt"))


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of the lexicon ``data/{name}.csv`` by its header."""
    return tuple(csv.DictReader(_lines(f"{name}.csv")))


class Automaton(Generic[T]):
    """Finds all terms of a lexicon in a text, each with its value, in one pass (Aho-Corasick)."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._automaton = ahocorasick.Automaton()
        for term, value in entries:
            self._automaton.add_word(term, (len(term), value))
        self._automaton.make_automaton()

    def all(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, T]]:
        """Yield every occurrence ``(start, end, value)``, overlapping ones too, by their ends."""
        # Of a slice: pyahocorasick copies the whole of what it is given, which for each clause of a text is quadratic.
        for last, (length, value) in self._automaton.iter(text[start:end]):
            yield start + last + 1 - length, start + last + 1, value


class ReversedAutomaton(Generic[T]):
    """Finds the leftmost longest terms of a lexicon in a text, which do not overlap, each with its value.

    It reads from the end of the text: terms such as names of meetings and bodies have a few last characters and a
    hundred first ones, and at each place an automaton looks through all that may begin a term.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._automaton = ahocorasick.Automaton()
        for term, value in entries:
            self._automaton.add_word(term[::-1], (len(term), value))
        self._automaton.make_automaton()

    def longest(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, T]]:
        """Yield the leftmost longest occurrences ``(start, end, value)`` within ``text[start:end]``."""
        piece = text[start:end]
        stop = start + len(piece) - 1
        # From left to right; of those that begin at one place the longest comes last, and is kept.
        found: dict[int, tuple[int, T]] = dict(reversed(list(self._automaton.iter(piece[::-1]))))
        done = start
        for place, (length, value) in found.items():
            at = stop - place
            if at >= done:
                done = at + length
                yield at, done, value


class Lexicon(Generic[T]):
    """Finds the leftmost longest terms of a lexicon in a text, which do not overlap, each with its value.

    Two to four times as fast as an automaton where few characters of a text begin a term, or texts are short: an
    automaton looks through a list of all first characters at each place, this one through a set.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._values = dict(entries)
        lengths: dict[str, set[int]] = {}
        for term in self._values:
            lengths.setdefault(term[:2], set()).add(len(term))
        single = {term for term in self._values if len(term) == 1}
        for head, sizes in lengths.items():
            sizes.update({1} if head[0] in single else ())
        self._lengths = {head: tuple(sorted(sizes, reverse=True)) for head, sizes in lengths.items()}
        first = "".join(sorted({re.escape(head[0]) for head in lengths}))
        second = "".join(sorted({re.escape(head[1]) for head in lengths if len(head) > 1}))
        alone = "".join(sorted(map(re.escape, single)))
        begins = [f"(?=[{second}])"] if second else []
        begins += [f"(?<=[{alone}])"] if alone else []
        self._head = re.compile(f"[{first}](?:{'|'.join(begins)})")
        self._unpaired = (1,) if single else ()

    def longest(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, T]]:
        """Yield the leftmost longest occurrences ``(start, end, value)`` within ``text[start:end]``."""
        values, lengths, unpaired, done = self._values, self._lengths, self._unpaired, start
        stop = len(text) if end is None else end
        for at in map(re.Match.start, self._head.finditer(text, start, stop)):
            if at < done:
                continue
            for size in lengths.get(text[at : at + 2], unpaired):
                term = text[at : at + size]
                if term in values and at + size <= stop:
                    yield at, at + size, values[term]
                    done = at + size
                    break


@cache
def _frequencies() -> dict[str, int]:
    """Return the words of the project's dictionary with their frequencies."""
    pairs = (_DATA / "common_words.txt").read_text(encoding="utf-8").split()
    return dict(zip(pairs[::2], map(int, pairs[1::2]), strict=True))


@cache
def segmenter() -> jieba.Tokenizer:
    """Return jieba's segmenter over the project's own dictionary; nothing is written to any cache."""
    tokenizer = jieba.Tokenizer()
    words = _frequencies()
    # jieba looks for a longer word only behind beginnings that it knows, be it with the frequency 0.
    tokenizer.FREQ = dict.fromkeys((word[:end] for word in words for end in range(1, len(word))), 0) | words
    tokenizer.total = sum(words.values())
    tokenizer.initialized = True
    return tokenizer


def is_common_word(word: str, least: int = 1) -> bool:
    """Tell whether `word` is an ordinary word, such as 会议, with at least that frequency in jieba's counts."""
    return _frequencies().get(word, 0) >= least
