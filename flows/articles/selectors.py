"""Where on the pages of a portal headline, byline and body stand, as the operator has looked it up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors; an empty one means: find it out."""

    title: str = ""
    byline: str = ""
    body: str = ""
