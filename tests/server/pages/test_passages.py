"""The words of an article: whatever the evidence, all that is known stands in its place, and gaps have their length."""

from hypothesis import given
from hypothesis import strategies as st

from flows.server.pages.passages import Evidence, Gap, Piece, passages

_CONTEXT = 8


def evidence(text: str, start: int, end: int) -> Evidence:
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return Evidence(f"char={start},{end}", start, end, text[start:end], before, after, "rule", "0.9", (), (), ())


@st.composite
def told(draw: st.DrawFn) -> tuple[str, list[Evidence]]:
    text = draw(st.text(min_size=1, max_size=200))
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places).map(sorted), max_size=12))
    return text, sorted((evidence(text, start, end) for start, end in spans), key=lambda each: (each.start, each.end))


@given(told())
def test_pieces_and_gaps_are_the_text(case: tuple[str, list[Evidence]]) -> None:
    text, found = case
    place = 0
    for piece in passages(found, len(text)):
        if isinstance(piece, Gap):
            place += piece.length
        else:
            assert (piece.start, piece.text) == (place, text[piece.start : piece.end])
            place = piece.end
    assert place == len(text)


@given(told())
def test_every_quote_is_whole_and_has_its_anchor(case: tuple[str, list[Evidence]]) -> None:
    text, found = case
    pieces = [piece for piece in passages(found, len(text)) if isinstance(piece, Piece)]
    for each in found:
        if each.quote:
            within = [piece for piece in pieces if each.start <= piece.start and piece.end <= each.end]
            assert "".join(piece.text for piece in within) == each.quote
            assert each.fragment in within[0].anchors
            assert all(piece.first for piece in within)


def test_words_lead_to_the_shortest_evidence() -> None:
    text = "区委书记王大明主持会议。"
    found = [evidence(text, 0, 7), evidence(text, 0, 11), evidence(text, 4, 7)]
    name = next(piece for piece in passages(found, len(text)) if isinstance(piece, Piece) and piece.start == 4)
    assert name.first
    assert (name.text, name.first.fragment) == ("王大明", "char=4,7")
