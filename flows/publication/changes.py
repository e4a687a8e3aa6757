"""What a release changes, for people to read: CHANGES.md."""

from flows.publication.authority import Authority
from flows.publication.files import Written
from flows.publication.index import Index
from flows.publication.previous import Previous


def changes(name: str, before: Previous | None, index: Index, written: Written, authority: Authority) -> str:
    """Return the text."""
    return f"# {name}\n"
