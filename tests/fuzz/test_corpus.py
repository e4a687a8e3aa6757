"""Every input of the corpora, among them all that ever broke a promise, is tried without atheris; so is their size."""

import random
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.fuzz.mutation import crossed, mutated
from tests.fuzz.targets import TARGETS, Check, TooSlowError, tried

CORPUS = Path(__file__).parent / "corpus"
INPUTS = sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.rglob("*") if path.is_file())
_SLOWNESS = 5.0
"""Of the machine that runs the tests, while other tests run beside."""


@pytest.fixture(scope="module")
def checks() -> Iterator[dict[str, Check]]:
    with ExitStack() as opened:
        yield {name: opened.enter_context(target.open()) for name, target in TARGETS.items()}


@pytest.mark.parametrize("name", INPUTS)
def test_every_promise_holds_for_every_input(checks: dict[str, Check], name: str) -> None:
    target = name.partition("/")[0]
    tried(TARGETS[target], checks[target], (CORPUS / name).read_bytes(), _SLOWNESS)


def test_the_corpora_are_small_and_there_is_one_for_each_target() -> None:
    assert {name.partition("/")[0] for name in INPUTS} == set(TARGETS)
    assert sum((CORPUS / name).stat().st_size for name in INPUTS) < 200_000


def test_an_input_that_takes_too_long_is_found() -> None:
    def slowly(data: bytes) -> int:
        return len(sorted(range(len(data) * 20_000)))

    with pytest.raises(TooSlowError, match=r"^\d+ ms, where 5 are allowed"):
        tried(TARGETS["byline"], lambda data: slowly(data) * 0, b"x" * 100)


def test_what_follows_from_an_input_is_the_same_each_time_and_is_no_longer_than_asked_for() -> None:
    words = TARGETS["readers"].words()
    seeds = random.Random(7).sample(range(1_000_000), 300)
    data = "新都区召开会议\n2016-10-12\n".encode()
    once, twice = ([mutated(data, 40, seed, words, lambda given, most: given[:most]) for seed in seeds] for _ in "12")
    assert once == twice
    assert max(map(len, once)) <= 40
    assert len(set(once)) > 150
    assert crossed(b"a\nb\nc\n", b"d\ne\nf\n", 5, 3) == crossed(b"a\nb\nc\n", b"d\ne\nf\n", 5, 3)
