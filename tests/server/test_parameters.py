"""Parameters are read as the standard library reads them, whatever stands in a request."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.server.engine import RefusedError
from flows.server.parameters import decoded

PIECES = st.sampled_from(
    ["%", "=", "&", "+", "%0", "%0A", "%3d", "%25", "%E6%B5%8B", "%ff", "=\n", "= \t\n", "=41", "\r\n"]
)


@given(st.lists(PIECES | st.text(st.characters(max_codepoint=127), max_size=3), max_size=20).map("".join))
def test_what_is_encoded_in_whatever_way_is_read_as_by_the_standard_library(text: str) -> None:
    try:
        expected = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        with pytest.raises(RefusedError, match="not encoded"):
            decoded(text.encode())
        return
    assert decoded(text.encode()) == expected


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_what_is_encoded_comes_back(pairs: list[tuple[str, str]]) -> None:
    assert decoded(urlencode(pairs).encode()) == pairs


def test_a_hundred_parameters_are_read_and_no_more() -> None:
    assert len(decoded(b"&".join([b"a=1"] * 100))) == 100
    with pytest.raises(RefusedError, match="not encoded"):
        decoded(b"&".join([b"a=1"] * 101))


def test_what_is_not_ascii_is_refused() -> None:
    with pytest.raises(RefusedError, match="not encoded"):
        decoded("query=测".encode())
