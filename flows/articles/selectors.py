"""Where on the pages of a portal the parts of an article stand, as the operator has looked it up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Selectors:
    """CSS selectors; an empty one leaves the part to be found."""

    title: str = ""
    published: str = ""
    source: str = ""
    reporters: str = ""
    editors: str = ""
    text: str = ""
    remove: str = ""
    """What is cut out of the page before anything is read: buttons, pictures' captions, links to other articles."""
