"""What a release changes, for people to read: CHANGES.md, made of the delta and of what the index knows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flows.graph.notation import literal
from flows.graph.vocabulary import DCTERMS, ORG, RDF, SCHEMA, ZW
from flows.publication.delta import ADDED, lines_of
from flows.publication.index import Index
from flows.publication.previous import Previous
from flows.wording import counted, in_markdown

_MOST = 200
"""Entries of one kind that are listed; how many more there are is said."""
_TYPE, _HELD_BY, _REPLACED = str(RDF["type"]), str(ORG["heldBy"]), str(DCTERMS["isReplacedBy"])
_DAY, _CHAIR, _HOLDS = str(SCHEMA["startDate"]), str(ZW["chairedBy"]), str(ORG["holds"])
_NEW = """SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM said_before WHERE key = ?1) AND NOT EXISTS (
            SELECT 1 FROM shared JOIN article ON article.id = shared.article
            WHERE line >= ?2 AND line < ?3 AND graph NOT IN (SELECT graph FROM compared))"""
_LISTED = "CREATE TEMP TABLE listed (subject TEXT, title TEXT, PRIMARY KEY (subject, title)) WITHOUT ROWID"
_MEETINGS, _PEOPLE, _POSTS, _MERGED, _CONTRADICTIONS, _CORRECTIONS = _TITLES = (
    "New meetings and events",
    "New people",
    "Posts with another holder",
    "Names merged",
    "Contradictions",
    "Corrections by hand",
)
_KINDS = {
    str(ZW["Meeting"]): _MEETINGS,
    str(ZW["Event"]): _MEETINGS,
    str(ZW["Person"]): _PEOPLE,
    str(ZW["Conflict"]): _CONTRADICTIONS,
    str(ZW["Correction"]): _CORRECTIONS,
}


@dataclass(slots=True)
class _Entries:
    """The entries of one kind: how many, and those that are listed, the first in order."""

    number: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, entry: str) -> None:
        self.number += 1
        self.first.append(entry)
        if len(self.first) > 2 * _MOST:
            self.first = sorted(self.first)[:_MOST]

    def __str__(self) -> str:
        shown = "".join(f"- {entry}\n" for entry in sorted(self.first)[:_MOST])
        return shown + (f"- and {self.number - _MOST:,} more\n" if self.number > _MOST else "")


def changes(name: str, before: Previous | None, index: Index, folder: Path, articles: int, triples: int) -> str:
    """Return the text on the release `name` in `folder`, which follows the one `before`."""
    said = f"{counted(articles, 'article')}, {counted(triples, 'triple')}"
    if before is None:
        return f"# {name}\n\nThe first release: {said}.\n"
    sections = _sections(index, folder)
    lead = f"# {name}\n\n{said}. Follows {before.name}, which had {counted(before.manifest['articles'], 'article')}.\n"
    written = [f"\n## {title}: {each.number:,}\n\n{each}" for title, each in sections.items() if each.number]
    return lead + "".join(written or ["\nNo meeting, person or post is new.\n"])


def _sections(index: Index, folder: Path) -> dict[str, _Entries]:
    found = {title: _Entries() for title in _TITLES}
    index.connection.execute("DROP TABLE IF EXISTS temp.listed")
    index.connection.execute(_LISTED)
    for line in lines_of(folder / ADDED):
        subject, predicate, value = line[: line.rindex(" <")].split(" ", 2)
        if predicate == _REPLACED and "/graph/across>" in line:
            found[_MERGED].add(f"{subject} is now {value} ({_name(index, value)})")
            continue
        title = _title(index, subject, predicate, value)
        if title and not _is_listed(index, subject, title) and (entry := _entry(index, subject, title)):
            index.connection.execute("INSERT INTO listed VALUES (?, ?)", (subject, title))
            found[title].add(entry)
    return found


def _title(index: Index, subject: str, predicate: str, value: str) -> str:
    """Return where a statement is listed if the dataset did not have it before, or nothing."""
    if predicate == _TYPE and value in _KINDS and _is_new(index, subject):
        return _KINDS[value]
    return _POSTS if predicate == _HELD_BY and _is_newly_said(index, subject, value) else ""


def _is_listed(index: Index, subject: str, title: str) -> bool:
    """Tell whether another article has said the same."""
    query = "SELECT 1 FROM listed WHERE subject = ? AND title = ?"
    return next(index.column(query, subject, title), None) is not None


def _is_new(index: Index, subject: str) -> bool:
    """Tell whether no article spoke of it before."""
    return next(index.column(_NEW, subject, f"{subject} ", f"{subject}!"), None) is not None


def _is_newly_said(index: Index, post: str, holder: str) -> bool:
    line = f"{post} {_HELD_BY} {holder}"
    return next(index.column(_NEW, line, line, f"{line}!"), None) is not None


def _entry(index: Index, subject: str, title: str) -> str:
    """Return how a thing is listed under `title`, or nothing: its name, and what helps to place it."""
    if title == _POSTS:
        return _handover(index, subject)
    said = index.said_of(subject)
    days = [literal(value)[0] for _, predicate, value in said if predicate == _DAY]
    chairs = [_name(index, value) for _, predicate, value in said if predicate == _CHAIR]
    posts = [_name(index, value) for _, predicate, value in said if predicate == _HOLDS]
    parts = [*days[:1], _name(index, subject), f"chaired by {'、'.join(chairs)}" if chairs else "", "、".join(posts)]
    return f"{', '.join(filter(None, parts))} {subject}"


def _handover(index: Index, post: str) -> str:
    """Return the holders of a post where it has more than one."""
    holders = sorted(_name(index, value) for value in _values(index, post, _HELD_BY))
    return f"{_name(index, post)}: {'、'.join(holders)} {post}" if len(holders) > 1 else ""


def _name(index: Index, subject: str) -> str:
    """Return what a thing is called, as Markdown that has nothing of an article's markup in it."""
    return in_markdown(index.label(subject))


def _values(index: Index, subject: str, predicate: str) -> Iterator[str]:
    return (value for _, found, value in index.said_of(subject) if found == predicate)
