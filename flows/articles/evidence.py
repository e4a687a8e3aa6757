"""Where a statement was read: the span, the rule that read it, and how sure that rule is."""

from flows.values import value


@value(order=True)
class Span:
    """A half-open range of characters ``[start, end)`` in an article's text as kept (RFC 5147 char scheme).

    Raises ValueError where the range is negative or reversed.
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        # Not in `__post_init__`, which is a call more: an article takes hundreds of spans.
        if not 0 <= start <= end:
            raise ValueError(f"span {start},{end} is not a range of characters")
        self.start, self.end = start, end  # type: ignore[misc]

    def of(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end


@value(order=True)
class Evidence:
    """What a statement rests on: a span of the article, the name of the rule, a confidence in 0..1."""

    span: Span
    rule: str
    confidence: float
