"""Values that a constraint may judge differently are never of one kind to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.graph.sheet import chinese, english, number, plain, typed
from flows.validation.kinds import datatype, distance, length

TEXTS = st.text(st.characters(exclude_categories=["Cs"], include_characters='"\\\n@^'), max_size=4)
LITERALS = st.builds(lambda write, text: (text, write(text)), st.sampled_from((chinese, english, plain)), TEXTS)


@given(LITERALS, LITERALS)
def test_texts_of_one_kind_to_minimum_length_are_of_one_length(one: tuple[str, str], other: tuple[str, str]) -> None:
    if length(one[1]) == length(other[1]):
        assert len(one[0]) == len(other[0])


@given(LITERALS, LITERALS)
def test_texts_are_told_apart_by_language_where_the_datatype_counts(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    languages = [term.endswith(("@zh", "@en")) and term[-3:] for _, term in (one, other)]
    assert (datatype(one[1]) == datatype(other[1])) == (languages[0] == languages[1])


def test_what_has_a_datatype_or_is_no_literal_is_told_by_itself_or_not_at_all() -> None:
    day, no_day = typed("2031-06-10", "date"), typed("2031-06-31", "date")
    assert datatype(day) != datatype(no_day)
    assert length(day) != length(no_day)
    assert datatype("<https://example.org/a>") == datatype("<https://example.org/b>") != datatype("_:a")
    assert length("<https://example.org/a>") != length("<https://example.org/b>")


@pytest.mark.parametrize(
    ("low", "high", "apart"),
    [
        ([number(3)], [number(10)], 7),
        ([number(10)], [number(3)], -7),
        ([number(3)], [typed("10", "nonNegativeInteger")], None),
        ([typed("03", "integer")], [number(10)], None),
        ([chinese("三")], [number(10)], None),
        ([], [number(10)], None),
        ([number(3), number(4)], [number(10)], None),
    ],
)
def test_only_whole_numbers_of_one_type_are_apart_by_a_number(
    low: list[str], high: list[str], apart: int | None
) -> None:
    assert distance(low, high) == apart
