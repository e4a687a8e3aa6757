"""What articles share is cut alike whether all of it is read or only what has changed since the release before."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.graph.vocabulary import RDF, ZW
from flows.publication.chunks import SHARED, Chunk, Unchanged, chunks, note_counts, shared_chunks
from flows.publication.counts import Counted
from flows.publication.index import Index
from tests.graph.sample import BASE

Said = dict[int, int]
"""What is said of each subject, both by number."""
FIRST = [25, 47, 69, 83]
"""Subjects with which a chunk begins, as far as they are there."""
changes = st.dictionaries(st.integers(0, 99) | st.sampled_from(FIRST), st.none() | st.integers(1, 2), max_size=4)


def lines(said: Said) -> list[str]:
    return sorted(
        line
        for subject, value in said.items()
        for line in (
            f"<{BASE}term/{subject}> {RDF['type']} {ZW['PolicyTerm']}",
            f'<{BASE}term/{subject}> <x:p> "{value}"',
        )
    )


def read(path: Path, said: Said) -> list[Chunk | Unchanged]:
    """Say so across articles, and keep what chunks that makes, as a release does."""
    with Index(path, BASE, "recipe") as index:
        index.say_across(lines(said))
        found = list(shared_chunks(index))
        index.connection.execute("DELETE FROM segment")
        for chunk in found:
            index.connection.execute("INSERT INTO segment VALUES (?, ?, '[]')", (chunk.key, chunk.digest))
            if isinstance(chunk, Chunk):
                note_counts(index, chunk.key, chunk.counted(BASE))
        index.commit()
    return found


def told(found: Iterable[Chunk | Unchanged]) -> list[tuple[str, str, Counted]]:
    return [
        (chunk.key, chunk.digest, chunk.counts if isinstance(chunk, Unchanged) else chunk.counted(BASE))
        for chunk in found
    ]


@settings(deadline=None)
@given(st.lists(changes, min_size=2, max_size=6))
def test_chunks_in_which_nothing_changed_are_as_they_would_be_read(turns: list[dict[int, int | None]]) -> None:
    known: dict[int, int | None] = dict.fromkeys(range(1, 99, 2), 0)
    with TemporaryDirectory() as folder:
        for changed in turns:
            known |= changed
            said = {subject: value for subject, value in known.items() if value is not None}
            assert told(read(Path(folder) / "index", said)) == told(chunks(lines(said), SHARED))


@pytest.mark.parametrize("changed", [{7: 1}, {1000: 0}])
def test_only_what_is_near_a_change_is_read_again(changed: Said, tmp_path: Path) -> None:
    said = dict.fromkeys(range(300), 0)
    first = read(tmp_path / "index", said)
    assert {f"shared <{BASE}term/{subject}>" for subject in FIRST} < {chunk.key for chunk in first}
    assert not any(isinstance(chunk, Unchanged) for chunk in first)
    again = read(tmp_path / "index", said | changed)
    assert len(first) > 9
    assert 1 <= sum(isinstance(chunk, Chunk) for chunk in again) <= 4
    assert all(isinstance(chunk, Unchanged) for chunk in read(tmp_path / "index", said | changed))
