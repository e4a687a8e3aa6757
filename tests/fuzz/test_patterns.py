"""No regular expression of the project takes time that grows faster than the text, whatever the text is.

Each is timed on texts made to be slow for it. Where a pattern is only matched at given places, or searched in windows
of bounded length, that is what is timed.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.attacks import Attack, attacks, known_attacks
from tests.fuzz.patterns import Pattern, called

ROOT = Path(__file__).parents[2]
_SHORT, _TIMES = 500, 4
_LINEAR_UP_TO = 8.0
"""Four times the text takes four times as long where that is linear, sixteen times where it is quadratic."""
_NOTICED = 0.002
_FEW_TIMES = (12, 16, 20, 24)
_HUNG = 0.02
_WINDOW = 500
"""A pattern that was searched in no longer text than this, though texts were longer, is given windows."""
_SECONDS_OF_WINDOW = 0.005
_NOT_USED_BY_ARTICLES = {
    "flows/sources/config.py": "patterns of the operator, whose input is trusted",
    "flows/sources/listing.py": "the page's own address, escaped, around a number",
}


@pytest.fixture(scope="module")
def patterns() -> list[Pattern]:
    """All patterns, from a process of its own: here they are compiled already."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.fuzz.patterns"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    found = [Pattern(**each) for each in json.loads(done.stdout)]
    known = {each.place for each in found}
    return found + [each for place, each in called() if each and place not in known]


def test_every_pattern_is_known(patterns: list[Pattern]) -> None:
    known = {each.place for each in patterns}
    unknown = {place.partition(":")[0] for place, _ in called() if place not in known}
    assert unknown <= set(_NOT_USED_BY_ARTICLES)
    assert len(patterns) > 400


def test_no_pattern_is_slow(patterns: list[Pattern]) -> None:
    seem_slow = [each for each in patterns if _slow(each)]
    # Another program may have had the processor: what is slow is so once more.
    assert [slow for each in seem_slow if (slow := _slow(each))] == []


@pytest.mark.parametrize("text", ["(?:各.*|三)*$", "(a+)+b", "(?s)<!--.*?-->|x", "[^<>]*>"])
def test_a_slow_pattern_is_found(text: str) -> None:
    assert _slow(Pattern("here:1", text, 0, bytes=False, searched=None))


@pytest.mark.parametrize("text", ["[^<>]{0,9}>", "a|b", "(?m)^[^\n]*$", "《[^《》]{1,40}》"])
def test_a_quick_pattern_is_not_taken_for_a_slow_one(text: str) -> None:
    assert not _slow(Pattern("here:1", text, 0, bytes=False, searched=None))


def _slow(pattern: Pattern) -> str:
    """Return where a pattern is that is slow, and on what text; nothing for one that is not."""
    compiled = pattern.compiled()
    for attack in attacks(compiled) | set(known_attacks(compiled)):
        if _is_slow(compiled.match, pattern, attack):
            return f"{pattern.place}: matched with {attack}"
        if _is_searched(pattern) and _is_slow(lambda text: list(compiled.finditer(text)), pattern, attack):
            return f"{pattern.place}: searched with {attack}"
        if pattern.searched and _seconds(compiled.search, _given(pattern, attack, _WINDOW)) > _SECONDS_OF_WINDOW:
            return f"{pattern.place}: searched within a window with {attack}"
    return ""


def _is_searched(pattern: Pattern) -> bool:
    """Tell whether texts of any length are searched with a pattern, as far as can be seen in use or in its module."""
    if pattern.searched is not None:
        return pattern.searched > _WINDOW
    file, line = pattern.place.split(":")
    if not (ROOT / file).is_file():
        return True
    text = (ROOT / file).read_text(encoding="utf-8")
    defined = text.splitlines()[int(line) - 1]
    named = re.match(r"(_?[A-Z_]+)\b", defined)
    uses = re.findall(rf"\b({named[1]}\..*)", text) if named else [defined]
    return not uses or not all(re.search(r"\.(?:match|fullmatch)\(|\.search\(.*\bmax\(", use) for use in uses)


def _is_slow(use: Callable[[Any], object], pattern: Pattern, attack: Attack) -> bool:
    if any(_seconds(use, _given(pattern, attack, times * len(attack.repeated)), 1) > _HUNG for times in _FEW_TIMES):
        return True  # on a long text it would take for ever
    long = _SHORT * _TIMES
    if _seconds(use, _given(pattern, attack, long), 1) < _NOTICED:
        return False
    return _grows(use, pattern, attack, _SHORT, long) and _grows(use, pattern, attack, long, long * _TIMES)


def _grows(use: Callable[[Any], object], pattern: Pattern, attack: Attack, short: int, long: int) -> bool:
    """Tell whether a text `_TIMES` times as long takes longer than that."""
    briefly, longer = (_seconds(use, _given(pattern, attack, length)) for length in (short, long))
    return longer > max(_NOTICED, _LINEAR_UP_TO * briefly)


def _given(pattern: Pattern, attack: Attack, length: int) -> str | bytes:
    text = attack.text(length)
    return text.encode() if pattern.bytes else text


def _seconds(use: Callable[[Any], object], text: str | bytes, times: int = 3) -> float:
    """Return how long the processor is busy with one use, at best: other programs do not count."""
    found = []
    for _ in range(times):
        started = time.thread_time()
        use(text)
        found.append(time.thread_time() - started)
    return min(found)
