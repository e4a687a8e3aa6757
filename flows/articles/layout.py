"""Layout: a folded article -> where its headline, its byline and its reporting part stand.

In: the folded text. Out: the span of the headline, the fields above and below, the span of the body. A page's furniture
(navigation, buttons, links to other articles, legal notes) lies outside the body. Does not read the fields' values.
"""

from dataclasses import dataclass

from flows.articles.ending import before_closing_byline, start_of_tail
from flows.articles.evidence import Span
from flows.articles.heading import end_of_head, find_title, start_of_report
from flows.articles.labels import Field
from flows.articles.lines import visible_lines


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of an article stand; `head` and `tail` are the fields of its byline.

    In `head` those below the headline come first: a date above it may be the day on which the page was opened.
    """

    title: Span
    body: Span
    head: tuple[Field, ...]
    tail: tuple[Field, ...]


def lay_out(folded: str, *, titled: bool = False) -> Layout:
    """Return the layout of a text that is not blank; of one that is `titled`, the first line is the headline."""
    lines = visible_lines(folded)
    if not lines:
        return Layout(Span(0, 0), Span(0, 0), (), ())
    at, title, before = (0, lines[0], []) if titled else find_title(folded, lines)
    after_head, above = end_of_head(folded, lines, at)
    first, start = start_of_report(folded, lines, after_head, title)
    last, below = start_of_tail(folded, lines, first)
    if first >= last:
        return Layout(title, Span(lines[at].end, lines[at].end), (*above, *before), tuple(below))
    end, closing = before_closing_byline(folded, lines[last - 1])
    while end > start and folded[end - 1].isspace():
        end -= 1
    return Layout(title, Span(start, max(start, end)), (*above, *before), (*closing, *below))
