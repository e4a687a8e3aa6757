"""Streams side by side: all of each, in its own order, no further ahead than is taken, and no error lost."""

import threading
from collections.abc import Iterator
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.sources.abreast import abreast


@given(st.lists(st.lists(st.integers(), max_size=20), max_size=6), st.integers(1, 4))
def test_all_of_each_stream_comes_in_its_order(streams: list[list[int]], at_once: int) -> None:
    numbered = [zip(repeat(number), stream, strict=False) for number, stream in enumerate(streams)]
    came = list(abreast(numbered, at_once))
    assert [[thing for number, thing in came if number == wanted] for wanted in range(len(streams))] == streams


def test_streams_are_drawn_from_at_the_same_time() -> None:
    met = threading.Barrier(2, timeout=10)

    def stream() -> Iterator[int]:
        yield met.wait()

    assert sorted(abreast([stream(), stream()], 2)) == [0, 1]


def test_an_error_of_a_stream_is_raised_where_it_is_read() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        list(abreast([broken(), iter([2])], 2))


def test_what_nobody_takes_is_not_drawn() -> None:
    drawn: list[int] = []

    def endless() -> Iterator[int]:
        while True:
            drawn.append(len(drawn))
            yield drawn[-1]

    stream = abreast([endless()], 2)
    assert [next(stream) for _ in range(3)] == [0, 1, 2]
    stream.close()  # type: ignore[attr-defined]
    assert len(drawn) <= 7
